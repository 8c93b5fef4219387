"""A few lines of code to trace: assignments, a loop, a call, or a print alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import solve
from kat_demo.nano.problems.expressions import filled, reduce
from kat_demo.nano.problems.family import Family, Texts, compose
from kat_demo.nano.problems.letters import counted
from kat_demo.nano.problems.steps import written_division
from kat_demo.nano.problems.wordings import wordings
from kat_demo.nano.problems.words import COMMON


@dataclass(frozen=True, slots=True)
class Program:
    """Lines of code, their trace, and what they print; `about` is what the judge says of it, in English and Chinese."""

    code: tuple[str, ...]
    trace: tuple[str, ...]
    printed: str
    about: tuple[str, str]


_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("trace", "en"),
        (
            "The user wants a short program traced: {about}. Following the values pays.",
            "Tracing code: {about}, so I should think and keep track of each value.",
            "This is code with {about}. Working through it line by line is worth it.",
            "The program has {about}. Going step by step, so as not to lose track, pays.",
            "The user asks what some code prints. Following it as Python does is safer than a guess.",
        ),
        ("It prints {r}.",),
    ),
    "zh": Texts(
        wordings("trace", "zh"),
        (
            "用户要推演一段代码：{about}，需要逐步来。",
            "追踪代码：{about}，应该思考并记下每个值。",
            "这段程序里有{about}，一步步走完更可靠。",
            "代码内容是{about}，需要逐行思考。",
            "用户问代码的输出，像Python那样逐行执行更可靠，值得思考。",
        ),
        ("输出{r}。",),
    ),
}
_SHORT: Final = ("a", "b", "x", "y", "n", "m", "k")
_NAMES: Final = (
    "a", "age", "b", "c", "count", "first", "height", "k", "left", "m", "n", "num", "p", "price", "q", "result",
    "s", "score", "second", "size", "t", "total", "value", "width", "x", "y",
)  # fmt: skip
_SHAPES: Final = ("a*b+c", "a+b*c", "a*b-c", "a+b", "a*b", "a-b", "(a+b)*c", "a-b*c", "a*(b-c)", "a+b-c")
_ROOM: Final = 380


def _operated(left: int, sign: str, right: int, language: Language) -> tuple[list[str], int]:
    """The steps and the value of one operation of Python; `//` and `%` are a division with remainder."""
    if sign in ("//", "%"):
        return written_division(left, right, language), left // right if sign == "//" else left % right
    steps, result = solve(left, sign, right, language)
    return steps, int(result)


def _operation(rng: random.Random, values: dict[str, int], left: str, language: Language) -> tuple[str, list[str], int]:
    """Something done to a variable: its right side, steps and value."""
    sign = rng.choice(("+", "+", "+", "-", "-", "*", "*", "//", "%"))
    other = rng.choice(sorted(values)) if len(values) > 1 and rng.random() < 0.5 else str(rng.randint(2, 12))
    right = values[other] if other in values else int(other)
    if (sign == "-" and values[left] < right) or (sign in ("//", "%") and right not in range(1, 13)):
        sign = "+"
    return f"{sign} {other}", *_operated(values[left], sign, right, language)


def _assignments(rng: random.Random, language: Language) -> Program:
    x, y = rng.sample(_NAMES if rng.random() < 0.3 else _SHORT, 2)
    values = {x: rng.randint(2, 12)}
    code, trace = [f"{x} = {values[x]}"], [f"{x} = {values[x]}"]
    if rng.random() < 0.3:
        values[y] = rng.randint(2, 20)
        code.append(f"{y} = {values[y]}")
        trace.append(f"{y} = {values[y]}")
    for at in range(rng.choice((1, 2, 2, 3)) if len(values) == 1 else rng.choice((0, 0, 1, 2))):
        target = y if at == 0 else rng.choice((x, y))
        left = rng.choice(sorted(values))
        if rng.random() < 0.15:
            shown = left if rng.random() < 0.6 and left != target else str(rng.randint(2, 20))
            values[target] = values[shown] if shown in values else int(shown)
            code.append(f"{target} = {shown}")
            trace += [f"{target}: {shown}", f"{target} = {values[target]}"]
            continue
        right, steps, result = _operation(rng, values, left, language)
        sign, other = right.split(" ")
        short = target == left and rng.random() < 0.5
        code.append(f"{target} {sign}= {other}" if short else f"{target} = {left} {right}")
        trace += [f"{target}: {left} {right}", *steps, f"{target} = {result}"]
        values[target] = result
    shown = rng.choice(sorted(values))
    printed = values[shown]
    if len(code) < 3 or rng.random() < 0.4:
        right, steps, printed = _operation(rng, values, shown, language)
        trace += [f"print: {shown} {right}", *steps]
        shown = f"{shown} {right}"
    code.append(f"print({shown})")
    trace.append(f"print({shown}): {printed}")
    about = f"{len(code)} lines that depend on each other", f"{len(code)}行前后相关的语句"
    return Program(tuple(code), tuple(trace), str(printed), about)


def _printed(rng: random.Random, language: Language) -> Program:
    if rng.random() < 0.25:
        return _printed_division(rng, language)
    while (done := reduce(text := filled(rng, rng.choice(_SHAPES)), language)) is None:
        pass
    shown = f"print({text if rng.random() < 0.7 else text.replace(' ', '')})"
    trace = (*done[0], f"{shown}: {done[1]}")
    return Program((shown,), trace, str(done[1]), ("one sum inside a print", "print里的一个算式"))


def _printed_division(rng: random.Random, language: Language) -> Program:
    """A print of a division as Python writes it, perhaps with something added."""
    a, sign, b = rng.randint(3, rng.choice((20, 99))), rng.choice(("//", "%")), rng.randint(2, 12)
    text, (steps, value) = f"{a} {sign} {b}", _operated(a, sign, b, language)
    trace = [text, *steps]
    if rng.random() < 0.4:
        c = rng.randint(1, 12)
        text, trace = f"{text} + {c}", [f"{text} + {c}", *steps, f"= {value} + {c}", *solve(value, "+", c, language)[0]]
        value += c
    shown = f"print({text if rng.random() < 0.7 else text.replace(' ', '')})"
    about = ("a division inside a print", "print里的一个除法")
    return Program((shown,), (*trace, f"{shown}: {value}"), str(value), about)


def _listed(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))


def _summed(rng: random.Random, language: Language) -> Program:
    """A loop that adds up what it goes through, or does the same in every round."""
    name, each = rng.choice(("total", "s", "t", "x", "result", "n")), rng.choice(("i", "j", "k", "v", "num"))
    start = rng.choice((0, 0, 0, rng.randint(1, 9)))
    if rng.random() < 0.5:
        low, high = rng.choice((0, 0, 1)), rng.randint(3, 6)
        through, items = (f"range({high})" if not low else f"range(1, {high})"), list(range(low, high))
    else:
        items = [rng.randint(1, 9) for _ in range(rng.randint(2, 4))]
        through = f"[{_listed(items)}]"
    sign, other = rng.choice(
        (("+", each), ("+", each), ("+", each), ("*", "2"), ("*", "3"), ("+", str(rng.randint(2, 12))))
    )
    start = start or 1 if sign == "*" else start
    done = f"{name} {sign}= {other}" if rng.random() < 0.6 else f"{name} = {name} {sign} {other}"
    code = [f"{name} = {start}", f"for {each} in {through}:", f"    {done}"]
    trace, value = [f"{name} = {start}", f"{each}: {_listed(items)}"], start
    for item in items:
        steps, result = solve(value, sign, item if other == each else int(other), language)
        trace += [f"{each} = {item}", *steps]
        value = int(result)
    code.append(f"print({name})")
    trace.append(f"print({name}): {value}")
    return Program(tuple(code), tuple(trace), str(value), (f"a loop over {len(items)} values", f"{len(items)}次循环"))


def _counted(rng: random.Random, language: Language) -> Program:
    """A loop that prints what it goes through."""
    each, count = rng.choice(("i", "i", "n", "x", "k")), rng.randint(2, 6)
    low = rng.choice((0, 0, 1, 2))
    through = f"range({count})" if not low else f"range({low}, {low + count})"
    factor = rng.choice((1, 1, 2, 3, 10))
    shown = f"print({each})" if factor == 1 else f"print({each} * {factor})"
    inline = rng.random() < 0.4
    code = (f"for {each} in {through}: {shown}",) if inline else (f"for {each} in {through}:", f"    {shown}")
    items = range(low, low + count)
    values = [item * factor for item in items]
    trace = [f"{each}: {_listed(items)}"]
    if factor > 1:
        trace += [f"{item} * {factor} = {value}" for item, value in zip(items, values, strict=True)]
    return Program(code, tuple(trace), _listed(values), (f"a loop of {count} rounds", f"{count}次循环"))


def _measured(rng: random.Random, language: Language) -> Program:
    """The length of a word."""
    word = rng.choice([found for found in COMMON if len(found) < 10])
    quote = rng.choice("'\"")
    trace = [counted(word)]
    code: tuple[str, ...] = ()
    shown = f"len({quote}{word}{quote})"
    if rng.random() < 0.4:
        name = rng.choice(("s", "word", "text", "name"))
        code, shown = (f"{name} = {quote}{word}{quote}",), f"len({name})"
    printed = len(word)
    trace.append(f"print({shown}): {printed}")
    return Program((*code, f"print({shown})"), tuple(trace), str(printed), (f"the length of {word}", f"{word}的长度"))


KINDS: Final[tuple[tuple[Callable[[random.Random, Language], Program], float], ...]] = (
    (_assignments, 6),
    (_printed, 1.8),
    (_summed, 1.5),
    (_counted, 0.8),
    (_measured, 0.6),
)
"""The makers of programs, and how often each is taken."""


def _trace(rng: random.Random, language: Language, held_out: bool) -> Problem:
    while True:
        make = rng.choices([kind for kind, _ in KINDS], weights=[weight for _, weight in KINDS])[0]
        program = make(rng, language)
        if all(int(value) <= 999 for value in program.printed.split(", ")) and len("\n".join(program.trace)) <= _ROOM:
            break
    flat = not any(line.startswith("for") for line in program.code) and rng.random() < 0.4
    slots = {
        "code": ("; " if flat else "\n").join(program.code),
        "about": program.about[language == "zh"],
        "r": program.printed,
    }
    return compose(
        rng,
        "trace",
        language,
        held_out,
        _TEXTS[language],
        pays=True,
        thinking=program.trace,
        expected=(program.printed,),
        slots=slots,
    )


FAMILIES: Final = (Family("trace", True, _trace, 6.0),)
