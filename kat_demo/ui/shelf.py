"""The conversations that are not open, newest first, and the name of the one that is. Pure.

They are kept in the visitor's browser as plain JSON, so what comes back from there is checked like an open one.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any, Final

from kat_demo.errors import InputError
from kat_demo.ui import conversation
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.export import FORMAT

ROOM: Final = 2_000_000
"""Characters that a browser is asked to keep, beside those of the open conversation."""

LONGEST: Final = 60
"""Characters of a name."""

LARGEST: Final = 4 * 2**20
"""Bytes of a file that is taken in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation that is not open; without a name it goes by its first question."""

    id: str
    entries: Conversation
    name: str = ""

    @property
    def title(self) -> str:
        return self.name or first_question(self.entries)

    def has(self, words: list[str]) -> bool:
        """Whether all of the words stand in its name, questions and answers."""
        said = (f"{entry.message}\n{entry.turn.answer}" for entry in self.entries)
        text = "\n".join((self.name, *said)).casefold()
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that are not open; `name` is that of the open one, "" if it has none of its own."""

    name: str = ""
    kept: tuple[Kept, ...] = ()

    def put(self, entries: Conversation) -> Shelf:
        """The same with the conversation that was open on it, and none open."""
        fresh = (Kept(secrets.token_hex(4), entries, self.name),) if entries else ()
        return Shelf("", (*fresh, *self.kept))

    def take(self, id: str) -> tuple[Shelf, Conversation] | None:
        """The shelf without this conversation, which is to be opened; None if it is not there."""
        found = next((one for one in self.kept if one.id == id), None)
        if found is None:
            return None
        return Shelf(found.name, tuple(one for one in self.kept if one is not found)), found.entries

    def having(self, words: str) -> tuple[Kept, ...]:
        """Those with all of the words in their names, questions or answers."""
        wanted = words.casefold().split()
        return tuple(one for one in self.kept if one.has(wanted))

    def title(self, entries: Conversation) -> str:
        """What the open conversation goes by."""
        return self.name or first_question(entries)

    def named(self, name: str) -> Shelf:
        """The same with another name for the open conversation."""
        return replace(self, name=_short(name))


def first_question(entries: Conversation) -> str:
    """What a conversation goes by that has no name of its own."""
    return _short(entries[0].message) if entries else ""


def read(data: Any) -> Shelf:
    """A shelf from stored data; what is not one is an empty shelf, and a conversation that is broken is left out."""
    if not isinstance(data, dict) or not isinstance(data.get("kept"), list):
        return Shelf()
    found = []
    for item in data["kept"]:
        entries = conversation.read(item.get("entries")) if isinstance(item, dict) else ()
        if entries and isinstance(item.get("id"), str):
            found.append(Kept(item["id"], entries, _text(item.get("name"))))
    return Shelf(_text(data.get("name")), tuple(found))


def store(shelf: Shelf, room: int = ROOM) -> dict[str, Any]:
    """The plain form. Where it exceeds `room` characters, the oldest conversations lose their traces, then go."""
    kept: list[dict[str, Any]] = []
    for one in shelf.kept:
        item = {"id": one.id, "name": one.name, "entries": conversation.store(one.entries, max(room, 0))}
        room -= len(json.dumps(item))
        if room < 0:
            break
        kept.append(item)
    return {"name": shelf.name, "kept": kept}


def taken_in(text: bytes) -> Conversation:
    """The conversation in an exported file. Raises InputError if it is none, or too large."""
    if len(text) > LARGEST:
        raise InputError.of("file", f"{len(text)} bytes", f"at most {LARGEST}")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    known = isinstance(data, dict) and data.get("format") == FORMAT
    if not known or not (entries := conversation.read(data.get("entries"))):
        raise InputError.of("file", "another kind of file, or a damaged one", "a conversation exported here as JSON")
    return entries


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _text(value: Any) -> str:
    return _short(value) if isinstance(value, str) else ""
