"""The wordings as they stand in the files: well formed, and kept apart from what is trained."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, get_args

import pytest

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.expressions import reduce
from kat_demo.nano.problems.phrasing import EITHER, KEPT, either
from kat_demo.nano.problems.plots import Plot, plots
from kat_demo.nano.problems.stories import LIMIT, numbered
from kat_demo.nano.problems.wordings import load, whole, wordings

LISTS = {"stories": "plots", "talk": "topics", "beyond": "areas"}
"""What holds the entries of a subject; `asks` is a table of them."""

MANY = 2000
"""More forms than this of one wording are not looked at."""

subjects = pytest.mark.parametrize(
    ("subject", "language"), list(itertools.product(("asks", *LISTS), get_args(Language)))
)


def entries(subject: str, language: Language) -> list[Any]:
    found = load(subject, language)
    return found[LISTS[subject]] if subject in LISTS else list(found.values())


def forms(wording: str) -> Iterator[str]:
    """Everything that a wording stands for."""
    parts = EITHER.split(wording)
    chosen = itertools.product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts)))
    return ("".join(form) for form in itertools.islice(chosen, MANY))


def plain(text: str) -> str:
    return re.sub(r"[\s?？.。!！,，]+", " ", text.lower()).strip()


def slots(texts: Iterable[str]) -> set[str]:
    return {slot for text in texts for slot in re.findall(r"\{(\w+)\}", text)}


def solvable(rng: Random, plot: Plot, language: Language) -> bool:
    return reduce(numbered(rng, plot)[0], language, LIMIT) is not None


@subjects
def test_a_wording_is_well_formed(subject: str, language: Language) -> None:
    for text in (text for entry in entries(subject, language) for text in whole(entry)):
        for form in forms(text):
            assert form.strip(), text
            assert form.count("{") == form.count("}"), text
            assert "|" not in form, text


@subjects
def test_what_is_kept_is_no_form_of_what_is_trained(subject: str, language: Language) -> None:
    for entry in entries(subject, language):
        kept, trained = (
            {plain(form) for text in entry.get(name, ()) for form in forms(text)} for name in ("kept", "asks")
        )
        assert not kept & trained


@subjects
def test_as_many_are_kept_as_the_generators_take(subject: str, language: Language) -> None:
    for entry in entries(subject, language):
        kept, part = len(entry.get("kept", ())), "unlisted" in entry or "{a}" in entry["asks"][0]
        assert kept == (1 if subject == "stories" else KEPT) or (part and not kept), entry["asks"][0]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("subject", ["asks", "talk"])
def test_what_is_kept_has_no_slot_of_its_own(subject: str, language: Language) -> None:
    for entry in entries(subject, language):
        assert slots(entry.get("kept", ())) <= slots(entry["asks"])


@pytest.mark.parametrize("language", get_args(Language))
def test_a_story_tells_every_number(language: Language) -> None:
    people = {"name", "other", "he", "He", "his", "His", "item", "box", "boxes", "m", "m2"}
    people |= {"ware", "wares", "ware2", "wares2"}
    for entry in entries("stories", language):
        numbers = set(entry["ranges"])
        assert numbers == set(re.findall("[a-d]", entry["plan"]))
        for form in (form for text in whole(entry) for form in forms(text)):
            assert numbers <= slots([form]) <= numbers | people, form


@pytest.mark.parametrize("language", get_args(Language))
def test_a_story_has_numbers_that_work_out(language: Language) -> None:
    for plot in plots(language):
        assert any(solvable(Random(at), plot, language) for at in range(500)), plot.plan


def test_one_of_several_is_taken() -> None:
    found = {either(Random(at), "[Which|What] of [them|these|]: {l} [{l}]") for at in range(60)}
    assert found == {f"{a} of {b}: {{l}} [{{l}}]" for a in ("Which", "What") for b in ("them", "these", "")}


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="sums"):
        wordings("sums", "en")
