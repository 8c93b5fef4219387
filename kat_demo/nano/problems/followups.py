"""Second turns: a calculation that goes on from the result before, and a fact about something else."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import is_easy, solve
from kat_demo.nano.problems.facts import CAPITALS
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks, written
from kat_demo.nano.problems.phrasing import phrase
from kat_demo.nano.problems.wordings import wordings

History = tuple[tuple[str, str], ...]

_JUDGE: Final[dict[Language, dict[bool, tuple[str, ...]]]] = {
    "en": {
        False: (
            "A follow-up on the last result, {a}: {c} is known by heart, so a direct answer is enough.",
            "The user goes on from {a} with a small step, {sign} {b}. No thinking needed.",
        ),
        True: (
            "A follow-up on the last result, {a}. Now {c} has to be worked out in columns, so thinking pays.",
            "The user goes on from {a}: {c} is too big to know by heart. Writing the steps is worth it.",
            "This continues the calculation with {sign} {b}. The earlier result is large enough that step by step is "
            "safer.",
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
    while True:
        history, value = _first(rng, language)
        if rng.random() < 0.25:
            more, sign = rng.choice("+-"), rng.randint(1, 20)
            after = value + sign if more == "+" else value - sign
            question, _ = phrase(rng, wordings(f"followup {more}", language), language, False, {"n": sign})
            stop = "." if language == "en" else "。"
            history += (("user", question), ("assistant", f"{value} {more} {sign} = {after}{stop}"))
            value = after
        kind = rng.choice(("+", "+", "-", "*", "*", "/", "half", "double"))
        sign_of = {"half": "/", "double": "*"}.get(kind, kind)
        if value < 1 or (kind == "half" and value % 2):
            continue
        number = 2 if kind in ("half", "double") else _next_number(rng, value, sign_of)
        if value <= 9999:
            return history, value, sign_of, number, wordings(f"followup {kind}", language)


def _followup(rng: random.Random, language: Language, held_out: bool) -> Problem:
    history, value, sign, number, asked = choose(lambda: _sample(rng, language), held_out)
    easy = is_easy(value, sign, number)
    thinking, result = solve(value, sign, number, language)
    plan = f"{value} {sign} {number}"
    slots = {"n": number, "a": value, "b": number, "c": plan, "sign": sign, "r": result}
    answer = "{c} = {r}." if language == "en" else "{c} = {r}。"
    texts = Texts(asked, _JUDGE[language][not easy], (answer,))
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
        wordings("followup capital", "en"),
        (
            "A follow-up about capitals, now for {x}. One known fact, so I answer directly.",
            "The user asks the same of {x}; no thinking needed.",
        ),
        ("The capital of {x} is {r}.",),
    ),
    "zh": Texts(
        wordings("followup capital", "zh"),
        ("接着问首都，这次是{x}，一个已知的事实，直接回答。", "用户对{x}问同样的问题，不需要思考。"),
        ("{x}的首都是{r}。",),
    ),
}


def _capital(rng: random.Random, language: Language, held_out: bool) -> Problem:
    before, now = rng.sample(CAPITALS, 2)
    (x, city), (then, old) = (now[:2], before[:2]) if language == "en" else (now[2:], before[2:])
    question, _ = phrase(rng, wordings("capital", language), language, False, {"x": then})
    said = f"The capital of {then} is {old}." if language == "en" else f"{then}的首都是{old}。"
    return compose(
        rng,
        "followup_capital",
        language,
        held_out,
        _ABOUT[language],
        pays=False,
        expected=(city,),
        slots={"x": x, "r": city},
        history=(("user", question), ("assistant", said)),
    )


FAMILIES: Final = (
    Family("followup", True, _followup, 4.0),
    Family("followup_capital", False, _capital, 0.6),
)
