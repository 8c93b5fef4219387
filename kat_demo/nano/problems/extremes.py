# ruff: noqa: E501
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
            "[Look at|Take|Consider] [the numbers|these numbers:|this list:] {l}. Which [one |number |]is the {most}[?|]",
            "[Out of|Among|Amongst] {l}, [what|which one|which number] is the {most}[?|]",
            "[Out of|Among] [these|the following numbers|these values], which is the {most}: {l}[?|]",
            "I'd like to know [which of {l} is the {most}|which number is the {most}: {l}|the {most} of {l}][.| please|]",
            "[Can|Could|Would] you [find|pick|point out|name|show me] the {most} [number |value |one |][in|of|among] {l}[?| please?| for me?]",
            "[Compare|Please compare] {l} and [tell me|say|give me|name] the {most}[ one| number|][.|]",
            "[Compare the numbers|Look through the list] {l}. [Which|Which one] [comes out as|turns out to be|is] the {most}?",
            "{l} - [{most}|the {most}|{most} one|{most} number|what's the {most}]?",
            "[Circle|Underline|Mark|Select|Identify|Name|State|Write down] the {most} [number|one|value]: {l}[.|]",
            "[Circle|Underline|Mark|Select|Identify|State] the {most} [number|value] [in|among] {l}[.|]",
            "[My teacher|My sister|The task|My homework] [asks|wants to know] which [number |of these |]is the {most}: {l}",
            "[Given|You are given] [the numbers |the list |]{l}, [find the {most}|name the {most}|which is the {most}|what's the {most}][?|]",
            "[Say|Just say|Tell me|Show me] which [one|number] is the {most} [here|in this list|of these|in this row]: {l}",
            "If [you have|I have|we take|we have] [the numbers |]{l}, [which one|which number|which of them] is the {most}?",
            "[We have|There are|I wrote down|I rolled|My scores are|I've got] {l}. [What's|Tell me|Name|Find] the {most}[ of them| one|].",
            "{l} [are my numbers|are the numbers|are given], [which is|what is|tell me] the {most}[ one|]",
            "Do you [know|see] which [of {l}|number in {l}|one of {l}] is the {most}[?|]",
            "[In|Within] the [list|set|row|group] {l}, [which number|which one|which value] is the {most}[?|]",
            "[Extract|Return|Output|Print|Get] the {most} [value|number|element|entry] [of|from] {l}", "{most}? {l}",
            "{most}[ one| number| value|] [among|out of|from|in] {l}[?|]",
            "[Which one|Which number|Which value] would you [call|say is] the {most}, [given|from|out of] {l}?",
            "[The|So the] {most} [number |value |one |][in|among|of] {l} is [which|what][?|]",
            "[Which number|Which one|What number] [in|among|from] {l} [has|is of] the {most} value?",
            "[hey|hi|ok|so], [what's|which is|whats] the {most} [here|of these|one][:|?] {l}",
            "[please|pls|plz] [find|tell me|give me|pick] the {most}[ one| number|]: {l}",
            "What [would be|might be] the {most} [number |one |]if [the list is|I choose from|we look at] {l}?",
            "Help me [find|pick|choose|spot] the {most} [number|one|value] [in|of|among|from] {l}[.|]",
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
            "{l}里面谁{most}？", "[比较|比一比|比一下|对比]{l}，[哪个{most}|哪个数{most}|{most}的是哪个|谁{most}][？|]",
            "{l}[这几个数|这组数|这些数|这列数][中|里|里面|当中]，[哪一个{most}|{most}的是哪一个|{most}的是谁|{most}的数是什么][？|]",
            "[有|我有|现有|给你|这里有][这样几个数|几个数|一组数]：{l}。[哪个{most}|其中{most}的是哪个|{most}的是几|请找出{most}的][？|]",
            "[我想知道|想问一下|我想问|问一下]{l}[里|中|当中][哪个{most}|哪个数{most}|{most}的是哪个|{most}的是多少]",
            "[请|请你|麻烦|麻烦你][选出|指出|写出|圈出|说出]{l}[中|里|里面]{most}的[数|那个数|一个|数字][。|]",
            "[选出|指出|写出|圈出|求出]{most}的[数|一个|那个数|数字]：{l}",
            "{most}的是[哪个|哪一个|几|谁|哪个数]：{l}[？|]", "{most}的是[哪个|哪一个|几|谁|哪个数]？{l}",
            "哪个[数|数字|]{most}[？|：|，]{l}", "[求|取|返回|输出]{l}[的|中的|里的]{most}值[。|]",
            "{most}值[是多少|是几|是哪个|]：{l}",
            "[你说|你看|你觉得]{l}[里|中|里面|当中][哪个{most}|哪个数{most}|{most}的是哪个|{most}的是几][？|]",
            "你[知道|清楚|看得出]{l}[里|里面|当中][哪个{most}|谁{most}|{most}的是哪个][吗？|]",
            "老师[让我|叫我|要我][找|选|挑]{l}[里|中|当中]{most}的[数。|，是哪个？|，是几？]",
            "从{l}[里面|当中|这几个数里][挑一个|选一个|拿出|找出]{most}的[。|]",
            "[帮我|帮忙|你帮我][看看|看一下|找找|找一下|挑一下]，{l}[里|中|当中][哪个{most}|{most}的是哪个|哪个数{most}]",
            "[如果|假如|要是]有{l}[这几个数|这些数|]，[哪个{most}|{most}的是哪个|那么{most}的数是几][？|]",
            "{l}，[哪个{most}呀|谁{most}呢|{most}的是几呢|哪一个{most}啊][？|]",
            "{l}[相比|比较|比起来|放在一起][，|][哪个{most}|谁{most}|哪个数{most}][？|]",
            "[下面|以下|下列][几个数|各数|这些数|的数][中|里|当中][哪个{most}|{most}的是哪个|哪一个数{most}][：|？]{l}",
            "[下面|以下|下列]各数中，{most}的是（ ）：{l}",
            "[已知|给定]{l}[，|，请问|，那么][{most}的是哪个|其中{most}的数是多少|其中哪个数{most}][？|]",
            "[看看|瞧瞧|想一想]这[几个数|些数|组数字]：{l}。[哪个{most}|{most}的是几|谁{most}][？|]",
            "我[抽到了|写了|掷出了|记下了]{l}[这几个数|]，[哪个{most}|{most}的是哪个|{most}的是几][？|]",
            "{l}[之中|里边][，|][{most}的数字是|{most}的那个是|{most}的数等于][几|多少][？|]",
            "[说一说|说说|讲讲|回答]{l}[里|中|当中][哪个数{most}|{most}的数是哪个|谁{most}][。|]",
            "在[数组|列表|集合|这组数]{l}[里|中][，|][{most}的元素是|{most}的数字是|{most}的数是][哪个|多少|几][？|]",
            "下面哪个数{most}：{l}", "从{l}里挑出{most}的数。",
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


FAMILIES: Final = (Family("extreme", True, _extreme, 4.0),)
