"""Who is taller: people in an order that has to be put together from pairs."""

from __future__ import annotations

import itertools
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.plots import NAMES

_RELATIONS: Final = (
    ("taller", "shorter", "the tallest", "the shortest", "高", "矮"),
    ("older", "younger", "the oldest", "the youngest", "大", "小"),
    ("faster", "slower", "the fastest", "the slowest", "快", "慢"),
    ("heavier", "lighter", "the heaviest", "the lightest", "重", "轻"),
    ("stronger", "weaker", "the strongest", "the weakest", "强", "弱"),
    ("richer", "poorer", "the richest", "the poorest", "富", "穷"),
)
_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "{clues} Who is {top}?",
            "{clues} who is {top}",
            "{clues} Who is {top} of them?",
            "{clues} So who is {top}?",
            "{clues} Which of them is {top}?",
            "{clues} Tell me who is {top}.",
            "Who is {top}? {clues}",
            "{clues} Name {top} one.",
            "Given: {clues} Who is {top}?",
            "If {listed}, who is {top}?",
            "If {listed}, then who is {top}?",
            "{listed}. Who is {top}?",
            "{listed}, who is {top}?",
            "{clues} Who of them all is {top}?",
            "{clues} Which one is {top}?",
            "Tell me which of them is {top}: {clues}",
            "{clues} Can you tell who is {top} of all?",
            "{clues} Can you say which one is {top}?",
            "I say that {listed}. Who is {top} one?",
            "{clues} Then which of them is {top}?",
            "Given that {listed}, who of them is {top}?",
        ),
        (
            "An ordering of {n} people from {m} comparisons. They have to be put in a row first, so thinking pays.",
            "The user compares {n} people pair by pair. Building the chain step by step is worth it.",
            "To find {top} one, {m} comparisons must be joined, so I should reason.",
        ),
        ("{r} is {top}.",),
    ),
    "zh": Texts(
        (
            "{clues}，谁最{top}？",
            "{clues}，谁最{top}",
            "{clues}。谁最{top}？",
            "{clues}，他们中谁最{top}？",
            "{clues}，请问谁最{top}？",
            "{clues}，那么谁最{top}？",
            "谁最{top}？{clues}。",
            "{clues}，最{top}的是谁？",
            "已知{clues}，谁最{top}？",
            "如果{clues}，谁最{top}？",
            "{clues}，他们里面哪个人最{top}？",
            "{clues}，最{top}的人是哪个？",
            "{clues}，其中谁最{top}？",
            "{clues}，你说最{top}的是哪一个？",
            "请问最{top}的是谁？{clues}。",
            "{clues}，说说谁是最{top}的",
            "如果{clues}，那么最{top}的人是谁？",
            "已知{clues}，他们中哪个最{top}？",
        ),
        (
            "由{m}个比较给{n}个人排序，要先排成一列，值得思考。",
            "用户两两比较了{n}个人，需要一步步连成链。",
            "要找最{top}的人，得把{m}个条件连起来，应该推理。",
        ),
        ("{r}最{top}。",),
    ),
}


def _ordering(rng: random.Random, language: Language, held_out: bool) -> Problem:
    count = rng.choice((3, 3, 3, 4, 4, 5))
    row = choose(lambda: tuple(rng.sample(NAMES[language], count)), held_out)
    relation = rng.choice(_RELATIONS)
    pairs = list(itertools.pairwise(row))
    rng.shuffle(pairs)
    highest = rng.random() < 0.6
    more, less = (relation[4], relation[5]) if language == "zh" else (relation[0], relation[1])
    clues = [_clue(rng, left, right, more, less, language) for left, right in pairs]
    stop = rng.choice(("，", "，", "。", "；"))
    joined = " ".join(f"{clue}." for clue in clues) if language == "en" else stop.join(clues)
    listed = ", ".join(clues[:-1]) + rng.choice((" and ", ", and ")) + clues[-1]
    top = (more if highest else less) if language == "zh" else relation[2 if highest else 3]
    winner = row[0] if highest else row[-1]
    lines = [*(f"{left} > {right}" for left, right in pairs), *_chain(pairs), f"{top}: {winner}"]
    slots = {"clues": joined, "listed": listed, "top": top, "n": count, "m": count - 1, "r": winner}
    expected = (f"{winner} is {top}",) if language == "en" else (f"{winner}最{top}",)
    return compose(
        rng, "ordering", language, held_out, _TEXTS[language], pays=True, thinking=lines, expected=expected, slots=slots
    )


def _clue(rng: random.Random, left: str, right: str, more: str, less: str, language: Language) -> str:
    if rng.random() < 0.3:
        left, right, more = right, left, less
    return f"{left} is {more} than {right}" if language == "en" else f"{left}比{right}{more}"


def _chain(pairs: list[tuple[str, str]]) -> list[str]:
    """The row as it grows, one comparison a line."""
    chain, left, lines = list(pairs[0]), list(pairs[1:]), []
    while left:
        pair = next(pair for pair in left if pair[0] == chain[-1] or pair[1] == chain[0])
        left.remove(pair)
        chain = [*chain, pair[1]] if pair[0] == chain[-1] else [pair[0], *chain]
        lines.append(" > ".join(chain))
    return lines


FAMILIES: Final = (Family("ordering", True, _ordering, 5.0),)
