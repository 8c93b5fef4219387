"""Whether one number goes into another."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Is {n} divisible by {d}?", "is {n} divisible by {d}", "Can {n} be divided by {d}?", "Does {d} divide {n}?",
            "Is {n} a multiple of {d}?", "Is {d} a factor of {n}?", "Does {d} go into {n}?", "{n} divisible by {d}?",
            "Can {n} be divided by {d} without a remainder?", "Check if {n} is divisible by {d}.",
            "Is {d} a divisor of {n}?", "Tell me if {n} is a multiple of {d}", "does {d} go into {n} evenly?",
            "Can I divide {n} by {d} with nothing left?", "is {n} evenly divisible by {d}?",
            "Is {n} in the {d} times table?", "Do you know if {n} is divisible by {d}?",
            "I want to know if {n} is a multiple of {d}", "If I divide {n} by {d}, do I get a remainder?",
            "Can you divide {n} by {d} evenly?", "Is {n} / {d} a whole number?",
            "Does {d} go into {n} without a remainder?", "I want to know if {d} is a factor of {n}.",
        ),
        (
            "Whether {d} goes into {n} takes a division. Doing it digit by digit pays.",
            "A question of divisibility: {n} and {d}. I should divide and look at what is left.",
            "The user wants to know if {n} can be divided by {d}. That is not seen at a glance, so I work it out.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        (
            "{n}能被{d}整除吗？", "{n}能不能被{d}整除", "{n}是{d}的倍数吗？", "{d}是{n}的因数吗？",
            "{n}可以被{d}整除吗？", "{d}能整除{n}吗？", "{n}除以{d}能除尽吗", "{n}是不是{d}的倍数？",
            "判断{n}能否被{d}整除。", "{d}是不是{n}的约数？", "请问{n}能被{d}整除吗", "{n}除以{d}有余数吗？",
            "{n}是否能被{d}整除？", "帮我看看{n}能不能被{d}除尽", "{n}能被{d}除尽吗？", "{d}是{n}的约数吗",
            "{d}能不能整除{n}？", "{n}除以{d}能不能除尽？",
        ),
        (
            "{n}能否被{d}整除，要做一次除法，值得一步步算。",
            "整除问题：{n}和{d}，先相除再看余数。",
            "{n}除以{d}有没有余数一眼看不出，应该先算。",
        ),
        ("{r}",),
    ),
}  # fmt: skip


def _divisible(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int]:
        d = rng.randint(3, 12)
        n = rng.randint(d + 1, rng.choice((60, 150, 150, 999)))
        return (n - n % d if rng.random() < 0.35 else n, d)

    n, d = choose(sample, held_out)
    rest, english = n % d, language == "en"
    if rest:
        result = f"No, {n} / {d} leaves {rest}." if english else f"不能，{n}除以{d}余{rest}。"
    else:
        result = f"Yes, {n} / {d} = {n // d}." if english else f"能，{n} / {d} = {n // d}。"
    slots = {"n": n, "d": d, "r": result}
    expected = result.partition("," if english else "，")[0]
    thinking = steps.divide(n, d, language)
    return compose(
        rng,
        "divisible",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=thinking,
        expected=(expected,),
        slots=slots,
    )


FAMILIES: Final = (Family("divisible", True, _divisible, 2.5),)
