"""Ways to ask for the value of an expression, and ways to write one, shared by everything that is a sum on paper."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language

BARE: Final = ("{e}", "{e}?", "{e}=", "{e} =", "{e}=?", "{e} = ?")

_EN: Final = (
    *BARE, "What is {e}?", "What is {e}?", "what's {e}", "How much is {e}?", "Calculate {e}", "Compute {e}.",
    "Work out {e}.", "Can you tell me what {e} is?", "Solve {e}", "What does {e} equal?", "I need the result of {e}.",
    "Could you do {e} for me?", "tell me {e}", "What is the answer to {e}?", "What is the result of {e}?",
    "{e} is what?", "Find {e}.", "{e}, what is that?", "evaluate {e}", "{e} equals what?", "Please evaluate {e}.",
    "What do I get if I calculate {e}?", "Do you know what {e} is?", "Give me the answer for {e}.",
    "Can you work out {e}, please?", "What do you get for {e}?", "Can you work out what {e} is?",
)  # fmt: skip
_EN_KEPT: Final = ("Can you find the result of {e}?", "If I calculate {e}, how much is that?")
_ZH: Final = (
    "{e}等于多少？", "{e}等于多少？", "{e}是多少？", "{e}=多少", "{e}等于几？", "计算{e}", "计算：{e}", "算一下{e}",
    "帮我算{e}", "帮我算一下{e}等于多少", "求{e}的结果。", "{e}的结果是多少？", "{e}得多少？", "告诉我{e}等于多少",
    "你知道{e}是多少吗？", "请计算 {e} 的值", "{e}多少", "{e}得几", "{e}怎么算？", "{e}的答案",
    "这道题的结果是什么：{e}", "{e}，答案是多少呀", "这道题的答案是多少：{e}", "{e}，这个怎么算",
    "{e}的答案是什么？", "{e}，这道题怎么算？",
)  # fmt: skip
_ZH_KEPT: Final = ("帮我算这道题：{e}", "{e}的结果，你知道吗？")

_SIGNS: Final[dict[str, tuple[str, ...]]] = {"+": ("+",), "-": ("-",), "*": ("*", "*", "x", "×"), "/": ("/", "/", "÷")}
_WORDS: Final[dict[Language, dict[str, tuple[str, ...]]]] = {
    "en": {
        "+": ("plus", "plus", "and", "added to"),
        "-": ("minus", "minus", "take away", "less"),
        "*": ("times", "times", "multiplied by"),
        "/": ("divided by", "divided by", "over"),
    },
    "zh": {"+": ("加", "加上"), "-": ("减", "减去"), "*": ("乘以", "乘", "乘上"), "/": ("除以", "除以")},
}


_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_CHINESE: Final = "零一二三四五六七八九"


def in_words(value: object, language: Language) -> object:
    """A whole number in words, up to 20 in English and to 100 in Chinese; anything else as it is."""
    if not isinstance(value, int) or not 0 <= value <= (20 if language == "en" else 100):
        return value
    if language == "en":
        return _ENGLISH[value]
    if value == 100:
        return "一百"
    tens, ones = divmod(value, 10)
    head = "十" if tens == 1 else f"{_CHINESE[tens]}十" if tens else ""
    return head + (_CHINESE[ones] if ones or not tens else "")


def asks(language: Language, *extra: str) -> tuple[str, ...]:
    """All frames of a language with further ones of a family; the kept ones stand last."""
    return (*_EN, *extra, *_EN_KEPT) if language == "en" else (*_ZH, *extra, *_ZH_KEPT)


def written(rng: random.Random, left: object, sign: str, right: object, language: Language) -> str:
    """`left sign right` with one of the signs or words that people use, with or without spaces."""
    if rng.random() < 0.25:
        small = all(isinstance(value, int) and 0 <= value <= 20 for value in (left, right))
        if rng.random() < (0.5 if small else 0.15):
            left, right = in_words(left, language), in_words(right, language)
        word = rng.choice(_WORDS[language][sign])
        gap = " " if language == "en" or rng.random() < 0.2 else ""
        return f"{left}{gap}{word}{gap}{right}"
    gap = " " if rng.random() < 0.55 else ""
    return f"{left}{gap}{rng.choice(_SIGNS[sign])}{gap}{right}"
