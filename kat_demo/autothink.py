"""The AutoThink protocol: judge, decide, think, answer, over any engine.

One reply is a series of `Turn` records. The judge writes until its end tag; the decision is then read from the
model's raw distribution over `<think_on>` and `<think_off>` and written for the model, which is also how a mode is
forced; thinking goes on to its end tag or the budget; then comes the answer. Where the model leaves the format, the
section is closed for it.

A reply can be forked where its judge has ended: from there on, one branch for each decision (see `fork`).

Where the engine gives no log-probabilities, the decision of automatic mode is what the model writes; where it cannot
continue a text, the whole reply is (see `freerun`). p_think is not known then.

This module knows nothing of torch, transformers or gradio.
"""

from __future__ import annotations

import copy
import math
import secrets
import time
from collections.abc import Generator, Iterator
from dataclasses import replace

from kat_demo import format, prompts
from kat_demo.engines import Engine, Lane, Lender
from kat_demo.errors import EngineError, InputError
from kat_demo.format import Decision, Section, TagParser
from kat_demo.records import Finish, Judge, Mode, Phase, Request, Turn, Usage

_END = {Section.JUDGE: format.END_JUDGE, Section.THINKING: format.END_THINK, Section.ANSWER: format.END_ANSWER}
_DECIDES = {
    Decision.THINK_OFF.tag: Decision.THINK_OFF,
    Decision.THINK_ON.tag: Decision.THINK_ON,
    format.THINK: Decision.THINK_ON,
    format.ANSWER: Decision.THINK_OFF,
}
"""What a written decision can be read from."""

DECISION_TOKENS = 16
"""Tokens in which a model has to write its decision."""

_OPEN = {Decision.THINK_ON: f"{format.THINK}\n", Decision.THINK_OFF: f"{format.ANSWER}\n"}


def reply(engine: Engine, request: Request, partial: Turn | None = None) -> Iterator[Turn]:
    """Make a reply, as a series of records of which the last is done. Closing the generator cancels.

    `partial` is a record to go on from instead of starting anew. With a decision, its thinking is closed where it
    stands and the answer follows (*Answer now*); without one, its judge is kept and `request.mode` decides (*Think it
    through*).

    Raises InputError and ContextError before the first record; an engine that fails later ends the reply with an
    error record.
    """
    if partial is not None and partial.answer:
        raise InputError.of("partial", partial.answer, "a record without an answer")
    if isinstance(engine, Lender):
        yield from engine.lend(reply, request, partial)
        return
    run = begin(engine, request, partial)
    try:
        yield from run.judging()
        if not run.turn.done:
            yield from run.following(request.mode)
    finally:
        run.lane.close()


def begin(engine: Engine, request: Request, partial: Turn | None = None) -> Run:
    """The kind of run that `engine` can make. Raises InputError and ContextError."""
    if engine.info.forces:
        return Run(engine, request, partial)
    from kat_demo.freerun import FreeRun  # which is made of `Run`

    return FreeRun(engine, request, partial)


def prompt_of(engine: Engine, request: Request) -> str:
    """The text with which the reply to `request` starts."""
    return prompts.render(engine.template, request.history, request.message, request.system_prompt, engine.markers)


