"""Prompt sets as values: rows to ask, what is expected of each, and what was found wrong with the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kat_demo.errors import InputError
from kat_demo.evaluate.graders import Grader, Key
from kat_demo.records import Message, choose


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt of a set. `history` is what was said before it, answers alone; `id` is its own within the set."""

    id: str
    prompt: str
    key: Key = field(default_factory=Key)
    category: str = ""
    history: tuple[Message, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The form in files: what is empty is left out."""
        data: dict[str, Any] = {"id": self.id, "category": self.category, "prompt": self.prompt}
        data["history"] = [{"role": entry.role, "content": entry.content} for entry in self.history]
        data |= {"answer": list(self.key.answers), "grader": self.key.grader.value if self.key.answers else ""}
        data |= {"tolerance": self.key.tolerance, "unless": self.key.unless}
        return {name: value for name, value in data.items() if value}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Row:
        """What `to_dict` wrote. Raises InputError where it is something else."""
        try:
            history = tuple(Message(entry["role"], entry["content"]) for entry in data.get("history", []))
            grader = choose(Grader, "grader", data.get("grader", "auto"))
            key = Key(tuple(data.get("answer", [])), grader, data.get("tolerance", ""), data.get("unless", ""))
            return cls(data["id"], data["prompt"], key, data.get("category", ""), history)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError.of("row", data, f"a row of a prompt set ({error!r})") from None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a file. `row` counts as a spreadsheet or an editor does, from 1; 0 is the file itself.

    `used` says whether the row is asked all the same.
    """

    row: int
    column: str
    says: str
    used: bool = False

    def __str__(self) -> str:
        place = f"row {self.row}" if self.row else "file"
        return f"{place}, column {self.column}: {self.says}" if self.column else f"{place}: {self.says}"


@dataclass(frozen=True, slots=True)
class PromptSet:
    """Rows to ask, and the issues of the file that they come from."""

    name: str
    rows: tuple[Row, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def graded(self) -> int:
        """Number of rows with something to grade by."""
        return sum(bool(row.key.answers) for row in self.rows)

    @property
    def digest(self) -> str:
        """Names the rows: the same for the same ones in the same order."""
        written = json.dumps([row.to_dict() for row in self.rows], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def limited(self, limit: int | None) -> PromptSet:
        """The first `limit` rows; all if it is None. Raises InputError if it is no number of rows."""
        if limit is None:
            return self
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            raise InputError.of("limit", limit, "a whole number from 1, or null for all rows")
        return replace(self, rows=self.rows[:limit])
