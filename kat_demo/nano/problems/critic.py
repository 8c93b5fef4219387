"""The critic: recomputes every step of a problem before it is used, and grades answers.

`check` looks at each equation, comparison and division with remainder that stands in the thinking, in either language.
It does not judge whether the steps lead to the answer; the solvers and the tests see to that.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from kat_demo.evaluate import graders
from kat_demo.format import END_OF_TURN, TAGS
from kat_demo.nano.problem import Problem

FALLBACK_MARK: Final = "--model Kwaipilot/KAT-V1-40B"
MINIATURE: Final = ("miniature", "迷你")
"""A fallback answer has the command that loads the full model and one of these words; no other answer has both."""

MAX_THINKING: Final = 640
"""Characters."""

_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_SUM: Final = rf"\(*{_NUMBER}\)*(?: [-+*/×÷] \(*{_NUMBER}\)*)*"
_STATEMENT: Final = re.compile(rf"{_SUM}(?: [=<>] {_SUM})+(?: (?:remainder|余) \d+)?")
_RELATION: Final = re.compile(r" ([=<>]) ")
_REMAINDER: Final = re.compile(r"(\d+) [/÷] (\d+) = (\d+) (?:remainder|余) (\d+)")
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|[-+*/×÷()]")
_MARKUP: Final = (*TAGS, *END_OF_TURN, "<|im_start|>")


def check(problem: Problem) -> None:
    """Raise ValueError, saying what is wrong, unless every step holds and the texts are well formed."""
    _check_texts(problem)
    for line in problem.thinking.split("\n"):
        _check_line(line)
    if problem.kind == "value" and not problem.expected:
        raise ValueError("A problem of kind 'value' expects no value.")
    if not grade(problem, problem.answer):
        raise ValueError(f"The answer {problem.answer!r} does not pass its own grading ({problem.expected}).")
    if problem.pays and reveals(problem.judge, problem.expected):
        raise ValueError(f"The judge gives the result away: {problem.judge!r}")


def grade(problem: Problem, answer: str) -> bool:
    """Whether an answer, the model's text inside the answer section, is right.

    For numbers only the text after the last equals sign counts, if there is one: a repeated question proves nothing.
    """
    if problem.kind == "fallback":
        return refuses(answer)
    if refuses(answer) or not answer.strip():
        return False
    if problem.kind == "talk" and not problem.expected:
        return True
    return graders.contains(answer, problem.expected)


def refuses(answer: str) -> bool:
    """Whether an answer is the honest fallback."""
    return FALLBACK_MARK in answer and any(word in answer for word in MINIATURE)


def reveals(text: str, expected: tuple[str, ...] | list[str] | object) -> bool:
    """Whether one of the expected values stands in the text as a whole word or number."""
    values = expected if isinstance(expected, (tuple, list)) else ()
    return any(graders.stands_in(str(value), text) for value in values)


def _check_texts(problem: Problem) -> None:
    for name, text in (("judge", problem.judge), ("thinking", problem.thinking), ("answer", problem.answer)):
        if not text or text != text.strip():
            raise ValueError(f"The {name} is empty or has blank space around it: {text!r}")
        if any(mark in text for mark in _MARKUP) or "\n\n\n" in text or "{" in text or "\r" in text:
            raise ValueError(f"The {name} has markup or broken lines: {text!r}")
    if "\n" in problem.judge:
        raise ValueError(f"The judge has more than one line: {problem.judge!r}")
    if any(mark in content for _, content in problem.messages for mark in _MARKUP):
        raise ValueError(f"A message has a tag of the format: {problem.messages!r}")
    if not problem.question:
        raise ValueError("The question is empty.")
    if len(problem.thinking) > MAX_THINKING:
        raise ValueError(f"The thinking has {len(problem.thinking)} characters, {MAX_THINKING} are allowed.")


def _check_line(line: str) -> None:
    for match in _STATEMENT.finditer(line):
        statement = match.group()
        divided = _REMAINDER.fullmatch(statement)
        if divided:
            number, divisor, quotient, rest = map(int, divided.groups())
            if divisor * quotient + rest != number or rest >= divisor:
                raise ValueError(f"This division is wrong: {statement!r}")
        else:
            _check_relations(statement)


def _check_relations(statement: str) -> None:
    parts = _RELATION.split(statement)
    values = [evaluate(part) for part in parts[::2]]
    for relation, left, right in zip(parts[1::2], values, values[1:], strict=False):
        holds = left == right if relation == "=" else left < right if relation == "<" else left > right
        if not holds:
            raise ValueError(f"This step is wrong: {statement!r}")


def evaluate(text: str) -> Fraction:
    """The exact value of an expression of numbers, + - * / × ÷ and brackets. Raises ValueError if it is none."""
    tokens = _TOKEN.findall(text)
    value, at = _sum(tokens, 0)
    if at != len(tokens):
        raise ValueError(f"This is no expression: {text!r}")
    return value


def _sum(tokens: list[str], at: int) -> tuple[Fraction, int]:
    value, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] in "+-":
        sign = tokens[at]
        right, at = _product(tokens, at + 1)
        value = value + right if sign == "+" else value - right
    return value, at


def _product(tokens: list[str], at: int) -> tuple[Fraction, int]:
    value, at = _atom(tokens, at)
    while at < len(tokens) and tokens[at] in "*×/÷":
        sign = tokens[at]
        right, at = _atom(tokens, at + 1)
        value = value * right if sign in "*×" else value / right
    return value, at


def _atom(tokens: list[str], at: int) -> tuple[Fraction, int]:
    if at >= len(tokens):
        raise ValueError(f"The expression {' '.join(tokens)!r} ends too early.")
    if tokens[at] == "(":
        value, at = _sum(tokens, at + 1)
        return value, at + 1
    if tokens[at] == "-":
        value, at = _atom(tokens, at + 1)
        return -value, at
    return Fraction(tokens[at]), at + 1
