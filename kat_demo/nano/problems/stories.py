"""Word problems of two to four steps.

What is given, each number with the words around it, and what is wanted stand first, then the plan as one expression,
which is then carried out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import inventory
from kat_demo.nano.problems.expressions import reduce
from kat_demo.nano.problems.family import Family, choose, rationale
from kat_demo.nano.problems.given import given, spelled
from kat_demo.nano.problems.phrasing import either, fill
from kat_demo.nano.problems.plots import JUDGES, Plot, plots
from kat_demo.nano.problems.things import agents, boxes, items, names, wares

LIMIT: Final = 9999
_SMALL: Final = 20
_TEXTS: Final = 50
"""More than any plot has texts, so that plot and text make up one number."""

_WARES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("ware", "wares", "ware2", "wares2"),
    "zh": ("m", "ware", "m2", "ware2"),
}
"""The slots of two things that are bought: one and several of each, or the measure word and the noun."""


def _plotted(rng: random.Random, language: Language, held_out: bool) -> tuple[Plot, str, str, int]:
    """A plot, its text, its plan, and the number of the wording."""
    at = rng.randrange(len(plots(language)))
    plot = plots(language)[at]
    last = len(plot.texts) - 1
    wording = last if held_out else rng.randrange(last)
    plan, values = numbered(rng, plot)
    while reduce(plan, language, LIMIT) is None:
        plan, values = numbered(rng, plot)
    text = either(rng, plot.texts[wording])
    text = fill(rng, text, language, {**values, **_cast(rng, language)})
    return plot, text, plan, _TEXTS * at + wording


def _cast(rng: random.Random, language: Language) -> dict[str, str]:
    """Who and what a story is about, by slot. Now and then names are typed without a capital."""
    name, he = rng.choice(agents(language))
    other = rng.choice([found for found in names(language) if found != name])
    if language == "en" and rng.random() < 0.15:
        name, other = name.lower(), other.lower()
    his = {"he": "his", "she": "her"}.get(he, f"{he}的")
    first, second = rng.sample(wares(language), 2)
    box, boxed = rng.choice(boxes(language))
    return {
        "name": name, "he": he, "He": he.capitalize(), "his": his, "His": his.capitalize(), "other": other,
        "item": rng.choice(items(language)), "box": box, "boxes": boxed,
        **dict(zip(_WARES[language], (*first, *second), strict=True)),
    }  # fmt: skip


def numbered(rng: random.Random, plot: Plot) -> tuple[str, dict[str, int]]:
    """The plan with numbers for its letters, and these numbers, which people like to keep small."""
    small = rng.random() < 0.3
    tops = {letter: min(high, max(low, _SMALL)) if small else high for letter, (low, high) in plot.ranges.items()}
    values = {letter: rng.randint(low, tops[letter]) for letter, (low, _) in plot.ranges.items()}
    return re.sub(r"[a-d]", lambda match: str(values[match.group()]), plot.plan), values


def _solved(
    sample: Callable[[], tuple[str, str, int, str, str]], language: Language, held_out: bool
) -> tuple[tuple[str, str, int, str, str], list[str], int]:
    while True:
        drawn = choose(sample, held_out)
        done = reduce(drawn[1], language, LIMIT)
        if done is not None and len("\n".join(done[0])) <= 420:
            return drawn, done[0], done[1]


def _problem(rng: random.Random, family: str, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, str, int, str, str]:
        if family == "inventory":
            text, plan, answer, wording = inventory.story(rng, language, held_out)
            return text, plan, wording, answer, "counting"
        plot, text, plan, wording = _plotted(rng, language, held_out)
        return text, plan, wording, plot.answer, plot.kind

    (text, plan, wording, answer, kind), lines, value = _solved(sample, language, held_out)
    expected = (str(value),)
    count = sum(plan.count(f" {sign} ") for sign in "+-*/")
    found = re.findall(r"\d+", text)
    slots = {
        "n": _count(count, language),
        "a": found[0],
        "b": found[-1],
        "kind": kind if language == "en" else _KINDS_ZH[kind],
    }
    return Problem(
        family=family,
        language=language,
        pays=True,
        messages=(("user", spelled(rng, text, language)),),
        judge=rationale(rng, JUDGES[language], expected, slots),
        thinking="\n".join((*_grasped(given(text, language), answer, language), *lines)),
        answer=answer.replace("{r}", str(value)),
        expected=expected,
        wording=wording,
    )


def _grasped(numbers: list[str], answer: str, language: Language) -> tuple[str, str]:
    """What is given, and what is wanted."""
    wanted = answer.replace("{r}", "?").rstrip(".。")
    if language == "zh":
        return f"已知：{'；'.join(numbers)}", f"要求：{wanted}"
    return f"Given: {'; '.join(numbers)}", f"Wanted: {wanted}"


_KINDS_ZH: Final = {
    "counting": "数量",
    "money": "钱",
    "travel": "路程",
    "age": "年龄",
    "sharing": "分配",
    "time": "时间",
    "area": "图形",
}


def _count(steps: int, language: Language) -> str:
    return f"{steps}步" if language == "zh" else f"{steps} step{'s' if steps > 1 else ''}"


def _make_inventory(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return _problem(rng, "inventory", language, held_out)


def _make_story(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return _problem(rng, "story", language, held_out)


FAMILIES: Final = (
    Family("inventory", True, _make_inventory, 5.0),
    Family("story", True, _make_story, 26.0),
)
