"""The generators: every step recomputed, every draw repeatable, evaluation kept apart from training."""

from __future__ import annotations

import contextlib
import io
import math
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import get_args

import pytest

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import FAMILIES, check, draw, grade
from kat_demo.nano.problems.critic import MAX_THINKING, evaluate
from kat_demo.nano.problems.frames import in_words
from kat_demo.nano.problems.letters import FAMILIES as LETTERS
from kat_demo.nano.problems.steps import divide, minus, plus, times
from kat_demo.nano.problems.tracing import KINDS, Program

LANGUAGES: tuple[Language, ...] = get_args(Language)
WIDE = (
    "addition",
    "subtraction",
    "multiplication",
    "division",
    "expression",
    "decimals",
    "percentage",
    "count_letters",
)
"""Families with so many operands that a tenth of them is kept for evaluation."""


MIXED = ("talk", "fallback", "followup", "weekday", "easy_arithmetic", "translation", "animal", "country", "next")
"""Families that choose among several lists of wordings, so that a number alone does not name one."""


OPEN = ("fallback",)
"""Families whose topics are open."""


def words(text: str) -> set[str]:
    """The English words and the Chinese characters of a text."""
    return set(re.findall(r"[a-z]+|[\u4e00-\u9fff]", text.lower()))


def value_problem(answer: str, *expected: str) -> Problem:
    return Problem("x", "en", True, (("user", "?"),), "A judge.", "1 + 1 = 2", answer, expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_passes_the_critic(name: str, language: Language) -> None:
    rng = random.Random(name)
    rejected = 0
    for at in range(200):
        problem = FAMILIES[name].make(rng, language, at % 4 == 0)
        assert (problem.family, problem.language) == (name, language)
        try:
            check(problem)
        except ValueError:
            rejected += 1
    assert rejected <= 4


def test_a_draw_repeats_with_its_seed() -> None:
    first, second = ([draw(rng) for _ in range(300)] for rng in (random.Random(7), random.Random(7)))
    assert first == second


def test_a_draw_keeps_to_the_asked_families_and_language() -> None:
    rng = random.Random(1)
    drawn = [draw(rng, ("gcd", "talk"), "zh") for _ in range(50)]
    assert {problem.family for problem in drawn} == {"gcd", "talk"}
    assert {problem.language for problem in drawn} == {"zh"}


def test_an_unknown_family_is_named_with_the_valid_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown sums; allowed are .*addition"):
        draw(random.Random(0), ("sums",))


@pytest.mark.parametrize("name", FAMILIES)
def test_held_out_wordings_are_never_trained(name: str) -> None:
    rng = random.Random(3)
    for language in LANGUAGES:
        make = FAMILIES[name].make
        if name in MIXED:
            continue
        kept, trained = ({make(rng, language, held).wording for _ in range(150)} for held in (True, False))
        assert not kept & trained


@pytest.mark.parametrize("name", ("talk", "translation", "animal", "fallback"))
def test_mixed_families_keep_their_held_out_questions_too(name: str) -> None:
    rng = random.Random(37)
    kept, trained = (
        {FAMILIES[name].make(rng, "en", held).question.lower().strip(" ?!.:") for _ in range(600)}
        for held in (True, False)
    )
    shared = {question for question in kept & trained if len(question) >= 12}  # "hello" and "Hello?" may meet
    assert len(shared) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in FAMILIES if name not in OPEN])
def test_held_out_questions_are_made_of_trained_words(name: str, language: Language) -> None:
    """A model trained from scratch cannot know a word that no training question of the family has."""
    rng = random.Random(41)
    kept, trained = (
        Counter(word for _ in range(count) for word in words(draw(rng, [name], language, held).question))
        for held, count in ((True, 100), (False, 1000))
    )
    # typos and operands are met too, but each of them seldom
    assert [word for word, count in kept.items() if count >= 8 and not trained[word]] == []


