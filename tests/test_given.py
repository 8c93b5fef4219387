"""The numbers of a word problem and the words around them."""

from __future__ import annotations

import re
from random import Random

import pytest

from kat_demo.nano import problems
from kat_demo.nano.problem import Language
from kat_demo.nano.problems.given import given, spelled


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "There are 6 boxes with 12 eggs each. How many eggs are there?",
            "en",
            ["There are 6 boxes", "boxes with 12 eggs each"],
        ),
        ("i had 40 bucks, bought a hat for $13 and so on", "en", ["i had 40 bucks", "hat for $13"]),
        ("10 are sold and 20 new ones come", "en", ["10 are sold", "sold and 20 new ones"]),
        ("12 apples", "en", ["12 apples"]),
        ("Take half.", "en", []),
        ("小明有15个苹果，给了小红6个，又买了8个，现在有几个？", "zh", ["小明有15个苹果", "给了小红6个", "又买了8个"]),
    ],
)
def test_each_number_keeps_its_surroundings_within_the_clause(text: str, language: Language, found: list[str]) -> None:
    assert given(text, language) == found


def test_a_story_begins_with_its_numbers_in_their_order() -> None:
    rng = Random(5)
    for language, mark, gap in (("en", "Given: ", "; "), ("zh", "已知：", "；")):
        for family in ("story", "inventory"):
            for _ in range(60):
                problem = problems.draw(rng, families=[family], language=language)  # type: ignore[arg-type]
                first = problem.thinking.split("\n")[0]
                assert first.startswith(mark)
                parts = first.removeprefix(mark).split(gap)
                assert all(len(re.findall(r"\d+", part)) == 1 for part in parts), first


def test_small_numbers_are_written_in_words_now_and_then() -> None:
    rng = Random(1)
    texts = {spelled(rng, "4 friends split 68 dollars", "en") for _ in range(60)}
    assert texts == {"4 friends split 68 dollars", "Four friends split 68 dollars"}
    assert "买了两个" in {spelled(rng, "买了2个", "zh") for _ in range(200)}
    assert {spelled(rng, "$4 at 5% and 3/4", "en") for _ in range(60)} == {"$4 at 5% and 3/4"}
