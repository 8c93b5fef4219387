"""Whether one number goes into another."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.wordings import wordings

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("divisible", "en"),
        (
            "Whether {d} goes into {n} takes a division. Doing it digit by digit pays.",
            "A question of divisibility: {n} and {d}. I should divide and look at what is left.",
            "The user wants to know if {n} can be divided by {d}. That is not seen at a glance, so I work it out.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        wordings("divisible", "zh"),
        (
            "{n}能否被{d}整除，要做一次除法，值得一步步算。",
            "整除问题：{n}和{d}，先相除再看余数。",
            "{n}除以{d}有没有余数一眼看不出，应该先算。",
        ),
        ("{r}",),
    ),
}


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
    thinking = steps.written_division(n, d, language)
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


FAMILIES: Final = (Family("divisible", True, _divisible, 3.0),)
