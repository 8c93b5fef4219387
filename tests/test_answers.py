"""Whether two answers say the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from kat_demo import answers
from kat_demo.answers import Agreement
from kat_demo.errors import InputError


@pytest.mark.parametrize(
    "text, number",
    [
        ("It is **4042**.", 4042), ("4,042", 4042), ("47 * 86 = 4042.", 4042), ("-3", -3), ("5 - 3 = 2", 2),
        ("8-3=5", 5),
        ("It is 9.9, not 9.11, so **9.9** is bigger than 9.11.", Fraction("9.9")), ("3/4", Fraction(3, 4)),
        (r"\boxed{12} out of 100", 12), ("１２", 12), ("−7 degrees", -7), ("50%", 50),
        ("1,234,567.5", Fraction("1234567.5")),
        ("答案是4042。", 4042), ("no number", None), ("1/0", None), ("", None), ("v2 is a name", None), ("4042.", 4042),
    ],
)  # fmt: skip
def test_the_number_that_an_answer_gives(text: str, number: Any) -> None:
    found = answers.number(text)
    assert found is None if number is None else found == number


@pytest.mark.parametrize(
    "several, agree",
    [
        (["It is 12.", "it is **12**"], Agreement.TEXT), (["It is 12.", "12"], Agreement.NUMBER),
        (["4,042 in all", "So 4042."], Agreement.NUMBER), (["It is 4042.", "It is 4000."], Agreement.DIFFERENT),
        (["Monday", "monday!"], Agreement.TEXT), (["Monday", "Tuesday"], Agreement.DIFFERENT),
        (["It is 12.", "Monday"], Agreement.DIFFERENT), (["3:15", "4:15"], Agreement.DIFFERENT),
        (["2024-03-05", "2024-04-05"], Agreement.DIFFERENT), (["x"], Agreement.TEXT),
        (["12", "-12"], Agreement.DIFFERENT), (["1.5", "15"], Agreement.DIFFERENT),
        (["你好！", "你好"], Agreement.TEXT),
    ],
)  # fmt: skip
def test_answers_agree_as_text_or_as_number(several: list[str], agree: Agreement) -> None:
    assert answers.agreement(several) is agree


@pytest.mark.parametrize(
    "answer, expected, right",
    [
        ("It is **4,042**.", "4042", True), ("It is 4000.", "4042", False), ("It is 4042.0", "4042", True),
        ("So it is Monday.", "monday", True), ("So it is Monday.", "Mon", False), ("他在星期一到。", "星期一", True),
        ("half, that is 0.5", "1/2", True), ("Nothing.", "4", False), ("It costs 5 dollars", "$5", True),
        ("A canal", "a can", False), ("3 apples", "3 apples", True), ("Room 101", "101 rooms", False),
    ],
)  # fmt: skip
def test_an_expected_answer_is_checked_against(answer: str, expected: str, right: bool) -> None:
    assert answers.matches(answer, expected) is right


@pytest.mark.parametrize("value, read", [(None, ""), (" ", ""), (" 12 ", "12"), (12, "12"), (0.5, "0.5"), ("好", "好")])
def test_an_expected_answer_is_read(value: Any, read: str) -> None:
    assert answers.read_expected(value) == read


@pytest.mark.parametrize("value", ["???", "…", ["12"], True, "x" * 201, {"a": 1}])
def test_what_cannot_be_compared_is_refused(value: Any) -> None:
    with pytest.raises(InputError, match=r"^expected: got .*allowed is a number or a few words"):
        answers.read_expected(value)
