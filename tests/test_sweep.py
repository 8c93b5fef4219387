"""Every threshold from one run: the ends are the forced modes, the threshold in use is automatic mode."""

from __future__ import annotations

from random import Random

import pytest

from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import Gain, categories, clustered, gain, summarize
from kat_demo.evaluate.rows import PromptSet, Row
from kat_demo.evaluate.sweep import NEVER, Choice, sweep
from kat_demo.format import Decision
from kat_demo.intervals import wilson
from kat_demo.records import Finish, Mode, Phase, Sampling, Turn, Usage


def result(name: str, p_think: float, think: bool, direct: bool, tokens: tuple[int, int] = (90, 30),
           threshold: float = 0.5, seed: int = 0) -> Result:  # fmt: skip
    """A row of which everything is said."""
    turns = {}
    for mode, on in ((Mode.THINK, True), (Mode.NO_THINK, False)):
        spent = Usage(20, 0, 10, tokens[0] - 20 if on else 0, 10 if on else tokens[1] - 10)
        decision = Decision.THINK_ON if on else Decision.THINK_OFF
        sampling = Sampling(think_threshold=threshold)
        turns[mode] = Turn(mode, decision, True, p_think, usage=spent, phase=Phase.DONE, finish_reason=Finish.STOP,
                           sampling=sampling)  # fmt: skip
    taken = Mode.THINK if p_think >= threshold else Mode.NO_THINK
    turns = {Mode.AUTO: turns[taken].evolve(mode=Mode.AUTO, forced=False), **turns}
    right = {Mode.THINK: think, Mode.NO_THINK: direct}
    return Result(name, seed, turns, p_think, {Mode.AUTO: right[taken], **right})


def plan(results: list[Result], seeds: int = 1, threshold: float = 0.5) -> Plan:
    names = dict.fromkeys(one.id for one in results)
    rows = tuple(Row(name, "Why?", category=name[0]) for name in names)
    sampling = Sampling(temperature=0.6 if seeds > 1 else 0.0, seed=0, think_threshold=threshold)
    return Plan(PromptSet("set", rows), seeds=seeds, sampling=sampling)


def drawn(count: int, threshold: float, seed: int = 1) -> list[Result]:
    rng = Random(seed)
    return [
        result(f"{'ab'[at % 2]}{at}", rng.random(), rng.random() < 0.8, rng.random() < 0.5,
               (rng.randint(60, 300), rng.randint(20, 50)), threshold)
        for at in range(count)
    ]  # fmt: skip


def choice(results: list[Result], mode: Mode, of: Plan) -> Choice:
    figures = summarize(of, results).figures[mode]
    assert figures.accuracy and figures.think_rate
    return Choice(figures.accuracy.mean, figures.tokens["total"].mean, figures.think_rate.mean)


@pytest.mark.parametrize("threshold", [0.0, 0.137, 0.5, 0.9, 1.0])
def test_the_ends_and_the_threshold_in_use_are_the_three_modes(threshold: float) -> None:
    results = drawn(60, threshold)
    of, found = plan(results, threshold=threshold), sweep(results, threshold)
    assert found is not None and found.count == 60
    assert found.chosen.threshold == threshold
    assert found.chosen.auto == choice(results, Mode.AUTO, of)
    assert found.points[0].threshold == 0 and found.points[0].auto == choice(results, Mode.THINK, of)
    assert found.points[-1].threshold == NEVER and found.points[-1].auto == choice(results, Mode.NO_THINK, of)


def test_no_choice_is_better_than_the_best_and_chance_lies_on_the_line_between_the_modes() -> None:
    results = drawn(80, 0.5)
    found = sweep(results, 0.5)
    assert found is not None
    always, never = found.points[0].auto, found.points[-1].auto
    for point in found.points:
        assert point.oracle.accuracy >= point.auto.accuracy - 1e-9
        assert point.oracle.think_rate == pytest.approx(point.auto.think_rate)
        assert found.best.accuracy >= point.oracle.accuracy
        rate = point.auto.think_rate
        assert point.random.accuracy == pytest.approx(rate * always.accuracy + (1 - rate) * never.accuracy)
        assert point.random.tokens == pytest.approx(rate * always.tokens + (1 - rate) * never.tokens)
    right = [one.correct[Mode.THINK] or one.correct[Mode.NO_THINK] for one in results]
    assert found.best.accuracy == pytest.approx(sum(right) / len(right))


def test_the_recommended_threshold_is_the_most_accurate_then_the_cheapest_and_the_one_in_use_if_it_is_as_good() -> None:
    results = [result("a", 0.8, True, False), result("b", 0.3, True, True), result("c", 0.2, False, True)]
    found = sweep(results, 0.5)
    assert found is not None
    assert found.recommended is found.chosen and found.recommended.auto.accuracy == 1
    other = sweep(results, 0.95)
    assert other is not None and other.recommended.threshold == pytest.approx(0.56)  # 0.31 to 0.8 are as good
    assert found.recommended.auto.tokens == pytest.approx((90 + 30 + 30) / 3)
    assert found.best == found.recommended.auto


