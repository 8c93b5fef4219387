"""Guesses from what was there before: they save passes and never change a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import open_local
from hypothesis import given
from hypothesis import strategies as st

from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.lookup import MOST, SIZES, Lookup
from kat_demo.records import Mode, Request, Sampling, Turn


def test_what_followed_the_same_three_tokens_last_is_guessed_and_two_do_where_three_do_not() -> None:
    lookup = Lookup()
    assert lookup.guess([1, 2, 3, 4, 5, 9, 1, 2, 3]) == [4, 5, 9, 1][:MOST]
    assert lookup.guess([1, 2, 3, 4, 5, 9, 1, 2, 3, 7, 4, 5]) == [9, 1, 2, 3][:MOST]
    assert lookup.guess([1, 2, 3, 4, 5, 9, 1, 2, 3, 7, 4, 5, 6, 8]) == []


@given(st.lists(st.lists(st.integers(0, 3), max_size=12), max_size=5), st.data())
def test_a_guess_is_what_a_search_finds_however_the_sequence_grew(parts: list[list[int]], data: st.DataObject) -> None:
    lookup, ids = Lookup(), [0]
    for part in parts:
        ids = ids + part
        found = lookup.guess(ids)
        starts = [
            at
            for size in SIZES
            for at in sorted(range(size, len(ids)), reverse=True)
            if ids[at - size : at] == ids[-size:] and len(ids) >= size
        ]
        assert found == (ids[starts[0] : starts[0] + MOST] if starts else [])


def test_a_sequence_that_was_changed_is_learned_anew() -> None:
    lookup = Lookup()
    lookup.guess([1, 2, 3, 4, 1, 2, 3])
    lookup.forget(3)
    assert lookup.guess([1, 2, 3, 5, 6, 1, 2, 3]) == [5, 6, 1, 2][:MOST]


class Counting:
    """How many forward passes a reply takes."""

    def __init__(self, engine: LocalEngine) -> None:
        self.calls = 0
        forward = engine.model.forward

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            return forward(*args, **kwargs)

        engine.model.forward = counted


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    made = open_local(NANO)
    yield made
    made.shutdown()


@pytest.mark.parametrize("temperature", [0.0, 0.8])
def test_guesses_save_passes_and_leave_the_text_as_it_is(
    engine: LocalEngine, temperature: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request("What is 4747 * 86?", mode=Mode.THINK, sampling=Sampling(temperature=temperature, seed=3))
    counting = Counting(engine)

    def passes() -> tuple[int, Turn]:
        before = counting.calls
        *_, turn = reply(engine, request)
        return counting.calls - before, turn

    fewer, guessed = passes()
    monkeypatch.setattr(Lookup, "guess", lambda self, ids: [])
    more, plain = passes()
    assert (guessed.judge, guessed.thinking, guessed.answer) == (plain.judge, plain.thinking, plain.answer)
    assert guessed.usage.reply == plain.usage.reply
    assert fewer < 0.95 * more
