"""Graders: whether a reply's answer is right. Pure.

exact     the same words as an expected answer, apart from case, punctuation and markup
numeric   the same number, within a tolerance; of a unit that was expected, any form ("1.5 km", "1500 m")
choice    the same letter of a multiple choice
contains  an expected answer stands in it as a whole word or number
regex     a pattern is found in it

`auto` stands for numeric where every expected answer reads as a number, for contains otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

import regex

from kat_demo import answers
from kat_demo.errors import InputError
from kat_demo.evaluate import units

LONGEST: Final = 2000
"""Characters of an expected answer or a pattern."""

_PATIENCE: Final = 0.5  # seconds that a pattern may search; one that takes longer grades nothing
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_LETTER: Final = re.compile(r"\(?([A-Ja-j])\)?(?:[.):：、].*)?", re.DOTALL)
_CHOICES: Final = (
    re.compile(r"\\boxed\{\s*(?:\\text\{)?\(?([A-J])\)?\W"),
    re.compile(r"\*\*\s*\(?([A-J])\)?\s*(?:[.):：].*?)?\*\*"),
    re.compile(
        r"(?i:answer|option|choice|答案|选项|应选|选择|选)(?i:\s*(?:is|应为|为|是|:|：))*\s*\(?([A-J])(?![A-Za-z])"
    ),
    re.compile(r"^\s*\(?([A-J])(?:[.):：、]|\s*$)", re.MULTILINE),
    re.compile(r"\(([A-J])\)"),
    re.compile(r"(?<![A-Za-z])([B-HJ])(?![A-Za-z'’])"),
)
"""Where the letter of a reply is looked for, the surest place first; in each the last one counts. A and I are words."""


class Grader(str, Enum):
    """How an answer is graded."""

    AUTO = "auto"
    EXACT = "exact"
    NUMERIC = "numeric"
    CHOICE = "choice"
    CONTAINS = "contains"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Key:
    """What is expected of an answer.

    Attributes:
        answers: expected answers, any of which is right; for `REGEX` patterns. Without any, nothing is
            graded.
        tolerance: of a number: "0.01" is absolute, "1%" relative to what is expected.
        unless: a pattern; an answer in which it is found is wrong, whatever else it says.
    """

    answers: tuple[str, ...] = ()
    grader: Grader = Grader.AUTO
    tolerance: str = ""
    unless: str = ""

    def __post_init__(self) -> None:
        """Raises InputError, naming the field, for what the grader cannot read."""
        if self.grader is Grader.AUTO:
            numbers = bool(self.answers) and all(units.read(text) is not None for text in self.answers)
            object.__setattr__(self, "grader", Grader.NUMERIC if numbers else Grader.CONTAINS)
        _read_tolerance(self.tolerance)
        _check_pattern("unless", self.unless)
        for text in self.answers:
            _check(self.grader, text)


def grade(key: Key, answer: str) -> bool | None:
    """Whether `answer` is right; None if nothing was expected, or a pattern took too long. An empty answer is wrong."""
    if not key.answers:
        return None
    if not answer.strip():
        return False
    try:
        if key.unless and regex.search(key.unless, answer, timeout=_PATIENCE):
            return False
        return _graded(key, answer)
    except TimeoutError:
        return None


def _graded(key: Key, answer: str) -> bool:
    if key.grader is Grader.EXACT:
        return answers.normalize(answer) in {answers.normalize(text) for text in key.answers}
    if key.grader is Grader.NUMERIC:
        return any(_same_number(answer, text, key.tolerance) for text in key.answers)
    if key.grader is Grader.CHOICE:
        return chosen(answer) in {_letter(text) for text in key.answers}
    if key.grader is Grader.REGEX:
        return any(regex.search(pattern, answer, timeout=_PATIENCE) for pattern in key.answers)
    return contains(answer, key.answers)


def contains(answer: str, values: Sequence[str]) -> bool:
    """Whether one of the values stands in the answer as a whole word or number.

    For numbers only the text after the last equals sign counts, if there is one: a repeated question proves nothing.
    """
    numbers = all(_NUMBER.fullmatch(value) for value in values)
    result = answer.rpartition("= ")[2] if numbers else answer
    return any(stands_in(value, result) for value in values)


def stands_in(value: str, text: str) -> bool:
    """Whether the value stands in the text as a whole word or number."""
    at = text.find(value)
    while at != -1:
        if _whole(value, text[:at], text[at + len(value) :]):
            return True
        at = text.find(value, at + 1)
    return False


def chosen(answer: str) -> str:
    """The letter that an answer chooses, "" if none is found."""
    for pattern in _CHOICES:
        if found := pattern.findall(answer + "\n"):
            return str(found[-1]).upper()
    return _letter(answer) if len(answer.strip()) <= 3 else ""


def _whole(value: str, before: str, after: str) -> bool:
    """Whether a value between these two texts stands by itself."""
    if value[0].isascii() and value[0].isalnum() and before:
        last = before[-1]
        if last.isascii() and last.isalnum():
            return False
        if value[0].isdigit() and (last in "-." or re.search(r"\d,$", before) is not None):
            return False
    if value[-1].isascii() and value[-1].isalnum() and after:
        if after[0].isascii() and after[0].isalnum():
            return False
        if value[-1].isdigit() and re.match(r"[.,]\d", after) is not None:
            return False
    return True


def _same_number(answer: str, expected: str, tolerance: str) -> bool:
    wanted, found = units.read(expected), units.find(answer)
    if wanted is None or found is None:
        return False
    if wanted.unit and found.unit:
        if wanted.unit.kind != found.unit.kind:
            return False
        found_value, wanted_value = found.value * found.unit.factor, wanted.value * wanted.unit.factor
        scale = wanted.unit.factor
    else:
        found_value, wanted_value, scale = found.value, wanted.value, Fraction(1)
    amount, relative = _read_tolerance(tolerance)
    return abs(found_value - wanted_value) <= (abs(wanted_value) * amount if relative else amount * scale)


def _read_tolerance(text: str) -> tuple[Fraction, bool]:
    """The tolerance, and whether it is relative."""
    number = text.strip().removesuffix("%").strip()
    try:
        amount = Fraction(number or 0)
    except (ValueError, ZeroDivisionError):
        amount = Fraction(-1)
    if amount < 0:
        raise InputError.of("tolerance", text, "a number from 0, such as 0.01, or a share of the answer, such as 1%")
    return (amount / 100, True) if text.strip().endswith("%") else (amount, False)


def _letter(text: str) -> str:
    found = _LETTER.fullmatch(text.strip())
    return found[1].upper() if found else ""


def _check(grader: Grader, text: str) -> None:
    """Raise InputError for an expected answer that the grader cannot read."""
    if not text.strip() or len(text) > LONGEST:
        raise InputError.of("answer", text, f"a text of 1 to {LONGEST} characters")
    if grader is Grader.NUMERIC and units.read(text) is None:
        raise InputError.of("answer", text, "a number, with a unit or without, for the grader 'numeric'")
    if grader is Grader.CHOICE and not _letter(text):
        raise InputError.of("answer", text, "a letter from A to J, for the grader 'choice'")
    if grader is Grader.EXACT and not answers.normalize(text):
        raise InputError.of("answer", text, "a text with a letter or digit, for the grader 'exact'")
    if grader is Grader.REGEX:
        _check_pattern("answer", text)


def _check_pattern(field: str, text: str) -> None:
    try:
        if len(text) > LONGEST:
            raise regex.error("too long")
        regex.compile(text)
    except regex.error as error:
        raise InputError.of(field, text, f"a regular expression ({error})") from None
