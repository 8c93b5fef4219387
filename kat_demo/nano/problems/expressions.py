"""Expressions with brackets and precedence, and a few lines of code to trace."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import solve
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks
from kat_demo.nano.problems.wordings import wordings

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


def _filled(rng: random.Random, shape: str) -> str:
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
        text = _filled(rng, rng.choice(_SHAPES))
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


_TRACE: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("trace", "en"),
        (
            "The user wants a short program traced, {n} lines with changing variables. Following the values pays.",
            "Tracing code: {n} lines that depend on each other, so I should think and keep track of each variable.",
            "This program assigns {x} and {y} in turn. Working through its {n} lines is worth it.",
            "The program changes {x} and {y} several times. Going line by line, so as not to lose track, pays.",
        ),
        ("It prints {r}.",),
    ),
    "zh": Texts(
        wordings("trace", "zh"),
        (
            "这是一段{n}行的代码，变量会变化，需要逐行推演。",
            "追踪代码：{n}行前后相关，应该思考并记下每个变量。",
            "程序依次给{x}和{y}赋值，一步步走完{n}行更可靠。",
            "程序多次改变{x}和{y}的值，需要逐行思考。",
        ),
        ("输出{r}。",),
    ),
}


def _trace(rng: random.Random, language: Language, held_out: bool) -> Problem:
    x, y = rng.sample(("a", "b", "x", "y", "n", "m", "k"), 2)
    while True:
        code, lines, value = _program(rng, x, y, language)
        if 0 <= value <= 999 and len("\n".join(lines)) <= 380:
            break
    joined = ("\n" if rng.random() < 0.6 else "; ").join(code)
    slots = {"code": joined, "n": len(code), "x": x, "y": y, "r": value}
    return compose(
        rng,
        "trace",
        language,
        held_out,
        _TRACE[language],
        pays=True,
        thinking=lines,
        expected=(str(value),),
        slots=slots,
    )


def _program(rng: random.Random, x: str, y: str, language: Language) -> tuple[list[str], list[str], int]:
    """A program of assignments, its trace, and what it prints."""
    values = {x: rng.randint(2, 12)}
    code, lines = [f"{x} = {values[x]}"], [f"{x} = {values[x]}"]
    for at in range(rng.choice((2, 2, 3))):
        target = y if at == 0 else rng.choice((x, y))
        left = rng.choice(sorted(values))
        sign = rng.choice("++-*")
        other = rng.choice(sorted(values)) if len(values) > 1 and rng.random() < 0.5 else str(rng.randint(2, 12))
        a, b = values[left], values[other] if other in values else int(other)
        if sign == "-" and a < b:
            sign = "+"
        short = target == left and rng.random() < 0.5
        code.append(f"{target} {sign}= {other}" if short else f"{target} = {left} {sign} {other}")
        steps, result = solve(a, sign, b, language)
        lines += [f"{target}: {left} {sign} {other}", *steps, f"{target} = {result}"]
        values[target] = int(result)
    shown = rng.choice(sorted(values))
    return [*code, f"print({shown})"], [*lines, f"print({shown}): {values[shown]}"], values[shown]


FAMILIES: Final = (
    Family("expression", True, _expression, 5.0),
    Family("trace", True, _trace, 5.0),
)
