"""Whole numbers: what is known by heart, and what needs the written methods."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import BARE, asks, written
from kat_demo.nano.problems.wordings import wordings

Pair = tuple[int, int]

_SIZES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("", "one-digit", "two-digit", "three-digit", "four-digit", "five-digit"),
    "zh": ("", "一位数", "两位数", "三位数", "四位数", "五位数"),
}
_NAMES: Final[dict[Language, dict[str, str]]] = {
    "en": {"+": "sum", "-": "difference", "*": "product", "/": "division"},
    "zh": {"+": "加法", "-": "减法", "*": "乘法", "/": "除法"},
}
_EASY_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A small {name}, {c}, known by heart. A direct answer is enough.",
        "This is a {name} of small numbers, {a} and {b}. There is nothing to work out on paper, so I answer directly.",
        "{c} is a basic {name} that everyone knows. Thinking would add nothing.",
        "The user asks for {c}, a single easy fact. A direct answer will do.",
        "One small {name} with {a} and {b}; it can be recalled at once, so no reasoning is needed.",
    ),
    "zh": (
        "这是很小的{name}，{c}，可以直接说出来，不需要思考。",
        "{a}和{b}都是小数目，这道{name}背得出来，直接回答就行。",
        "基础{name}：{c}。一步就够，不必展开推理。",
        "用户问{c}，是熟记的口算，直接作答即可。",
    ),
}
_HARD_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "This is a {name} of a {da} and a {db} number, {a} and {b}. {reason}, so working through the steps pays.",
        "The task is {c}, a {da} by {db} {name}. {reason}; doing that in the head is error-prone, so I should think.",
        "A {name} with {a} and {b}, too big to know by heart. {reason}, so thinking is worth it.",
        "The user wants a {name} of {a} and {b}. {reason}. Writing it down step by step pays.",
        "A {da} and a {db} number in a {name}: {reason_low}, so it is safer to reason first.",
    ),
    "zh": (
        "这是{da}和{db}的{name}，{a}和{b}。{reason}，值得一步步算。",
        "题目是{c}，不是口诀里的内容。{reason}，需要思考。",
        "{a}和{b}的{name}数目较大，{reason}，心算容易出错，应该写出步骤。",
        "用户要算{da}与{db}的{name}，{reason}，先推理再回答更稳妥。",
    ),
}
_REASONS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "+": "It takes a column sum with carries",
        "-": "It takes a column subtraction with borrows",
        "*": "It takes partial products and a sum",
        "/": "It has to be divided digit by digit",
    },
    "zh": {"+": "要逐位相加并进位", "-": "要逐位相减并借位", "*": "要分步相乘再相加", "/": "要逐位去除"},
}
_ANSWERS: Final = ("{c} = {r}.", "{c} = {r}.", "{c} = {r}")
_ANSWERS_ZH: Final = ("{c} = {r}。",)


def is_easy(a: int, sign: str, b: int) -> bool:
    """Whether `a sign b` is known by heart: up to 20 for sums and differences, the table to 12, also backwards."""
    if sign in "+-":
        return max(a, b) <= 20
    if sign == "*":
        return max(a, b) <= 12
    return a % b == 0 and a // b <= 12 and b <= 12


def solve(a: int, sign: str, b: int, language: Language) -> tuple[list[str], str]:
    """The written method and the result as text."""
    if sign == "+":
        return steps.plus(a, b, language), str(a + b)
    if sign == "-":
        return steps.minus(a, b, language), str(a - b)
    if sign == "*":
        return steps.times(a, b, language), str(a * b)
    return steps.divide(a, b, language), steps.remainder(a, b, language)


def binary(rng: random.Random, family: str, language: Language, held_out: bool, pair: Pair, sign: str) -> Problem:
    """The problem `a sign b`, easy or hard by its size."""
    a, b = pair
    easy = is_easy(a, sign, b)
    thinking, result = solve(a, sign, b, language)
    sizes, reason = _SIZES[language], _REASONS[language][sign]
    slots = {
        "a": a,
        "b": b,
        "c": f"{a} {sign} {b}",
        "e": written(rng, a, sign, b, language),
        "r": result,
        "name": _NAMES[language][sign],
        "da": sizes[len(str(a))],
        "db": sizes[len(str(b))],
        "reason": reason,
        "reason_low": reason[0].lower() + reason[1:],
    }
    frames = asks(language, *wordings(f"pair {sign}", language))
    if language == "zh":  # nothing but the calculation is only Chinese if it is in words
        worded = any(word in str(slots["e"]) for word in "加减乘除")
        frames = (*(BARE if worded else frames[: len(BARE)]), *frames)
    texts = Texts(
        frames,
        (_EASY_JUDGE if easy else _HARD_JUDGE)[language],
        _ANSWERS if language == "en" else _ANSWERS_ZH,
    )
    expected = (result, result.replace(" remainder ", " r "))[: 1 + (" " in result and language == "en")]
    return compose(
        rng,
        family,
        language,
        held_out,
        texts,
        pays=not easy,
        thinking=thinking,
        expected=expected,
        slots=slots,
    )


def number(rng: random.Random, digits: int, low: int = 0) -> int:
    """A number with that many digits, and at least `low`."""
    return rng.randrange(max(low, 10 ** (digits - 1)), 10**digits)


def _small_sum(rng: random.Random) -> Pair:
    top = rng.choice((10, 20, 20))
    return rng.randint(0, top), rng.randint(0, top)


def _small_difference(rng: random.Random) -> Pair:
    a, b = _small_sum(rng)
    return (max(a, b), min(a, b)) if rng.random() < 0.6 else (a, b)


def _table_division(rng: random.Random) -> Pair:
    b = rng.randint(1, 12)
    return b * rng.randint(1, 12), b


def _column_pair(rng: random.Random) -> Pair:
    """Two numbers of up to five digits, not both up to 20."""
    while True:
        a, b = (number(rng, rng.choice((1, 2, 2, 2, 3, 3, 4, 5)), 1) for _ in range(2))
        if max(a, b) > 20:
            return a, b


def _ordered_pair(rng: random.Random) -> Pair:
    a, b = _column_pair(rng)
    if max(a, b) < 1000 and rng.random() < 0.35:
        return a, b
    return max(a, b), min(a, b)


_PRODUCTS: Final = ((2, 2),) * 9 + ((3, 1), (3, 1), (1, 3), (2, 1), (2, 1), (1, 2), (3, 2), (2, 3), (4, 1))


def _factors(rng: random.Random) -> Pair:
    while True:
        left, right = rng.choice(_PRODUCTS)
        a, b = number(rng, left, 2), number(rng, right, 2)
        if max(a, b) > 12:
            return a, b


def _dividend(rng: random.Random) -> Pair:
    while True:
        b = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 11, 12))
        a = number(rng, rng.choice((2, 2, 3, 3, 4)))
        if rng.random() < 0.25:
            a = rng.randint(b, 6 * b)
        if rng.random() < 0.3:
            a -= a % b
        if rng.random() < 0.12:
            a = rng.randint(1, b - 1)
        if not is_easy(a, "/", b):
            return a, b


def _easy(rng: random.Random, language: Language, held_out: bool) -> Problem:
    sign = rng.choice("++--**/")
    pair = {"+": _small_sum, "-": _small_difference, "*": _table_pair, "/": _table_division}[sign](rng)
    return binary(rng, "easy_arithmetic", language, held_out, pair, sign)


def _table_pair(rng: random.Random) -> Pair:
    return rng.randint(0 if rng.random() < 0.1 else 1, 12), rng.randint(1, 12)


def _addition(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "addition", language, held_out, choose(lambda: _column_pair(rng), held_out), "+")


def _subtraction(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "subtraction", language, held_out, choose(lambda: _ordered_pair(rng), held_out), "-")


def _multiplication(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "multiplication", language, held_out, choose(lambda: _factors(rng), held_out), "*")


def _division(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "division", language, held_out, choose(lambda: _dividend(rng), held_out), "/")


_HALVES: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("halving", "en"),
        (
            "The user wants {f} {n}. That is one small step, so a direct answer is enough.",
            "{n} is a small number, and {f} it is known by heart. No thinking needed.",
            "Only one easy operation on {n}; I can say it directly.",
        ),
        ("{F} {n} is {r}.",),
    ),
    "zh": Texts(
        wordings("halving", "zh"),
        (
            "求{n}的{f}，只有一小步，直接回答就行。",
            "{n}不大，它的{f}一下就能说出，不需要思考。",
            "这是关于{n}的口算，不必推理。",
        ),
        ("{n}的{f}是{r}。",),
    ),
}


_BIG_HALVES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "The user wants {f} {n}. That number is too big to do it in one go, so going digit by digit pays.",
        "{F} {n} is to be worked out, and {n} is no small number. Thinking is worth it.",
    ),
    "zh": (
        "求{n}的{f}，数字较大，要一位一位算，值得思考。",
        "{n}不小，它的{f}不能一眼看出，应逐位计算。",
    ),
}


def _halved(rng: random.Random, language: Language, held_out: bool, *, big: bool) -> Problem:
    """Twice a number, or half of its double; by heart, or a big one by the written method."""
    n, halve = rng.randint(51, 999) if big else rng.randint(1, 50), rng.random() < 0.5
    n, r = (2 * n, n) if halve else (n, 2 * n)
    forms: Sequence[str]
    if language == "zh":
        forms = ("一半",) if halve else ("两倍", "二倍")
    else:
        forms = ("half of", "half of", "one half of") if halve else ("double", "twice", "double")
    form, sign = rng.choice(forms), "/" if halve else "*"
    return compose(
        rng,
        "doubling" if big else "halving",
        language,
        held_out,
        replace(_HALVES[language], judge=_BIG_HALVES[language]) if big else _HALVES[language],
        pays=big,
        thinking=solve(n, sign, 2, language)[0] if big else [f"{n} {sign} 2 = {r}"],
        expected=(str(r),),
        slots={"n": n, "r": r, "f": form, "F": form[0].upper() + form[1:]},
    )


def _halving(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return _halved(rng, language, held_out, big=False)


def _doubling(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return _halved(rng, language, held_out, big=True)


FAMILIES: Final = (
    Family("easy_arithmetic", False, _easy, 6.0),
    Family("halving", False, _halving, 2.0),
    Family("doubling", True, _doubling, 1.0),
    Family("addition", True, _addition, 4.0),
    Family("subtraction", True, _subtraction, 4.5),
    Family("multiplication", True, _multiplication, 6.0),
    Family("division", True, _division, 5.5),
)
