"""The largest or the smallest of several numbers."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What is the {most} of {l}?", "Which is the {most}: {l}?", "{most} of {l}",
            "Which number is the {most}: {l}?", "Find the {most} of these numbers: {l}",
            "What's the {most} number: {l}?", "the {most} of {l}?",
            "Which of {l} is the {most}?", "{l}: which is the {most}?", "Give me the {most} of {l}.",
            "Tell me the {most} number in {l}", "What is the {most} number in the list {l}?", "Pick the {most}: {l}",
            "choose the {most}: {l}", "From these numbers pick the {most}: {l}",
            "Of {l}, which is the {most}?", "{most} number: {l}", "find the {most} number in [{l}]",
            "I have {l}. Which one is the {most}?", "Here are some numbers: {l}. What is the {most}?",
            "From {l} choose the {most} one.", "Which one of these is the {most}: {l}?",
        ),
        (
            "The {most} of {n} numbers. Comparing one after the other pays.",
            "A list of {n} numbers that starts with {a}; the {most} is found by going through it.",
            "The user asks for the {most} number of {n}. I should compare them in turn.",
        ),
        ("The {most} is {r}.",),
    ),
    "zh": Texts(
        (
            "{l}中{most}的是哪个？", "{l}里{most}的数是多少？", "{l}哪个{most}", "{l}，哪个数{most}？",
            "找出{l}中{most}的数", "{l}当中{most}的是几？", "{most}的数：{l}", "这几个数哪个{most}：{l}",
            "请找出{most}的数：{l}", "{l}，{most}的是？", "在{l}中，{most}的数是哪个？", "{l}这些数里{most}的是多少",
            "告诉我{l}中{most}的数", "从{l}中找{most}的", "挑出{most}的数：{l}",
            "{l}里面谁{most}？", "下面哪个数{most}：{l}", "从{l}里挑出{most}的数。",
        ),
        (
            "从{n}个数里找{most}的，要逐个比较，值得思考。",
            "这是{n}个数，第一个是{a}，依次比较才能找到{most}的。",
            "用户要找{most}的数，应该一个一个比。",
        ),
        ("{most}的是{r}。",),
    ),
}  # fmt: skip
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
    expected = (f"is {best}",) if language == "en" else (f"是{best}",)
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


FAMILIES: Final = (Family("extreme", True, _extreme, 2.5),)
