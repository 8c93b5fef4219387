"""The AutoThink output format: its tags as one table, and the incremental parser that reads it.

A reply goes through three sections, `judge`, `thinking` (only after `<think_on>`) and `answer`:

    {rationale}</judge>  <think_on>  <think>{reasoning}</think>  <answer>{answer}</answer>
    {rationale}</judge>  <think_off>                             <answer>{answer}</answer>

`TagParser.feed` takes text in pieces of any size and returns what can be shown already; text that may still become a
tag, and blank space that may still turn out to be the end of a section, is held back. A tag counts only where the
format allows it: `<think>` inside an answer is text. Where a model forgets a closing tag, the next opening tag closes
the section, but only at the start of a line. Nothing else that the model wrote is ever dropped; only blank space
around sections is.

This module knows nothing of models, tokens or prompts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

JUDGE: Final = "<judge>"
END_JUDGE: Final = "</judge>"
THINK_ON: Final = "<think_on>"
THINK_OFF: Final = "<think_off>"
THINK: Final = "<think>"
END_THINK: Final = "</think>"
ANSWER: Final = "<answer>"
END_ANSWER: Final = "</answer>"
TAGS: Final = (JUDGE, END_JUDGE, THINK_ON, THINK_OFF, THINK, END_THINK, ANSWER, END_ANSWER)
"""Every tag of the format."""

END_OF_TURN: Final = ("<|im_end|>", "<|endoftext|>")
"""ChatML's markers, which end a reply wherever they stand."""


class Section(str, Enum):
    """The parts of a reply, in the order in which they come."""

    JUDGE = "judge"
    THINKING = "thinking"
    ANSWER = "answer"


