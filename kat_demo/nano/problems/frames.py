# ruff: noqa: E501
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
    "[I'd like|I want|I would like] to [know|find out] [what|how much] {e} is[.|]",
    "[My teacher asks|Homework|Quick question|Maths problem]: {e}[ = ?| is how much?|?|]",
    "[How much does|What does] {e} [come to|make|give|amount to][?|]",
    "{e}[, please|, quickly| - how much is that|, how much| is equal to what][?|]",
    "[What number|Which number|What] do [I|you|we] get [from|out of|by doing] {e}[?|]",
    "[Figure out|Determine|Do|Crunch] {e}[ for me|, please|.]",
    "[Any idea|Do you happen to know|Can you figure out] how much {e} is[?|]",
    "[If I type|When I type|Suppose I type] {e} into [a|my] calculator, [what does it show|what do I see|what comes up][?|]",
    "[I can't do|I'm stuck on|Help me with] {e}[. What's the answer?|, what is it?|.]",
    "[The task is|The problem is|My problem is] {e}. [What's the answer?|What do you get?|Solve it.]",
    '[What should I write|What goes|Which number belongs] after the equals sign in "{e} ="[?|]',
    "[hey|ok|so], {e}, [what's the answer|what does that make|what do you get][?|]",
    "[Tell me|Show me|Say|Let me see] the [result|value|answer] [of|for] {e}[.|, please|]",
    "[what would|how much would] {e} be[?|, do you know?|]",
    "{e} [gives|makes|comes to|yields] [what|how much|which number][?|]",
    "[I need help with|Please help me with|Let's do] a calculation: {e}[.|. How much is it?|]",
)  # fmt: skip
_EN_KEPT: Final = ("Can you find the result of {e}?", "If I calculate {e}, how much is that?")
_ZH: Final = (
    "{e}等于多少？", "{e}等于多少？", "{e}是多少？", "{e}=多少", "{e}等于几？", "计算{e}", "计算：{e}", "算一下{e}",
    "帮我算{e}", "帮我算一下{e}等于多少", "求{e}的结果。", "{e}的结果是多少？", "{e}得多少？", "告诉我{e}等于多少",
    "你知道{e}是多少吗？", "请计算 {e} 的值", "{e}多少", "{e}得几", "{e}怎么算？", "{e}的答案",
    "这道题的结果是什么：{e}", "{e}，答案是多少呀", "这道题的答案是多少：{e}", "{e}，这个怎么算",
    "{e}的答案是什么？", "{e}，这道题怎么算？",
    "[老师问我|作业题|数学题|题目]：{e}[等于几|是多少|得几|=？]",
    "[我想知道|我想问|想问一下]{e}[的结果|等于多少|得几][？|]", "{e}[算出来|算下来|计算后][是多少|是几|得多少][？|]",
    "[口算|心算|速算|笔算][：|一下]{e}[，得几？|，等于多少|]",
    "[如果|要是|]在计算器上[输入|按]{e}，[会显示什么|显示多少|结果是几][？|]",
    "[麻烦|请|劳驾][算出|求出|写出|给出]{e}的[得数|值|结果|答案][。|]",
    "{e}，[等于|结果是|得数是|答案是][几|多少][呢|][？|]", "[我不会做|我算不出|不会算]{e}，[帮帮我|你来算|是多少啊]",
    "{e}的[得数|值|计算结果][是多少|是几|为多少|][？|]", "[填空|完成算式|等号后面填什么]：{e}=[？|____|（ ）]",
    "[快说|来算算|考考你|说说看]，{e}[是几|等于多少|得多少][？|]", "{e}[应该|该]等于[几|多少][呢|呀|啊|][？|]",
    "[有一道题|这里有道题|有个算式]：{e}，[得数是多少？|请算一算。|你算算看|结果是几？]",
    "[能不能|能否|可不可以][说说|告诉我|算一下]{e}[等于几|是多少][？|]", "{e}[会|能]得到[什么数|多少|哪个数][？|]",
    "[做一下|解一下|解答|求解]：{e}[。|]",
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
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CHINESE: Final = "零一二三四五六七八九"


def in_words(value: object, language: Language) -> object:
    """A whole number up to 100 in words; anything else as it is."""
    if not isinstance(value, int) or not 0 <= value <= 100:
        return value
    if value == 100:
        return "one hundred" if language == "en" else "一百"
    tens, ones = divmod(value, 10)
    if language == "en":
        return _ENGLISH[value] if value < len(_ENGLISH) else _TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")
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
