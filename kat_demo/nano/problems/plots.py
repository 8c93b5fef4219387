# ruff: noqa: E501
"""What the word problems share: the form of a plot, and judge texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.wordings import load, whole


@dataclass(frozen=True, slots=True)
class Plot:
    """A word problem with slots a, b, c, d; `plan` is the expression, `ranges` the numbers, `kind` what it is about.

    The last of its texts is kept for evaluation.
    """

    texts: tuple[str, ...]
    plan: str
    answer: str
    kind: str
    ranges: Mapping[str, tuple[int, int]]


@cache
def plots(language: Language) -> tuple[Plot, ...]:
    """Every plot of a language."""
    return tuple(
        Plot(
            whole(entry),
            entry["plan"],
            entry["answer"],
            entry["kind"],
            {letter: (low, high) for letter, (low, high) in entry["ranges"].items()},
        )
        for entry in load("stories", language)["plots"]
    )


JUDGES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A word problem about {kind} with {n}, starting from {a}. The numbers have to be combined in order, so thinking pays.",
        "This is a short story with {n} to do, the last one with {b}. Doing one step at a time is worth it.",
        "The numbers are hidden in a text about {kind}. A plan and {n} are needed, so I should reason.",
        "A {kind} problem: {a} comes first and {b} last. Writing down the plan and then each step is safer.",
        "A word problem about {kind}. It needs a plan and several steps, so working through it pays.",
    ),
    "zh": (
        "这是关于{kind}的应用题，从{a}开始，有{n}，需要按顺序计算，值得思考。",
        "应用题，要先列式再算{n}，一步步来更可靠。",
        "题目把数字放在一段话里，先出现{a}，最后是{b}，应该先列式再计算。",
        "{kind}问题，共{n}运算，先思考再回答。",
        "这是关于{kind}的应用题，要先列式，再逐步计算，需要思考。",
    ),
}