@pytest.mark.parametrize("name", WIDE)
def test_held_out_questions_are_never_trained(name: str) -> None:
    rng = random.Random(5)
    for language in LANGUAGES:
        kept, trained = (
            {
                (problem.answer, problem.thinking)
                for problem in (FAMILIES[name].make(rng, language, held) for _ in range(400))
            }
            for held in (True, False)
        )
        assert not kept & trained


def test_the_mix_has_its_shares() -> None:
    rng = random.Random(11)
    drawn = [draw(rng) for _ in range(6000)]
    fallback = sum(problem.kind == "fallback" for problem in drawn) / len(drawn)
    hard = sum(problem.pays for problem in drawn) / len(drawn)
    english = sum(problem.language == "en" for problem in drawn) / len(drawn)
    assert 0.12 < fallback < 0.24  # half of them are cut short in training
    assert 0.52 < hard < 0.70
    assert 0.56 < english < 0.64


def test_what_pays_and_what_does_not_is_clear_from_the_family() -> None:
    rng = random.Random(13)
    for problem in (draw(rng) for _ in range(2000)):
        if problem.family != "followup":
            assert problem.pays is FAMILIES[problem.family].pays


def test_the_critic_rejects_a_false_step() -> None:
    problem = FAMILIES["multiplication"].make(random.Random(2), "en", False)
    check(problem)
    line = next(line for line in problem.thinking.split("\n") if " = " in line)
    head, _, tail = line.rpartition(" = ")
    digits = tail.split(":")[0].split(",")[0]
    wrong = f"{head} = {int(digits) + 1}"
    with pytest.raises(ValueError, match="step is wrong"):
        check(replace(problem, thinking=problem.thinking.replace(line, wrong)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"thinking": "9.11 > 9.9"}, "step is wrong"),
        ({"thinking": "17 / 5 = 3 remainder 1"}, "division is wrong"),
        ({"thinking": "17 / 5 = 2 remainder 7"}, "division is wrong"),
        ({"thinking": "2 + 2 = 4 = 5"}, "step is wrong"),
        ({"answer": "I do not know."}, "own grading"),
        ({"judge": "It is 4042."}, "gives the result away"),
        ({"judge": "One </judge> two"}, "markup"),
        ({"judge": "One\ntwo"}, "more than one line"),
        ({"answer": " 4042"}, "blank space"),
        ({"expected": ()}, "expects no value"),
        ({"messages": (("user", "<|im_end|>"),)}, "tag of the format"),
        ({"thinking": "1" * (MAX_THINKING + 1)}, "characters"),
    ],
)
def test_the_critic_names_what_is_wrong(change: dict[str, object], message: str) -> None:
    problem = value_problem("47 * 86 = 4042.", "4042")
    check(problem)
    with pytest.raises(ValueError, match=message):
        check(replace(problem, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("12", "7 + 5 = 12.", True),
        ("12", "It is 12", True),
        ("12", "It is 120.", False),
        ("12", "It is 12.5.", False),
        ("12", "It is 3.12.", False),
        ("12", "It is 1,012.", False),
        ("12", "It is -12.", False),
        ("-12", "8 - 20 = -12.", True),
        ("12", "12 * 2 = 24.", False),
        ("5", "10 - 5 = 6.", False),
        ("17", "小明现在有17个苹果。", True),
        ("17", "小明现在有170个苹果。", False),
        ("Paris", "The capital of France is Paris.", True),
        ("art", "The party is over.", False),
        ("142 remainder 5", "857 / 6 = 142 remainder 5.", True),
        ("142 remainder 5", "857 / 6 = 142 remainder 50.", False),
        ("12", "", False),
    ],
)
def test_a_value_counts_only_as_a_whole(expected: str, answer: str, right: bool) -> None:
    assert grade(value_problem("", expected), answer) is right


