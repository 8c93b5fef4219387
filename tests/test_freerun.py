"""Replies by engines that can do less: no log-probabilities, or no text to go on from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scripted import INFO, ScriptedEngine, ScriptedLane

from kat_demo.autothink import reply
from kat_demo.errors import EngineError, InputError
from kat_demo.fork import fork
from kat_demo.format import Decision
from kat_demo.records import Finish, Mode, Phase, Request, Sampling, Turn

THINKS = "It is hard.\n</judge>\n\n<think_on>\n<think>\nFirst,\nthen.\n</think>\n\n<answer>\nForty-two.\n</answer>"
DIRECT = "It is easy.\n</judge>\n\n<think_off>\n<answer>\nHello.\n</answer>"


def ask(engine: ScriptedEngine, mode: Mode = Mode.AUTO, **sampling: Any) -> list[Turn]:
    return list(reply(engine, Request("Why?", mode=mode, sampling=Sampling(seed=7, **sampling))))


@pytest.fixture
def unscored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScriptedLane, "score", lambda self, options: None)


@pytest.mark.parametrize(
    "written, decision",
    [
        ("<think_on>\n", Decision.THINK_ON),
        ("<think_off>\n", Decision.THINK_OFF),
        ("\n<think>\n", Decision.THINK_ON),
        ("<answer>\nHi", Decision.THINK_OFF),
        ("Well, let me see", Decision.THINK_OFF),
    ],
)
def test_without_log_probabilities_the_decision_is_what_is_written(
    unscored: None, written: str, decision: Decision
) -> None:
    rest = ["Deep.\n</think>", "Yes.\n</answer>"] if decision is Decision.THINK_ON else ["Yes.\n</answer>"]
    engine = ScriptedEngine(["It is so.\n</judge>", written, *rest])
    *_, turn = ask(engine)
    assert (turn.decision, turn.p_think, turn.forced, turn.answer) == (decision, None, False, "Yes.")
    assert "Well" not in engine.opened[0].text and all(lane.closed for lane in engine.opened)


def test_a_forced_mode_does_not_ask_for_the_decision(unscored: None) -> None:
    engine = ScriptedEngine(["It is so.\n</judge>", "Yes.\n</answer>"])
    *_, turn = ask(engine, Mode.NO_THINK)
    assert turn.forced and turn.p_think is None and not turn.overruled and turn.answer == "Yes."


def test_a_comparison_takes_the_written_decision_for_auto(unscored: None) -> None:
    engine = ScriptedEngine(
        {
            "judge": "It is so.\n</judge>",
            "decision": "<think_on>\n",
            "think_on/thinking": "Deep.\n</think>",
            "think_on/answer": "Yes.\n</answer>",
            "think_off/answer": "No.\n</answer>",
        }
    )
    *_, lanes = fork(engine, Request("Why?", mode=Mode.NO_THINK, sampling=Sampling(seed=1)), list(Mode))
    assert [turn.answer for turn in lanes.values()] == ["Yes.", "Yes.", "No."]


@pytest.mark.parametrize("text, thinking, answer", [(THINKS, "First,\nthen.", "Forty-two."), (DIRECT, "", "Hello.")])
def test_a_free_run_is_taken_apart(text: str, thinking: str, answer: str) -> None:
    engine = ScriptedEngine([text], info=replace(INFO, forces=False))
    turns = ask(engine)
    turn = turns[-1]
    assert (turn.thinking, turn.answer, turn.finish_reason) == (thinking, answer, Finish.STOP)
    assert turn.judge and turn.p_think is None and not turn.forced
    assert turn.decision is (Decision.THINK_ON if thinking else Decision.THINK_OFF)
    assert turn.usage.reply == len(engine.opened[0].text) and bool(turn.usage.thinking) is bool(thinking)
    assert turns[0].phase is Phase.PREFILL and engine.opened[0].closed


def test_a_free_run_that_fails_or_is_cut_says_so() -> None:
    broken = ScriptedEngine([EngineError("It is away.")], info=replace(INFO, forces=False))
    *_, turn = ask(broken)
    assert (turn.finish_reason, turn.error) == (Finish.ERROR, "It is away.")
    *_, turn = ask(ScriptedEngine([THINKS], info=replace(INFO, forces=False)), max_new_tokens=30)
    assert turn.finish_reason is Finish.LENGTH and turn.decision is None


def test_what_needs_a_text_continued_is_refused() -> None:
    engine = ScriptedEngine([], info=replace(INFO, forces=False))
    with pytest.raises(InputError, match=r"mode: got 'think', allowed is 'auto' alone, because this model server"):
        ask(engine, Mode.THINK)
    with pytest.raises(InputError, match="modes: "):
        list(fork(engine, Request("Why?"), list(Mode)))
    assert not engine.opened
