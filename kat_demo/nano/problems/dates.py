"""Dates: which one comes so many days later, and how many days lie between two."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.calendar import LENGTHS, MONTHS
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_DATE: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("date", "en"),
        (
            "A date {n} days after {M} {D}. The length of the month matters, so working it out pays.",
            "Adding {n} days to {M} {D} may cross into the next month. Thinking it through is worth it.",
        ),
        ("{n} days after {M} {D} is {r}.",),
    ),
    "zh": Texts(
        wordings("date", "zh"),
        ("推算{M}{D}日之后{n}天的日期，要看这个月有多少天，值得思考。", "日期加{n}天可能跨月，先加再减，应一步步来。"),
        ("{M}{D}日之后{n}天是{r}。",),
    ),
}
_WEEKS: Final[dict[Language, tuple[tuple[str, ...], ...]]] = {
    "en": (("a week", "one week"), ("two weeks", "2 weeks"), ("three weeks", "3 weeks"), ("four weeks", "4 weeks")),
    "zh": (
        ("一个星期", "一周", "1周"),
        ("两周", "两个星期", "2周"),
        ("三周", "三个星期", "3周"),
        ("四周", "四个星期", "4周"),
    ),
}
"""What one to four weeks are called."""

_COUNTED: Final = re.compile(r"(?<!第)\{n\}(?: days|天)")
"""What a number of weeks can stand for in a wording."""


def _date(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int, int]:
        month = rng.randrange(12)
        return month, rng.randint(1, LENGTHS[month]), rng.choice((rng.randint(2, 30), rng.randint(2, 30), 7, 14, 21))

    month, day, count = choose(sample, held_out)
    length, total = LENGTHS[month], day + count
    lines = steps.plus(day, count, language)
    says, start = _says(month, language), month
    if total > length:
        lines += [f"{says}, {total} > {length}", *steps.minus(total, length, language)]
        month, total = (month + 1) % 12, total - length
        if total > LENGTHS[month]:
            return _date(rng, language, held_out)
    else:
        compared = "=" if total == length else "<"
        lines.append(f"{says}, {total} {compared} {length}")
    typed, spelled = _typed(rng, start, day, language)
    result = _formal(month, total, language)
    slots = {"m": typed, "M": _month(start, language), "d": spelled, "D": day, "n": count, "r": result}
    texts = _DATE[language]
    if count % 7 == 0 and rng.random() < 0.4:
        slots["w"] = rng.choice(_WEEKS[language][count // 7 - 1])
        texts = replace(texts, ask=tuple(_COUNTED.sub("{w}", ask) for ask in texts.ask))
    if language == "zh" and rng.random() < 0.3:
        texts = replace(texts, ask=tuple(ask.replace("{d}日", "{d}号") for ask in texts.ask))
    expected = (stated(result, language),)
    return compose(rng, "date", language, held_out, texts, pays=True, thinking=lines, expected=expected, slots=slots)


def _month(at: int, language: Language) -> str:
    return MONTHS["en"][at] if language == "en" else f"{at + 1}月"


def _formal(month: int, day: int, language: Language) -> str:
    """A date as answers write it."""
    return f"{_month(month, language)} {day}" if language == "en" else f"{_month(month, language)}{day}日"


def _says(at: int, language: Language) -> str:
    """How long a month is."""
    return f"{_month(at, language)}: {LENGTHS[at]}{' days' if language == 'en' else '天'}"


def _typed(rng: random.Random, month: int, day: int, language: Language) -> tuple[str, str]:
    """Month and day as people type them."""
    name = _month(month, language)
    if language == "zh":
        return name, str(day)
    typed = rng.choice((name, name, name, name.lower(), name[:3], name[:3].lower()))
    return typed, f"{day}{_ordinal(day)}" if rng.random() < 0.2 else str(day)


def _ordinal(day: int) -> str:
    """The ending of 1st, 2nd, 3rd, 4th."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_BETWEEN: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("days_between", "en"),
        (
            "The days from {A} to {B} are asked for. The months have to be looked at, so working it out pays.",
            "Counting from {A} to {B} is easy to get wrong by a day or two. Subtracting step by step is worth it.",
        ),
        ("From {A} to {B} it is {r} days.",),
    ),
    "zh": Texts(
        wordings("days_between", "zh"),
        ("求{A}到{B}有多少天，要看月份，值得思考。", "从{A}数到{B}容易差一天，应一步步相减。"),
        ("从{A}到{B}是{r}天。",),
    ),
}


def _days(month: int, first: int, later: int, last: int) -> int:
    """How many days it is from one date to another, of the same month or the next one."""
    return last - first if later == month else LENGTHS[month] - first + last


def _span(month: int, later: int, language: Language) -> str:
    """The months of two dates, and whether they are the same, which decides how to count."""
    both = f"{_month(month, language)}, {_month(later, language)}"
    if language == "zh":
        return f"{both}：{'同月' if month == later else '跨月'}"
    return f"{both}: {'one month' if month == later else 'two months'}"


def _between(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int, int, int]:
        while True:
            month = rng.randrange(12)
            later = (month + (rng.random() < 0.45)) % 12
            dates = month, rng.randint(1, LENGTHS[month]), later, rng.randint(1, LENGTHS[later])
            if _days(*dates) > 1:
                return dates

    month, first, later, last = choose(sample, held_out)
    lines = [_span(month, later, language)]
    if month == later:
        lines += steps.minus(last, first, language)
    else:
        left = LENGTHS[month] - first
        lines += [_says(month, language), *steps.minus(LENGTHS[month], first, language)]
        lines += steps.plus(left, last, language)
    count = _days(month, first, later, last)
    gap, stop = (" ", "") if language == "en" else ("", rng.choice("日日号"))
    slots = {
        "a": gap.join(_typed(rng, month, first, language)) + stop,
        "b": gap.join(_typed(rng, later, last, language)) + stop,
        "A": _formal(month, first, language),
        "B": _formal(later, last, language),
        "r": count,
    }
    expected = (f"{count} days",) if language == "en" else (f"是{count}天",)
    return compose(
        rng,
        "days_between",
        language,
        held_out,
        _BETWEEN[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (
    Family("date", True, _date, 3.0),
    Family("days_between", True, _between, 4.0),
)
