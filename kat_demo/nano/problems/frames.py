"""Ways to ask for the value of an expression, and ways to write one, shared by everything that is a sum on paper."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.phrasing import KEPT
from kat_demo.nano.problems.wordings import wordings

BARE: Final = ("{e}", "{e}?", "{e}=", "{e} =", "{e}=?", "{e} = ?")
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "+": ("+",),
    "-": (*"-" * 9, "\N{MINUS SIGN}"),
    "*": ("*", "*", "x", "×"),
    "/": ("/", "/", "÷"),
}
_WORDS: Final[dict[Language, dict[str, tuple[str, ...]]]] = {
    "en": {
        "+": ("plus", "plus", "and", "added to"),
        "-": ("minus", "minus", "take away", "less"),
        "*": ("times", "times", "multiplied by"),
        "/": ("divided by", "divided by", "over"),
    },
    "zh": {"+": ("加", "加上"), "-": ("减", "减去"), "*": ("乘以", "乘", "乘上"), "/": ("除以", "除以")},
}


_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CHINESE: Final = "零一二三四五六七八九"


def in_words(value: object, language: Language) -> object:
    """A whole number up to 100 in words; anything else as it is."""
    if not isinstance(value, int) or not 0 <= value <= 100:
        return value
    if value == 100:
        return "one hundred" if language == "en" else "一百"
    tens, ones = divmod(value, 10)
    if language == "en":
        return _ENGLISH[value] if value < len(_ENGLISH) else _TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")
    head = "十" if tens == 1 else f"{_CHINESE[tens]}十" if tens else ""
    return head + (_CHINESE[ones] if ones or not tens else "")


def asks(language: Language, *extra: str) -> tuple[str, ...]:
    """All frames of a language with further ones of a family; the kept ones stand last."""
    bare, frames = (BARE if language == "en" else ()), wordings("sum", language)
    return (*bare, *frames[:-KEPT], *extra, *frames[-KEPT:])


def written(rng: random.Random, left: object, sign: str, right: object, language: Language) -> str:
    """`left sign right` with one of the signs or words that people use, with or without spaces."""
    if rng.random() < 0.25:
        small = all(isinstance(value, int) and 0 <= value <= 20 for value in (left, right))
        if rng.random() < (0.5 if small else 0.15):
            left, right = in_words(left, language), in_words(right, language)
        word = rng.choice(_WORDS[language][sign])
        gap = " " if language == "en" or rng.random() < 0.2 else ""
        return f"{left}{gap}{word}{gap}{right}"
    gap = " " if rng.random() < 0.55 else ""
    return f"{left}{gap}{rng.choice(_SIGNS[sign])}{gap}{right}"
