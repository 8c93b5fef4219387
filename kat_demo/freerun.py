"""A reply by an engine that cannot continue a text: one free run, taken apart by the same parser.

Such an engine can be asked, but nothing can be written for it: no mode can be forced, no thinking be closed early, no
judge be skipped, and p_think is not known.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from kat_demo import format
from kat_demo.autothink import Run
from kat_demo.engines import Engine
from kat_demo.errors import InputError
from kat_demo.records import Finish, Judge, Mode, Phase, Request, Turn

WHY: Final = "because this model server takes no raw prompt"
"""Why something is refused."""


class FreeRun(Run):
    """One reply whose `judging` goes all the way. Raises InputError for what needs a text continued."""

    def __init__(self, engine: Engine, request: Request, partial: Turn | None = None) -> None:
        _check(request, partial)
        super().__init__(engine, request)

    def _judging(self) -> Iterator[Turn]:
        yield self._record(Phase.PREFILL)
        section, since = self.parser.section, time.perf_counter()
        for text in self.lane.generate((format.END_ANSWER,), self.limit, "free"):
            if text:
                self.first_draw = self.first_draw or time.perf_counter()
            self._read(text)
            self._place()
            now = time.perf_counter()
            self.spent[section] += now - since
            section, since = self.parser.section, now
            yield self._record()
        self.cached = self.lane.cached
        if self.lane.stopped.match:
            self._read(format.END_ANSWER)
        ended = {"cancelled": Finish.CANCELLED, "length": Finish.LENGTH}
        yield self._done(ended.get(self.lane.stopped.reason, Finish.STOP))

    def _place(self) -> None:
        """Note the decision, and where the sections end, as far as the text goes."""
        if self.parser.decision is not None:
            self.turn = self.turn.evolve(decision=self.parser.decision)
        places = [(self.lane.text.find(tag), tag) for tag in (format.END_JUDGE, format.END_THINK)]
        self.borders = [at + len(tag) for at, tag in places if at != -1]


def _check(request: Request, partial: Turn | None) -> None:
    if request.mode is not Mode.AUTO:
        raise InputError.of("mode", request.mode.value, f"'auto' alone, {WHY}")
    if partial is not None:
        raise InputError(f"A reply cannot be continued here, {WHY}. Ask again instead.")
    if request.sampling.judge is Judge.SKIP:
        raise InputError.of("judge", request.sampling.judge.value, f"'keep' alone, {WHY}")
    if request.sampling.thinking_budget is not None:
        raise InputError.of("thinking_budget", request.sampling.thinking_budget, f"nothing, {WHY}")
