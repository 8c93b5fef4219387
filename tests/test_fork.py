"""One judge, then both roads: on an engine that says what the test wants, and on real models."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tiny
from conftest import open_local
from scripted import ScriptedEngine

from kat_demo.autothink import reply
from kat_demo.engines.local import LocalEngine
from kat_demo.errors import ContextError, EngineError
from kat_demo.fork import Lanes, fork
from kat_demo.format import Decision
from kat_demo.records import Finish, Message, Mode, Request, Sampling, Turn

ALL = tuple(Mode)
SCRIPT: dict[str, str | Exception] = {
    "judge": "It is hard.\n</judge>",
    "think_on/thinking": "First,\nthen.\n</think>",
    "think_on/answer": "Forty-two.\n</answer>",
    "think_off/answer": "Forty.\n</answer>",
}


def run(engine: Any, modes: Any = ALL, message: str = "Why?", **sampling: Any) -> list[Lanes]:
    request = Request(message, sampling=Sampling(**{"seed": 7, **sampling}))
    return [dict(lanes) for lanes in fork(engine, request, modes)]


def said(turn: Turn) -> tuple[Any, ...]:
    """What a reply is, without its clock and its cache."""
    usage = turn.usage
    return (
        turn.mode, turn.decision, turn.forced, turn.judge, turn.thinking, turn.answer, turn.finish_reason,
        usage.prompt, usage.judge, usage.thinking, usage.answer, turn.sampling, round(turn.p_think or 0, 4),
    )  # fmt: skip


@pytest.mark.parametrize("p_think, chosen", [(0.9, Mode.THINK), (0.1, Mode.NO_THINK)])
def test_the_judge_runs_once_and_each_road_once(p_think: float, chosen: Mode) -> None:
    engine = ScriptedEngine(dict(SCRIPT), p_think=p_think)
    *_, lanes = run(engine)
    assert list(lanes) == [Mode.AUTO, Mode.THINK, Mode.NO_THINK]
    assert lanes[Mode.AUTO] == lanes[chosen].evolve(mode=Mode.AUTO, forced=False)
    assert (lanes[Mode.THINK].thinking, lanes[Mode.THINK].answer) == ("First,\nthen.", "Forty-two.")
    assert (lanes[Mode.NO_THINK].thinking, lanes[Mode.NO_THINK].answer) == ("", "Forty.")
    assert sorted(engine.log) == sorted(["prefill", *(f"generate {stream}" for stream in SCRIPT)])
    assert len(engine.opened) == 2 and all(lane.closed for lane in engine.opened)


@pytest.mark.parametrize(
    "modes, roads",
    [((Mode.AUTO,), ["think_on"]), ((Mode.AUTO, Mode.THINK), ["think_on"]), ((Mode.NO_THINK,), ["think_off"]),
     ((Mode.NO_THINK, Mode.AUTO), ["think_off", "think_on"])],
)  # fmt: skip
def test_only_the_roads_that_are_asked_for_are_taken(modes: tuple[Mode, ...], roads: list[str]) -> None:
    engine = ScriptedEngine(dict(SCRIPT))
    *_, lanes = run(engine, modes)
    assert tuple(lanes) == modes and all(turn.done for turn in lanes.values())
    assert sorted(entry.split()[1] for entry in engine.log if "/answer" in entry) == sorted(
        f"{r}/answer" for r in roads
    )


def test_one_branch_that_fails_leaves_the_other() -> None:
    engine = ScriptedEngine(SCRIPT | {"think_on/thinking": EngineError("The device is gone.")})
    *_, lanes = run(engine)
    assert (lanes[Mode.THINK].finish_reason, lanes[Mode.THINK].error) == (Finish.ERROR, "The device is gone.")
    assert lanes[Mode.THINK].judge == "It is hard."
    assert (lanes[Mode.NO_THINK].finish_reason, lanes[Mode.NO_THINK].answer) == (Finish.STOP, "Forty.")


def test_a_failure_that_nobody_foresaw_is_put_into_words() -> None:
    engine = ScriptedEngine(SCRIPT | {"think_off/answer": RuntimeError("secret")})
    *_, lanes = fork(engine, Request("Why?"), ALL, explain=lambda error: f"Sorry: {type(error).__name__}")
    assert lanes[Mode.NO_THINK].error == "Sorry: RuntimeError" and lanes[Mode.THINK].finish_reason is Finish.STOP


def test_a_judge_that_does_not_end_ends_every_lane() -> None:
    *_, lanes = run(ScriptedEngine(dict(SCRIPT)), max_new_tokens=4)
    assert [(turn.mode, turn.finish_reason, turn.decision) for turn in lanes.values()] == [
        (mode, Finish.LENGTH, None) for mode in ALL
    ]


def test_closing_the_generator_gives_every_lane_back() -> None:
    engine = ScriptedEngine(SCRIPT | {"think_on/thinking": "on " * 100_000})
    running = fork(engine, Request("Why?"), ALL)
    for lanes in running:
        if lanes[Mode.THINK].thinking:
            break
    running.close()  # type: ignore[attr-defined]
    assert len(engine.opened) == 2 and all(lane.closed for lane in engine.opened)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("branch")]


def test_only_the_last_lanes_are_all_done_and_no_text_is_taken_back() -> None:
    series = run(ScriptedEngine(dict(SCRIPT)))
    assert [all(turn.done for turn in lanes.values()) for lanes in series] == [False] * (len(series) - 1) + [True]
    for earlier, later in pairwise(series):
        for mode in ALL:
            assert later[mode].thinking.startswith(earlier[mode].thinking)
            assert later[mode].answer.startswith(earlier[mode].answer)


def test_a_prompt_beyond_the_context_is_refused_before_anything_starts() -> None:
    with pytest.raises(ContextError):
        run(ScriptedEngine(dict(SCRIPT)), message="x" * 5000)


# Real models: a branch is what a reply in its mode is.


@pytest.mark.parametrize("sampling", [{"temperature": 0.0}, {"temperature": 1.0, "seed": 3}, {"thinking_budget": 9}])
@pytest.mark.parametrize("message", ["What is 47 * 86?", "What is 7 + 5?"])
def test_each_lane_is_the_reply_of_its_mode(nano: LocalEngine, message: str, sampling: dict[str, Any]) -> None:
    *_, lanes = run(nano, message=message, **sampling)
    for mode, turn in lanes.items():
        *_, alone = reply(nano, Request(message, mode=mode, sampling=turn.sampling))
        assert said(turn) == said(alone)
    assert len({(turn.judge, turn.usage.judge) for turn in lanes.values()}) == 1


@pytest.mark.parametrize("message", [tiny.SUM, tiny.PRODUCT])
def test_plain_text_tags_fork_too(tiny_engine: LocalEngine, message: str) -> None:
    *_, lanes = run(tiny_engine, message=message, temperature=0.0)
    for mode, turn in lanes.items():
        *_, alone = reply(tiny_engine, Request(message, mode=mode, sampling=turn.sampling))
        assert said(turn) == said(alone)


def test_a_fork_computes_the_prompt_and_the_judge_once(tiny_path: Path) -> None:
    engine = open_local(tiny_path)
    computed: list[int] = []
    forward = engine.model.forward

    def counted(*args: Any, **kwargs: Any) -> Any:
        computed.append(kwargs["input_ids"].numel())
        return forward(*args, **kwargs)

    engine.model.forward = counted
    try:
        *_, lanes = run(engine, message=tiny.PRODUCT, temperature=0.0)
        both = lanes[Mode.THINK].usage, lanes[Mode.NO_THINK].usage
        new = both[0].prompt + both[0].judge + sum(usage.thinking + usage.answer for usage in both)
        assert new - 10 <= sum(computed) <= new + 25  # the scored options, and what is encoded anew at the borders
    finally:
        engine.shutdown()


def test_with_one_place_the_roads_are_taken_one_after_the_other(tiny_path: Path) -> None:
    engine = open_local(tiny_path, lanes=1)
    try:
        *_, lanes = run(engine, message=tiny.PRODUCT, temperature=0.0)
        assert lanes[Mode.THINK].answer == "It is 4042." and lanes[Mode.NO_THINK].answer == "It is 4000."
        assert lanes[Mode.AUTO].decision is Decision.THINK_ON
    finally:
        engine.shutdown()


def test_a_fork_stands_on_the_conversation_too(nano: LocalEngine) -> None:
    history = (Message("user", "12*12?"), Message("assistant", "144"))
    sampling = Sampling(temperature=0, seed=1)
    *_, lanes = fork(nano, Request("and plus 6?", history, sampling=sampling), ALL)
    *_, alone = reply(nano, Request("and plus 6?", history, Mode.THINK, sampling=sampling))
    assert said(lanes[Mode.THINK]) == said(alone)