class Run:
    """One reply in the making: the lane, what the parser has read from it, and the clock.

    It is made in two steps: `judging`, then `following`; each ends with a done record if the reply ends there. Between
    the two it can be forked. Raises InputError and ContextError when it is made.
    """

    def __init__(self, engine: Engine, request: Request, partial: Turn | None = None) -> None:
        if request.sampling.seed is None:
            request = replace(request, sampling=replace(request.sampling, seed=secrets.randbelow(2**32)))
        self.request = request
        self.parser = TagParser()
        self.text = {section: "" for section in Section}
        self.spent = {section: 0.0 for section in Section}
        self.borders: list[int] = []  # where in the lane's text the judge and the thinking end
        self.turn = Turn(mode=request.mode, model=engine.info.model, sampling=request.sampling)
        written = self._resume(partial) if partial is not None else ""
        self.lane: Lane = engine.open(prompt_of(engine, request), request.sampling, written)
        self.cached = 0  # tokens of the prompt that did not have to be computed
        self.limit = request.sampling.max_new_tokens or self.lane.room
        self.started = time.perf_counter() - sum(self.spent.values())
        self.first_draw: float | None = None  # when the first token was drawn
        self.written: Decision | None = None  # the decision that the model wrote, where p_think is not known

    def judging(self) -> Iterator[Turn]:
        """The judge, until p_think is known."""
        return self._guarded(self._judging())

    def following(self, mode: Mode) -> Iterator[Turn]:
        """What follows the judge, in `mode`."""
        return self._guarded(self._following(mode))

    def road(self, mode: Mode) -> Decision:
        """The decision with which `mode` goes on from a judge that has ended."""
        decision = mode.forces or self.turn.preferred or self.written
        assert decision is not None  # one of them is known by then
        return decision

    def fork(self) -> Run:
        """The same reply once more, as it stands where the judge has ended."""
        other = copy.copy(self)
        other.lane = self.lane.fork()
        other.parser = copy.deepcopy(self.parser)
        other.text, other.spent, other.borders = dict(self.text), dict(self.spent), list(self.borders)
        return other

    def fail(self, words: str) -> Turn:
        """End the reply with an error record."""
        return self._done(Finish.ERROR, words)

    def _guarded(self, steps: Iterator[Turn]) -> Iterator[Turn]:
        """The steps; an engine that fails ends the reply with an error record."""
        try:
            yield from steps
        except EngineError as error:
            yield self.fail(str(error))

    def _judging(self) -> Iterator[Turn]:
        yield self._record(Phase.PREFILL)
        self.lane.prefill()
        self.cached = self.lane.cached
        if self.turn.decision is not None:
            return
        judges = self.request.sampling.judge is Judge.KEEP and not self.lane.text
        ended = (yield from self._section(Section.JUDGE)) if judges else None
        self.cached = self.cached or self.lane.cached  # some engines know it only now
        if ended:
            yield self._done(ended)
            return
        self._weigh()
        if self.turn.p_think is None and self.request.mode.forces is None:
            yield from self._ask()

    def _following(self, mode: Mode) -> Iterator[Turn]:
        closed_early = self.turn.decision is Decision.THINK_ON
        if self.turn.decision is None:
            self._decide(mode)
            yield self._record()
            if self.turn.decision is Decision.THINK_ON:
                budget = self.request.sampling.thinking_budget
                if ended := (yield from self._section(Section.THINKING, budget)):
                    yield self._done(ended)
                    return
                closed_early = self.lane.stopped.reason == "length"
        if self.turn.decision is Decision.THINK_ON:
            self._close(Section.THINKING)
            self._write(f"\n\n{format.ANSWER}\n")
        if not (ended := (yield from self._section(Section.ANSWER))):
            self._read(format.END_ANSWER)
            ended = Finish.BUDGET if closed_early else Finish.STOP
        yield self._done(ended)

    def _resume(self, partial: Turn) -> str:
        """Take over what `partial` has; returns the reply's text as far as it goes."""
        self.spent[Section.JUDGE] = partial.seconds.judge
        written = partial.judge + "\n" if partial.judge else ""
        if partial.decision is not None:
            self.spent[Section.THINKING] = partial.seconds.thinking
            self.turn = self.turn.evolve(decision=partial.decision, forced=partial.forced, p_think=partial.p_think)
            written += format.END_JUDGE
            self.borders.append(len(written))
            written += f"\n\n{partial.decision.tag}\n{_OPEN[partial.decision]}{partial.thinking}"
        self._read(written)
        return written

    def _section(self, section: Section, budget: int | None = None) -> Generator[Turn, None, Finish | None]:
        """Let the model write one section; returns why the reply ends here, or None if it goes on."""
        left = self.limit - sum(self._count())
        limit = left if budget is None else min(left, budget)
        start, before = time.perf_counter(), self.spent[section]
        stream = f"{self.turn.decision.value}/{section.value}" if self.turn.decision else section.value
        for text in self.lane.generate(format.stops(section), limit, stream):
            if text:
                self.first_draw = self.first_draw or time.perf_counter()
            self._read(text)
            self.spent[section] = before + time.perf_counter() - start
            yield self._record()
        self.spent[section] = before + time.perf_counter() - start
        reason = self.lane.stopped.reason
        if reason == "cancelled":
            return Finish.CANCELLED
        return Finish.LENGTH if reason == "length" and limit == left else None

    def _weigh(self) -> None:
        """Close the judge and read p_think from the model's distribution, where the engine shows it."""
        self._close(Section.JUDGE)
        self._write("\n\n")
        scores = self.lane.score([Decision.THINK_ON.tag, Decision.THINK_OFF.tag])
        if scores is None:
            return
        on, off = scores
        if math.isnan(off - on):
            raise EngineError("The model gives neither decision a probability; its weights may be damaged.")
        self.turn = self.turn.evolve(p_think=1 / (1 + math.exp(min(off - on, 700.0))))

    def _ask(self) -> Iterator[Turn]:
        """Let the model write its decision, beside the reply. One that writes neither tag goes on to the answer."""
        probe = self.lane.fork()
        try:
            for _ in probe.generate([*_DECIDES], DECISION_TOKENS, "decision"):
                yield self._record()
        finally:
            probe.close()
        self.written = _DECIDES.get(probe.stopped.match, Decision.THINK_OFF)

    def _decide(self, mode: Mode) -> None:
        """Write the decision that counts in `mode`."""
        decision = self.road(mode)
        self.turn = self.turn.evolve(mode=mode, decision=decision, forced=mode.forces is not None)
        self._write(f"{decision.tag}\n{_OPEN[decision]}")

    def _close(self, section: Section) -> None:
        """Write the end tag of a section, on a line of its own unless the model has just written it."""
        tag = _END[section]
        met = self.lane.stopped.match == tag or not self.lane.text or self.lane.text.endswith("\n")
        self._write(tag if met else "\n" + tag)
        self.borders.append(len(self.lane.text))

    def _write(self, text: str) -> None:
        self.lane.write(text)
        self._read(text)

    def _read(self, text: str) -> None:
        for event in self.parser.feed(text):
            self.text[event.section] += event.text

    def _count(self) -> tuple[int, int, int]:
        """Tokens of judge, thinking and answer so far."""
        counts = self.lane.count(self.borders)
        if self.turn.decision is Decision.THINK_ON:
            counts += [0]  # no answer yet, or one more number that is dropped
            return counts[0], counts[1], counts[2]
        return counts[0], 0, sum(counts[1:])

    def _record(self, phase: Phase | None = None) -> Turn:
        """The reply as it stands now."""
        judge, thinking, answer = self._count()
        now = time.perf_counter()
        drawn = self.lane.generated - 1
        seconds = self.turn.seconds
        if self.first_draw is not None and not seconds.first_token:
            seconds = replace(seconds, first_token=self.first_draw - self.started)
        if self.text[Section.ANSWER] and not seconds.first_answer:
            seconds = replace(seconds, first_answer=now - self.started)
        self.turn = self.turn.evolve(
            phase=phase or Phase(self.parser.section.value),
            judge=self.text[Section.JUDGE],
            thinking=self.text[Section.THINKING],
            answer=self.text[Section.ANSWER],
            usage=Usage(self.lane.prompt_tokens, self.cached, judge, thinking, answer),
            seconds=replace(
                seconds,
                judge=self.spent[Section.JUDGE],
                thinking=self.spent[Section.THINKING],
                total=now - self.started,
            ),
            tokens_per_second=drawn / (now - self.first_draw) if self.first_draw and drawn > 0 else 0.0,
        )
        return self.turn

    def _done(self, finish: Finish, error: str | None = None) -> Turn:
        for event in self.parser.finish():
            self.text[event.section] += event.text
        self.turn = self.turn.evolve(finish_reason=finish, error=error)
        return self._record(Phase.DONE)
