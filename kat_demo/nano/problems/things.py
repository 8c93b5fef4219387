"""People and things that the word problems are about."""

from __future__ import annotations

from functools import cache

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.wordings import load


@cache
def agents(language: Language) -> tuple[tuple[str, str], ...]:
    """Names, each with its pronoun."""
    return tuple((name, he) for name, he in load("things", language)["agents"])


@cache
def names(language: Language) -> tuple[str, ...]:
    """The names alone; 我 is none."""
    return tuple(name for name, _ in agents(language) if name != "我")


@cache
def items(language: Language) -> tuple[str, ...]:
    """What is counted: plurals, or what takes 个."""
    return tuple(load("things", language)["items"])


@cache
def wares(language: Language) -> tuple[tuple[str, str], ...]:
    """What is bought: one and several, or the measure word and the noun."""
    return tuple((one, several) for one, several in load("things", language)["wares"])


@cache
def boxes(language: Language) -> tuple[tuple[str, str], ...]:
    """What things are put into, counted as one and as several; in Chinese one word is both."""
    found = load("things", language)["boxes"]
    return tuple((one, one) if isinstance(one, str) else (one[0], one[1]) for one in found)
