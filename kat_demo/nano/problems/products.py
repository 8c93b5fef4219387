"""Products of a decimal number: multiplied without the point, which is put back at the end."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.decimals import moved, shown
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks, written
from kat_demo.nano.problems.wordings import wordings

_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A product of {a} and {b}. The point has to be put back after multiplying, so working it out pays.",
        "The task is {c}, a product with {n} decimal places. Multiplying whole numbers first is worth it.",
        "{c} has a point in it, which is easily lost in a product, so I should think.",
    ),
    "zh": (
        "这是小数乘法，{a}和{b}，先按整数相乘再点小数点，值得一步步算。",
        "题目{c}一共有{n}位小数，先算整数的积更可靠。",
        "{c}里有小数点，容易点错，应该思考。",
    ),
}
_ANSWER: Final[dict[Language, tuple[str, ...]]] = {"en": ("{c} = {r}.",), "zh": ("{c} = {r}。",)}


def _pair(rng: random.Random) -> tuple[Decimal, Decimal]:
    """A decimal of two digits or three, and a factor of one or two."""
    digits, places = rng.choice(((2, 1), (2, 1), (2, 1), (3, 2), (3, 1), (2, 2)))
    value = 10
    while value % 10 == 0:  # a point with nothing behind it
        value = rng.randrange(1 if places == digits else 10 ** (digits - 1), 10**digits)
    a = Decimal(value).scaleb(-places)
    b = Decimal(rng.randint(2, 12))
    if rng.random() < 0.25:
        b = Decimal(rng.randint(2, 99)).scaleb(-1)
    elif rng.random() < 0.1:
        b = Decimal(rng.choice((10, 100, 20, 50)))
    return a, b


def _product(rng: random.Random, language: Language, held_out: bool) -> Problem:
    a, b = choose(lambda: _pair(rng), held_out)
    if rng.random() < 0.3:
        a, b = b, a
    left, right = shown(a), shown(b)
    places = [len(text.partition(".")[2]) for text in (left, right)]
    whole = [int(Decimal(text).scaleb(size)) for text, size in zip((left, right), places, strict=True)]
    total, result = whole[0] * whole[1], shown(a * b)
    thinking = [
        *steps.times(whole[0], whole[1], language),
        moved(total, sum(places), result, language),
        f"{left} * {right} = {result}",
    ]
    slots = {
        "a": left,
        "b": right,
        "c": f"{left} * {right}",
        "e": written(rng, left, "*", right, language),
        "r": result,
        "n": sum(places),
    }
    texts = Texts(asks(language, *wordings("pair *", language)), _JUDGE[language], _ANSWER[language])
    return compose(
        rng, "decimal_product", language, held_out, texts, pays=True, thinking=thinking, expected=(result,), slots=slots
    )


FAMILIES: Final = (Family("decimal_product", True, _product, 5.0),)
