# ruff: noqa: E501
"""Whole numbers: what is known by heart, and what needs the written methods."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import BARE, asks, written

Pair = tuple[int, int]

_SIZES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("", "one-digit", "two-digit", "three-digit", "four-digit", "five-digit"),
    "zh": ("", "一位数", "两位数", "三位数", "四位数", "五位数"),
}
_NAMES: Final[dict[Language, dict[str, str]]] = {
    "en": {"+": "sum", "-": "difference", "*": "product", "/": "division"},
    "zh": {"+": "加法", "-": "减法", "*": "乘法", "/": "除法"},
}
EXTRA: Final[dict[Language, dict[str, tuple[str, ...]]]] = {
    "en": {
        "+": (
            "Add {a} and {b}.", "What is the sum of {a} and {b}?", "add {b} to {a}", "sum of {a} and {b}",
            "Give me the total of {a} and {b}.", "How much do {a} and {b} make together?",
            "[If I|When I|Suppose I] put {a} and {b} together, [how much|what number|what total] do I get?",
            "[Sum up|Total up|Tot up] {a} and {b}[ for me|, please||.]",
            "[Start with|Begin with|Take] {a} and [count up by|go up by|add on] {b} - [where do I end up|what do you get|what's the result]?",
            "{a} [increased by|made larger by|raised by] {b}[ is what| gives| equals what]?",
            "[my teacher asks|I was asked|homework says]: add up {a} and {b}[. what's the total?|. what is it||?]",
            "[What number|Which number] is {b} more than {a}[?|]",
            "[Here are|I have] two numbers, {a} and {b}. [What is their sum?|What do they add up to?|Add them up.]",
            "{a} and {b} added [together|up][ =|, what's that| is how much|][?|]",
            "[I'd like|I want|I need] {a} and {b} [added up|summed|added together][, please|].",
            "If {b} [is added|gets added] to {a}, [what's the result|what does it come to|how much is that][?|]",
        ),
        "-": (
            "Subtract {b} from {a}.", "What is {a} take away {b}?", "take {b} from {a}", "difference of {a} and {b}",
            "What is left if I take {b} away from {a}?", "Give me {a} with {b} subtracted.",
            "[Start at|Start with|From] {a}, [count|go] down by {b}[. Where do I land?|. What number is that?|: what do you get?]",
            "{a} [decreased by|reduced by|lowered by|less] {b}[ is what| makes| equals what|][?|]",
            "[What number|Which number] is {b} [less|smaller] than {a}[?|]",
            "[I have|I've got|There were] {a} and [then|now] {b} [get taken off|are taken away|are subtracted], [how much remains|what remains|what's left][?|]",
            "[By how much|How much] is {a} [more than|bigger than|above] {b}?",
            "If {b} [is subtracted|is taken|is deducted] from {a}, [what's the result|how much remains|what do you get][?|]",
            "[Deduct|Remove] {b} from {a}[ and tell me what remains|, please|, what's left?|.]",
            "[I'd like|I need|Please find] the difference [you get for|between] {a} and {b}[.|, please|]",
            "[my teacher asks|homework question|quick one]: {a}, [then take off|then subtract|now remove] {b}[. answer?|. what's left|?]",
            "[Tell me|Say|Work out] what [remains|stays|is left] [of|from] {a} after [taking off|removing|subtracting] {b}.",
        ),
        "*": (
            "Multiply {a} by {b}.", "What is the product of {a} and {b}?", "multiply {a} and {b}",
            "product of {a} and {b}", "How much is {a} multiplied by {b}?", "Give me the product of {a} and {b}.",
            "[If I|When I|Suppose I] multiply {a} [by|with] {b}, [what comes out|what do I get|what's the answer][?|]",
            "{a} and {b} multiplied [together|with each other] [make what|is how much|=][?|]",
            "[Take|Start with] {a} and multiply [it|that] by {b}[. What's the result?|, what do you get?|.]",
            "[What does|How much does] {a} multiplied [with|by] {b} [come to|make|give][?|]",
            "{b} [lots of|groups of] {a}[ is how much| make what|, how many is that|][?|]",
            "[I'd like|I need|I want] {a} and {b} multiplied[, please| together|][.|]",
            "[my teacher asks|homework says|I was asked]: [what's the product|find the product|which product do we get] of {a} and {b}[?|]",
            "[Work out|Figure out|Find] the result of multiplying {a} [by|with] {b}[.|, please|]",
            "[Here are|I have] two numbers: {a} and {b}. [What is their product?|Multiply them.|What do I get by multiplying them?]",
            "Multiplying {a} [by|with] {b} [gives|gets you|yields] [what|which number|how much][?|]",
        ),
        "/": (
            "Divide {a} by {b}.", "How many times does {b} go into {a}?", "split {a} by {b}",
            "{a} divided by {b} with remainder", "What do I get if I divide {a} by {b}?",
            "Give me the quotient of {a} and {b}.",
            "[If|When] {a} is [split|divided|cut up] into {b} equal [parts|groups|shares], how [big|large] is each [one|of them][?|]",
            "[I'd like|I need|Please find] the [result|answer] when {a} is divided by {b}[.|, please|]",
            "{a} [over|divided by] {b}[ is what| equals what| gives| comes to][?|]",
            "How many {b}s [fit into|are there in|are contained in] {a}[?|]",
            "[Take|Start with] {a} and divide [it|that] by {b}[. What's the result?|, what do you get?|.]",
            "[my teacher asks|homework says|I was asked]: [what's|find|give] the quotient when you divide {a} by {b}[?|]",
            "How [often|many times] [does {b} fit into|can {b} be taken out of] {a}[?|]",
            "Dividing {a} by {b} [gives|yields|gets me] [what|which number][?|]",
            "[Work out|Figure out|Do] the division of {a} by {b}[.| for me|, please]",
            "[Share|Split|Divide] {a} [equally|evenly] [among {b} people|into {b} parts|into {b} shares][, what is one share?|. How much is each share?|, how much per share]",
        ),
    },
    "zh": {
        "+": (
            "{a}与{b}的和是多少？", "把{a}和{b}加起来是多少？", "{a}跟{b}相加得多少", "求{a}与{b}的和",
            "{a}和{b}一共是多少？",
            "[如果|要是|]{a}再加上{b}，[会得到多少|结果是几|一共多少][？|]",
            "[老师问|作业题|题目]：{a}和{b}[加在一起|合起来|相加][是几|得多少|等于多少][？|]",
            "比{a}[大|多]{b}的数是[几|多少|哪个][？|呀|]", "{a}[增加|加上|添上]{b}[之后|以后|后]是[多少|几][？|]",
            "[有两个数|两个数|两数]，[分别是|就是]{a}和{b}，[它们的和|加起来]是[多少|几][？|]",
            "[两个加数是|加数分别是]{a}和{b}，和是[多少|几][？|]",
            "[我想|我要|麻烦]把{a}和{b}[加一下|合在一起|加起来][，得几|，总共多少|，是多少][？|]",
            "{a}、{b}[求和|相加|的总和][|，谢谢|=？]", "[帮我|请|]把{b}加到{a}上[，看看得几|，告诉我结果|。]",
            "从{a}[往上|往后]数{b}个[数|]，[数到几|是几|到多少][？|]",
        ),
        "-": (
            "{a}与{b}的差是多少？", "从{a}里减去{b}还剩多少？", "{a}比{b}多多少", "求{a}与{b}的差",
            "{a}去掉{b}还有多少？",
            "[如果|要是|]从{a}中[拿走|扣掉|减掉]{b}，[剩下多少|还剩几|结果是多少][？|]",
            "[老师问|作业题|题目]：{a}[减少|减掉|扣除]{b}[后|以后|之后]是[多少|几][？|]",
            "比{a}[小|少]{b}的数是[几|多少|哪个][？|呀|]", "被减数是{a}，减数是{b}，[差是多少|差是几|求差][？|]",
            "[原来|本来|一开始]有{a}，[用掉了|拿走了|减去]{b}，[还剩多少|剩几|现在是多少][？|]",
            "{a}[和|跟|与]{b}[相差|差了]多少[？|呀|]", "{b}比{a}少[多少|几][？|]",
            "[请|帮我|麻烦]用{a}减{b}[，告诉我差|，看剩多少|，得几？]",
            "[把|将]{b}从{a}里[扣除|去掉|拿掉][，得几|，剩多少|，还有多少][？|]",
            "{a}[往下|往回|倒着]数{b}个，[数到几|是几|到多少][？|]",
        ),
        "*": (
            "{a}与{b}的积是多少？", "{a}和{b}相乘等于多少？", "{b}个{a}是多少", "求{a}与{b}的积",
            "把{a}和{b}乘起来得多少？",
            "[如果|要是|]{a}乘上{b}，[会得到多少|结果是几|得几][？|]",
            "[老师问|作业题|题目]：{a}[跟|和|同]{b}[相乘|乘在一起]，[积是几|得多少|结果是什么][？|]",
            "{a}的{b}倍[是多少|是几|等于多少|][？|]",
            "[两个因数是|因数分别是|两个乘数是]{a}和{b}，积是[多少|几][？|]",
            "[请|帮我|麻烦]用{a}去乘{b}[，告诉我积|，看得几|。]",
            "{b}个{a}[加起来|相加|加在一起][一共是多少|得几|是多少][？|]",
            "{a}扩大[到|为]原来的{b}倍[是多少|是几|后得多少][？|]",
            "{a}、{b}[两数相乘|两个数的积|相乘][|，得几|，结果呢][？|]",
            "[我想知道|我要|说一下]{a}乘{b}的[积|结果|得数][|。]",
            "[每份是{a}，有{b}份|每组是{a}，有{b}组|一份{a}，共{b}份]，总共[是多少|有多少][？|]",
        ),
        "/": (
            "{a}除以{b}，商和余数是多少？", "把{a}平均分成{b}份，每份多少？", "{a}里面有几个{b}", "求{a}除以{b}的商",
            "把{a}除以{b}得多少？",
            "[如果|要是|]用{a}除以{b}，[会得到多少|结果是几|商是几][？|]",
            "[老师问|作业题|题目]：{a}除以{b}[，商是几|得几|，结果是什么][？|]",
            "被除数是{a}，除数是{b}，[商是多少|商是几|求商][？|]", "{a}[可以|能]分成几个{b}[？|呀|]",
            "把{a}[均分|平分|等分]成{b}份，[一份是多少|每一份是几|每份得多少][？|]",
            "{a}[当中|里|中]包含[几个|多少个]{b}[？|]", "[请|帮我|麻烦]用{a}除以{b}[，告诉我商|，看得几|，谢谢]",
            "[我想知道|我要|说一下]{a}除以{b}的[商|结果|得数][|。]", "{b}除{a}[等于几|得多少|是多少|，商几][？|]",
            "[有|一共]{a}，[分给|平均分给]{b}个人，[每人多少|每人得几|一人能分到多少][？|]",
        ),
    },
}  # fmt: skip
"""Further frames for two numbers, by sign; every sign of a language has equally many."""
_EASY_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A small {name}, {c}, known by heart. A direct answer is enough.",
        "This is a {name} of small numbers, {a} and {b}. There is nothing to work out on paper, so I answer directly.",
        "{c} is a basic {name} that everyone knows. Thinking would add nothing.",
        "The user asks for {c}, a single easy fact. A direct answer will do.",
        "One small {name} with {a} and {b}; it can be recalled at once, so no reasoning is needed.",
    ),
    "zh": (
        "这是很小的{name}，{c}，可以直接说出来，不需要思考。",
        "{a}和{b}都是小数目，这道{name}背得出来，直接回答就行。",
        "基础{name}：{c}。一步就够，不必展开推理。",
        "用户问{c}，是熟记的口算，直接作答即可。",
    ),
}
_HARD_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "This is a {name} of a {da} and a {db} number, {a} and {b}. {reason}, so working through the steps pays.",
        "The task is {c}, a {da} by {db} {name}. {reason}; doing that in the head is error-prone, so I should think.",
        "A {name} with {a} and {b}, too big to know by heart. {reason}, so thinking is worth it.",
        "The user wants a {name} of {a} and {b}. {reason}. Writing it down step by step pays.",
        "A {da} and a {db} number in a {name}: {reason_low}, so it is safer to reason first.",
    ),
    "zh": (
        "这是{da}和{db}的{name}，{a}和{b}。{reason}，值得一步步算。",
        "题目是{c}，不是口诀里的内容。{reason}，需要思考。",
        "{a}和{b}的{name}数目较大，{reason}，心算容易出错，应该写出步骤。",
        "用户要算{da}与{db}的{name}，{reason}，先推理再回答更稳妥。",
    ),
}
_REASONS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "+": "It takes a column sum with carries",
        "-": "It takes a column subtraction with borrows",
        "*": "It takes partial products and a sum",
        "/": "It has to be divided digit by digit",
    },
    "zh": {"+": "要逐位相加并进位", "-": "要逐位相减并借位", "*": "要分步相乘再相加", "/": "要逐位去除"},
}
_ANSWERS: Final = ("{c} = {r}.", "{c} = {r}.", "{c} = {r}")
_ANSWERS_ZH: Final = ("{c} = {r}。",)


def is_easy(a: int, sign: str, b: int) -> bool:
    """Whether `a sign b` is known by heart: up to 20 for sums and differences, the table to 12, also backwards."""
    if sign in "+-":
        return max(a, b) <= 20
    if sign == "*":
        return max(a, b) <= 12
    return a % b == 0 and a // b <= 12 and b <= 12


def solve(a: int, sign: str, b: int, language: Language) -> tuple[list[str], str]:
    """The written method and the result as text."""
    if sign == "+":
        return steps.plus(a, b, language), str(a + b)
    if sign == "-":
        return steps.minus(a, b, language), str(a - b)
    if sign == "*":
        return steps.times(a, b, language), str(a * b)
    return steps.divide(a, b, language), steps.remainder(a, b, language)


def binary(rng: random.Random, family: str, language: Language, held_out: bool, pair: Pair, sign: str) -> Problem:
    """The problem `a sign b`, easy or hard by its size."""
    a, b = pair
    easy = is_easy(a, sign, b)
    thinking, result = solve(a, sign, b, language)
    sizes, reason = _SIZES[language], _REASONS[language][sign]
    slots = {
        "a": a,
        "b": b,
        "c": f"{a} {sign} {b}",
        "e": written(rng, a, sign, b, language),
        "r": result,
        "name": _NAMES[language][sign],
        "da": sizes[len(str(a))],
        "db": sizes[len(str(b))],
        "reason": reason,
        "reason_low": reason[0].lower() + reason[1:],
    }
    frames = asks(language, *EXTRA[language][sign])
    if language == "zh":  # nothing but the calculation is only Chinese if it is in words
        worded = any(word in str(slots["e"]) for word in "加减乘除")
        frames = (*(BARE if worded else frames[: len(BARE)]), *frames)
    texts = Texts(
        frames,
        (_EASY_JUDGE if easy else _HARD_JUDGE)[language],
        _ANSWERS if language == "en" else _ANSWERS_ZH,
    )
    expected = (result, result.replace(" remainder ", " r "))[: 1 + (" " in result and language == "en")]
    return compose(
        rng,
        family,
        language,
        held_out,
        texts,
        pays=not easy,
        thinking=thinking,
        expected=expected,
        slots=slots,
    )


def number(rng: random.Random, digits: int, low: int = 0) -> int:
    """A number with that many digits, and at least `low`."""
    return rng.randrange(max(low, 10 ** (digits - 1)), 10**digits)


def _small_sum(rng: random.Random) -> Pair:
    top = rng.choice((10, 20, 20))
    return rng.randint(0, top), rng.randint(0, top)


def _small_difference(rng: random.Random) -> Pair:
    a, b = _small_sum(rng)
    return (max(a, b), min(a, b)) if rng.random() < 0.6 else (a, b)


def _table_division(rng: random.Random) -> Pair:
    b = rng.randint(1, 12)
    return b * rng.randint(1, 12), b


def _column_pair(rng: random.Random) -> Pair:
    """Two numbers of up to five digits, not both up to 20."""
    while True:
        a, b = (number(rng, rng.choice((1, 2, 2, 2, 3, 3, 4, 5)), 1) for _ in range(2))
        if max(a, b) > 20:
            return a, b


def _ordered_pair(rng: random.Random) -> Pair:
    a, b = _column_pair(rng)
    return (max(a, b), min(a, b)) if rng.random() < 0.92 else (a, b)


_PRODUCTS: Final = ((2, 2),) * 9 + ((3, 1), (3, 1), (1, 3), (2, 1), (2, 1), (1, 2), (3, 2), (2, 3), (4, 1))


def _factors(rng: random.Random) -> Pair:
    while True:
        left, right = rng.choice(_PRODUCTS)
        a, b = number(rng, left, 2), number(rng, right, 2)
        if max(a, b) > 12:
            return a, b


def _dividend(rng: random.Random) -> Pair:
    while True:
        b = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 11, 12))
        a = number(rng, rng.choice((2, 2, 3, 3, 4)))
        if rng.random() < 0.2:
            a = rng.randint(b, 6 * b)
        if rng.random() < 0.3:
            a -= a % b
        if rng.random() < 0.08:
            a = rng.randint(1, b - 1)
        if not is_easy(a, "/", b):
            return a, b


def _easy(rng: random.Random, language: Language, held_out: bool) -> Problem:
    sign = rng.choice("++--**/")
    pair = {"+": _small_sum, "-": _small_difference, "*": _table_pair, "/": _table_division}[sign](rng)
    return binary(rng, "easy_arithmetic", language, held_out, pair, sign)


def _table_pair(rng: random.Random) -> Pair:
    return rng.randint(0 if rng.random() < 0.1 else 1, 12), rng.randint(1, 12)


def _addition(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "addition", language, held_out, choose(lambda: _column_pair(rng), held_out), "+")


def _subtraction(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "subtraction", language, held_out, choose(lambda: _ordered_pair(rng), held_out), "-")


def _multiplication(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "multiplication", language, held_out, choose(lambda: _factors(rng), held_out), "*")


def _division(rng: random.Random, language: Language, held_out: bool) -> Problem:
    return binary(rng, "division", language, held_out, choose(lambda: _dividend(rng), held_out), "/")


_HALVES: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What is {f} {n}?", "{f} {n}", "{f} {n}?", "How much is {f} {n}?", "What's {f} {n}", "tell me {f} {n}",
            "Give me {f} {n}.", "Find {f} {n}.", "Can you tell me {f} {n}?", "I need {f} {n}", "{f} {n} is what?",
            "Calculate {f} {n}.", "Can you work out how much {f} {n} is?", "Do you know how much {f} {n} is?",
            "Compute {f} {n}", "{f} {n} = ?", "I want to know {f} {n}.", "Could you work out what {f} {n} is?",
            "what number is {f} {n}", "Please give me {f} {n}.", "{F} {n} makes what?", "Say what {f} {n} is.",
            "Work out {f} {n}.", "Do you know {f} {n}?", "[I'd like|I would like|I'd love] to [know|find out] what {f} {n} [is|comes to|makes][.|]",
            "[Quick question|My teacher asks|Homework|Maths question]: [what's|what is|find] {f} {n}[?|]",
            "[How would I|How do I|How do you] [work out|get|calculate] {f} {n}, and [what is it|what does it come to|what is the result]?",
            "{f} {n}[, please| please|, thanks|, quickly]",
            "[Any idea|Do you have any idea|Can you figure out] what {f} {n} [might be|is|comes to][?|]",
            "[What does|How much does] {f} {n} [come to|equal|give|amount to][?|]",
            "[Which number|What number|What] do I get for {f} {n}[?|]",
            "[If I need|If I want|Suppose I need] {f} {n}, [what number do I write down|what should I write|what is the answer]?",
            "[Figure out|Determine|Evaluate|Go and find] {f} {n}[ for me|, please|.|]",
            "{n}: [what is|what's|give me|tell me] {f} [this number|that][?|]",
            "[Take|Here is|I have] the number {n}. [What is|What's|How much is] {f} [it|this number|that number]?",
            "[The answer to|The result of|The value of] {f} {n} is [what|which number][?|]",
            "[I forgot|I can't remember|I don't know] what {f} {n} is[. Can you help?|, can you tell me?|. Help!]",
            "[hey|hi|ok], [how much would|what would] {f} {n} be[?|]",
            "{F} {n}[ equals what| is how much|, what's that|, do you know it|: the answer][?|]",
            "[You know|You surely know|You can work out] {f} {n}, [right|yes|correct]?",
            "Can you say what number {f} {n} is?",
            "Find out how much {f} {n} is.",
        ),
        (
            "The user wants {f} {n}. That is one small step, so a direct answer is enough.",
            "{n} is a small number, and {f} it is known by heart. No thinking needed.",
            "Only one easy operation on {n}; I can say it directly.",
        ),
        ("{F} {n} is {r}.",),
    ),
    "zh": Texts(
        (
            "{n}的{f}是多少？", "{n}的{f}", "{n}的{f}等于几？", "求{n}的{f}", "{n}的{f}是几", "算一下{n}的{f}",
            "说出{n}的{f}", "我想知道{n}的{f}", "告诉我{n}的{f}", "{n}的{f}等于多少", "你知道{n}的{f}是多少吗？",
            "帮我算一下{n}的{f}", "请问{n}的{f}是几？", "计算{n}的{f}", "{n}的{f}是多少呀", "能算出{n}的{f}吗？",
            "帮我求{n}的{f}是多少", "求{n}的{f}等于几", "帮我算{n}的{f}", "你知道{n}的{f}吗？",
            "[老师问|作业题|数学题|题目]：{n}的{f}[是多少|是几|等于多少][？|]",
            "[如果|要是|]有一个数是{n}，[它的|这个数的]{f}是[多少|几][？|]",
            "{n}[这个数|这个数字]的{f}[是什么|是哪个数|为多少][？|]",
            "[麻烦|请|劳烦][给出|写出|求出|算出]{n}的{f}[，谢谢|。|]",
            "[我不会算|我忘了|不知道]{n}的{f}[，你来算|，是多少啊|，帮帮我][？|]",
            "{n}，[求它的|它的|算它的|问它的]{f}[|。]", "[想问一下|问一下|想问问]{n}的{f}[是多少|有多大|得几][？|]",
            "{n}的{f}[该是|应该是|会是][多少|几]呢[？|]",
            "[已知|给定|现有]一个数{n}，[求它的{f}|求其{f}|它的{f}是几][|。]", "哪个数是{n}的{f}[？|呢|]",
            "{n}的{f}[怎么算，得多少|你会算吗|算出来是几][？|]",
            "[要算|想求|想知道]{n}的{f}，[结果是什么|答案是多少|答案是几][？|]",
            "[快|快点|来]，{n}的{f}[是几|是多少|得几][？|]", "{n}的{f}[得几|为几|=？|=多少]",
            "[把|将]{n}的{f}[算出来|求出来|告诉我|写出来][。|]",
            "[有个数|有一个数字]{n}，[我想要它的{f}|我需要它的{f}][，是多少？|，是几？|。]",
            "请你算出{n}的{f}是多少。", "帮我说出{n}的{f}等于多少",
        ),
        (
            "求{n}的{f}，只有一小步，直接回答就行。",
            "{n}不大，它的{f}一下就能说出，不需要思考。",
            "这是关于{n}的口算，不必推理。",
        ),
        ("{n}的{f}是{r}。",),
    ),
}  # fmt: skip


def _halving(rng: random.Random, language: Language, held_out: bool) -> Problem:
    n, halve = rng.randint(1, 50), rng.random() < 0.5
    n, r = (2 * n, n) if halve else (n, 2 * n)
    forms: Sequence[str]
    if language == "zh":
        forms = ("一半",) if halve else ("两倍", "二倍")
    else:
        forms = ("half of", "half of", "one half of") if halve else ("double", "twice", "double")
    form = rng.choice(forms)
    line = f"{n} / 2 = {r}" if halve else f"{n} * 2 = {r}"
    slots = {"n": n, "r": r, "f": form, "F": form[0].upper() + form[1:]}
    texts = _HALVES[language]
    return compose(
        rng, "halving", language, held_out, texts, pays=False, thinking=[line], expected=(str(r),), slots=slots
    )


FAMILIES: Final = (
    Family("easy_arithmetic", False, _easy, 6.0),
    Family("halving", False, _halving, 2.0),
    Family("addition", True, _addition, 4.0),
    Family("subtraction", True, _subtraction, 4.5),
    Family("multiplication", True, _multiplication, 6.0),
    Family("division", True, _division, 5.5),
)
