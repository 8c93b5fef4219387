# ruff: noqa: E501
"""Second turns: a calculation that goes on from the result before, and a fact about something else."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import is_easy, solve
from kat_demo.nano.problems.facts import CAPITALS
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks, written
from kat_demo.nano.problems.knowledge import CAPITAL_ASKS
from kat_demo.nano.problems.phrasing import phrase

History = tuple[tuple[str, str], ...]

_EN: Final = {
    "+": (
        "and plus {n}?", "plus {n}?", "and plus {n}", "Now add {n}.", "now add {n}", "add {n}", "+ {n}", "+{n}?", "and {n} more?", "Then add {n} to it.", "what if I add {n}",
        "and if you add {n}?", "add {n} to that", "What about plus {n}?", "What is that plus {n}?", "then plus {n}", "how much is it plus {n}?", "add {n} to the result", "And now plus {n}?", "add another {n}",
        "Increase it by {n}.", "ok and plus {n}", "and what if I add {n} to that?", "then what is it plus {n}?", "and the result plus {n}?", "if you add {n} to it, how much is that?",
    ),
    "-": (
        "and minus {n}?", "minus {n}?", "and minus {n}", "minus {n}", "Now subtract {n}.", "subtract {n}", "- {n}", "-{n}?", "take away {n}", "Then take {n} from it.", "and if you take away {n}?",
        "subtract {n} from that", "less {n}?", "What about minus {n}?", "What is that minus {n}?", "then minus {n}", "how much is it minus {n}?", "subtract {n} from the result", "And now minus {n}?", "now take away {n}",
        "Decrease it by {n}.", "what if I subtract {n}", "and what if I take away {n}?", "then what is it minus {n}?", "What is the result minus {n}?", "how much is it if I take {n} from that?",
    ),
    "*": (
        "and times {n}?", "times {n}?", "and times {n}", "Now multiply by {n}.", "multiply by {n}", "* {n}", "x{n}?", "times {n}", "and multiplied by {n}?", "Then multiply it by {n}.", "what is that times {n}?",
        "multiply that by {n}", "that times {n}", "what about times {n}", "how much is it times {n}?", "then times {n}", "And now times {n}?", "and if I multiply it by {n}?", "Now multiply the result by {n}.",
        "And {n} times as much?", "what if you multiply by {n}", "and what if I multiply that by {n}?", "then what is it times {n}?", "and what is the result multiplied by {n}?", "if I multiply that by {n}, how much is it?",
    ),
    "/": (
        "and divided by {n}?", "divided by {n}?", "Now divide by {n}.", "divide by {n}", "/ {n}", "/{n}?", "then divide by {n}", "Then divide it by {n}.", "what is that divided by {n}?", "divide that by {n}",
        "and over {n}?", "what about divided by {n}?", "how much is it divided by {n}?", "then divided by {n}", "And now divided by {n}?", "and if I divide it by {n}?", "Now divide the result by {n}.", "and divide by {n}",
        "what if you divide by {n}", "and what if I divide that by {n}?", "then what is it divided by {n}?", "and the result divided by {n}?", "how much is it then if you divide by {n}?",
    ),
}  # fmt: skip
_ZH: Final = {
    "+": (
        "再加{n}呢？", "再加{n}", "加{n}呢？", "然后加{n}", "再加上{n}是多少？", "加上{n}等于几？", "+{n}呢", "结果再加{n}？", "加{n}", "如果再加上{n}呢？", "接着加{n}", "那再加{n}等于多少？", "现在加{n}是多少",
        "把结果加上{n}", "那么加{n}呢？", "如果再加{n}呢？", "接着加{n}是多少？", "它加{n}等于多少？", "再把{n}加上呢？",
    ),
    "-": (
        "再减{n}呢？", "再减{n}", "减{n}呢？", "然后减去{n}", "再减去{n}是多少？", "减掉{n}等于几？", "-{n}呢", "结果再减{n}？", "减{n}", "如果再减去{n}呢？", "接着减{n}", "那再减{n}等于多少？", "现在减{n}是多少",
        "把结果减去{n}", "那么减{n}呢？", "如果再减{n}呢？", "接着减{n}是多少？", "它减{n}等于多少？", "再把{n}减掉呢？",
    ),
    "*": (
        "再乘以{n}呢？", "乘以{n}呢", "再乘{n}", "乘以{n}呢？", "然后乘{n}", "再乘以{n}是多少？", "乘上{n}等于几？", "×{n}呢", "结果再乘{n}？", "乘{n}", "如果再乘以{n}呢？", "接着乘{n}", "那再乘{n}等于多少？", "现在乘{n}是多少",
        "把结果乘以{n}", "那么乘{n}呢？", "如果再乘{n}呢？", "接着乘{n}是多少？", "它乘{n}等于多少？", "把它再乘以{n}呢？",
    ),
    "/": (
        "再除以{n}呢？", "除以{n}呢", "再除以{n}", "除以{n}呢？", "然后除以{n}", "再除以{n}是多少？", "除以{n}等于几？", "÷{n}呢", "结果再除以{n}？", "除以{n}", "如果除以{n}呢？", "接着除以{n}", "那再除以{n}等于多少？",
        "现在除以{n}是多少", "把结果除以{n}", "那么除以{n}呢？", "如果再除以{n}呢？", "接着除以{n}是多少？", "它除以{n}等于多少？", "把它再除以{n}呢？",
    ),
}  # fmt: skip
_HALF: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "and half of that?", "half of that?", "and half of it", "Now halve it.", "what is half of that?", "What about half of it?", "half of the result?", "then take half of it", "how much is half of that?", "now half of that",
        "halve it", "and halve that?", "and what is half of it?", "now halve the result", "what if I take half of that?", "how much is it if you halve the result?",
    ),
    "zh": ("那一半呢？", "它的一半呢？", "再取一半", "一半是多少？", "那么它的一半是多少？", "结果的一半呢", "现在取一半", "然后再取它的一半", "那结果的一半是多少？", "一半呢", "那么取一半呢？", "结果的一半是？", "把结果取一半呢？", "把它减半呢？"),
}  # fmt: skip
_DOUBLE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "and double that?", "double it", "and twice that?", "Now double it.", "what is double that?", "twice that", "What about twice that?", "and double the result?", "then double it", "how much is twice that?", "and what if I double it?",
        "double that", "now double the result", "and what is twice that?", "how much is it if you double that?", "What is twice the result?",
    ),
    "zh": ("翻倍呢？", "它的两倍呢？", "再翻一倍", "两倍是多少？", "那么它的两倍是多少？", "结果翻倍是多少？", "结果的两倍呢", "然后翻倍", "现在再翻倍", "那两倍呢", "那么翻一倍呢？", "结果翻倍是？", "如果把它翻倍呢？", "接着取它的两倍"),
}  # fmt: skip
_JUDGE: Final[dict[Language, dict[bool, tuple[str, ...]]]] = {
    "en": {
        False: (
            "A follow-up on the last result, {a}: {c} is known by heart, so a direct answer is enough.",
            "The user goes on from {a} with a small step, {sign} {b}. No thinking needed.",
        ),
        True: (
            "A follow-up on the last result, {a}. Now {c} has to be worked out in columns, so thinking pays.",
            "The user goes on from {a}: {c} is too big to know by heart. Writing the steps is worth it.",
            "This continues the calculation with {sign} {b}. The earlier result is large enough that step by step is safer.",
        ),
    },
    "zh": {
        False: ("接着上一个结果{a}，{c}可以直接说出，不需要思考。", "用户从{a}继续，只有一小步，直接回答。"),
        True: (
            "接着上一个结果{a}，现在要算{c}，需要列竖式，值得思考。",
            "用户从{a}继续，{c}不能直接背出，应写出步骤。",
            "这是在上一步结果上继续运算，数目较大，一步步来更可靠。",
        ),
    },
}


def _first(rng: random.Random, language: Language) -> tuple[History, int]:
    """A calculation with its answer, and the result from which it goes on."""
    sign = rng.choice("+-***")
    a, b = (rng.randint(2, 12), rng.randint(2, 12)) if rng.random() < 0.6 else (rng.randint(10, 99), rng.randint(2, 99))
    if sign == "-":
        a, b = max(a, b), min(a, b)
    result = {"+": a + b, "-": a - b, "*": a * b}[sign]
    question, _ = phrase(rng, asks(language), language, False, {"e": written(rng, a, sign, b, language)})
    stop = "." if language == "en" else "。"
    return (("user", question), ("assistant", f"{a} {sign} {b} = {result}{stop}")), result


def _next_number(rng: random.Random, value: int, sign: str) -> int:
    if sign == "/":
        return rng.randint(2, 9)
    if sign == "*":
        return rng.randint(2, 9) if value > 99 or rng.random() < 0.6 else rng.randint(10, 40)
    high = rng.choice((9, 20, 99))
    return rng.randint(1, min(high, value)) if sign == "-" else rng.randint(1, high)


def _sample(rng: random.Random, language: Language) -> tuple[History, int, str, int, tuple[str, ...]]:
    texts = _EN if language == "en" else _ZH
    while True:
        history, value = _first(rng, language)
        if rng.random() < 0.25:
            more, sign = rng.choice("+-"), rng.randint(1, 20)
            after = value + sign if more == "+" else value - sign
            question, _ = phrase(rng, texts[more], language, False, {"n": sign})
            stop = "." if language == "en" else "。"
            history += (("user", question), ("assistant", f"{value} {more} {sign} = {after}{stop}"))
            value = after
        kind = rng.choice(("+", "+", "-", "*", "*", "/", "half", "double"))
        sign_of = {"half": "/", "double": "*"}.get(kind, kind)
        wordings = _HALF[language] if kind == "half" else _DOUBLE[language] if kind == "double" else texts[kind]
        if value < 1 or (kind == "half" and value % 2):
            continue
        number = 2 if kind in ("half", "double") else _next_number(rng, value, sign_of)
        if value <= 9999:
            return history, value, sign_of, number, wordings


def _followup(rng: random.Random, language: Language, held_out: bool) -> Problem:
    history, value, sign, number, wordings = choose(lambda: _sample(rng, language), held_out)
    easy = is_easy(value, sign, number)
    thinking, result = solve(value, sign, number, language)
    plan = f"{value} {sign} {number}"
    slots = {"n": number, "a": value, "b": number, "c": plan, "sign": sign, "r": result}
    answer = "{c} = {r}." if language == "en" else "{c} = {r}。"
    texts = Texts(wordings, _JUDGE[language][not easy], (answer,))
    lines = thinking if thinking[0].startswith(plan) else [plan, *thinking]
    return compose(
        rng,
        "followup",
        language,
        held_out,
        texts,
        pays=not easy,
        thinking=lines,
        expected=(result,),
        slots=slots,
        history=history,
    )


_ABOUT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "and of {x}?", "and {x}?", "What about {x}?", "and the capital of {x}?", "what about {x}", "of {x}?", "And for {x}?", "{x}?", "how about {x}", "and what is it for {x}?", "And what about {x}?",
            "what is the capital of {x} then?", "and that of {x}", "same for {x}", "What is it for {x}?", "ok, and {x}?", "now {x}", "What about the capital of {x}?", "and what is that of {x}?", "And how about {x}?", "What about that of {x}?",
            "Now tell me the capital of {x}.", "And what is {x}'s capital?",
        ),
        ("A follow-up about capitals, now for {x}. One known fact, so I answer directly.", "The user asks the same of {x}; no thinking needed."),
        ("The capital of {x} is {r}.",),
    ),
    "zh": Texts(
        (
            "那{x}呢？", "{x}呢？", "{x}呢", "那么{x}呢？", "{x}的呢？", "换成{x}呢？", "那{x}的首都呢？", "{x}的首都呢", "还有{x}呢？", "那{x}的是哪里？", "如果是{x}呢？", "再说说{x}", "{x}首都是哪里？", "那么换成{x}呢",
            "{x}又是哪里？", "还有{x}的首都呢？", "那么{x}的是哪里？", "那如果是{x}，首都是哪里？", "再说一下{x}的首都",
        ),
        ("接着问首都，这次是{x}，一个已知的事实，直接回答。", "用户对{x}问同样的问题，不需要思考。"),
        ("{x}的首都是{r}。",),
    ),
}  # fmt: skip


def _capital(rng: random.Random, language: Language, held_out: bool) -> Problem:
    before, now = rng.sample(CAPITALS, 2)
    (x, city), (then, old) = (now[:2], before[:2]) if language == "en" else (now[2:], before[2:])
    question, _ = phrase(rng, CAPITAL_ASKS[language], language, False, {"x": then})
    said = f"The capital of {then} is {old}." if language == "en" else f"{then}的首都是{old}。"
    return compose(
        rng,
        "followup_capital",
        language,
        held_out,
        _ABOUT[language],
        pays=False,
        thinking=[f"{x}: {city}"],
        expected=(city,),
        slots={"x": x, "r": city},
        history=(("user", question), ("assistant", said)),
    )


FAMILIES: Final = (
    Family("followup", True, _followup, 4.0),
    Family("followup_capital", False, _capital, 0.6),
)