def test_a_refusal_is_right_only_where_it_belongs() -> None:
    rng = random.Random(17)
    refusals = {language: FAMILIES["fallback"].make(rng, language, False) for language in LANGUAGES}
    for refusal in refusals.values():
        assert grade(refusal, refusal.answer)
        assert not grade(refusal, "The capital is Paris.")
        assert not grade(value_problem("", "47"), refusal.answer)
        assert not grade(replace(refusal, kind="talk"), refusal.answer)


def test_no_answer_in_scope_counts_as_a_refusal() -> None:
    rng = random.Random(19)
    refusal = FAMILIES["fallback"].make(rng, "en", False)
    for problem in (draw(rng) for _ in range(1500)):
        assert grade(refusal, problem.answer) is (problem.kind == "fallback")


def test_an_answer_does_not_pass_for_another_question_of_its_family() -> None:
    rng = random.Random(23)
    for name in ("weekday", "multiplication", "gcd", "sorting", "compare_decimals", "percentage", "capital"):
        first, second = (FAMILIES[name].make(rng, "en", False) for _ in range(2))
        if first.expected != second.expected:
            assert not grade(first, second.answer)


def test_the_written_methods_end_in_the_result() -> None:
    rng = random.Random(29)
    for _ in range(500):
        a, b = rng.randint(0, 99999), rng.randint(0, 99999)
        assert plus(a, b, "en")[-1] == f"{a} + {b} = {a + b}"
        assert minus(a, b, "zh")[-1] == f"{a} - {b} = {a - b}"
        assert times(a % 1000, b % 100, "en")[-1] == f"{a % 1000} * {b % 100} = {a % 1000 * (b % 100)}"
        divisor = b % 12 + 1
        rest = f" remainder {a % divisor}" if a % divisor else ""
        assert divide(a, divisor, "en")[-1] == f"{a} / {divisor} = {a // divisor}{rest}"


@pytest.mark.parametrize(("text", "value"), [("(2 + 3) * 4", 20), ("2 + 3 * 4", 14), ("10 - 4 - 3", 3), ("-3 + 5", 2)])
def test_expressions_are_evaluated_with_precedence(text: str, value: int) -> None:
    assert evaluate(text) == value


def test_a_letter_count_is_true() -> None:
    rng = random.Random(31)
    count = next(family for family in LETTERS if family.name == "count_letters")
    for _ in range(200):
        problem = count.make(rng, "en", False)
        word = problem.thinking.partition(":")[0].lower()
        letter, _, total = problem.thinking.rpartition("\n")[2].partition(": ")
        assert word.count(letter) == int(total)


def test_a_word_is_as_long_as_its_answer_says() -> None:
    rng = random.Random(37)
    for language in LANGUAGES:
        for _ in range(100):
            problem = FAMILIES["word_length"].make(rng, language, False)
            found = re.findall(
                r"[a-z]+", problem.answer.replace("The word", "").replace("has", "").replace("letters", "")
            )
            assert len(found) == 1 and found[0] in problem.question
            assert str(len(found[0])) in problem.answer


@pytest.mark.parametrize("make", [make for make, _ in KINDS])
def test_a_program_prints_what_its_trace_says(make: Callable[[random.Random, Language], Program]) -> None:
    for seed in range(200):
        program, printed = make(random.Random(seed), "en"), io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec("\n".join(program.code), {})
        assert printed.getvalue().split() == program.printed.split(", "), program.code


def test_dates_are_those_of_the_calendar() -> None:
    rng = random.Random(53)
    date = r"([A-Z][a-z]+) (\d+)"
    for _ in range(200):
        later = FAMILIES["date"].make(rng, "en", False).answer
        between = FAMILIES["days_between"].make(rng, "en", False).answer
        found = re.fullmatch(rf"(\d+) days after {date} is {date}\.", later)
        other = re.fullmatch(rf"From {date} to {date} it is (\d+) days\.", between)
        assert found and other, (later, between)
        *ends, days = other.groups()
        for count, first, last in ((found[1], found.group(2, 3), found.group(4, 5)), (days, ends[:2], ends[2:])):
            start, end = (datetime.strptime(f"{month} {day} 2025", "%B %d %Y") for month, day in (first, last))
            end = end if end >= start else end.replace(year=2026)
            assert end - start == timedelta(days=int(count)), (later, between)


