"""The rows of a run as a table, and which of them to show. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import tokens
from kat_demo.records import Finish, Mode
from kat_demo.ui.text import Lang, say

MOST: Final = 1000
"""Rows that are shown at once."""

_MARKS: Final = {True: "✓", False: "✗", None: ""}


class Pick(str, Enum):
    """Which rows to look at."""

    ALL = "all"
    AUTO_WRONG_THINK_RIGHT = "auto_wrong_think_right"
    AUTO_RIGHT_THINK_WRONG = "auto_right_think_wrong"
    THINK_WRONG_DIRECT_RIGHT = "think_wrong_direct_right"
    AUTO_WRONG = "auto_wrong"
    ALL_WRONG = "all_wrong"
    CUT = "cut"
    FAILED = "failed"

    def takes(self, result: Result) -> bool:
        """Whether a row is among them."""
        auto, think, direct = (result.correct.get(mode) for mode in (Mode.AUTO, Mode.THINK, Mode.NO_THINK))
        return {
            Pick.ALL: True,
            Pick.AUTO_WRONG_THINK_RIGHT: auto is False and think is True,
            Pick.AUTO_RIGHT_THINK_WRONG: auto is True and think is False,
            Pick.THINK_WRONG_DIRECT_RIGHT: think is False and direct is True,
            Pick.AUTO_WRONG: auto is False,
            Pick.ALL_WRONG: bool(result.correct) and set(result.correct.values()) == {False},
            Pick.CUT: any(turn.finish_reason is Finish.LENGTH for turn in result.turns.values()),
            Pick.FAILED: result.failed,
        }[self]


def table(plan: Plan, results: Sequence[Result], pick: Pick, lang: Lang) -> dict[str, Any]:
    """The value of the table: heads and cells, all of them text."""
    rows = {row.id: row for row in plan.prompts.rows}
    several = plan.seeds > 1
    heads = [say(lang, "row_id"), say(lang, "column_prompt"), say(lang, "column_answer"), "p_think"]
    heads += [say(lang, f"mode_{mode.value}") for mode in plan.modes]
    data = []
    for result in [result for result in results if pick.takes(result)][:MOST]:
        row = rows[result.id]
        cells = [
            f"{row.id} · {result.seed}" if several else row.id,
            short(row.prompt),
            short(expected(row.key.answers)),
        ]
        cells.append("" if result.p_think is None else f"{result.p_think:.3f}")
        data.append(cells + [_cell(result, mode) for mode in plan.modes])
    return {"headers": heads, "data": data}


def find(plan: Plan, results: Sequence[Result], cell: str) -> Result | None:
    """The result of which the first cell is `cell`."""
    name = (lambda one: f"{one.id} · {one.seed}") if plan.seeds > 1 else (lambda one: one.id)
    return next((result for result in results if name(result) == cell), None)


def expected(answers: Sequence[str]) -> str:
    """Expected answers in one cell."""
    return " | ".join(answers)


def short(text: str, most: int = 120) -> str:
    """One line of a text."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _cell(result: Result, mode: Mode) -> str:
    turn = result.turns.get(mode)
    if turn is None or turn.finish_reason is Finish.ERROR:
        return "–"
    return f"{_MARKS[result.correct.get(mode)]} {tokens(turn)}".strip()
