# ruff: noqa: E501
"""What the word problems share: the form of a plot, names, things, and judge texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.wordings import load, whole


@dataclass(frozen=True, slots=True)
class Plot:
    """A word problem with slots a, b, c, d; `plan` is the expression, `ranges` the numbers, `kind` what it is about.

    The last of its texts is kept for evaluation.
    """

    texts: tuple[str, ...]
    plan: str
    answer: str
    kind: str
    ranges: Mapping[str, tuple[int, int]]


@cache
def plots(language: Language) -> tuple[Plot, ...]:
    """Every plot of a language."""
    return tuple(
        Plot(
            whole(entry),
            entry["plan"],
            entry["answer"],
            entry["kind"],
            {letter: (low, high) for letter, (low, high) in entry["ranges"].items()},
        )
        for entry in load("stories", language)["plots"]
    )


AGENTS: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "en": (
        ("Tom", "he"), ("Anna", "she"), ("Ben", "he"), ("Mia", "she"), ("Sam", "he"), ("Lily", "she"),
        ("Max", "he"), ("Emma", "she"), ("Leo", "he"), ("Nina", "she"), ("Paul", "he"), ("Sara", "she"),
        ("Jack", "he"), ("Lucy", "she"), ("Omar", "he"), ("Eva", "she"), ("Tim", "he"), ("Kate", "she"),
        ("David", "he"), ("Julia", "she"), ("Peter", "he"), ("Maria", "she"), ("Oscar", "he"), ("Zoe", "she"),
        ("John", "he"), ("Sarah", "she"), ("Bob", "he"), ("Alice", "she"), ("James", "he"), ("Mary", "she"),
        ("Mike", "he"), ("Emily", "she"), ("Daniel", "he"), ("Jane", "she"), ("Carlos", "he"), ("Lisa", "she"),
        ("Alex", "he"), ("Sophie", "she"), ("Henry", "he"), ("Olivia", "she"), ("Noah", "he"), ("Grace", "she"),
        ("Mark", "he"), ("Laura", "she"), ("Ryan", "he"), ("Ann", "she"), ("Steve", "he"), ("Amy", "she"),
        ("Ahmed", "he"), ("Priya", "she"), ("Adam", "he"), ("Ella", "she"), ("George", "he"), ("Maya", "she"),
    ),
    "zh": (
        ("小明", "他"), ("小红", "她"), ("小华", "他"), ("小丽", "她"), ("小刚", "他"), ("小芳", "她"),
        ("小强", "他"), ("小美", "她"), ("小军", "他"), ("小兰", "她"), ("小林", "他"), ("小雨", "她"),
        ("小王", "他"), ("小李", "他"), ("小张", "她"), ("小亮", "他"), ("我", "我"), ("小东", "他"), ("小静", "她"),
        ("小杰", "他"), ("小玲", "她"), ("小陈", "他"), ("小刘", "她"), ("小杨", "他"), ("小燕", "她"), ("李明", "他"),
        ("王芳", "她"), ("张伟", "他"), ("明明", "他"), ("乐乐", "她"), ("丽丽", "她"), ("小新", "他"), ("小龙", "他"),
    ),
}  # fmt: skip
NAMES: Final[dict[Language, tuple[str, ...]]] = {
    "en": tuple(name for name, _ in AGENTS["en"]),
    "zh": tuple(name for name, _ in AGENTS["zh"] if name != "我"),
}
ITEMS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "apples", "oranges", "books", "pencils", "marbles", "cards", "cookies", "stamps", "balloons", "eggs", "pears",
        "coins", "stickers", "flowers", "candies", "shells", "toys", "bananas", "lemons", "stones", "cakes", "pens",
        "peaches", "tickets", "bottles", "dolls", "muffins", "nuts", "buttons", "plates", "hats", "keys", "cups", "sweets",
        "grapes", "strawberries", "bricks", "crayons", "potatoes", "seeds", "plants", "rings", "photos", "notebooks",
    ),
    "zh": ("苹果", "橘子", "梨", "桃子", "气球", "鸡蛋", "玩具", "面包", "饼干", "球", "香蕉", "石头", "贝壳", "西瓜", "杯子", "橙子", "蛋糕", "土豆", "风筝", "灯泡", "盒子", "瓶子", "包子", "柠檬", "核桃", "草莓", "本子"),
}  # fmt: skip
JUDGES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A word problem about {kind} with {n}, starting from {a}. The numbers have to be combined in order, so thinking pays.",
        "This is a short story with {n} to do, the last one with {b}. Doing one step at a time is worth it.",
        "The numbers are hidden in a text about {kind}. A plan and {n} are needed, so I should reason.",
        "A {kind} problem: {a} comes first and {b} last. Writing down the plan and then each step is safer.",
        "A word problem about {kind}. It needs a plan and several steps, so working through it pays.",
    ),
    "zh": (
        "这是关于{kind}的应用题，从{a}开始，有{n}，需要按顺序计算，值得思考。",
        "应用题，要先列式再算{n}，一步步来更可靠。",
        "题目把数字放在一段话里，先出现{a}，最后是{b}，应该先列式再计算。",
        "{kind}问题，共{n}运算，先思考再回答。",
        "这是关于{kind}的应用题，要先列式，再逐步计算，需要思考。",
    ),
}