def test_rows_that_cannot_be_told_both_ways_are_left_out() -> None:
    whole = result("a", 0.8, True, False)
    failed = Result("b", 0, error="no")
    ungraded = Result("c", 0, whole.turns, 0.8, dict.fromkeys(Mode, None))
    one_way = Result("d", 0, {Mode.AUTO: whole.turns[Mode.AUTO]}, 0.8, {Mode.AUTO: True})
    found = sweep([whole, failed, ungraded, one_way], 0.5)
    assert found is not None and found.count == 1
    assert sweep([failed, ungraded, one_way], 0.5) is None


def test_a_reply_that_ended_in_its_judge_counts_the_same_at_every_threshold() -> None:
    cut = Turn(usage=Usage(20, 0, 40, 0, 0), phase=Phase.DONE, finish_reason=Finish.LENGTH)
    results = [
        Result("a", 0, dict.fromkeys(Mode, cut), None, dict.fromkeys(Mode, False)),
        result("b", 0.9, True, False),
    ]
    found = sweep(results, 0.5)
    assert found is not None and found.chosen.auto == choice(results, Mode.AUTO, plan(results))
    assert found.points[0].auto == choice(results, Mode.THINK, plan(results))


def test_figures_of_a_mode() -> None:
    results = [result("a1", 0.9, True, False), result("a2", 0.1, True, True), result("b1", 0.7, False, False)]
    results.append(Result("b2", 0, error="it failed"))
    summary = summarize(plan(results), results)
    auto = summary.figures[Mode.AUTO]
    assert (auto.count, auto.failed, auto.graded, auto.right) == (3, 1, 3, 2) and summary.failures == 1
    assert auto.accuracy and (auto.accuracy.low, auto.accuracy.high) == wilson(2, 3)
    assert auto.tokens["total"].mean == pytest.approx((90 + 30 + 90) / 3) and auto.tokens["total"].median == 90
    assert auto.tokens["thinking"].mean == pytest.approx(140 / 3) and auto.tokens["judge"].median == 10
    assert auto.think_rate and auto.think_rate.mean == pytest.approx(2 / 3)
    assert auto.finishes == {"stop": 3}
    assert [gain(one) for one in results] == [Gain.HELPS, Gain.SAME, Gain.SAME, None]
    assert [(one.name, one.count) for one in categories(plan(results), results)] == [("a", 2), ("b", 2)]
    data = summary.to_dict()
    assert list(data["modes"]) == ["auto", "think", "no_think"] and data["failed_rows"] == 1
    assert data["auto_minus_think"]["count"] == 3


def test_the_difference_is_paired_and_has_an_interval_of_some_width_even_where_nothing_differs() -> None:
    same = [result(f"a{at}", 0.9, at % 2 == 0, False) for at in range(20)]
    pair = summarize(plan(same), same).difference
    assert pair and pair.accuracy and pair.accuracy.mean == 0 and pair.tokens.mean == 0
    other = [result(f"a{at}", 0.1, at % 4 > 0, at % 4 > 1) for at in range(40)]
    pair = summarize(plan(other), other).difference
    assert pair and pair.accuracy and pair.accuracy.low is not None and pair.accuracy.high is not None
    assert pair.accuracy.mean == pytest.approx(-0.25)
    assert pair.accuracy.low < -0.25 < pair.accuracy.high < 0
    assert pair.tokens.mean == -60


def test_newcombe_s_example_of_a_paired_difference() -> None:
    # 36 right both ways, 12 and 2 one way only; without continuity correction
    from kat_demo.evaluate.results import _paired

    cells = [(True, True)] * 36 + [(True, False)] * 12 + [(False, True)] * 2
    rows = [Result(f"a{at}", 0, {}, None, {Mode.AUTO: one, Mode.THINK: two}) for at, (one, two) in enumerate(cells)]
    found = _paired(rows)
    assert found.mean == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0569, 0.3404), abs=0.001)


def test_seeds_of_one_row_are_no_independent_samples() -> None:
    apart = [(f"a{at}", at < 10) for at in range(20)]
    together = [(name, right) for name, right in apart for _ in range(5)]
    one, five = clustered(apart), clustered(together)
    assert one and five and five.mean == one.mean
    assert five.low == pytest.approx(one.low, abs=0.02) and five.high == pytest.approx(one.high, abs=0.02)
    mixed = [(f"a{at}", (at + seed) % 2 == 0) for at in range(20) for seed in range(6)]
    free = clustered(mixed)
    assert free and (free.low, free.high) == pytest.approx(wilson(60, 120))
    assert clustered([]) is None
