"""Two whole numbers and what they share: the greatest common divisor, the least common multiple."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_GCD: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("gcd", "en"),
        (
            "A greatest common divisor of {a} and {b}. Euclid's divisions go step by step, so thinking pays.",
            "The user wants the common divisor of two numbers. Dividing with remainder step by step is worth it.",
            "This needs several divisions with remainder, so working it out is safer.",
        ),
        ("The greatest common divisor of {a} and {b} is {r}.",),
    ),
    "zh": Texts(
        wordings("gcd", "zh"),
        (
            "求{a}和{b}的最大公约数，要辗转相除，值得思考。",
            "这需要几次带余除法，一步步来更可靠。",
            "两个数的公约数一眼看不出，应先做辗转相除。",
        ),
        ("{a}和{b}的最大公约数是{r}。",),
    ),
}
_LCM: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("lcm", "en"),
        (
            "A least common multiple of {a} and {b}. A common divisor, a division and a product: thinking pays.",
            "The user wants the smallest number that {a} and {b} both divide. I find what they share first.",
            "Of {a} and {b} the common multiple is asked. Dividing by the common divisor and multiplying is worth it.",
        ),
        ("The least common multiple of {a} and {b} is {r}.",),
    ),
    "zh": Texts(
        wordings("lcm", "zh"),
        (
            "求{a}和{b}的最小公倍数，先求公约数，再除再乘，值得思考。",
            "{a}和{b}的公倍数一眼看不出，应先辗转相除再相乘。",
            "这是公倍数的问题，要分几步来算，先思考更可靠。",
        ),
        ("{a}和{b}的最小公倍数是{r}。",),
    ),
}
_LARGEST: Final = 600
"""The largest common multiple that is asked for."""


def _common(
    rng: random.Random,
    family: str,
    language: Language,
    held_out: bool,
    texts: Texts,
    sample: Callable[[], tuple[int, int]],
) -> Problem:
    """A problem of `family` with the operands that `sample` draws."""
    a, b = choose(sample, held_out)
    result = math.gcd(a, b) if family == "gcd" else math.lcm(a, b)
    return compose(
        rng,
        family,
        language,
        held_out,
        texts,
        pays=True,
        thinking=euclid(a, b, language) if family == "gcd" else multiple(a, b, language),
        expected=(stated(result, language),),
        slots={"a": a, "b": b, "r": result},
    )


def _gcd(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int]:
        while True:
            base = rng.randint(1, 15)
            a, b = base * rng.randint(2, 15), base * rng.randint(1, 12)
            if a != b and len("\n".join(euclid(a, b, "en"))) <= 330:
                return (a, b)

    return _common(rng, "gcd", language, held_out, _GCD[language], sample)


def _lcm(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int]:
        while True:
            base = rng.choice((1, 1, 2, 2, 3, 4, 5, 6, 10))
            a, b = base * rng.randint(1, 12), base * rng.randint(1, 12)
            if a != b and min(a, b) > 1 and math.lcm(a, b) <= _LARGEST:
                return (a, b)

    return _common(rng, "lcm", language, held_out, _LCM[language], sample)


def euclid(a: int, b: int, language: Language) -> list[str]:
    """Divisions with remainder until it goes in."""
    a, b = max(a, b), min(a, b)
    lines: list[str] = []
    while True:
        whole = a // b
        lines.append(f"{a}, {b}")
        if whole > 1:
            lines += steps.times(b, whole, language)
        if a == b * whole:
            break
        lines += steps.minus(a, b * whole, language)
        a, b = b, a - b * whole
    return [*lines, f"{b}"]


def multiple(a: int, b: int, language: Language) -> list[str]:
    """The common divisor, the smaller number divided by it, and the other one times that."""
    a, b = max(a, b), min(a, b)
    shared = math.gcd(a, b)
    lines = [*euclid(a, b, language), f"{b} / {shared} = {b // shared}"]
    return [*lines, *steps.times(a, b // shared, language)]


FAMILIES: Final = (
    Family("gcd", True, _gcd, 4.0),
    Family("lcm", True, _lcm, 3.0),
)
