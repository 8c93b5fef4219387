"""The problems that the miniature is trained and tested on, by family, with exact solvers, in English and Chinese.

`draw` returns a problem whose every step the critic has recomputed. Held-out problems use wordings, and where there are
enough of them operands, that training problems never use.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import (
    arithmetic,
    averages,
    calendar,
    dates,
    decimals,
    divisible,
    divisors,
    expressions,
    extremes,
    fallback,
    followups,
    fractions,
    knowledge,
    letters,
    numbers,
    ordering,
    products,
    sequences,
    stories,
    talk,
    tracing,
)
from kat_demo.nano.problems.critic import check, grade
from kat_demo.nano.problems.deliberation import deliberate
from kat_demo.nano.problems.family import Family

__all__ = ["FAMILIES", "Family", "check", "draw", "grade"]

_MODULES: Final = (
    arithmetic,
    averages,
    calendar,
    dates,
    decimals,
    divisible,
    divisors,
    expressions,
    extremes,
    fallback,
    followups,
    fractions,
    knowledge,
    letters,
    numbers,
    ordering,
    products,
    sequences,
    stories,
    talk,
    tracing,
)
FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {family.name: family for module in _MODULES for family in module.FAMILIES}
)
"""Every generator by its name."""

_ENGLISH: Final = 0.6
_CONTINUED: Final = 0.07
_BEFORE: Final = 300
_ROOM: Final = 320
_ATTEMPTS: Final = 50


def draw(
    rng: random.Random,
    families: Sequence[str] | None = None,
    language: Language | None = None,
    held_out: bool = False,
) -> Problem:
    """One problem, deterministic for the state of `rng`.

    Args:
        families: names to choose from, by weight; all of them if None. Raises ValueError for an unknown name.
        language: about 60 % English if None.
        held_out: draw from the wordings and operands that are kept for evaluation, otherwise never from them.
    """
    family = _choose(rng, families)
    tongue: Language = language or ("en" if rng.random() < _ENGLISH else "zh")
    for _ in range(_ATTEMPTS):
        problem = family.make(rng, tongue, held_out)
        try:
            check(problem)
        except ValueError:
            continue
        problem = _continued(rng, problem, held_out)
        return problem if problem.pays else deliberate(problem, rng)
    raise RuntimeError(f"The critic rejected {_ATTEMPTS} problems of family {family.name!r} in a row.")


def _choose(rng: random.Random, names: Sequence[str] | None) -> Family:
    unknown = sorted(set(names or ()) - set(FAMILIES))
    if unknown:
        raise ValueError(f"families: unknown {', '.join(unknown)}; allowed are {', '.join(sorted(FAMILIES))}.")
    found = [FAMILIES[name] for name in names] if names else list(FAMILIES.values())
    return rng.choices(found, cum_weights=list(accumulate(family.weight for family in found)))[0]


def _continued(rng: random.Random, problem: Problem, held_out: bool) -> Problem:
    """Now and then the question comes after another one that has nothing to do with it."""
    if len(problem.messages) > 1 or rng.random() >= _CONTINUED:
        return problem
    if len(problem.thinking) > _ROOM:
        return problem
    before = _choose(rng, None).make(rng, problem.language, held_out)
    if len(before.messages) > 1 or len(before.question) + len(before.answer) > _BEFORE:
        return problem
    earlier = (*before.messages, ("assistant", before.answer))
    return replace(problem, messages=(*earlier, *problem.messages))
