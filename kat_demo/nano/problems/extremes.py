"""The largest or the smallest of several numbers."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("extreme", "en"),
        (
            "The {most} of {n} numbers. Comparing one after the other pays.",
            "A list of {n} numbers that starts with {a}; the {most} is found by going through it.",
            "The user asks for the {most} number of {n}. I should compare them in turn.",
        ),
        ("The {most} is {r}.",),
    ),
    "zh": Texts(
        wordings("extreme", "zh"),
        (
            "从{n}个数里找{most}的，要逐个比较，值得思考。",
            "这是{n}个数，第一个是{a}，依次比较才能找到{most}的。",
            "用户要找{most}的数，应该一个一个比。",
        ),
        ("{most}的是{r}。",),
    ),
}
_WORDS: Final[dict[Language, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "en": (("smallest", "lowest", "least", "minimum"), ("largest", "biggest", "highest", "greatest", "maximum")),
    "zh": (("最小",), ("最大",)),
}


def _extreme(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, ...]:
        return tuple(rng.sample(range(1, rng.choice((20, 100, 100, 1000))), rng.choice((3, 3, 4, 4, 5, 6))))

    values, largest = choose(sample, held_out), rng.random() < 0.65
    best, lines = values[0], []
    for value in values[1:]:
        lines.append(f"{best} {'<' if best < value else '>'} {value}: ")
        best = max(best, value) if largest else min(best, value)
        lines[-1] += str(best)
    gap = rng.choice((", ", ", ", ",", " ") if language == "en" else ("、", "，", ", ", ","))
    slots = {
        "l": gap.join(map(str, values)),
        "n": len(values),
        "a": values[0],
        "most": rng.choice(_WORDS[language][largest]),
        "r": best,
    }
    expected = (stated(best, language),)
    return compose(
        rng,
        "extreme",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (Family("extreme", True, _extreme, 6.0),)
