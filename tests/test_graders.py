"""Which answers are right."""

from __future__ import annotations

import time
from random import Random

import pytest

from kat_demo.errors import InputError
from kat_demo.evaluate.graders import Grader, Key, chosen, grade
from kat_demo.nano import problems, sets
from kat_demo.nano.problems import critic


def graded(expected: str, answer: str, grader: str = "auto", tolerance: str = "", unless: str = "") -> bool | None:
    return grade(Key((expected,), Grader(grader), tolerance, unless), answer)


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("4042", "It is **4,042**.", True),
        ("4042", "47 * 86 = 4043.", False),
        ("1.5 km", "That is 1500 m.", True),
        ("1.5 km", "It is 1.5", True),
        ("1.5 km", "It weighs 1.5 kg.", False),
        ("1.5 km", "1.5 hours", False),
        ("90 min", "1.5 hours", True),
        ("12 apples", "He has 12 apples left.", True),
        ("$5", "It costs $5.00.", True),
        ("5 元", "一共5元钱", True),
        ("2 小时", "需要120分钟。", True),
        ("25%", "25 percent", True),
        ("3/4", "The share is 0.75.", True),
        ("-3", "It is −3.", True),
        ("7", "no number at all", False),
    ],
)
def test_numbers_are_compared_as_numbers_with_their_units(expected: str, answer: str, right: bool) -> None:
    assert Key((expected,)).grader is Grader.NUMERIC
    assert graded(expected, answer) is right


@pytest.mark.parametrize(
    ("tolerance", "answer", "right"),
    [
        ("0.01", "3.145", True),
        ("0.001", "3.145", False),
        ("1%", "3.16", True),
        ("1%", "3.2", False),
        ("", "3.14", True),
    ],
)
def test_a_tolerance_is_absolute_or_a_share(tolerance: str, answer: str, right: bool) -> None:
    assert graded("3.14", answer, "numeric", tolerance) is right


def test_an_absolute_tolerance_is_in_the_unit_that_was_expected() -> None:
    assert graded("1.5 km", "1520 m", "numeric", "0.02")
    assert not graded("1.5 km", "1530 m", "numeric", "0.02")


@pytest.mark.parametrize(
    ("answer", "letter"),
    [
        ("B", "B"),
        ("b", "B"),
        ("(B)", "B"),
        ("B) Paris", "B"),
        ("**B**", "B"),
        ("**B. Paris**", "B"),
        ("\\boxed{B}", "B"),
        ("The answer is (B).", "B"),
        ("A is wrong and so is C. Answer: D", "D"),
        ("答案是B。", "B"),
        ("应选 C", "C"),
        ("I think it is a trap.", ""),
        ("", ""),
    ],
)
def test_the_letter_of_a_multiple_choice_is_found(answer: str, letter: str) -> None:
    assert chosen(answer) == letter


def test_the_other_graders() -> None:
    assert graded("Paris", "  **paris**! ", "exact") and not graded("Paris", "It is Paris", "exact")
    assert graded("Paris", "It is Paris!", "contains") and not graded("Paris", "Parisian", "contains")
    assert graded("12", "2 * 6 = 12", "contains") and not graded("2", "2 * 6 = 12", "contains")
    assert graded("(?i)yes|ja", "Ja!", "regex") and not graded("^ja$", "Ja!", "regex")
    assert graded("Paris", "Paris, no London", "contains", unless="London") is False
    assert grade(Key(("12", "twelve"), Grader.CONTAINS), "it is twelve")


def test_nothing_expected_is_not_graded_and_an_empty_answer_is_wrong() -> None:
    assert grade(Key(), "anything") is None
    assert graded(".*", " ", "regex") is False


def test_a_pattern_that_takes_for_ever_grades_nothing_and_comes_back() -> None:
    started = time.monotonic()
    assert graded(r"(?:(?:a|b|ab)*)*c(?<=x)", "ab" * 4000, "regex") in (None, False)
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("expected", "grader", "says"),
    [
        ("about five", "numeric", "answer: got 'about five', allowed is a number"),
        ("Z", "choice", "answer: got 'Z', allowed is a letter from A to J"),
        ("(", "regex", "answer: got '\\(', allowed is a regular expression"),
        ("?!", "exact", "answer: got '\\?!', allowed is a text with a letter or digit"),
        ("x" * 3000, "contains", "answer: got .*, allowed is a text of 1 to 2000 characters"),
    ],
)
def test_what_a_grader_cannot_read_is_named(expected: str, grader: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        Key((expected,), Grader(grader))


@pytest.mark.parametrize("tolerance", ["much", "-1", "1%%", "nan"])
def test_a_tolerance_that_is_none_is_named(tolerance: str) -> None:
    with pytest.raises(InputError, match="tolerance: got"):
        Key(("1",), tolerance=tolerance)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_keys_of_the_built_in_sets_grade_as_the_recipe_does(language: problems.Language) -> None:
    rng = Random(f"graders/{language}")
    drawn = sets.draw(language, 4)
    answers = [problem.answer for problem in drawn]
    for problem in drawn:
        key = sets.key(problem)
        others = [*rng.sample(answers, 30), f"{problem.answer} = {rng.randrange(99)}", "", "42"]
        for answer in [problem.answer, *others]:
            assert grade(key, answer) is critic.grade(problem, answer), (problem.question, answer)
