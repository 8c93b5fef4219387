"""`/compare`, through a real client of a really running app with the embedded model."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from running import App

from kat_demo.records import Turn

CLOCK = ("seconds", "tokens_per_second")


@pytest.fixture(scope="module")
def client(app: App) -> Client:
    return Client(app.url, verbose=False)


def stream(client: Client, message: str, **options: Any) -> list[dict[str, Any]]:
    job = client.submit(message, api_name="/compare", **options)
    last = job.result()
    return [*job.outputs()[:-1], last]


def said(turn: dict[str, Any]) -> dict[str, Any]:
    """A record without its clock and its cache; the last digits of p_think may differ in a batch."""
    usage = {name: count for name, count in turn["usage"].items() if name != "cached"}
    kept = {name: value for name, value in turn.items() if name not in CLOCK}
    return kept | {"usage": usage, "p_think": pytest.approx(turn["p_think"], abs=1e-4)}


@pytest.mark.parametrize("sampling", [{"temperature": 0, "seed": 5}, {"temperature": 0.8, "seed": 11}])
@pytest.mark.parametrize("message", ["What is 47 * 86?", "What is 7 + 5?"])
def test_each_lane_is_what_generate_gives(client: Client, message: str, sampling: dict[str, Any]) -> None:
    records = stream(client, message, **sampling)
    lanes = records[-1]["lanes"]
    assert list(lanes) == ["auto", "think", "no_think"]
    for mode, turn in lanes.items():
        assert said(client.predict(message, mode=mode, **sampling, api_name="/generate")) == said(turn)
    assert len({(turn["judge"], turn["usage"]["judge"]) for turn in lanes.values()}) == 1
    chosen = lanes["think" if lanes["auto"]["decision"] == "think_on" else "no_think"]
    assert lanes["auto"] | {"mode": chosen["mode"], "forced": True} == chosen
    assert records[-1]["summary"]["judge_chose"] == lanes["auto"]["decision"]


def test_lanes_stream_together(client: Client) -> None:
    records = stream(client, "What is 47 * 86?", temperature=0)
    assert len(records) >= 6
    for earlier, later in pairwise(records):
        for mode in ("auto", "think", "no_think"):
            for section in ("judge", "thinking", "answer"):
                assert later["lanes"][mode][section].startswith(earlier["lanes"][mode][section])
    early = next(record for record in records if record["lanes"]["no_think"]["phase"] == "done")
    assert early["lanes"]["think"]["phase"] != "done"
    assert all(Turn.from_dict(turn).done for turn in records[-1]["lanes"].values())


def test_the_summary_is_the_contract(client: Client) -> None:
    *_, last = stream(client, "What is 7 + 5?", temperature=0, expected="12")
    summary, lanes = last["summary"], last["lanes"]
    assert list(summary) == ["modes", "judge_chose", "p_think", "answers_agree", "auto_against_think"]
    for mode, cost in summary["modes"].items():
        usage = lanes[mode]["usage"]
        judge = usage["judge"] if mode == "auto" else 0
        assert cost["tokens"]["total"] == judge + usage["thinking"] + usage["answer"]
        assert cost["correct"] is ("12" in lanes[mode]["answer"])
    shorter = summary["modes"]["auto"]["tokens"]["total"] / summary["modes"]["think"]["tokens"]["total"] - 1
    assert summary["auto_against_think"]["tokens"] == pytest.approx(shorter, abs=1e-5)


def test_a_lane_at_its_token_limit_says_so_and_supports_no_claim(client: Client) -> None:
    *_, last = stream(client, "What is 47 * 86?", temperature=0, max_new_tokens=90)
    assert last["lanes"]["think"]["finish_reason"] == "length"
    assert last["lanes"]["no_think"]["finish_reason"] == "stop"
    assert last["summary"]["auto_against_think"] is None and last["summary"]["answers_agree"] is None


def test_a_conversation_and_some_modes_only(client: Client) -> None:
    history = [{"role": "user", "content": "12*12?"}, {"role": "assistant", "content": "144"}]
    *_, last = stream(client, "and plus 6?", history=history, temperature=0, modes=["no_think", "auto"])
    assert list(last["lanes"]) == ["no_think", "auto"]


def test_a_stopped_comparison_frees_both_places(client: Client) -> None:
    job = client.submit("What is 98765 * 56789?", api_name="/compare")
    while not any(record["lanes"]["think"]["thinking"] for record in job.outputs()):
        time.sleep(0.01)
    job.cancel()
    started = time.perf_counter()
    jobs = [client.submit("hello", max_new_tokens=1, api_name="/generate") for _ in range(4)]
    assert [job.result()["finish_reason"] for job in jobs] == ["length"] * 4
    assert time.perf_counter() - started < 4


@pytest.mark.parametrize(
    "options, says",
    [
        ({"message": " "}, "message: got ' ', allowed is a text that is not empty"),
        ({"message": "long " * 4000}, r"message: the conversation has \d+ tokens, and at most \d+ fit"),
        ({"temperature": 9}, "temperature: got 9, allowed is a number from 0 to 2"),
        ({"history": "hello"}, "history: got 'hello', allowed is a list of"),
        ({"modes": []}, r"modes: got \[\], allowed is a list of one or more different modes"),
        ({"modes": ["auto", "auto"]}, r"modes: got \['auto', 'auto'\], allowed is a list of one or more different"),
        ({"modes": ["fast"]}, r"modes\[0\]: got 'fast', allowed is one of 'auto', 'think', 'no_think'"),
        ({"expected": "???"}, r"expected: got '\?\?\?', allowed is a number or a few words"),
        ({"expected": ["12"]}, r"expected: got \['12'\], allowed is a number or a few words"),
    ],
)
def test_bad_input_is_refused_by_name(client: Client, options: dict[str, Any], says: str) -> None:
    with pytest.raises(AppError, match=says) as caught:
        client.predict(**({"message": "Hi"} | options), api_name="/compare")
    assert "Traceback" not in str(caught.value)
