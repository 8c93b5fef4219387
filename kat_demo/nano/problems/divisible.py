# ruff: noqa: E501
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
            "Will {n} divide [evenly|exactly|cleanly] by {d}[?|]",
            "[Could|Would] {n} [sweets|apples|marbles|cards] be shared [equally|evenly] [among|between] {d} [children|people|kids][, with none left over|]?",
            "My [teacher|son|friend] asks [if|whether] {n} is divisible by {d}[. Is it?|. What do I say?|.|]",
            "[I'd like to know|I wonder|I'm wondering|I'm trying to find out] [if|whether] {n} can be divided by {d} [exactly|without a remainder|with no remainder|evenly]",
            "[Determine|Decide|Find out|Work out] [if|whether] {n} is [divisible by|a multiple of] {d}[.|]",
            "[Determine|Check|Test] [if|whether] {d} is a [factor|divisor] of {n}[.|]",
            "{n} is [divisible by|a multiple of] {d}, [right|isn't it|correct|true or false|yes or no]?",
            "True or false: {n} is [divisible by|a multiple of|evenly divisible by] {d}[.|]",
            "[True or false|Yes or no|Right or wrong]: {d} [divides|goes into|is a factor of|is a divisor of] {n}[.|?|]",
            "{d} [goes into|divides|is a factor of] {n}, [correct|true or false|yes or no|right]?",
            "[When|If] {n} is divided by {d}, [is the result a whole number|is the answer an integer|does it come out even|does it work out evenly][?|]",
            "[multiple of {d}|divisible by {d}|a multiple of {d} or not]: {n}[?|]",
            "[Does|Would] the division {n} [÷|/|:] {d} [come out even|work out exactly|give a whole number|leave no remainder]?",
            "[Test|Check|Please test|Please check] the divisibility of {n} by {d}[.|]",
            "[Can|Could] you [tell me|check|find out|work out] [if|whether] {d} [divides {n}|goes into {n}|is a factor of {n}|is a divisor of {n}][?| please|]",
            "[hey, |hi, |quick question: |]is {n} [something you can divide by|a number that can be divided by|one of the multiples of] {d}?",
            "Can {n} be [split|broken up|separated] into {d} equal [whole |]parts[ with nothing left over|]?",
            "[Is it true that|Is it correct that|Am I right that|Would you say that] {n} is [divisible by|a multiple of] {d}?",
            "Do you [get|reach|hit|land on] {n} when you count [up |]by {d}s[?|]",
            "[Counting|If I count|When I count] in steps of {d} from 0, [will I|do I|would I] [reach|land on|hit] {n}?",
            "[Among|Of] the multiples of {d}, do we find {n}?",
            "Does {n} [belong to|appear in|show up in] the [multiples of {d}|times table of {d}]?",
            "Does {n} have {d} as a [factor|divisor][?|]",
            "[Say|Please say|Just tell me] [if|whether] {d} [goes into {n}|divides {n}] [evenly|exactly|without a remainder][.|]",
            "I have {n} [eggs|coins|chairs|books]. Can I [make|form] {d} [equal|equally big] [groups|piles|rows][ with none left over|]?",
            "{n} by {d}, [does it divide evenly|does that divide exactly|is it divisible|does it go]?",
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
            "{n}除以{d}[，|][结果|商|答案][是整数吗|是不是整数|会是整数吗][？|]",
            "用{d}去除{n}，[能除尽吗|除得尽吗|能不能正好除完|刚好能除尽吗][？|]",
            "[我想知道|想问一下|我想问|问一下]{n}[能否|能不能|可不可以|是否可以]被{d}整除[。|]",
            "老师[问|问我|让我判断]{n}[是不是{d}的倍数|能不能被{d}整除|能否被{d}整除][，怎么答？|。|]",
            "[检查|验证|看|确认]一下{n}[是不是{d}的倍数|能否被{d}整除|可不可以被{d}整除][。|]",
            "[判断|判断题|对还是错|对不对]：{n}[能被{d}整除|是{d}的倍数][。|]",
            "[判断|判断题|对还是错|对不对]：{d}[能整除{n}|是{n}的因数|是{n}的约数][。|]",
            "{n}是{d}的倍数，[对吗|对不对|是吗|是不是|没错吧][？|]",
            "{n}能被{d}整除，[对吗|对不对|是这样吗|是不是|没错吧][？|]",
            "{d}是{n}的[因数|约数]，[对吗|对不对|是吗|没错吧][？|]",
            "把{n}[个苹果|颗糖|个球|本书][平均分给|平均发给|平分给]{d}个人，[能正好分完吗|能刚好分完吗|可以一个不剩吗|分得完吗][？|]",
            "{n}[颗糖|个苹果|支笔|张卡片]平均分成{d}份，[能分完吗|正好分完吗|能不能刚好分完|分得尽吗][？|]",
            "{n}÷{d}[能除尽吗|除得尽吗|能整除吗|是整数吗|等于整数吗][？|]",
            "{n}里面[是不是|是否]正好有[整数个|若干个]{d}[，没有剩余|]？",
            "{d}的倍数里[有没有|包不包括|会不会有|能不能找到]{n}[？|呢？|]",
            "{n}[算不算|属不属于|究竟是不是|到底是不是]{d}的倍数[呢？|？|]",
            "{n}[有没有|有无]{d}这个[因数|约数][？|]",
            "{n}[和|与|跟]{d}，[前者能被后者整除吗|前一个数能被后一个整除吗|前面的数是后面的倍数吗][？|]",
            "[你说|你觉得|你看|你知道]{n}[能被{d}整除吗|是{d}的倍数吗|除以{d}除得尽吗][？|]",
            "[请|麻烦你|麻烦]告诉我{d}[能不能整除{n}|是不是{n}的因数|是不是{n}的约数][。|，谢谢|]",
            "{n}被{d}整除[，行不行|，可以吗|，能吗|，成立吗]？",
            "从0开始每次加{d}，[能数到{n}吗|会不会数到{n}|能正好得到{n}吗][？|]",
            "{d}整除{n}[这句话对吗|这个说法对吗|成立吗|，是真的吗][？|]",
            "请[判断|说明|回答|指出]：{n}是否[为|是]{d}的倍数[？|。|]", "{n}，{d}的倍数，[是不是|是吗|对吗][？|]",
            "{d}[去除|除]{n}[除得尽吗|能除尽吗|能正好除尽吗|能不能除尽][？|]",
            "[帮忙|请帮忙|帮我][算算|查查|看一下|验一下]{n}[可不可以|能不能|能否]被{d}整除[，谢谢|。|]",
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


FAMILIES: Final = (Family("divisible", True, _divisible, 3.0),)