class Decision(str, Enum):
    """What the judge section ends in."""

    THINK_ON = "think_on"
    THINK_OFF = "think_off"

    @property
    def tag(self) -> str:
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class Event:
    """A piece of text that belongs to a section."""

    section: Section
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole reply, taken apart. `complete` says whether it ended as the format wants."""

    judge: str
    decision: str | None
    thinking: str
    answer: str
    complete: bool


class _State(Enum):
    """Where in the format the parser stands."""

    IN_JUDGE = "judge"
    DECIDING = "deciding"
    BEFORE_THINK = "before think"
    IN_THINK = "think"
    BEFORE_ANSWER = "before answer"
    IN_ANSWER = "answer"
    ENDED = "ended"


_SECTION: Final = {
    _State.IN_JUDGE: Section.JUDGE,
    _State.DECIDING: Section.ANSWER,
    _State.BEFORE_THINK: Section.THINKING,
    _State.IN_THINK: Section.THINKING,
    _State.BEFORE_ANSWER: Section.ANSWER,
    _State.IN_ANSWER: Section.ANSWER,
    _State.ENDED: Section.ANSWER,
}
"""To which section text belongs that stands in a state."""


class _Where(Enum):
    """Where a tag has to stand in order to count."""

    ANYWHERE = "anywhere"
    LINE = "at the start of a line"
    START = "before any other text of the section"


_STEPS: Final[dict[_State, dict[str, tuple[_State, _Where]]]] = {
    _State.IN_JUDGE: {
        JUDGE: (_State.IN_JUDGE, _Where.START),
        END_JUDGE: (_State.DECIDING, _Where.ANYWHERE),
        THINK_ON: (_State.BEFORE_THINK, _Where.LINE),
        THINK_OFF: (_State.BEFORE_ANSWER, _Where.LINE),
        THINK: (_State.IN_THINK, _Where.LINE),
        ANSWER: (_State.IN_ANSWER, _Where.LINE),
    },
    _State.DECIDING: {
        THINK_ON: (_State.BEFORE_THINK, _Where.ANYWHERE),
        THINK_OFF: (_State.BEFORE_ANSWER, _Where.ANYWHERE),
        THINK: (_State.IN_THINK, _Where.ANYWHERE),
        ANSWER: (_State.IN_ANSWER, _Where.ANYWHERE),
        END_ANSWER: (_State.ENDED, _Where.ANYWHERE),
    },
    _State.BEFORE_THINK: {
        THINK: (_State.IN_THINK, _Where.ANYWHERE),
        END_THINK: (_State.BEFORE_ANSWER, _Where.ANYWHERE),
        ANSWER: (_State.IN_ANSWER, _Where.LINE),
    },
    _State.IN_THINK: {
        THINK: (_State.IN_THINK, _Where.START),
        END_THINK: (_State.BEFORE_ANSWER, _Where.ANYWHERE),
        ANSWER: (_State.IN_ANSWER, _Where.LINE),
    },
    _State.BEFORE_ANSWER: {
        ANSWER: (_State.IN_ANSWER, _Where.ANYWHERE),
        END_ANSWER: (_State.ENDED, _Where.ANYWHERE),
    },
    _State.IN_ANSWER: {ANSWER: (_State.IN_ANSWER, _Where.START), END_ANSWER: (_State.ENDED, _Where.ANYWHERE)},
    _State.ENDED: {},
}
"""The format itself: in which state which tag counts, where, and what follows it."""

_START: Final = {"judge": _State.IN_JUDGE, "thinking": _State.IN_THINK, "answer": _State.IN_ANSWER}


def stops(section: Section) -> tuple[str, ...]:
    """The strings at which a model that writes `section` has to be stopped: its end tag, then what may stand for it."""
    state = _START[section.value]
    found = [
        tag if where is _Where.ANYWHERE else "\n" + tag
        for tag, (_, where) in _STEPS[state].items()
        if where is not _Where.START
    ]
    return tuple(found)


class TagParser:
    """Reads a reply piece by piece.

    `start` is the section whose opening tag stands in the prompt already: "judge", "thinking" or "answer".
    A text that repeats that tag parses the same.
    """

    def __init__(self, start: str = "judge") -> None:
        if start not in _START:
            raise ValueError(f"start: got {start!r}, allowed is one of {', '.join(map(repr, _START))}.")
        self._state = _START[start]
        self._held = ""  # text not yet given out: it may become a tag, or be blank space at a section's end
        self._fresh = True  # nothing of this section was given out yet
        self._line_start = True  # the held text stands at the start of a line
        self._spoken: set[Section] = set()  # the sections that have text already
        self.decision: Decision | None = None
        self.complete = False

    @property
    def section(self) -> Section:
        """The section to which the next text would belong."""
        return _SECTION[self._state]

    def feed(self, text: str) -> list[Event]:
        """Take the next piece of the reply and return what of it is certain."""
        self._held += text
        return self._drain(final=False)

    def finish(self) -> list[Event]:
        """Say that no more text comes: what was held back as a possible tag is text after all."""
        return self._drain(final=True)

    def _drain(self, final: bool) -> list[Event]:
        events: list[Event] = []
        while True:
            at, tag = self._next_tag()
            if tag is None:
                break
            self._emit(self._held[:at].rstrip(), events)
            self._held = self._held[at + len(tag) :]
            self._enter(tag)
        keep = 0 if final else self._undecided()
        ready, rest = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        text = ready.rstrip()
        blank = "" if final else ready[len(text) :]
        self._emit(text, events)
        self._held = blank + rest
        return events

    def _next_tag(self) -> tuple[int, str | None]:
        """The first tag in the held text that counts here, and where it stands."""
        best: tuple[int, str | None] = (len(self._held), None)
        for tag, where in self._candidates():
            at = self._held.find(tag)
            while at != -1 and not self._counts(at, where):
                at = self._held.find(tag, at + 1)
            if at != -1 and at < best[0]:
                best = (at, tag)
        return best

    def _candidates(self) -> list[tuple[str, _Where]]:
        tags = [(tag, where) for tag, (_, where) in _STEPS[self._state].items()]
        return tags + [(marker, _Where.ANYWHERE) for marker in END_OF_TURN]

    def _counts(self, at: int, where: _Where) -> bool:
        before = self._held[:at]
        if where is _Where.START:
            return self._fresh and not before.strip()
        if where is _Where.LINE:
            line = before.rpartition("\n")[2]
            return not line.strip() and ("\n" in before or self._line_start)
        return True

    def _undecided(self) -> int:
        """How many characters at the end of the held text may still become a tag."""
        tags = [tag for tag, _ in self._candidates()]
        longest = max(len(tag) for tag in tags) - 1
        for size in range(min(longest, len(self._held)), 0, -1):
            tail = self._held[-size:]
            if tail[0] == "<" and any(tag.startswith(tail) for tag in tags):
                return size
        return 0

    def _enter(self, tag: str) -> None:
        if tag in END_OF_TURN:
            self._state = _State.ENDED
        else:
            self._state = _STEPS[self._state][tag][0]
            self.complete = self._state is _State.ENDED
        if tag in (THINK_ON, THINK_OFF):
            self.decision = Decision(tag[1:-1])
        self._fresh = True
        self._line_start = True

    def _emit(self, text: str, events: list[Event]) -> None:
        if not text:
            return
        if self._fresh:
            body = text.lstrip()
            text = text[text.rfind("\n", 0, len(text) - len(body)) + 1 :]  # blank lines go, an indentation stays
            if self.section in self._spoken:
                text = "\n\n" + text
        if self._state is _State.ENDED:
            self.complete = False
        self._fresh = self._line_start = False
        self._spoken.add(self.section)
        events.append(Event(self.section, text))


def parse(text: str, start: str = "judge") -> Parsed:
    """Take a whole reply apart; the same as feeding it to a `TagParser` in any pieces."""
    parser = TagParser(start)
    sections = {section: "" for section in Section}
    for event in parser.feed(text) + parser.finish():
        sections[event.section] += event.text
    return Parsed(
        judge=sections[Section.JUDGE],
        decision=parser.decision.value if parser.decision else None,
        thinking=sections[Section.THINKING],
        answer=sections[Section.ANSWER],
        complete=parser.complete,
    )
