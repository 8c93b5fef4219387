"""What is said of a comparison."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kat_demo.answers import Agreement
from kat_demo.compare import gather, mean, read_modes, share, summarize
from kat_demo.errors import InputError
from kat_demo.format import Decision
from kat_demo.records import Finish, Mode, Phase, Seconds, Turn, Usage

DIRECT = Turn(
    mode=Mode.NO_THINK, decision=Decision.THINK_OFF, forced=True, p_think=0.1, judge="J", answer="It is 12.",
    phase=Phase.DONE, finish_reason=Finish.STOP, usage=Usage(prompt=40, judge=30, answer=10),
    seconds=Seconds(first_token=0.1, judge=0.3, first_answer=0.5, total=0.6),
)  # fmt: skip
THOUGHT = DIRECT.evolve(
    mode=Mode.THINK, decision=Decision.THINK_ON, thinking="T", answer="12", usage=Usage(40, 0, 30, 80, 20),
    seconds=Seconds(first_token=0.1, judge=0.3, thinking=0.8, first_answer=1.3, total=1.5),
)  # fmt: skip
LANES = {Mode.AUTO: DIRECT.evolve(mode=Mode.AUTO, forced=False), Mode.THINK: THOUGHT, Mode.NO_THINK: DIRECT}


def test_the_judge_counts_for_automatic_mode_only() -> None:
    costs = summarize(LANES).costs
    assert [cost.tokens.total for cost in costs.values()] == [40, 100, 10]
    assert [round(cost.seconds.total, 6) for cost in costs.values()] == [0.6, 1.2, 0.3]
    assert costs[Mode.THINK].seconds.prompt == pytest.approx(0.2)


def test_what_automatic_mode_saved_against_always_thinking() -> None:
    saving = summarize(LANES).saving
    assert saving and (saving.tokens, saving.seconds) == (pytest.approx(-0.6), pytest.approx(-0.5))


def test_where_the_judge_chose_to_think_it_costs_its_own_tokens() -> None:
    saving = summarize(LANES | {Mode.AUTO: THOUGHT.evolve(mode=Mode.AUTO, forced=False, p_think=0.9)}).saving
    assert saving and saving.tokens == pytest.approx(0.3)


@pytest.mark.parametrize("finish", [Finish.LENGTH, Finish.CANCELLED, Finish.ERROR, None])
@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.THINK])
def test_a_reply_that_did_not_end_by_itself_supports_no_claim(mode: Mode, finish: Finish | None) -> None:
    summary = summarize(LANES | {mode: LANES[mode].evolve(finish_reason=finish)}, "12")
    assert summary.saving is None and summary.agreement is None
    assert not summary.costs[mode].whole and summary.costs[mode].correct is None


def test_answers_agree_by_number_or_not() -> None:
    assert summarize(LANES).agreement is Agreement.NUMBER
    assert summarize(LANES | {Mode.THINK: THOUGHT.evolve(answer="13")}).agreement is Agreement.DIFFERENT
    assert summarize({Mode.THINK: THOUGHT}).agreement is None


def test_an_expected_answer_is_checked_for_each_mode() -> None:
    lanes = LANES | {Mode.THINK: THOUGHT.evolve(answer="13")}
    assert [cost.correct for cost in summarize(lanes, "12").costs.values()] == [True, False, True]
    assert [cost.correct for cost in summarize(lanes).costs.values()] == [None, None, None]


def test_the_public_form_is_the_contract() -> None:
    data = json.loads(json.dumps(summarize(LANES, "12").to_dict()))
    assert list(data) == ["modes", "judge_chose", "p_think", "answers_agree", "auto_against_think"]
    assert data["modes"]["auto"]["tokens"] == {"judge": 30, "thinking": 0, "answer": 10, "total": 40}
    assert list(data["modes"]["auto"]["seconds"]) == ["prompt", "judge", "thinking", "answer", "total"]
    assert (data["judge_chose"], data["answers_agree"]) == ("think_off", "number")
    assert data["auto_against_think"] == {"tokens": pytest.approx(-0.6), "seconds": pytest.approx(-0.5)}
    assert summarize({Mode.AUTO: Turn()}).to_dict()["auto_against_think"] is None


def test_several_samples_have_means_with_intervals() -> None:
    other = LANES | {Mode.THINK: THOUGHT.evolve(usage=Usage(40, 0, 30, 120, 20), answer="13")}
    means = gather([summarize(LANES, "12"), summarize(other, "12")])
    assert means.samples == 2 and means.tokens[Mode.THINK].mean == 120
    low, high = means.tokens[Mode.THINK].low, means.tokens[Mode.THINK].high
    assert low == pytest.approx(120 - 12.706 * 20) and high == pytest.approx(120 + 12.706 * 20)
    assert means.correct[Mode.THINK].mean == 0.5 and means.correct[Mode.AUTO].mean == 1
    assert means.agree and means.agree.mean == 0.5 and means.thinks and means.thinks.mean == 0
    assert means.saved_tokens and means.saved_tokens.mean == pytest.approx((-0.6 + 40 / 140 - 1) / 2)


def test_samples_that_were_cut_off_are_left_out_of_the_means() -> None:
    cut = LANES | {Mode.THINK: THOUGHT.evolve(finish_reason=Finish.LENGTH, usage=Usage(40, 0, 30, 9000, 0))}
    means = gather([summarize(LANES), summarize(cut)])
    assert means.tokens[Mode.THINK].mean == 100 and means.saved_tokens and means.saved_tokens.low is None
    assert means.tokens[Mode.AUTO].low == means.tokens[Mode.AUTO].high == 40


def test_intervals_are_those_of_the_textbook() -> None:
    estimate = mean([1.0, 2.0, 3.0, 4.0])
    assert (estimate.mean, estimate.high) == (2.5, pytest.approx(2.5 + 3.182 * 1.290994 / 2, abs=1e-4))
    assert mean([float(value) for value in range(200)]).high == pytest.approx(99.5 + 1.96 * 57.879 / 200**0.5, abs=1e-2)
    rate = share([True] * 8 + [False] * 2 + [None])
    assert rate and (rate.low, rate.high) == (pytest.approx(0.4901, abs=2e-3), pytest.approx(0.9433, abs=2e-3))
    assert share([None]) is None and share([]) is None


@pytest.mark.parametrize(
    "value, says",
    [
        ([], r"modes: got \[\], allowed is a list of one or more different modes"),
        (["auto", "auto"], r"modes: got \['auto', 'auto'\], allowed is a list of one or more different"),
        ("auto", "modes: got 'auto', allowed is a list"),
        (["fast"], r"modes\[0\]: got 'fast', allowed is one of 'auto', 'think', 'no_think'"),
        (None, "modes: got None, allowed is a list"),
        ([["auto"]], r"modes\[0\]: got \['auto'\]"),
    ],
)
def test_bad_modes_are_refused(value: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_modes(value)


def test_modes_keep_their_order() -> None:
    assert read_modes(["no_think", "auto"]) == (Mode.NO_THINK, Mode.AUTO)
