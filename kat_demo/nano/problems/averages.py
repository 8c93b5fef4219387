"""The mean of a few numbers: they are added up one by one, and the sum is divided by how many they are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("mean", "en"),
        (
            "An average of {n} numbers. They are added up and divided by {n}, step by step, so thinking pays.",
            "The user wants the mean of {n} numbers, the first one {a}. A sum and a division are worth writing down.",
            "To average these {n} numbers I need their sum first. Working it out is safer.",
        ),
        ("The average is {r}.",),
    ),
    "zh": Texts(
        wordings("mean", "zh"),
        (
            "求{n}个数的平均数，要先相加再除以{n}，值得思考。",
            "这是{n}个数的平均值，第一个是{a}，先求和再相除更可靠。",
            "平均数要先算总和，应一步步来。",
        ),
        ("平均数是{r}。",),
    ),
}


def _mean(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, ...]:
        count, top = rng.choice((2, 2, 3, 3, 3, 3, 4, 4, 5)), rng.choice((12, 20, 50, 100, 100))
        values = [rng.randint(1, top) for _ in range(count)]
        if rng.random() < 0.7:  # what people ask for mostly comes out even
            values[-1] += -sum(values) % count
        return tuple(values)

    values = choose(sample, held_out)
    thinking, result = mean(values, language)
    return compose(
        rng,
        "mean",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=thinking,
        expected=(stated(result, language),),
        slots={"l": _listed(rng, values, language), "n": len(values), "a": values[0], "r": result},
    )


def _listed(rng: random.Random, values: Sequence[int], language: Language) -> str:
    """The numbers as people type them."""
    gap, last = rng.choice(
        ((", ", ", "), (", ", " and "), (", ", " and "), (", ", ", and "), (" ", " "))
        if language == "en"
        else (("、", "、"), ("、", "和"), ("，", "，"), (", ", ", "), (" ", " "))
    )
    texts = [str(value) for value in values]
    if len(texts) == 2 and last == ", and ":
        last = " and "
    return gap.join(texts[:-1]) + last + texts[-1]


def mean(values: Sequence[int], language: Language) -> tuple[list[str], str]:
    """The sum, its division, and the result as text, to two decimals; two to five numbers from 0."""
    count, total = len(values), values[0]
    lines = [" + ".join(map(str, values))]
    for value in values[1:]:
        lines += steps.plus(total, value, language)
        total += value
    whole, rest = divmod(total, count)
    lines += steps.written_division(total, count, language)
    if not rest:
        return lines, str(whole)
    decimals = f"{rest / count:.2f}".rstrip("0").removeprefix("0")
    return [*lines, f"{rest} / {count}: 0{decimals}"], f"{whole}{decimals}"


FAMILIES: Final = (Family("mean", True, _mean, 4.0),)
