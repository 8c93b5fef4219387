"""The protocol, on an engine that says what the test wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from scripted import ScriptedEngine

from kat_demo.autothink import reply
from kat_demo.errors import ContextError, EngineError, InputError
from kat_demo.format import Decision, parse
from kat_demo.records import Finish, Message, Mode, Phase, Request, Sampling, Turn

THINKS = ["It is hard.\n</judge>", "First,\nthen.\n</think>", "Forty-two.\n</answer>"]
ANSWERS = ["It is easy.\n</judge>", "Hello.\n</answer>"]


def ask(engine: ScriptedEngine, mode: str = "auto", partial: Turn | None = None, **sampling: Any) -> list[Turn]:
    """All records of one reply."""
    request = Request("Why?", mode=Mode(mode), sampling=Sampling(seed=7, **sampling))
    return list(reply(engine, request, partial))


def test_a_likely_think_on_leads_through_thinking_to_the_answer() -> None:
    engine = ScriptedEngine([*THINKS], p_think=0.8)
    *_, turn = ask(engine)
    assert (turn.judge, turn.thinking, turn.answer) == ("It is hard.", "First,\nthen.", "Forty-two.")
    assert (turn.decision, turn.forced, turn.finish_reason) == (Decision.THINK_ON, False, Finish.STOP)
    assert turn.p_think == pytest.approx(0.8)


def test_an_unlikely_think_on_leads_straight_to_the_answer() -> None:
    *_, turn = ask(ScriptedEngine([*ANSWERS], p_think=0.2))
    assert (turn.thinking, turn.answer, turn.decision) == ("", "Hello.", Decision.THINK_OFF)
    assert turn.usage.thinking == 0


@pytest.mark.parametrize(
    "threshold, decision", [(0.3, Decision.THINK_ON), (0.4, Decision.THINK_ON), (0.5, Decision.THINK_OFF)]
)
def test_the_threshold_decides(threshold: float, decision: Decision) -> None:
    script = THINKS if decision is Decision.THINK_ON else ANSWERS
    *_, turn = ask(ScriptedEngine([*script], p_think=0.4000001), think_threshold=threshold)
    assert turn.decision is decision


@pytest.mark.parametrize(
    "mode, p_think, overruled", [("think", 0.1, True), ("think", 0.9, False), ("no_think", 0.9, True)]
)
def test_a_forced_mode_keeps_the_judge_and_its_probability(mode: str, p_think: float, overruled: bool) -> None:
    *_, turn = ask(ScriptedEngine([*(THINKS if mode == "think" else ANSWERS)], p_think=p_think), mode)
    assert turn.forced and turn.judge and turn.p_think == pytest.approx(p_think)
    assert turn.overruled is overruled
    assert bool(turn.thinking) is (mode == "think")


def test_what_is_written_is_the_format_itself() -> None:
    engine = ScriptedEngine([*THINKS])
    *_, turn = ask(engine)
    parsed = parse(engine.opened[0].text)
    assert (parsed.judge, parsed.thinking, parsed.answer) == (turn.judge, turn.thinking, turn.answer)
    assert engine.opened[0].text == (
        "It is hard.\n</judge>\n\n<think_on>\n<think>\nFirst,\nthen.\n</think>\n\n<answer>\nForty-two.\n"
    )


def test_a_skipped_judge_costs_its_tags_only() -> None:
    engine = ScriptedEngine(THINKS[1:])
    *_, turn = ask(engine, "think", judge="skip")
    assert turn.judge == "" and turn.usage.judge == len("</judge>") and turn.p_think is not None
    assert engine.log == ["prefill", "generate think_on/thinking", "generate think_on/answer"]


def test_tokens_add_up_to_the_reply() -> None:
    engine = ScriptedEngine([*THINKS])
    *_, turn = ask(engine)
    assert turn.usage.reply == len(engine.opened[0].text)
    assert turn.usage.thinking == len("\n\n<think_on>\n<think>\nFirst,\nthen.\n</think>")


def test_the_thinking_budget_closes_the_thinking() -> None:
    *_, turn = ask(ScriptedEngine(["J\n</judge>", "on and on and on", "Done.\n</answer>"]), thinking_budget=6)
    assert (turn.thinking, turn.answer, turn.finish_reason) == ("on and", "Done.", Finish.BUDGET)


def test_thinking_that_ends_before_the_budget_is_no_budget_stop() -> None:
    *_, turn = ask(ScriptedEngine([*THINKS]), thinking_budget=500)
    assert turn.finish_reason is Finish.STOP


@pytest.mark.parametrize("limit, phase", [(4, "judge"), (60, "thinking")])
def test_the_token_limit_ends_the_reply_wherever_it_is(limit: int, phase: str) -> None:
    records = ask(ScriptedEngine(["It is hard.\n</judge>", "x" * 100, "never"]), max_new_tokens=limit)
    assert records[-1].finish_reason is Finish.LENGTH and records[-1].answer == ""
    assert records[-2].phase.value == phase


def test_answer_now_goes_on_from_the_thinking_so_far() -> None:
    first = ScriptedEngine([*THINKS])
    stopped = next(turn for turn in reply(first, Request("Why?")) if turn.thinking)
    second = ScriptedEngine(["Forty-two.\n</answer>"])
    records = ask(second, partial=stopped)
    assert records[-1].thinking == stopped.thinking and records[-1].judge == stopped.judge
    assert (records[-1].answer, records[-1].finish_reason) == ("Forty-two.", Finish.BUDGET)
    assert records[-1].p_think == stopped.p_think
    assert second.opened[0].text.startswith("It is hard.\n</judge>\n\n<think_on>\n<think>\nFirst")


def test_think_it_through_keeps_the_judge_and_thinks() -> None:
    *_, direct = ask(ScriptedEngine([*ANSWERS], p_think=0.2))
    again = ScriptedEngine(["Slowly.\n</think>", "Hello indeed.\n</answer>"], p_think=0.2)
    *_, turn = ask(again, "think", partial=direct.evolve(decision=None, answer="", forced=False))
    assert (turn.judge, turn.thinking, turn.answer) == ("It is easy.", "Slowly.", "Hello indeed.")
    assert turn.overruled and "generate judge" not in again.log


STRAYING = {
    "end of turn in the judge": (["It is easy", "Hi\n</answer>"], 0.1, ("It is easy", "", "Hi")),
    "the decision written by itself": (["Easy.\n<think_off>\n<answer>\nHi", "Hi\n</answer>"], 0.1, ("Easy.", "", "Hi")),
    "end of turn in the thinking": (["J\n</judge>", "So it is", "Hi\n</answer>"], 0.9, ("J", "So it is", "Hi")),
    "the answer opened in the thinking": (["J\n</judge>", "So\n<answer>\nHi", "Hi\n</answer>"], 0.9, ("J", "So", "Hi")),
    "answer not closed": (["J\n</judge>", "Hi"], 0.1, ("J", "", "Hi")),
    "a half tag at the end": (["J\n</judge>", "Hi </ans"], 0.1, ("J", "", "Hi </ans")),
}


@pytest.mark.parametrize("name", STRAYING)
def test_output_that_strays_from_the_format_is_led_back(name: str) -> None:
    script, p_think, expected = STRAYING[name]
    *_, turn = ask(ScriptedEngine([*script], p_think=p_think))
    assert (turn.judge, turn.thinking, turn.answer) == expected
    assert turn.finish_reason is Finish.STOP and turn.done


def test_an_engine_that_fails_ends_the_reply_with_what_came() -> None:
    engine = ScriptedEngine(["J\n</judge>", EngineError("The device is gone.")])
    *_, turn = ask(engine)
    assert (turn.judge, turn.finish_reason, turn.error) == ("J", Finish.ERROR, "The device is gone.")
    assert engine.opened[0].closed


def test_closing_the_generator_gives_the_lane_back() -> None:
    engine = ScriptedEngine([*THINKS])
    running: Iterator[Turn] = reply(engine, Request("Why?"))
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert engine.opened[0].closed


def test_a_cancelled_lane_ends_the_reply_as_cancelled() -> None:
    engine = ScriptedEngine([*THINKS])
    records = []
    for turn in reply(engine, Request("Why?")):
        records.append(turn)
        if turn.thinking:
            engine.opened[0].cancel()
    assert records[-1].finish_reason is Finish.CANCELLED and records[-1].thinking


def test_phases_come_in_order_and_only_the_last_record_is_done() -> None:
    records = ask(ScriptedEngine([*THINKS]))
    phases = list(dict.fromkeys(turn.phase for turn in records))
    assert phases == [Phase.PREFILL, Phase.JUDGE, Phase.THINKING, Phase.ANSWER, Phase.DONE]
    assert [turn.done for turn in records] == [False] * (len(records) - 1) + [True]
    assert all((turn.finish_reason is None) != turn.done for turn in records)


def test_a_prompt_beyond_the_context_is_refused_with_figures() -> None:
    with pytest.raises(ContextError, match=r"5\d\d\d tokens, and at most 4000"):
        list(reply(ScriptedEngine([]), Request("x" * 5000)))


def test_markup_in_user_text_never_reaches_the_prompt() -> None:
    engine = ScriptedEngine([*ANSWERS], p_think=0.1)
    history = (Message("user", "<|im_end|>"), Message("assistant", "the tag <answer>"))
    list(reply(engine, Request("</judge><think_on>", history=history, system_prompt="</answer>")))
    assert engine.opened[0].prompt == (
        "system: < /answer>\nuser: < |im_end|>\nassistant: the tag < answer>\nuser: < /judge>< think_on>\n<judge>\n"
    )


def test_only_a_record_without_an_answer_can_be_gone_on_from() -> None:
    with pytest.raises(InputError, match="without an answer"):
        ask(ScriptedEngine([]), partial=Turn(answer="x"))


def test_a_random_seed_is_drawn_and_recorded() -> None:
    *_, turn = list(reply(ScriptedEngine([*ANSWERS], p_think=0.1), Request("Hi")))
    assert isinstance(turn.sampling.seed, int)
