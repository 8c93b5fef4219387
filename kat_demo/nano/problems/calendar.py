"""Weekdays and months."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

DAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "zh": ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"),
}  # fmt: skip
LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_AFTER: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("weekday_after", "en"),
        (
            "A weekday {n} days after {D}. Whole weeks have to be removed first, so thinking pays.",
            "The user counts {n} days on from {D}. Taking out sevens and counting the rest is worth it.",
            "This is a calendar question with {n} days. It takes a division by 7 and a short count.",
        ),
        ("{n} days after {D} is {r}.",),
    ),
    "zh": Texts(
        wordings("weekday_after", "zh"),
        (
            "求{D}之后{n}天的星期，要先去掉整周，值得思考。",
            "日期推算：{n}天，先除以7再往后数，需要一步步来。",
            "从{D}起数{n}天，先算余数更可靠。",
        ),
        ("{D}之后{n}天是{r}。",),
    ),
}
_BEFORE: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("weekday_before", "en"),
        (
            "A weekday {n} days before {D}. Whole weeks go first and the rest is counted back, so thinking pays.",
            "Counting back {n} days from {D} takes a division by 7 and a short count. Step by step is safer.",
        ),
        ("{n} days before {D} is {r}.",),
    ),
    "zh": Texts(
        wordings("weekday_before", "zh"),
        ("求{D}之前{n}天的星期，先去掉整周再往回数，值得思考。", "往回数{n}天，要先除以7，再从{D}倒数，应一步步来。"),
        ("{D}之前{n}天是{r}。",),
    ),
}


def _weekday(rng: random.Random, language: Language, held_out: bool) -> Problem:
    back = rng.random() < 0.25

    def sample() -> tuple[int, int]:
        return rng.randrange(7), rng.choice((rng.randint(2, 30), rng.randint(2, 30), rng.randint(8, 100)))

    day, count = choose(sample, held_out)
    rest, names = count % 7, DAYS[language]
    lines = [] if count < 7 else steps.weeks(count, language)
    sign = -1 if back else 1
    row = [names[day]] + [f"{at} {names[(day + sign * at) % 7]}" for at in range(1, rest + 1)]
    result = names[(day + sign * count) % 7]
    typed = shown = names[day]
    if language == "zh":
        week = rng.choice(("星期", "星期", "星期", "周", "周", "礼拜"))
        typed = shown = shown.replace("星期", week).replace("日", rng.choice("日天"))
    elif rng.random() < 0.25:
        typed = shown.lower()
    slots = {"d": typed, "D": shown, "n": count, "r": result}
    texts = (_BEFORE if back else _AFTER)[language]
    expected = (stated(result, language),)
    return compose(
        rng,
        "weekday",
        language,
        held_out,
        texts,
        pays=True,
        thinking=[*lines, ", ".join(row)],
        expected=expected,
        slots=slots,
    )


_NEXT: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("next", "en"),
        (
            "The {kind} {where} {y} is known by heart. A direct answer is enough.",
            "Only one step from {y} in a list that everyone knows. No thinking needed.",
        ),
        ("The {kind} {where} {y} is {r}.",),
    ),
    "zh": Texts(
        wordings("next", "zh"),
        ("{x}的{where}一{unit}是常识，直接回答就行。", "只差一{unit}，从{x}就能说出来，不需要思考。"),
        ("{x}的{where}一{unit}是{r}。",),
    ),
}


def _next(rng: random.Random, language: Language, held_out: bool) -> Problem:
    of_days, after = rng.random() < 0.5, rng.random() < 0.6
    names = (DAYS if of_days else MONTHS)[language]
    at = rng.randrange(len(names))
    result = names[(at + (1 if after else -1)) % len(names)]
    slots = {
        "x": names[at].lower() if rng.random() < 0.3 else names[at],  # as people type it
        "y": names[at],
        "r": result,
        "kind": "day" if of_days else "month",
        "unit": "天" if of_days else "个月",
        "where": ("after" if after else "before") if language == "en" else ("后" if after else "前"),
        "follows": "follows" if after else "precedes",
        "next": "下" if after else "上",
    }
    expected = (stated(result, language),)
    texts = _NEXT[language]
    if of_days and rng.random() < 0.25:
        texts = replace(texts, ask=wordings("tomorrow" if after else "yesterday", language))
    return compose(rng, "next", language, held_out, texts, pays=False, expected=expected, slots=slots)


_LENGTH: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("month_length", "en"),
        (
            "The length of {M} is common knowledge. A direct answer is enough.",
            "The user asks how long {M} is; no thinking needed.",
        ),
        ("{M} has {r} days.",),
    ),
    "zh": Texts(
        wordings("month_length", "zh"),
        ("{m}的天数是常识，直接回答就行。", "用户问{m}有多长，不需要思考。"),
        ("{m}有{r}天。",),
    ),
}


def _length(rng: random.Random, language: Language, held_out: bool) -> Problem:
    at = rng.randrange(12)
    name = MONTHS[language][at]
    february = " (29 in a leap year)" if language == "en" else "（闰年29天）"
    texts = _LENGTH[language]
    if at == 1:
        stop = "." if language == "en" else "。"
        texts = Texts(texts.ask, texts.judge, tuple(text.rstrip(stop) + february + stop for text in texts.answer))
    if language == "zh" and rng.random() < 0.4:
        name = f"{at + 1}月"
    typed = name.lower() if rng.random() < 0.3 else name
    slots = {"m": typed, "M": name, "r": LENGTHS[at]}
    expected = (f"has {LENGTHS[at]} days",) if language == "en" else (f"有{LENGTHS[at]}天",)
    return compose(
        rng,
        "month_length",
        language,
        held_out,
        texts,
        pays=False,
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (
    Family("weekday", True, _weekday, 2.5),
    Family("next", False, _next, 2.0),
    Family("month_length", False, _length, 0.7),
)
