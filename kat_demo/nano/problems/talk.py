"""Small talk and questions about the model itself and about AutoThink: known texts, said directly."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, compose
from kat_demo.nano.problems.wordings import load, whole

_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "This is {about}. There is nothing to work out, so a direct answer is enough.",
        "The user sends {about}. Thinking would add nothing here.",
        "Just {about}; I can answer at once.",
        "A short message, {about}. No steps are needed.",
    ),
    "zh": (
        "这是{about}，没有什么要计算的，直接回答即可。",
        "用户发来{about}，不需要思考。",
        "只是{about}，可以马上回答。",
        "内容是{about}，没有步骤，直接作答。",
    ),
}
_THOUGHT: Final[dict[Language, str]] = {
    "en": "This is {about}. I know what to say.",
    "zh": "这是{about}，我知道怎么回答。",
}


def _talk(rng: random.Random, language: Language, held_out: bool) -> Problem:
    topics = load("talk", language)["topics"]
    topic = rng.choices(topics, weights=[topic.get("weight", 1.0) for topic in topics])[0]
    slots = {"about": topic["about"]}
    texts = Texts(whole(topic), _JUDGE[language], tuple(topic["answers"]))
    return compose(
        rng,
        "talk",
        language,
        held_out,
        texts,
        pays=False,
        thinking=[_THOUGHT[language].format_map(slots)],
        expected=(topic["mark"],) if "mark" in topic else (),
        slots=slots,
        kind="talk",
    )


FAMILIES: Final = (Family("talk", False, _talk, 8.0),)
