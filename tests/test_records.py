"""The values: their checks, and the public form of a reply."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kat_demo.errors import InputError
from kat_demo.format import Decision
from kat_demo.records import Finish, Mode, Phase, Request, Sampling, Seconds, Turn, Usage

TURN = Turn(
    mode=Mode.THINK, decision=Decision.THINK_ON, forced=True, p_think=0.25, judge="j", thinking="t", answer="a",
    phase=Phase.DONE, finish_reason=Finish.STOP, usage=Usage(9, 3, 1, 1, 1), seconds=Seconds(0.1, 0.2, 0.3, 0.4, 0.5),
    tokens_per_second=12.5, model="m", sampling=Sampling(seed=4),
)  # fmt: skip


def test_the_public_form_is_the_contract() -> None:
    data = json.loads(json.dumps(TURN.to_dict()))
    assert list(data) == [
        "mode", "decision", "forced", "p_think", "judge", "thinking", "answer", "phase", "finish_reason", "error",
        "usage", "seconds", "tokens_per_second", "model", "sampling",
    ]  # fmt: skip
    assert list(data["usage"]) == ["prompt", "cached", "judge", "thinking", "answer"]
    assert list(data["seconds"]) == ["first_token", "judge", "thinking", "first_answer", "total"]
    assert (data["mode"], data["decision"], data["finish_reason"]) == ("think", "think_on", "stop")


def test_a_record_survives_its_public_form() -> None:
    assert Turn.from_dict(json.loads(json.dumps(TURN.to_dict()))) == TURN
    assert Turn.from_dict(Turn().to_dict()) == Turn()


@pytest.mark.parametrize(
    "data", [None, [], {"mode": "x"}, {"usage": {"no": 1}}, {"answer": 3}, {"sampling": {"top_p": 7}}]
)
def test_what_is_no_record_is_refused(data: Any) -> None:
    with pytest.raises(InputError):
        Turn.from_dict(data)


@pytest.mark.parametrize(
    "field, value, allowed",
    [
        ("temperature", -0.1, "from 0 to 2"),
        ("temperature", float("nan"), "from 0 to 2"),
        ("temperature", "hot", "from 0 to 2"),
        ("top_p", 0, "above 0 to 1"),
        ("top_p", 1.1, "above 0 to 1"),
        ("top_k", -1, "from 0 to"),
        ("max_new_tokens", 0, "from 1 to"),
        ("max_new_tokens", 2.5, "a whole number"),
        ("seed", -1, "from 0 to"),
        ("thinking_budget", -1, "from 0 to"),
        ("think_threshold", 2, "from 0 to 1"),
        ("judge", "maybe", "'keep', 'skip'"),
    ],
)
def test_sampling_out_of_range_names_field_value_and_what_is_allowed(field: str, value: Any, allowed: str) -> None:
    with pytest.raises(InputError, match=rf"^{field}: got .*allowed is .*{allowed}"):
        Sampling(**{field: value})


@pytest.mark.parametrize("message", ["", "  \n", None, 5])
def test_a_request_needs_a_message(message: Any) -> None:
    with pytest.raises(InputError, match=r"^message: got .*not empty"):
        Request(message)


def test_a_request_needs_a_known_mode() -> None:
    with pytest.raises(InputError, match="'auto', 'think', 'no_think'"):
        Request("x", mode="fast")  # type: ignore[arg-type]


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(InputError) as caught:
        Request("x", mode="y" * 1000)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 200
