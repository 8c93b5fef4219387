"""Whether two final answers say the same: as numbers where they hold one, as text otherwise. Pure.

Answers come as sentences ("It is **4,042**."), so a number is looked for inside: the last one that is set off as the
result (boxed or bold), else the last one at all. This is a guess, good for problems with one short result, and what is
shown of it should say how it was compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import Final

from kat_demo.errors import InputError

LONGEST: Final = 200  # characters of an expected answer

_ALONE = r"(?<![A-Za-z0-9_.:])(?<!\d-)"  # no part of a name, a time or a date
_NUMBER = re.compile(rf"{_ALONE}-?(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:/\d+)?(?!\d|[:\-]\d)")
_SET_OFF = re.compile(r"\\boxed\{([^{}]*)\}|\*\*([^*\n]+)\*\*")
_MARKUP = re.compile(r"\\boxed|[*_`$#\\{}]+")


class Agreement(str, Enum):
    """How several answers agree."""

    TEXT = "text"
    """Word for word, apart from case, punctuation and markup."""
    NUMBER = "number"
    """In their result, a number."""
    DIFFERENT = "different"


def agreement(answers: Sequence[str]) -> Agreement:
    """How all of `answers` agree; a single one agrees with itself."""
    if len({normalize(answer) for answer in answers}) <= 1:
        return Agreement.TEXT
    numbers = {number(answer) for answer in answers}
    return Agreement.NUMBER if len(numbers) == 1 and None not in numbers else Agreement.DIFFERENT


def matches(answer: str, expected: str) -> bool:
    """Whether `answer` gives what was expected: the same number, or the expected words somewhere in it."""
    wanted = number(expected)
    if wanted is not None and _is_number(expected):
        return number(answer) == wanted
    return f" {normalize(expected)} " in f" {normalize(answer)} " or _unspaced(expected) in _unspaced(answer)


def read_expected(value: object) -> str:
    """Check an expected answer; nothing expected is "". Raises InputError for what no answer can be compared with."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > LONGEST or not normalize(value):
        raise InputError.of("expected", value, f"a number or a few words, up to {LONGEST} characters, to compare with")
    return value.strip()


def normalize(text: str) -> str:
    """The words of `text` alone: no case, no markup, no punctuation but what belongs to a number."""
    text = _MARKUP.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return " ".join(re.findall(r"(?<!\w)-?\d+(?:[./:]\d+)*|\w+", text))


def number(text: str) -> Fraction | None:
    """The number that `text` gives as its result, exactly; None if there is none."""
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    for piece in reversed([found[1] or found[2] for found in _SET_OFF.finditer(text)]):
        if (value := _last(piece)) is not None:
            return value
    return _last(text)


def _last(text: str) -> Fraction | None:
    found = _NUMBER.findall(text)
    if not found:
        return None
    top, _, bottom = found[-1].replace(",", "").partition("/")
    try:
        value = Fraction(Decimal(top)) / (Fraction(bottom) if bottom else 1)
    except (InvalidOperation, ZeroDivisionError):
        return None
    return value


def _is_number(text: str) -> bool:
    """Whether `text` is a number and nothing besides, apart from a unit sign."""
    return not re.sub(_NUMBER, "", unicodedata.normalize("NFKC", text)).strip(" .%°$€£¥")


def _unspaced(text: str) -> str:
    """For writing without spaces; letters of other scripts never match inside a word this way."""
    text = normalize(text)
    return text.replace(" ", "") if re.search("[\u3040-\u9fff]", text) else f"\0{text}\0"
