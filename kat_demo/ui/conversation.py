"""A conversation as a value: what was asked, and the record of each reply.

It is kept in the visitor's browser as plain JSON, so whatever comes back from there is checked: bad data reads as an
empty conversation, and a reply that was under way when the page closed reads as stopped. What goes to the model is the
answers alone; judge, thinking, and replies without an answer stay here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kat_demo.errors import InputError
from kat_demo.records import Finish, Message, Phase, Turn

ROOM: Final = 1_500_000
"""Characters that a browser is asked to keep; browsers give a site about five million, encrypted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange."""

    message: str
    turn: Turn


Conversation = tuple[Entry, ...]


def read(data: Any) -> Conversation:
    """A conversation from stored data; anything that is not one is an empty conversation."""
    if not isinstance(data, list):
        return ()
    try:
        return tuple(_entry(item) for item in data)
    except (InputError, KeyError, TypeError, ValueError, AttributeError):
        return ()


def store(entries: Sequence[Entry], room: int = ROOM) -> list[dict[str, Any]]:
    """The plain form. Where it exceeds `room` characters, the oldest traces go first, then the oldest exchanges."""
    data = [{"message": entry.message, "turn": entry.turn.to_dict()} for entry in entries]
    sizes = [len(json.dumps(item)) for item in data]
    for index, entry in enumerate(entries):
        if sum(sizes) <= room:
            break
        data[index]["turn"] = entry.turn.evolve(judge="", thinking="").to_dict()
        sizes[index] = len(json.dumps(data[index]))
    while len(data) > 1 and sum(sizes) > room:
        del data[0], sizes[0]
    return data


def history(entries: Sequence[Entry]) -> tuple[Message, ...]:
    """What the model is shown of a conversation."""
    messages: list[Message] = []
    for entry in entries:
        if entry.turn.answer.strip():
            messages += [Message("user", entry.message), Message("assistant", entry.turn.answer)]
    return tuple(messages)


def stopped(turn: Turn) -> Turn:
    """`turn` as it stands when it is stopped; one that is done stays as it is."""
    return turn if turn.done else turn.evolve(phase=Phase.DONE, finish_reason=Finish.CANCELLED)


def entry_of(index: int | Sequence[int]) -> int:
    """The exchange to which a message of the chatbot belongs; it shows two an exchange."""
    return (index if isinstance(index, int) else index[0]) // 2


def _entry(item: Any) -> Entry:
    message, turn = item["message"], Turn.from_dict(item["turn"])
    numbers = [*_values(turn.usage), *_values(turn.seconds), turn.tokens_per_second, turn.p_think or 0]
    texts = [message, turn.error or ""]
    if not all(isinstance(text, str) for text in texts) or not all(
        isinstance(number, int | float) for number in numbers
    ):
        raise InputError.of("conversation", message, "a text and a Turn record")
    return Entry(message, stopped(turn))


def _values(record: Any) -> list[Any]:
    return [getattr(record, name) for name in record.__slots__]
