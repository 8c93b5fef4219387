"""A visitor's votes between two answers whose mode was hidden, as totals that the browser keeps. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from kat_demo.records import Mode
from kat_demo.ui.text import Lang, say

TOTALS: Final = ("think", "no_think", "tie", "both_bad")


class Vote(str, Enum):
    """What can be said of two answers."""

    LEFT = "left"
    RIGHT = "right"
    TIE = "tie"
    BOTH_BAD = "both_bad"


def read(stored: Any) -> dict[str, int]:
    """The totals; what is no total counts as none."""
    found = stored if isinstance(stored, Mapping) else {}
    totals = {name: found.get(name, 0) for name in TOTALS}
    return {
        name: count if isinstance(count, int) and not isinstance(count, bool) and count > 0 else 0
        for name, count in totals.items()
    }


def cast(totals: Mapping[str, int], vote: Vote, order: tuple[Mode, Mode]) -> dict[str, int]:
    """The totals with one vote more; `order` says which mode stood left and which right."""
    winner = {Vote.LEFT: order[0].value, Vote.RIGHT: order[1].value}.get(vote, vote.value)
    return {name: count + (name == winner) for name, count in totals.items()}


def shown(totals: Mapping[str, int], lang: Lang) -> str:
    """The totals in one line; nothing before the first vote."""
    if not sum(totals.values()):
        return ""
    words = {"think": "mode_think", "no_think": "mode_no_think", "tie": "vote_tie", "both_bad": "vote_both_bad"}
    parts = "".join(f"<span>{say(lang, words[name])} <b>{count}</b></span>" for name, count in totals.items())
    return f'<p class="kat-votes"><span>{say(lang, "votes")}</span>{parts}</p>'
