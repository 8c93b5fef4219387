"""Weekdays, months and dates."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose

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
        (
            "Today is {d}. What day is it in {n} days?", "If today is {d}, what day will it be in {n} days?",
            "What weekday is {n} days after {d}?", "It is {d}. Which day of the week is it {n} days from now?",
            "{n} days after {d} is what day?", "today is {d}, what day is it after {n} days",
            "What day comes {n} days after {d}?", "Starting on {d}, which weekday is it {n} days later?",
            "{d} plus {n} days?", "It's {d} today. In {n} days it will be which day?",
            "Tell me the weekday {n} days after {d}.",
            "My trip is in {n} days and today is {d}. On which weekday is it?", "{n} days from {d}?",
            "{d} + {n} days = which day", "Suppose today is {d}. Which weekday will we have in {n} days?",
            "Count {n} days on from {d}. Which day do you get?", "Can you tell me what day it is {n} days after {d}?",
            "What day of the week do we have {n} days after {d}?", "Give me the day of the week {n} days from {d}.",
            "{n} days ago it was {d}. What day is today?",
            "I have a test in {n} days. Today is {d}. What day of the week is the test?",
            "Do you know which day it is {n} days after {d}?", "weekday {n} days later than {d}",
            "Suppose it is {d} now, what day is it {n} days later?",
            "Suppose it is {d}. What day of the week is it {n} days later?",
            "Which weekday do we have {n} days from {d}?", "Today is {d}. Tell me the day of the week in {n} days.",
            "{d} is today. Which weekday will it be {n} days later?",
        ),
        (
            "A weekday {n} days after {d}. Whole weeks have to be removed first, so thinking pays.",
            "The user counts {n} days on from {d}. Taking out sevens and counting the rest is worth it.",
            "This is a calendar question with {n} days. It takes a division by 7 and a short count.",
        ),
        ("{n} days after {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "今天{d}，{n}天后星期几？", "今天是{d}，{n}天后是星期几？", "今天{d}，{n}天后是星期几",
            "如果今天{d}，再过{n}天是星期几？", "{d}之后{n}天是星期几？", "{d}过{n}天是星期几",
            "今天是{d}，过了{n}天是星期几？", "从{d}算起，{n}天后星期几？", "假如今天是{d}，{n}天以后是周几？",
            "{n}天前是{d}，今天星期几？", "{d}再过{n}天是哪一天？", "{d}加{n}天是周几",
            "已知今天是{d}，那么过{n}天是星期几？", "求{d}之后{n}天是星期几", "今天{d}，{n}天之后是周几呀？",
            "告诉我{d}往后{n}天是星期几", "你知道{d}的{n}天后是星期几吗？",
            "帮我算算，今天{d}，{n}天后是哪天（星期几）？", "{d}往后数{n}天是星期几？",
            "那么从{d}开始，{n}天后是星期几？", "今天是{d}，那么{n}天之后是哪一天（星期几）？",
            "已知今天{d}，求{n}天后是星期几。", "今天是{d}，你知道过{n}天是星期几吗？", "{n}天以后是周几？今天是{d}。",
        ),
        (
            "求{d}之后{n}天的星期，要先去掉整周，值得思考。",
            "日期推算：{n}天，先除以7再往后数，需要一步步来。",
            "从{d}起数{n}天，先算余数更可靠。",
        ),
        ("{d}之后{n}天是{r}。",),
    ),
}  # fmt: skip
_BEFORE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Today is {d}. What day was it {n} days ago?", "If today is {d}, which weekday was {n} days ago?",
            "What day is {n} days before {d}?", "{n} days before {d} is which day?",
            "It's {d}. What day of the week was it {n} days ago?", "today is {d}, what was the day {n} days ago",
            "Which weekday comes {n} days before {d}?", "{d} minus {n} days?",
            "What is the weekday {n} days earlier than {d}?", "Suppose today is {d}. What day was it {n} days ago?",
            "It is {d}. Which day was it {n} days earlier?", "Tell me which day was {n} days before {d}",
            "Can you tell me the day of the week {n} days before {d}?", "{d} - {n} days = which day",
            "Count back {n} days from {d}. Which day do you get?", "Give me the weekday {n} days before {d}.",
            "In {n} days it will be {d}. What day is it today?", "Going {n} days back from {d}, what day is it?",
            "Do you know the weekday {n} days before {d}?",
            "I did it {n} days ago and today is {d}. On which weekday was it?",
            "It was {n} days ago and now it is {d}. Which weekday was that?", "weekday {n} days before {d}",
            "Starting on {d}, which weekday was it {n} days earlier?",
            "Now it is {d}. What day of the week was it {n} days before?", "Tell me the weekday {n} days before {d}.",
            "Suppose it is {d}. Which day was it {n} days earlier?",
            "What was the day of the week {n} days before {d}?",
            "Can you tell me which weekday it was {n} days ago if today is {d}?",
        ),
        (
            "A weekday {n} days before {d}. Whole weeks go first and the rest is counted back, so thinking pays.",
            "Counting back {n} days from {d} takes a division by 7 and a short count. Step by step is safer.",
        ),
        ("{n} days before {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "今天{d}，{n}天前是星期几？", "今天是{d}，{n}天前星期几", "{d}的{n}天前是星期几？",
            "如果今天{d}，那么{n}天以前是星期几？", "{d}往前推{n}天是星期几？", "假如今天是{d}，{n}天之前是周几？",
            "{d}之前{n}天是星期几？", "{d}减{n}天是周几", "已知今天是{d}，{n}天以前是周几？", "求{d}前{n}天是星期几",
            "再过{n}天就是{d}，今天星期几？", "{n}天后是{d}，今天是星期几？", "告诉我{d}往前{n}天是星期几",
            "你知道{d}的{n}天前是星期几吗？", "帮我算算，今天{d}，{n}天前是星期几", "从{d}倒数{n}天，是星期几？",
            "今天{d}，{n}天前是周几呀", "{d}往回数{n}天是哪一天？", "今天是{d}，问{n}天前是星期几",
            "那么从{d}往前数{n}天是星期几？", "{n}天前是星期几？今天是{d}。", "已知今天{d}，求{n}天前是星期几。",
            "你知道{n}天以前是星期几吗？今天{d}。",
            "从今天{d}往回算{n}天，是周几？",
        ),
        ("求{d}之前{n}天的星期，先去掉整周再往回数，值得思考。", "往回数{n}天，要先除以7，再从{d}倒数，应一步步来。"),
        ("{d}之前{n}天是{r}。",),
    ),
}  # fmt: skip


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
    shown = names[day]
    if language == "zh":
        shown = rng.choice((shown, shown, shown.replace("星期", "周"))).replace("日", rng.choice("日天"))
    slots = {"d": shown, "n": count, "r": result}
    texts = (_BEFORE if back else _AFTER)[language]
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
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


_DATE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What date is {n} days after {m} {d}?", "Which date comes {n} days after {m} {d}?", "{m} {d} plus {n} days",
            "It is {m} {d}. What is the date in {n} days?", "If today is {m} {d}, what date is it {n} days later?",
            "today is {m} {d}, which date is it in {n} days", "{n} days after {m} {d} is which date?",
            "I leave on {m} {d} and come back {n} days later. On what date?",
            "Count {n} days from {m} {d}. What date is that?", "{m} {d} + {n} days = ?",
            "Starting on {m} {d}, which date is it {n} days later?",
            "Starting from {m} {d}, what will be the date in {n} days?", "Give me the date {n} days after {m} {d}.",
            "Tell me the date that is {n} days after {m} {d}", "Can you tell me which date is {n} days from {m} {d}?",
            "date {n} days after {m} {d}", "Add {n} days to {m} {d}.",
            "What is the date after {n} days if today is {m} {d}?", "Do you know the date {n} days later than {m} {d}?",
            "I need the date that comes {n} days after {m} {d}.", "From {m} {d}, go {n} days ahead. Which date is it?",
            "Suppose it is {m} {d}. What's the date {n} days from now?",
            "My holiday starts on {m} {d} and ends {n} days later. What date is that?",
            "Starting on {m} {d}, what is the date after {n} days?", "Give me the date {n} days from {m} {d}.",
            "Do you know what the date will be in {n} days if it is {m} {d} today?",
            "What will the date be if I add {n} days to {m} {d}?",
        ),
        (
            "A date {n} days after {m} {d}. The length of the month matters, so working it out pays.",
            "Adding {n} days to {m} {d} may cross into the next month. Thinking it through is worth it.",
        ),
        ("{n} days after {m} {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "{m}{d}日之后{n}天是几月几日？", "今天是{m}{d}日，{n}天后是几月几日？", "{m}{d}日过{n}天是几号？",
            "从{m}{d}日起，再过{n}天是几月几日", "{m}{d}日加{n}天是哪一天？", "如果今天{m}{d}日，{n}天后是几号？",
            "{m}{d}日的{n}天后是哪天", "请推算{m}{d}日{n}天后的日期", "{m}{d}日往后推{n}天是几月几日？",
            "{m}{d}日之后的第{n}天是几号？", "今天{m}{d}日，{n}天之后是什么日期？", "算一下{m}{d}日过{n}天的日期",
            "{m}{d}日后第{n}天是几月几日", "告诉我{m}{d}日再过{n}天是哪一天", "你知道{m}{d}日的{n}天后是几号吗？",
            "帮我算算{m}{d}日加上{n}天是几月几日", "{n}天后是几号呀？今天{m}{d}日",
            "从{m}{d}日往后数{n}天，是几月几日？", "假如今天是{m}{d}日，{n}天以后是几号？",
            "{n}天后是几月几日？今天是{m}{d}日。", "请推算{m}{d}日之后第{n}天的日期。",
            "再过{n}天是什么日期？今天是{m}{d}日。", "请告诉我{m}{d}日加{n}天之后的日期。",
        ),
        ("推算{m}{d}日之后{n}天的日期，要看这个月有多少天，值得思考。", "日期加{n}天可能跨月，先加再减，应一步步来。"),
        ("{m}{d}日之后{n}天是{r}。",),
    ),
}  # fmt: skip


def _date(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int, int]:
        month = rng.randrange(12)
        return month, rng.randint(1, LENGTHS[month]), rng.randint(2, 30)

    month, day, count = choose(sample, held_out)
    length, months, total = LENGTHS[month], MONTHS[language], day + count
    if language == "zh":
        months = tuple(f"{at}月" for at in range(1, 13))
    lines = steps.plus(day, count, language)
    says = f"{months[month]}: {length} days" if language == "en" else f"{months[month]}: {length}天"
    if total > length:
        lines += [f"{says}, {total} > {length}", *steps.minus(total, length, language)]
        month, total = (month + 1) % 12, total - length
        if total > LENGTHS[month]:
            return _date(rng, language, held_out)
    else:
        compared = "=" if total == length else "<"
        lines.append(f"{says}, {total} {compared} {length}")
    start = says.partition(":")[0]
    result = f"{months[month]} {total}" if language == "en" else f"{months[month]}{total}日"
    slots = {"m": start, "d": day, "n": count, "r": result}
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    return compose(
        rng, "date", language, held_out, _DATE[language], pays=True, thinking=lines, expected=expected, slots=slots
    )


_NEXT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What {kind} comes {where} {x}?", "Which {kind} is {where} {x}?", "what {kind} is {where} {x}",
            "{kind} {where} {x}", "Tell me the {kind} {where} {x}.", "What is the {kind} {where} {x}?",
            "Name the {kind} {where} {x}", "the {kind} {where} {x}?", "Which {kind} {follows} {x}?",
            "What {kind} {follows} {x}?", "the {kind} that {follows} {x}",
            "Do you know which {kind} comes {where} {x}?", "Name the {kind} that comes right {where} {x}.",
            "Can you tell me the {kind} {where} {x}?", "The {kind} that {follows} {x} is?",
            "Give me the {kind} that is {where} {x}.", "{x}: which {kind} comes {where} it?",
            "which {kind} do we have right {where} {x}", "I need the {kind} directly {where} {x}.",
            "I forgot which {kind} {follows} {x}.", "Do you know what {kind} {follows} {x}?",
            "Do you know the {kind} {where} {x}?", "The {kind} that comes {where} {x} is?",
            "Can you name the {kind} that {follows} {x}?", "Tell me what {kind} we have {where} {x}.",
        ),
        (
            "The {kind} {where} {y} is known by heart. A direct answer is enough.",
            "Only one step from {y} in a list that everyone knows. No thinking needed.",
        ),
        ("The {kind} {where} {y} is {r}.",),
    ),
    "zh": Texts(
        (
            "{x}的{where}一{unit}是什么？", "{x}{where}面是哪一{unit}？", "{x}的{where}一{unit}",
            "{x}{where}一{unit}是？", "哪一{unit}在{x}的{where}面？", "{x}{where}一{unit}是哪{unit}",
            "{x}的{next}一{unit}是什么？", "{x}{next}一{unit}", "{x}的{next}一{unit}是哪一{unit}？",
            "告诉我{x}{where}面是哪一{unit}", "紧挨着{x}的{where}一{unit}是什么？", "{x}{where}面紧挨着的是哪{unit}",
            "你知道{x}的{next}一{unit}是什么吗？", "说说{x}的{where}一{unit}", "告诉我{x}的{next}一{unit}",
            "请说出{x}{where}面的一{unit}", "{x}{where}面那一{unit}是什么呀？", "{x}再往{where}一{unit}是？",
            "告诉我{x}的{where}一{unit}", "紧挨着{x}{where}面的是哪一{unit}？", "哪一{unit}是{x}的{next}一{unit}？",
            "{x}的{where}面挨着哪一{unit}？",
        ),
        ("{x}的{where}一{unit}是常识，直接回答就行。", "只差一{unit}，从{x}就能说出来，不需要思考。"),
        ("{x}的{where}一{unit}是{r}。",),
    ),
}  # fmt: skip


_DAY_ASKS: Final[dict[Language, dict[bool, tuple[str, ...]]]] = {
    "en": {
        True: (
            "If today is {x}, what day is tomorrow?", "today is {x}, what is tomorrow?",
            "What day is tomorrow if today is {x}?",
            "Today is {x}. What day of the week is it tomorrow?", "What is tomorrow when today is {x}?",
            "It is {x} today. Which day comes tomorrow?", "If it's {x} today, which day will it be tomorrow?",
        ),
        False: (
            "If today is {x}, what day was yesterday?", "today is {x}, what was yesterday?",
            "What day was yesterday if today is {x}?", "Today is {x}. What day of the week was it yesterday?",
            "What was yesterday when today is {x}?", "It is {x} today. Which day was yesterday?",
            "If it's {x} today, which day did we have yesterday?",
        ),
    },
    "zh": {
        True: (
            "今天{x}，明天星期几？", "假如今天是{x}，明天是哪天", "今天是{x}的话，明天呢？",
            "今天是{x}，明天是星期几", "如果今天是{x}，明天星期几？",
            "今天{x}，那明天呢？",
            "假如今天{x}，明天是哪一天？", "今天是{x}的话，明天是星期几？",
        ),
        False: (
            "今天{x}，昨天星期几？", "假如今天是{x}，昨天是哪天", "今天是{x}的话，昨天呢？",
            "今天是{x}，昨天是星期几", "如果今天是{x}，昨天星期几？",
            "今天{x}，那昨天呢？",
            "假如今天{x}，昨天是哪一天？", "今天是{x}的话，昨天是星期几？",
        ),
    },
}  # fmt: skip
"""Further ways to ask for the day after and the day before."""


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
    line = f"{names[at]}, {result}" if after else f"{result}, {names[at]}"
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    texts = _NEXT[language]
    if of_days and rng.random() < 0.25:
        texts = replace(texts, ask=_DAY_ASKS[language][after])
    return compose(rng, "next", language, held_out, texts, pays=False, thinking=[line], expected=expected, slots=slots)


_LENGTH: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "How many days does {m} have?", "How many days are in {m}?", "how many days in {m}", "How long is {m}?",
            "{m} has how many days?", "number of days in {m}", "What is the number of days in {m}?", "Days in {m}?",
            "How many days are there in {m}?", "Tell me the number of days in {m}.",
            "Do you know how many days {m} has?", "Can you tell me how many days are in {m}?", "{m}: how many days?",
            "Give me the number of days {m} has.", "What is the length of {m} in days?",
            "I need to know how many days there are in {m}.", "there are how many days in {m}?",
            "The month of {m} has how many days?", "{m} is how many days long?", "For how many days does {m} last?",
            "length of {m}", "Tell me how many days {m} has.", "Do you know how many days there are in {m}?",
            "What number of days does {m} have?", "How long does {m} last in days?",
        ),
        (
            "The length of {M} is common knowledge. A direct answer is enough.",
            "The user asks how long {M} is; no thinking needed.",
        ),
        ("{M} has {r} days.",),
    ),
    "zh": Texts(
        (
            "{m}有多少天？", "{m}有几天？", "{m}有多少天", "{m}一共多少天？", "{m}共有几天？", "一年里{m}有多少天？",
            "{m}是多少天", "{m}的天数是多少？", "说说{m}有几天", "你知道{m}一共有多少天吗？", "告诉我{m}有多少天",
            "{m}总共几天？", "{m}这个月有几天呀", "{m}天数", "能说出{m}有多少天吗？", "{m}有几天来着？",
            "请问{m}的天数是几天？", "我想知道{m}有多少天", "请说出{m}的天数。", "你知道{m}有几天吗？",
            "{m}总共有几天，你能说出来吗？", "这个月是{m}，一共有几天？",
        ),
        ("{m}的天数是常识，直接回答就行。", "用户问{m}有多长，不需要思考。"),
        ("{m}有{r}天。",),
    ),
}  # fmt: skip


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
        thinking=[f"{name}: {LENGTHS[at]}"],
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (
    Family("weekday", True, _weekday, 2.5),
    Family("date", True, _date, 2.5),
    Family("next", False, _next, 2.0),
    Family("month_length", False, _length, 0.7),
)
