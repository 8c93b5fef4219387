"""A conversation goes to the browser and comes back, whatever happened to it there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kat_demo.format import Decision
from kat_demo.records import Finish, Message, Phase, Turn
from kat_demo.ui import conversation
from kat_demo.ui.conversation import Entry

TURN = Turn(
    decision=Decision.THINK_ON, judge="J", thinking="T" * 1000, answer="A", phase=Phase.DONE, finish_reason=Finish.STOP
)
ENTRIES = (Entry("one", TURN), Entry("two", TURN.evolve(answer="B")))


def test_what_is_stored_reads_back() -> None:
    data = json.loads(json.dumps(conversation.store(ENTRIES)))
    assert conversation.read(data) == ENTRIES


def test_where_room_is_short_the_oldest_traces_go_first() -> None:
    full = len(json.dumps(conversation.store(ENTRIES)))
    kept = conversation.read(conversation.store(ENTRIES, room=full - 500))
    assert [entry.turn.thinking for entry in kept] == ["", TURN.thinking]
    assert [entry.turn.answer for entry in kept] == ["A", "B"]
    assert conversation.read(conversation.store(ENTRIES, room=10)) == (
        Entry("two", TURN.evolve(answer="B", judge="", thinking="")),
    )


@pytest.mark.parametrize(
    "data",
    [
        None, "text", 7, {"message": "x"}, [7], [{}], [{"message": "x"}], [{"message": 7, "turn": {}}],
        [{"message": "x", "turn": "y"}], [{"message": "x", "turn": {"mode": "fast"}}],
        [{"message": "x", "turn": {"usage": {"judge": "many"}}}], [{"message": "x", "turn": {"p_think": "high"}}],
        [{"message": "x", "turn": {"seconds": {"nonsense": 1}}}], [{"message": "x", "turn": {"error": 5}}],
    ],
)  # fmt: skip
def test_bad_data_is_an_empty_conversation(data: Any) -> None:
    assert conversation.read(data) == ()


def test_a_reply_under_way_when_the_page_closed_reads_as_stopped() -> None:
    under_way = Entry("one", TURN.evolve(phase=Phase.THINKING, finish_reason=None, answer=""))
    turn = conversation.read(conversation.store([under_way]))[0].turn
    assert (turn.phase, turn.finish_reason) == (Phase.DONE, Finish.CANCELLED)


def test_the_model_is_shown_answers_only() -> None:
    entries = (*ENTRIES, Entry("three", TURN.evolve(answer=" ")))
    assert conversation.history(entries) == (
        Message("user", "one"),
        Message("assistant", "A"),
        Message("user", "two"),
        Message("assistant", "B"),
    )
