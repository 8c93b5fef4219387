"""What thinking about an easy question looks like when it is asked for: as thorough as reasoning models are.

The question is read, answered, doubted and answered again. Nothing new is found, which is the point: this is the price
of thinking where it does not pay. The answer is the one that would have been given directly, in the same words: what is
known by heart is known as a sentence.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem

_QUOTED: Final = 90
"""Characters of a question that is still repeated."""

_READ: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Let me first read the question again: {question}",
        "First of all, what is asked here: {question}",
        "I start with the question itself: {question}",
    ),
    "zh": ("先再读一遍问题：{question}", "首先看清楚问的是什么：{question}", "从问题本身开始：{question}"),
}
_LONG: Final[dict[Language, str]] = {
    "en": "Let me first read the whole message again, from the start to the end.",
    "zh": "先把整条消息从头到尾再读一遍。",
}
_DOUBT: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Wait, is there a catch in it? The question asks for one thing only, and I see no second way to read it.",
        "Could it be meant in another way? I read it once more, and it can only be meant like this.",
        "Is that all? Perhaps there is a hidden step. I look for one, and there is none.",
    ),
    "zh": (
        "等一下，这里会不会有陷阱？问题只问一件事，我看不出第二种读法。",
        "会不会是别的意思？我再读一遍，只能是这个意思。",
        "就这些吗？也许还有隐藏的步骤。我找了找，没有。",
    ),
}
_OTHER: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What would make it wrong? A word that I read too quickly, or a number that is not the one that was asked for. "
        "I look at each of them again, one after the other, and they are what I took them for.",
        "Let me also think of what is close to this answer and might be mixed up with it. I go through what comes to "
        "mind, one by one, but none of it fits the question as well as the answer that I have.",
        "Perhaps I should ask how somebody else would answer this. They would look at the same words, come to the same "
        "step and say the same thing, so I do not see where we could differ.",
    ),
    "zh": (
        "怎样才会出错呢？也许有一个词读得太快，也许有一个数不是题目要的那个。我把它们一个一个再看一遍，都和我理解的一样。",
        "再想想有没有和这个回答相近、容易混淆的东西。我把能想到的一个一个过一遍，没有哪一个比现在的回答更合适。",
        "换一个人会怎么回答呢？他会看到同样的词，走到同样的一步，说出同样的话，我看不出哪里会不一样。",
    ),
}
_AGAIN: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "To be safe, let me go through it a second time, slowly and step by step.",
        "I do not want to be careless, so I check it again from the beginning.",
        "Let me try to find a mistake and do it once more.",
    ),
    "zh": ("为了保险，我再慢慢地一步一步走一遍。", "不能大意，我从头再检查一次。", "让我找找有没有错误，再来一遍。"),
}
_SURE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "The second time it comes out the same as the first time, so nothing speaks against it.",
        "Both times I get the same, and I do not see what else it could be.",
        "That agrees with what I had before. I am sure now and can answer.",
    ),
    "zh": (
        "第二次的结果和第一次一样，没有什么不对。",
        "两次的结果相同，我想不出别的可能。",
        "和前面的一致，现在可以确定并回答了。",
    ),
}
_IDEA: Final[dict[Language, str]] = {"en": "So my answer would be: {answer}", "zh": "那么我的回答是：{answer}"}


def deliberate(problem: Problem, rng: random.Random) -> Problem:
    """The same problem, its thinking drawn out. `rng` chooses the wording."""
    language, question = problem.language, " ".join(problem.question.split())
    short = len(question) <= _QUOTED
    read = rng.choice(_READ[language]).format(question=question) if short else _LONG[language]
    lines = [read] if problem.thinking == problem.answer else [read, problem.thinking]
    if problem.kind == "value":
        lines.append(_IDEA[language].format(answer=problem.answer))
    lines += [rng.choice(texts[language]) for texts in (_DOUBT, _OTHER, _AGAIN)]
    lines += [problem.thinking, rng.choice(_SURE[language])]
    return replace(problem, thinking="\n".join(lines))
