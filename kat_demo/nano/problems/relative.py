"""Days named from today: yesterday was this one, so which one will tomorrow be?"""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.calendar import DAYS
from kat_demo.nano.problems.family import Family, Texts, compose
from kat_demo.nano.problems.wordings import wordings

_FIRST: Final = -2
_NAMES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("the day before yesterday", "yesterday", "today", "tomorrow", "the day after tomorrow"),
    "zh": ("前天", "昨天", "今天", "明天", "后天", "大后天"),
}
"""The days around today, from the one two days ago."""
_WEEKS: Final = ("星期", "星期", "周", "周", "礼拜")
_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("relative_day", "en"),
        (
            "One day is given and another is asked for, {q}. Going there day by day pays.",
            "From {p} to {q} is more than it seems. Naming every day on the way is safer.",
        ),
        ("If {p} {v} {D}, {q} {w} {r}.",),
    ),
    "zh": Texts(
        wordings("relative_day", "zh"),
        ("知道{p}，要求{q}，一天一天地数更可靠。", "从{p}到{q}要跨过几天，应逐日推算。"),
        ("{p}是{D}，{q}就是{r}。",),
    ),
}


def _relative_day(rng: random.Random, language: Language, held_out: bool) -> Problem:
    names, days = _NAMES[language], DAYS[language]
    while True:
        given, asked = rng.sample(range(len(names)), 2)
        if given + _FIRST or abs(given - asked) > 1:  # tomorrow from today is known by heart
            break
    day = rng.randrange(7)
    way = range(given, asked + 1) if given < asked else range(given, asked - 1, -1)
    sign = "+1" if given < asked else "-1"
    named = [f"{names[at]}: {days[(day + at - given) % 7]}" for at in way]
    lines = [named[0], *(f"{sign} {line}" for line in named[1:])]
    result = days[(day + asked - given) % 7]
    shown = typed = days[day]
    if language == "zh":
        typed = shown.replace("星期", rng.choice(_WEEKS)).replace("日", rng.choice("日天"))
    elif rng.random() < 0.25:
        typed = shown.lower()
    p, q = names[given], names[asked]
    v, w = ("was" if at + _FIRST < 0 else "is" for at in (given, asked))
    slots = {"p": p, "q": q, "P": p[0].upper() + p[1:], "v": v, "w": w, "d": typed, "D": shown, "r": result}
    expected = (f"{q} {w} {result}" if language == "en" else f"就是{result}",)
    return compose(
        rng,
        "relative_day",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (Family("relative_day", True, _relative_day, 3.5),)