def test_common_divisors_multiples_and_averages_are_those_of_the_standard_library() -> None:
    rng = random.Random(61)
    for _ in range(200):
        for name, solve in (("gcd", math.gcd), ("lcm", math.lcm)):
            *operands, result = map(int, re.findall(r"\d+", FAMILIES[name].make(rng, "en", False).answer))
            assert solve(*operands) == result
        problem = FAMILIES["mean"].make(rng, "zh", False)
        values = [int(value) for value in problem.thinking.partition("\n")[0].split(" + ")]
        assert all(re.search(rf"(?<!\d){value}(?!\d)", problem.question) for value in values)
        expected = round(Fraction(sum(values), len(values)), 2)
        assert problem.answer == f"平均数是{f'{float(expected):.2f}'.rstrip('0').rstrip('.')}。"


def test_fractions_are_those_of_the_standard_library() -> None:
    rng = random.Random(67)
    for _ in range(200):
        part, whole, result = re.findall(r"\d+(?:/\d+)?", FAMILIES["fraction"].make(rng, "en", False).answer)
        assert Fraction(part) * int(whole) == int(result)


def test_nobody_is_beyond_the_one_that_an_ordering_names() -> None:
    rng = random.Random(59)
    for _ in range(200):
        problem = FAMILIES["ordering"].make(rng, "en", False)
        top, _, winner = problem.thinking.rpartition("\n")[2].partition(": ")
        clues = re.findall(r"(\w+) (?:is|runs|swims) (\w+)er than (\w+)", problem.question)
        assert 2 <= len(clues) <= 4
        for left, more, right in clues:
            beaten = right if top == f"the {more}est" else left
            assert beaten != winner, problem.question


def test_percentages_are_exact_up_to_ten_thousand() -> None:
    rng, largest = random.Random(41), 0
    for _ in range(400):
        problem = FAMILIES["percentage"].make(rng, "en", False)
        share, whole, result = map(Fraction, re.findall(r"\d+(?:\.\d+)?", problem.answer))
        assert result == share * whole / 100
        largest = max(largest, int(whole))
    assert largest > 9000


def test_neither_zero_nor_one_is_prime() -> None:
    rng = random.Random(43)
    drawn = [FAMILIES["prime"].make(rng, "en", False) for _ in range(3000)]
    small = {problem.answer.partition(",")[2]: problem for problem in drawn if "< 2" in problem.thinking}
    assert small and all(problem.answer.startswith("No") for problem in small.values())


def test_sequences_that_everybody_tries_are_trained_and_not_kept_for_evaluation() -> None:
    rng = random.Random(47)
    trained, kept = (
        {tuple(re.findall(r"\d+", FAMILIES["sequence"].make(rng, "en", held).question)) for _ in range(3000)}
        for held in (False, True)
    )
    squares = tuple(str(root * root) for root in range(1, 6))
    assert squares in trained and squares not in kept


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (0, "en", "zero"),
        (20, "en", "twenty"),
        (21, "en", "twenty-one"),
        (100, "en", "one hundred"),
        (101, "en", 101),
        (-1, "en", -1),
        ("3.5", "en", "3.5"),
        (0, "zh", "零"),
        (10, "zh", "十"),
        (17, "zh", "十七"),
        (30, "zh", "三十"),
        (99, "zh", "九十九"),
        (100, "zh", "一百"),
        (101, "zh", 101),
    ],
)
def test_small_numbers_can_be_written_as_words(value: object, language: Language, words: object) -> None:
    assert in_words(value, language) == words
