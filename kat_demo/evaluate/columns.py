"""Tables -> prompt sets: which column is what, and which rows can be used. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kat_demo.errors import InputError
from kat_demo.evaluate.graders import Grader, Key
from kat_demo.evaluate.reading import Line, Table
from kat_demo.evaluate.rows import Issue, PromptSet, Row
from kat_demo.prompts import read_history
from kat_demo.records import Message, choose

ROLES: Final = ("prompt", "answer", "id", "category", "grader", "tolerance", "unless", "history")
"""What a column can be; prompt is the only one that must be there."""

_NAMES: Final = {
    "prompt": "prompt question query problem instruction input text message messages 问题 题目 提示 提示词 输入 题干",
    "answer": "answer answers expected target gold solution reference label correct output 答案 参考答案",
    "id": "id uid key no number nr index 编号 序号",
    "category": "category subject topic type task family group class 类别 分类 科目 类型 主题",
    "grader": "grader grading 评分 评分方式",
    "tolerance": "tolerance 误差 容差",
    "unless": "unless",
    "history": "history 历史",
}
_SEPARATOR: Final = "|"
"""Between several expected answers in one cell, but not between patterns."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what; None where there is none."""

    prompt: str | None = None
    answer: str | None = None
    id: str | None = None
    category: str | None = None
    grader: str | None = None
    tolerance: str | None = None
    unless: str | None = None
    history: str | None = None


def guess(names: Sequence[str]) -> Columns:
    """Which column is what, by its name; a table of one column holds prompts."""
    found: dict[str, str] = {}
    for fits in (str.__eq__, lambda name, word: (len(word) > 2 or not word.isascii()) and word in name):
        for role, words in _NAMES.items():
            free = [name for name in names if name not in found.values()]
            matches = (name for word in words.split() for name in free if fits(_plain(name), word))
            if role not in found and (match := next(matches, None)):
                found[role] = match
    if len(names) == 1:
        found["prompt"] = names[0]
    return Columns(**found)


def understand(table: Table, columns: Columns, grader: str = "auto", tolerance: str = "") -> PromptSet:
    """The prompt set of a table. `grader` and `tolerance` are for rows that name none.

    A row without a usable prompt is left out, one whose answer cannot be read is asked and not graded, an id that is
    taken gets a number; each is an issue. Raises InputError where no row is left, or a column is not there.
    """
    Key((), choose(Grader, "grader", grader), tolerance)
    if columns.prompt is None:
        names = ", ".join(map(repr, table.columns)) or "none"
        raise InputError(f"{table.name}: has no column of prompts. Say which of its columns that is: {names}.")
    for role in ROLES:
        name = getattr(columns, role)
        if name is not None and name not in table.columns:
            raise InputError.choice(f"{table.name}, column of the {role}", name, table.columns)
    rows: dict[str, tuple[Row, int]] = {}
    issues = list(table.issues)
    for line in table.lines:
        try:
            row = _row(line, columns, grader, tolerance, issues)
        except InputError as error:
            issues.append(Issue(line.number, columns.prompt, str(error).removeprefix("prompt: ")))
            continue
        if row.id in rows:
            other = f"{row.id}#{line.number}"
            issues.append(Issue(line.number, columns.id or "", f"{row.id!r} stands in row {rows[row.id][1]} too, "
                                f"so this one is called {other!r}", used=True))  # fmt: skip
            row = replace(row, id=other)
        rows[row.id] = (row, line.number)
    if not rows:
        raise InputError(f"{table.name}: has no row that can be asked. " + " ".join(map(str, issues[:3])))
    issues.sort(key=lambda issue: issue.row)
    return PromptSet(table.name, tuple(row for row, _ in rows.values()), tuple(issues))


def _row(line: Line, columns: Columns, grader: str, tolerance: str, issues: list[Issue]) -> Row:
    def cell(role: str) -> Any:
        name = getattr(columns, role)
        return line.cells.get(name, "") if name is not None else ""

    prompt, history = _prompt(cell("prompt"), cell("history"))
    try:
        kind = choose(Grader, "grader", str(cell("grader")).strip().lower() or grader)
        key = _key(cell("answer"), kind, str(cell("tolerance")).strip() or tolerance, str(cell("unless")))
    except InputError as error:
        field = str(error).partition(":")[0]
        column = getattr(columns, field, None) or columns.answer or ""
        says = str(error).removeprefix(f"{field}: ")
        issues.append(Issue(line.number, column, f"{says} The row is asked and not graded.", used=True))
        key = Key()
    name = str(cell("id")).strip() or f"row {line.number}"
    return Row(name, prompt, key, str(cell("category")).strip(), history)


def _prompt(value: Any, before: Any) -> tuple[str, tuple[Message, ...]]:
    """The prompt and what was said before it; a list of messages holds both."""
    if isinstance(before, str) and before.strip():
        try:
            before = json.loads(before)
        except ValueError:
            raise InputError.of("history", before, "a list of {'role': …, 'content': …}") from None
    history = read_history(before or [])
    if isinstance(value, list) and value:
        *earlier, last = read_history(value)
        if last.role != "user":
            raise InputError.of("prompt", value, "messages of which the last is the user's")
        value, history = last.content, (*history, *earlier)
    if not isinstance(value, str) or not value.strip():
        raise InputError.of("prompt", value, "a text that is not empty")
    return value, history


def _key(value: Any, grader: Grader, tolerance: str, unless: str) -> Key:
    if isinstance(value, list):
        texts = [text if isinstance(text, str) else json.dumps(text, ensure_ascii=False) for text in value]
    else:
        texts = [value] if grader is Grader.REGEX else str(value).split(_SEPARATOR)
    answers = tuple(text.strip() for text in texts if text.strip())
    return Key(answers, grader, tolerance, unless if answers else "")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def named(columns: Mapping[str, str | None]) -> Columns:
    """The columns that were chosen by hand; "" and None are no column."""
    return Columns(**{role: name or None for role, name in columns.items() if role in ROLES})
