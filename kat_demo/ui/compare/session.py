"""What the Compare page has going on: the comparison on show, and what its reader has done in the meantime."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from kat_demo.compare import Summary, summarize
from kat_demo.fork import Lanes
from kat_demo.records import Finish, Mode, Phase, Request, Turn
from kat_demo.ui.conversation import Conversation, stopped
from kat_demo.ui.thinking import Fold

ROADS: Final = (Mode.THINK, Mode.NO_THINK)
"""The two lanes that are really made; automatic mode shows one of them."""


@dataclass
class Viewer:
    """What the reader of the page does. Events change it while replies are being written, and these read it."""

    folds: dict[Mode, Fold] = field(default_factory=lambda: {mode: Fold() for mode in Mode})
    """The thinking pane of each lane."""
    stopping: bool = False
    """Whether *Stop* was pressed for the comparison under way."""
    waiting: bool = False
    """Whether a comparison was begun that has no place of the engine yet."""
    replacing: Mode | None = None
    """The lane of which *Continue in chat* was pressed once, where that would replace another conversation."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question in all modes.

    Attributes:
        context: the conversation from which the question goes on.
        expected: the right answer, if one was given.
        lanes: the record of each mode; a new comparison has them empty.
        more: the lanes of further samples, with further seeds.
        wanted: how many further samples were asked for.
        order: the roads left and right while they are hidden for a vote; None when they are open.
    """

    request: Request
    context: Conversation
    expected: str
    lanes: Lanes
    more: tuple[Lanes, ...] = ()
    wanted: int = 0
    order: tuple[Mode, Mode] | None = None

    @classmethod
    def new(cls, request: Request, context: Conversation, expected: str, blind: bool) -> Comparison:
        """A comparison that has only been asked for. In a blind one, chance puts a road left or right."""
        left, right = Random().sample(ROADS, 2)
        lanes = {mode: Turn(mode=mode, sampling=request.sampling) for mode in Mode}
        return cls(request, context, expected, lanes, order=(left, right) if blind else None)

    @property
    def written(self) -> bool:
        """Whether all lanes have ended."""
        return all(turn.done for turn in self.lanes.values())

    @property
    def running(self) -> bool:
        return not self.written or len(self.more) < self.wanted

    @property
    def hidden(self) -> bool:
        """Whether it must not be seen yet which road is which."""
        return self.order is not None

    @property
    def judged(self) -> Turn:
        """The record that shows the judge, which all lanes share."""
        return self.lanes[Mode.AUTO]

    @property
    def summary(self) -> Summary:
        return summarize(self.lanes, self.expected)

    @property
    def samples(self) -> list[Summary]:
        """This one and the further ones."""
        return [summarize(lanes, self.expected) for lanes in (self.lanes, *self.more)]

    def stopped(self) -> Comparison:
        """As it stands when it is stopped: what came is kept, and nothing is hidden that can't be voted on any more."""
        lanes = {mode: stopped(turn) for mode, turn in self.lanes.items()}
        return replace(self, lanes=lanes, wanted=len(self.more), order=self.order if self.written else None)

    def failed(self, words: str) -> Comparison:
        """As it stands when it has failed as a whole."""
        lanes = {
            mode: turn if turn.done else turn.evolve(phase=Phase.DONE, finish_reason=Finish.ERROR, error=words)
            for mode, turn in self.lanes.items()
        }
        return replace(self.stopped(), lanes=lanes)
