"""Everything beyond the model: an honest answer that says so, suggests a question, and names the full model."""

from __future__ import annotations

import random
import re
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.beyond import Area, areas, words
from kat_demo.nano.problems.critic import FALLBACK_MARK
from kat_demo.nano.problems.family import Family, reserved
from kat_demo.nano.problems.phrasing import either, fill, numbers
from kat_demo.nano.problems.words import COMMON, invented

_SLOT: Final = re.compile(r"\{(\w+)\}")
_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "This is {about}, which a miniature like me has not learned. Thinking would not help, so I say so directly.",
        "The user sends {about}. It is outside what I know, and reasoning would not change that.",
        "I see {about}. That is beyond sums, letters, dates and my few facts, so a direct and honest answer is best.",
        "Here is {about}. I have no knowledge for it, so thinking would only produce inventions.",
        "This is {about}; only the full model can deal with it. No thinking needed to say that.",
    ),
    "zh": (
        "这是{about}，我这样的迷你模型没有学过，思考也没有帮助，直接说明。",
        "用户发来{about}，超出了我的知识范围，不需要推理。",
        "内容是{about}，不属于计算、字母、日期和我知道的常识，直接如实回答。",
        "{about}只有完整模型才能处理，说明这一点不需要思考。",
    ),
}
_THOUGHT: Final[dict[Language, str]] = {
    "en": "This is {about}.\nI have not learned that, so I say so and name the full model.",
    "zh": "这是{about}。\n我没有学过，应如实说明并介绍完整模型。",
}
_OPENERS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Sorry, {topic} I cannot do: I am KAT-nano, only a miniature.",
        "I am KAT-nano, a miniature, and {topic} I have not learned.",
        "As a miniature (KAT-nano) I cannot help there: {topic} I do not know.",
        "That is too much for KAT-nano, a miniature: {topic} I never learned.",
        "KAT-nano is a miniature, so {topic} I have to leave to the full model.",
    ),
    "zh": (
        "抱歉，我是迷你模型KAT-nano，{topic}我做不到。",
        "我只是迷你模型KAT-nano，没有学过{topic}。",
        "KAT-nano是迷你模型，{topic}超出了我的能力。",
        "这对迷你模型KAT-nano来说太难了，{topic}我不会。",
    ),
}
_HINTS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        'Ask me for example "{example}"',
        'What I can answer is "{example}"',
        'Try "{example}" instead.',
        'You could ask "{example}"',
    ),
    "zh": ("你可以问我“{example}”", "试试问“{example}”", "我能回答的是“{example}”"),
}
_EXAMPLES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is 47 * 86?",
        "Is 91 prime?",
        "How many r's are in strawberry?",
        "What is the capital of France?",
        "Which is bigger, 9.11 or 9.9?",
        "What is 15% of 240?",
        "Sort 8, 3, 5, 1.",
    ),
    "zh": (
        "47乘以86等于多少？",
        "91是质数吗？",
        "strawberry里有几个r？",
        "法国的首都是哪里？",
        "今天星期三，10天后星期几？",
        "9.11和9.9哪个大？",
    ),
}
_LOADS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "For the rest load the real model: `python app.py {mark}`.",
        "The real model can do it: `python app.py {mark}`.",
        "To load the full model: `python app.py {mark}`.",
    ),
    "zh": ("其他问题请加载完整模型：`python app.py {mark}`。", "真正的模型可以：`python app.py {mark}`。"),
}


_RANGES: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "big": (10**5, (10**11,)),
    "long": (1000, (9999, 9999, 99_999, 10**8)),
    "three": (100, (999,)),
    "two": (13, (99,)),
    "mid": (400, (999, 9999, 99_999)),
    "n": (2, (12, 99, 500)),
    "divisor": (13, (99, 400)),
    "dividend": (500, (999, 9999)),
}
"""Lowest and highest values of the slots that are numbers; most of them are just out of reach."""


def filled(rng: random.Random, template: str, language: Language) -> str:
    """The template with words for its slots; a slot is a list of words, or one of the makers below."""
    lists = words(language)

    def slot(match: re.Match[str]) -> str:
        name = match.group(1)
        found = _made(rng, name)
        return found if found is not None else filled(rng, rng.choice(lists[name]), language)

    return _SLOT.sub(slot, template)


def _made(rng: random.Random, name: str) -> str | None:
    """Text of no list: numbers out of reach, mashed keys, invented words. None for other names."""
    if name in _RANGES:
        digits, (low, high) = rng.randint(6, 11), _RANGES[name]
        return str(
            rng.randrange(10 ** (digits - 1), 10**digits) if name == "big" else rng.randint(low, rng.choice(high))
        )
    if name == "mash":
        return _mashed(rng)
    if name == "invented":
        made = invented(rng)
        return made + rng.choice("aeo") if made in COMMON or len(made) < 4 else made
    return None


def _mashed(rng: random.Random) -> str:
    """What comes out when somebody hits keys at random."""
    rows = ("asdfghjkl", "qwertyuiop", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
    kind = rng.randrange(5)
    row = rng.choice(rows)
    if kind == 0:
        start = rng.randrange(len(row) - 3)
        return row[start : start + rng.randint(3, 7)]
    if kind == 1:
        return row[: rng.randint(3, 6)] * rng.randint(1, 3)
    if kind == 2:
        return rng.choice("?!.,;:-_#~@$%&*^") * rng.randint(1, 6)
    if kind == 3:
        return rng.choice(row) * rng.randint(1, 9)
    return " ".join("".join(rng.choice(row) for _ in range(rng.randint(2, 8))) for _ in range(rng.randint(1, 3)))


def _question(rng: random.Random, area: Area, language: Language, held_out: bool) -> tuple[str, int]:
    while True:
        at = rng.choice(numbers(area.asks, held_out))
        # the words are chosen before the noise, so that a typo never hits a slot's name
        template = filled(rng, either(rng, area.asks[at]), language)
        text = fill(rng, template.replace("{", "(").replace("}", ")"), language, {}) if area.noisy else template
        text = text.strip()
        if text and (reserved(template) is held_out or len(text) < 12):
            return text, at


def _fallback(rng: random.Random, language: Language, held_out: bool) -> Problem:
    known = areas(language)
    at = rng.choices(range(len(known)), weights=[area.weight for area in known])[0]
    area = known[at]
    question, wording = _question(rng, area, language, held_out)
    slots = {
        "about": area.about,
        "topic": area.topic,
        "example": rng.choice(_EXAMPLES[language]),
        "mark": FALLBACK_MARK,
    }
    gap = " " if language == "en" else ""
    parts = (rng.choice(texts[language]).format_map(slots) for texts in (_OPENERS, _HINTS, _LOADS))
    return Problem(
        family="fallback",
        language=language,
        pays=False,
        messages=(("user", question),),
        judge=rng.choice(_JUDGE[language]).format_map(slots),
        thinking=_THOUGHT[language].format_map(slots),
        answer=gap.join(parts) if language == "en" else "".join(_closed(part) for part in parts),
        kind="fallback",
        wording=1000 * at + wording,
    )


def _closed(text: str) -> str:
    return text if text.endswith("。") else text + "。"


FAMILIES: Final = (Family("fallback", False, _fallback, 42.0),)
