"""A fraction of a number that goes in: it is divided by the lower number and multiplied by the upper one."""

from __future__ import annotations

import math
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("fraction", "en"),
        (
            "A fraction of {n}: a division by {b} first, then a product if there is more than one part. Thinking pays.",
            "The user wants {f} {n}. First one part, then as many as are asked for, so I go step by step.",
            "Parts of {n} are not known by heart. I divide by {b} on paper.",
        ),
        ("{a}/{b} of {n} is {r}.",),
    ),
    "zh": Texts(
        wordings("fraction", "zh"),
        (
            "求{n}的{f}，先除以{b}，再看要几份，值得思考。",
            "{n}要分成{b}份，取其中{a}份，应一步步算。",
            "这是一个数的几分之几，先求一份更可靠。",
        ),
        ("{n}的{a}/{b}是{r}。",),
    ),
}
_PARTS: Final = ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS: Final = "零一二三四五六七八九十"


def _fraction(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int, int]:
        while True:
            b = rng.choice((3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10))
            a, n = rng.randint(1, b - 1), b * rng.randint(2, rng.choice((12, 20, 99)))
            if math.gcd(a, b) == 1:
                return a, b, n

    a, b, n = choose(sample, held_out)
    part = n // b
    lines = steps.written_division(n, b, language)
    if a > 1:
        lines += steps.times(part, a, language)
    result = part * a
    return compose(
        rng,
        "fraction",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=lines,
        expected=(stated(result, language),),
        slots={"f": _said(rng, a, b, language), "a": a, "b": b, "n": n, "r": result},
    )


def _said(rng: random.Random, a: int, b: int, language: Language) -> str:
    """The fraction as people write it; in English with the "of" after it."""
    if rng.random() < 0.5:
        return f"{a}/{b}" + (" of" if language == "en" else "")
    if language == "zh":
        return f"{_DIGITS[b]}分之{_DIGITS[a]}"
    many = "s" if a > 1 else ""
    count = rng.choice(("a", "a", "one")) if a == 1 else _COUNTS[a - 1]
    return f"{count} {_PARTS[b - 3]}{many} of"


FAMILIES: Final = (Family("fraction", True, _fraction, 2.5),)
