"""What one open page has going on: what is being written, and what its reader has done in the meantime."""

from __future__ import annotations

from dataclasses import dataclass, field

from kat_demo.records import Request, Turn
from kat_demo.ui.conversation import Conversation, Entry
from kat_demo.ui.text import Lang
from kat_demo.ui.thinking import Fold


@dataclass
class Reader:
    """What the reader of a page looks at. Events of the page change it while a reply is being written, and the reply
    reads it: the one value here that is not frozen."""

    lang: Lang = Lang.EN
    looks_at: int | None = None
    """Index of the exchange whose trace is shown; None follows the newest."""
    fold: Fold = field(default_factory=Fold)
    """The thinking pane."""
    stopping: bool = False
    """Whether *Stop* was pressed for the reply under way."""
    waiting: bool = False
    """Whether a reply was begun that has no place of the engine yet."""
    moved: Conversation | None = None
    """The conversation that was opened, maybe while a reply of another was under way; None since one was begun."""


@dataclass(frozen=True, slots=True)
class Task:
    """A reply to be made: the exchange `at` this index of the conversation, replacing what came after."""

    request: Request
    at: int
    partial: Turn | None = None
    typed: bool = False
    """Whether the message was taken from the input box, and goes back there if it cannot be served."""


@dataclass(frozen=True, slots=True)
class Live:
    """The newest reply of this page, and its record as last seen."""

    task: Task
    turn: Turn

    @property
    def running(self) -> bool:
        return not self.turn.done

    def within(self, entries: Conversation) -> Conversation:
        """The conversation with this reply in its place."""
        return (*entries[: self.task.at], Entry(self.task.request.message, self.turn))
