"""Expressions with brackets and precedence."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import solve
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks

_SHAPES: Final = (
    "(a+b)*c",
    "a*(b+c)",
    "(a-b)*c",
    "a*(b-c)",
    "a+b*c",
    "a*b+c",
    "a*b-c",
    "a-b*c",
    "(a+b)-c",
    "a-(b+c)",
    "a+b-c",
    "a+b+c",
    "a-b+c",
    "(a+b)*(c-d)",
    "a*b+c*d",
    "(a-b)*c+d",
    "a*(b+c)-d",
    "a*b*c",
    "(a+b)/c",
    "(a-b)/c",
    "a/b+c",
    "a*b/c",
    "a-b/c",
)
_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "The expression {c} has {n} operations whose order matters. Doing them one by one pays.",
        "An expression with {n} operations, starting from {a}. {kind}, so I should work it out step by step.",
        "This is {c}, {n} operations in one line. {kind}; thinking avoids a slip.",
        "{kind}, and there are {n} operations to carry out. Reasoning first is worth it.",
        "An expression with several operations. {kind}, so reasoning first is worth it.",
    ),
    "zh": (
        "算式{c}有{n}步运算，顺序很重要，值得逐步计算。",
        "这个算式有{n}步运算，{kind}，应该一步步来。",
        "题目是{c}，{kind}，先思考不容易出错。",
        "{kind}，一共{n}步，写出过程再回答更可靠。",
        "算式里有好几步运算，{kind}，应该逐步思考。",
    ),
}
_KINDS: Final[dict[Language, dict[bool, str]]] = {
    "en": {
        True: "The brackets come first",
        False: "Products and quotients come before sums, and the rest goes from left to right",
    },
    "zh": {True: "要先算括号", False: "要先乘除后加减，再从左到右"},
}
_ANSWER: Final[dict[Language, tuple[str, ...]]] = {"en": ("{c} = {r}.",), "zh": ("{c} = {r}。",)}
_EXTRA: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Evaluate {e}", "Simplify {e}", "What is the value of {e}?"),
    "zh": ("{e}的值是多少？", "计算下面的算式：{e}"),
}


def filled(rng: random.Random, shape: str) -> str:
    """The shape with numbers for its letters, with spaces around the signs."""
    small = "*" in shape or "/" in shape
    text = ""
    for character in shape:
        if character.isalpha():
            text += str(rng.randint(2, 20) if small or rng.random() < 0.4 else rng.randint(10, 99))
        else:
            text += f" {character} " if character in "+-*/" else character
    return text


def reduce(text: str, language: Language, limit: int = 999) -> tuple[list[str], int] | None:
    """Carry out an expression one operation at a time; None if a value on the way is not a whole number to `limit`."""
    lines = [text]
    tokens = text.replace("(", "( ").replace(")", " )").split()
    while len(tokens) > 1:
        at = _first(tokens)
        a, sign, b = int(tokens[at - 1]), tokens[at], int(tokens[at + 1])
        if sign == "/" and (b not in range(1, 13) or a % b):
            return None
        value = a // b if sign == "/" else {"+": a + b, "-": a - b, "*": a * b}[sign]
        if not 0 <= value <= limit:
            return None
        lines += solve(a, sign, b, language)[0]
        tokens[at - 1 : at + 2] = [str(value)]
        while True:
            closed = [i for i in range(1, len(tokens) - 1) if tokens[i - 1] == "(" and tokens[i + 1] == ")"]
            if not closed:
                break
            tokens[closed[0] - 1 : closed[0] + 2] = [tokens[closed[0]]]
        if len(tokens) > 1:
            lines.append("= " + " ".join(tokens).replace("( ", "(").replace(" )", ")"))
    return lines, int(tokens[0])


def _first(tokens: list[str]) -> int:
    """Where the operation stands that comes first."""
    start, end = 0, len(tokens)
    if ")" in tokens:
        end = tokens.index(")")
        start = max(i for i in range(end) if tokens[i] == "(")
    inside = range(start, end)
    return next((i for i in inside if tokens[i] in "*/"), next(i for i in inside if tokens[i] in "+-*/"))


def _sample(rng: random.Random, language: Language) -> tuple[str, tuple[str, ...], int]:
    while True:
        text = filled(rng, rng.choice(_SHAPES))
        done = reduce(text, language)
        if done is not None and len("\n".join(done[0])) <= 420:
            return text, tuple(done[0]), done[1]


def _expression(rng: random.Random, language: Language, held_out: bool) -> Problem:
    # choose on the text alone, so that both languages split alike
    text = choose(lambda: (_sample(rng, language)[0],), held_out)[0]
    done = reduce(text, language)
    assert done is not None
    lines, value = done
    count = sum(text.count(f" {sign} ") for sign in "+-*/")
    surface = text.replace(" ", "") if rng.random() < 0.4 else text
    if rng.random() < 0.3:
        surface = surface.replace("*", rng.choice("x×")).replace("/", "÷")
        surface = surface.replace("-", rng.choice("---\N{MINUS SIGN}"))
    if language == "zh" and rng.random() < 0.3:
        surface = surface.replace("(", "（").replace(")", "）")
    slots = {
        "e": surface,
        "c": text,
        "r": value,
        "n": count,
        "a": text.strip("(").split()[0],
        "kind": _KINDS[language]["(" in text],
    }
    texts = Texts(asks(language, *_EXTRA[language]), _JUDGE[language], _ANSWER[language])
    return compose(
        rng, "expression", language, held_out, texts, pays=True, thinking=lines, expected=(str(value),), slots=slots
    )


FAMILIES: Final = (Family("expression", True, _expression, 5.0),)
