"""What stands before what: people in an order that has to be put together from pairs, and lists to sort."""

from __future__ import annotations

import itertools
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.things import names
from kat_demo.nano.problems.wordings import wordings

_RELATIONS: Final = (
    ("taller", "shorter", "the tallest", "the shortest", "高", "矮"),
    ("older", "younger", "the oldest", "the youngest", "大", "小"),
    ("faster", "slower", "the fastest", "the slowest", "快", "慢"),
    ("heavier", "lighter", "the heaviest", "the lightest", "重", "轻"),
    ("stronger", "weaker", "the strongest", "the weakest", "强", "弱"),
    ("richer", "poorer", "the richest", "the poorest", "富", "穷"),
)
_VERBS: Final = {"faster": ("is", "is", "runs", "swims"), "快": ("", "", "跑得", "游得")}
"""What else may be said in a comparison, by its word."""

_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("ordering", "en"),
        (
            "An ordering of {n} people from {m} comparisons. They have to be put in a row first, so thinking pays.",
            "The user compares {n} people pair by pair. Building the chain step by step is worth it.",
            "To find {top} one, {m} comparisons must be joined, so I should reason.",
        ),
        ("{r} is {top}.",),
    ),
    "zh": Texts(
        wordings("ordering", "zh"),
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
    row = choose(lambda: tuple(rng.sample(names(language), count)), held_out)
    if language == "en" and rng.random() < 0.2:
        row = tuple(name.lower() for name in row)
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
    lines = [*_climbed(pairs, highest), f"{top}: {winner}"]
    slots = {
        "clues": joined,
        "listed": listed,
        "top": top,
        "bare": top.removeprefix("the "),
        "n": count,
        "m": count - 1,
        "r": winner,
    }
    expected = (f"{winner} is {top}",) if language == "en" else (f"{winner}最{top}",)
    return compose(
        rng, "ordering", language, held_out, _TEXTS[language], pays=True, thinking=lines, expected=expected, slots=slots
    )


def _clue(rng: random.Random, left: str, right: str, more: str, less: str, language: Language) -> str:
    verb = rng.choice(_VERBS.get(more, ("is" if language == "en" else "",)))
    if rng.random() < 0.3:
        left, right, more = right, left, less
    return f"{left} {verb} {more} than {right}" if language == "en" else f"{left}比{right}{verb}{more}"


def _climbed(pairs: list[tuple[str, str]], highest: bool) -> list[str]:
    """Every comparison with the greater one first, all of them turned if the highest is asked for, then the way there
    from the first one of them."""
    lines = [f"{greater} > {smaller}" for greater, smaller in pairs]
    sign = ">"
    if highest:
        pairs, sign = [(smaller, greater) for greater, smaller in pairs], "<"
        lines += [f"{smaller} < {greater}" for smaller, greater in pairs]
    beyond, way = dict(pairs), [pairs[0][0]]
    while way[-1] in beyond:
        way.append(beyond[way[-1]])
    return [*lines, f" {sign} ".join(way)]


_SORT: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("sorting", "en"),
        (
            "Sorting {n} numbers takes one comparison after another. Picking them one at a time pays.",
            "A list of {n} numbers that starts with {a} has to be put in order. Step by step is safer.",
            "The user wants {n} numbers sorted{up}. I should pick the next one each time, so thinking is worth it.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        wordings("sorting", "zh"),
        (
            "要把{n}个数排好，需要一个一个挑，值得思考。",
            "这是{n}个数的排序，第一个是{a}，每次选出一个更可靠。",
            "用户要{up}排{n}个数，应该逐个比较。",
        ),
        ("{r}",),
    ),
}
_UP: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "in ascending order", "from smallest to largest", "from low to high", "from small to big", "smallest first",
        "in increasing order", "from least to greatest", "from lowest to highest", "starting with the smallest",
    ),
    "zh": ("从小到大", "按从小到大的顺序", "按升序", "由小到大"),
}  # fmt: skip
_DOWN: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "in descending order", "from largest to smallest", "from high to low", "from big to small", "largest first",
        "in decreasing order", "from greatest to least", "from highest to lowest", "starting with the largest",
    ),
    "zh": ("从大到小", "按从大到小的顺序", "按降序", "由大到小"),
}  # fmt: skip


def _sorting(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, ...]:
        return tuple(rng.sample(range(1, rng.choice((20, 100, 100, 300))), rng.choice((3, 4, 4, 5, 5, 6, 7))))

    values = choose(sample, held_out)
    down = rng.random() < 0.4
    word_of = {"en": ("smallest", "largest"), "zh": ("最小", "最大")}[language][down]
    left, lines, done = list(values), [], []
    while len(left) > 1:
        pick = max(left) if down else min(left)
        lines.append(f"{', '.join(map(str, left))}: {word_of} {pick}")
        left.remove(pick)
        done.append(pick)
    done += left
    lines.append(f"{left[0]}")
    result = ", ".join(map(str, done))
    gap = rng.choice((", ", ", ", ",", " ") if language == "en" else ("、", "，", ", ", ","))
    way = rng.choice((_DOWN if down else _UP)[language])
    up = way  # stands directly after the list; English may leave it out, as sorting means upwards by itself
    if language == "en":
        up = "" if not down and rng.random() < 0.15 else f" {way}"
    slots = {"l": gap.join(map(str, values)), "n": len(values), "a": values[0], "up": up, "way": way, "r": result}
    return compose(
        rng,
        "sorting",
        language,
        held_out,
        _SORT[language],
        pays=True,
        thinking=lines,
        expected=(result,),
        slots=slots,
    )


FAMILIES: Final = (
    Family("ordering", True, _ordering, 9.0),
    Family("sorting", True, _sorting, 6.0),
)
