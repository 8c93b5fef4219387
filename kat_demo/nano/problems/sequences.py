"""Sequences of numbers to go on with: the neighbours are compared, and the rule is applied once more."""

from __future__ import annotations

import itertools
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.wordings import wordings

_SEQUENCE: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("sequence", "en"),
        (
            "A sequence that starts with {a}. The rule has to be found from the gaps, so thinking pays.",
            "The user gives {n} terms and wants the next one. Checking the differences one by one is worth it.",
            "To continue these {n} numbers I must compare neighbours first. Step by step is safer.",
            "A number sequence: its rule shows only after comparing neighbours, so working it out pays.",
        ),
        ("The next number is {r}.",),
    ),
    "zh": Texts(
        wordings("sequence", "zh"),
        (
            "这是以{a}开头的数列，要从相邻的差找规律，值得思考。",
            "给了{n}项求下一项，需要逐个比较相邻的数。",
            "找规律要先比较相邻的数，一步步来更可靠。",
        ),
        ("下一个数是{r}。",),
    ),
}


_KNOWN: Final = (
    *(("step", tuple(range(step, step * count + 1, step))) for step in (1, 2, 3, 4, 5, 10) for count in (4, 5, 6)),
    *(("growing", tuple(root * root for root in range(1, count + 1))) for count in (5, 6, 7)),
    *(("ratio", terms) for terms in ((1, 2, 4, 8, 16, 32), (2, 4, 8, 16, 32), (1, 3, 9, 27, 81), (1, 10, 100, 1000))),
    *(("sum", (1, 1, 2, 3, 5, 8, 13, 21)[:count]) for count in (6, 7, 8)),
)
"""Sequences that everybody tries first: always trained, never kept for evaluation."""


def _sequence(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, tuple[int, ...]]:
        while True:
            kind = rng.choice(("step", "step", "step", "down", "ratio", "ratio", "growing", "sum"))
            terms = _terms(rng, kind)
            if min(terms) >= 0 and max(terms) <= 999 and (kind, terms) not in _KNOWN:
                return kind, terms

    known = not held_out and rng.random() < 0.15
    kind, terms = rng.choice(_KNOWN) if known else choose(sample, held_out)
    given, result = terms[:-1], terms[-1]
    gap = rng.choice((", ", ", ", ",", " "))
    slots = {"s": gap.join(map(str, given)), "a": given[0], "n": len(given), "r": result}
    expected = (f"number is {result}",) if language == "en" else (f"数是{result}",)
    return compose(
        rng,
        "sequence",
        language,
        held_out,
        _SEQUENCE[language],
        pays=True,
        thinking=_rule(kind, terms, language),
        expected=expected,
        slots=slots,
    )


def _terms(rng: random.Random, kind: str) -> tuple[int, ...]:
    """The given terms and the one that follows."""
    size = rng.choice((4, 4, 5))
    if kind == "ratio":
        factor, terms = rng.choice((2, 2, 3, 4, 5, 10)), [rng.randint(1, 6)]
        while len(terms) < size + 1 and terms[-1] * factor <= 999:
            terms.append(terms[-1] * factor)
        return tuple(terms) if len(terms) > 4 else _terms(rng, kind)
    if kind == "sum":
        terms = [rng.randint(1, 6), rng.randint(1, 8)]
        while len(terms) < size + 2:
            terms.append(terms[-1] + terms[-2])
        return tuple(terms)
    grows = int(kind == "growing")
    if grows:
        step = rng.randint(1, 4)
    elif rng.random() < 0.15:
        step = rng.choice((5, 10))
    else:
        step = rng.randint(1, 12)
    terms = [rng.randint(1, 12 if grows else 60)]
    if not grows and rng.random() < 0.12:  # round numbers, as people like them
        step = rng.choice((5, 10, 10, 20, 25, 50, 100))
        terms = [step * rng.randint(0, 6)]
    for at in range(size):
        terms.append(terms[-1] + step + grows * at * (1 + step % 2))
    return tuple(reversed(terms)) if kind == "down" else tuple(terms)


def _rule(kind: str, terms: tuple[int, ...], language: Language) -> list[str]:
    """Compare the neighbours, then apply the rule once more."""
    given, last = terms[:-1], terms[-2]
    if kind == "sum":
        lines = [f"{x} + {y} = {z}" for x, y, z in zip(given, given[1:], given[2:], strict=False)]
        lines = [line for line, y in zip(lines, given[1:], strict=False) if y <= 20]
        return [*lines, *steps.plus(given[-2], last, language)]
    if kind == "ratio":
        factor = terms[1] // terms[0]
        lines = [f"{x} * {factor} = {y}" for x, y in itertools.pairwise(given) if x <= 12]
        return [*lines, *steps.times(last, factor, language)]
    gaps = [y - x for x, y in itertools.pairwise(terms)]
    if kind == "down":
        lines = [f"{x} - {y} = {x - y}" for x, y in itertools.pairwise(given)]
        return [*lines, *steps.minus(last, -gaps[-1], language)]
    lines = [f"{y} - {x} = {gap}" for x, y, gap in zip(given, given[1:], gaps, strict=False)]
    if kind == "growing":
        lines.append(f"{gaps[-2]} + {gaps[1] - gaps[0]} = {gaps[-1]}")
    return [*lines, *steps.plus(last, gaps[-1], language)]


FAMILIES: Final = (Family("sequence", True, _sequence, 6.0),)
