"""What a run amounts to: figures of each mode, automatic mode against always thinking, and figures by category. Pure.

The judge writes in every mode, and its tokens count in every mode. Accuracy is over replies with something to grade by;
a reply that was cut off is graded as it stands, one that failed is counted and left out of everything else. With
several seeds the replies to one row hang together, and intervals are as wide as that makes them.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from kat_demo.compare import Estimate, mean
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.format import Decision
from kat_demo.intervals import wilson
from kat_demo.records import Finish, Mode, Turn

SECTIONS: Final = ("judge", "thinking", "answer", "total")


class Gain(str, Enum):
    """What thinking does for the answer to a row."""

    HELPS = "helps"
    SAME = "same"
    HURTS = "hurts"


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens of a section over all replies."""

    mean: float
    median: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One mode. `graded` replies of `count` had something to grade by; estimates without any reply are None."""

    mode: Mode
    count: int
    failed: int
    graded: int
    right: int
    accuracy: Estimate | None
    think_rate: Estimate | None
    tokens: Mapping[str, Amount]
    seconds: float
    finishes: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "count": self.count,
            "failed": self.failed,
            "graded": self.graded,
            "right": self.right,
            "accuracy": plain(self.accuracy),
            "think_rate": plain(self.think_rate),
            "tokens": {name: {"mean": round(one.mean, 3), "median": one.median} for name, one in self.tokens.items()},
            "seconds": round(self.seconds, 6),
            "finish_reasons": dict(self.finishes),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Automatic mode less always thinking, row by row: of the accuracy in shares, of the tokens in tokens."""

    count: int
    accuracy: Estimate | None
    tokens: Estimate


@dataclass(frozen=True, slots=True)
class Category:
    """Figures of the rows of one category: accuracy of each mode, think rate of automatic mode."""

    name: str
    count: int
    accuracy: Mapping[Mode, float]
    think_rate: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it. `failures` counts the rows that failed as a whole."""

    figures: Mapping[Mode, Figures]
    difference: Difference | None
    failures: int

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        pair = self.difference
        against = (
            {"count": pair.count, "accuracy": plain(pair.accuracy), "tokens": plain(pair.tokens)} if pair else None
        )
        return {
            "modes": {mode.value: one.to_dict() for mode, one in self.figures.items()},
            "auto_minus_think": against,
            "failed_rows": self.failures,
        }


def summarize(plan: Plan, results: Sequence[Result]) -> Summary:
    """The figures of what is there so far."""
    return Summary(
        figures={mode: _figures(mode, results) for mode in plan.modes},
        difference=_difference(results) if {Mode.AUTO, Mode.THINK} <= set(plan.modes) else None,
        failures=sum(result.error is not None for result in results),
    )


def categories(plan: Plan, results: Sequence[Result]) -> list[Category]:
    """The figures by category, in the order of the set; none if the set has no categories."""
    named = {row.id: row.category for row in plan.prompts.rows}
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(named.get(result.id, ""), []).append(result)
    if set(groups) <= {""}:
        return []
    found = []
    for name, group in groups.items():
        figures = {mode: _figures(mode, group) for mode in plan.modes}
        auto = figures.get(Mode.AUTO)
        accuracy = {mode: one.accuracy.mean for mode, one in figures.items() if one.accuracy}
        thinks = auto.think_rate.mean if auto and auto.think_rate else None
        found.append(Category(name or "–", len(group), accuracy, thinks))
    return found


def gain(result: Result) -> Gain | None:
    """Whether thinking helped; None where that is not known."""
    think, direct = result.correct.get(Mode.THINK), result.correct.get(Mode.NO_THINK)
    if think is None or direct is None:
        return None
    return Gain.SAME if think is direct else Gain.HELPS if think else Gain.HURTS


def clustered(values: Sequence[tuple[str, bool]]) -> Estimate | None:
    """A share with its interval, from values that each belong to a row: those of one row count as independent only as
    far as they differ among themselves."""
    if not values:
        return None
    groups: dict[str, list[bool]] = {}
    for name, value in values:
        groups.setdefault(name, []).append(value)
    count, right = len(values), sum(value for _, value in values)
    share, effective = right / count, float(count)
    if len(groups) < count:
        effective = float(len(groups))
        if len(groups) > 1 and 0 < right < count:
            spread = statistics.variance([statistics.fmean(group) for group in groups.values()]) / len(groups)
            effective = min(count, max(len(groups), share * (1 - share) / spread)) if spread else float(count)
    return Estimate(share, *wilson(share * effective, effective))


def plain(estimate: Estimate | None) -> dict[str, float | None] | None:
    """The public form of an estimate."""
    if estimate is None:
        return None
    values = {"mean": estimate.mean, "low": estimate.low, "high": estimate.high}
    return {name: None if value is None else round(value, 6) for name, value in values.items()}


def _figures(mode: Mode, results: Sequence[Result]) -> Figures:
    turns = [(result, result.turns[mode]) for result in results if mode in result.turns]
    good = [(result, turn) for result, turn in turns if turn.finish_reason is not Finish.ERROR]
    graded = [(result.id, right) for result, _ in good if (right := result.correct.get(mode)) is not None]
    thought = [(result.id, turn.decision is Decision.THINK_ON) for result, turn in good]
    return Figures(
        mode=mode,
        count=len(good),
        failed=len(results) - len(good),
        graded=len(graded),
        right=sum(right for _, right in graded),
        accuracy=clustered(graded),
        think_rate=clustered(thought),
        tokens={name: _amount([tokens(turn, name) for _, turn in good]) for name in SECTIONS},
        seconds=statistics.fmean([turn.seconds.total for _, turn in good]) if good else 0.0,
        finishes=Counter(turn.finish_reason.value for _, turn in turns if turn.finish_reason),
    )


def tokens(turn: Turn, section: str = "total") -> int:
    """Tokens of a section of a reply, or of all of it."""
    return turn.usage.reply if section == "total" else int(getattr(turn.usage, section))


def _amount(values: Sequence[int]) -> Amount:
    return Amount(statistics.fmean(values), float(statistics.median(values))) if values else Amount(0.0, 0.0)


def _difference(results: Sequence[Result]) -> Difference | None:
    pairs = [result for result in results if result.turns and not _lacks(result, Mode.AUTO, Mode.THINK)]
    if not pairs:
        return None
    saved = _by_row(pairs, lambda result: tokens(result.turns[Mode.AUTO]) - tokens(result.turns[Mode.THINK]))
    graded = [result for result in pairs if result.correct[Mode.AUTO] is not None]
    return Difference(len(pairs), _paired(graded) if graded else None, mean(saved))


def _lacks(result: Result, *modes: Mode) -> bool:
    return any(result.turns[mode].finish_reason is Finish.ERROR for mode in modes)


def _by_row(results: Sequence[Result], of: Callable[[Result], float]) -> list[float]:
    """The mean of each row over its seeds."""
    groups: dict[str, list[float]] = {}
    for result in results:
        groups.setdefault(result.id, []).append(of(result))
    return [statistics.fmean(group) for group in groups.values()]


def _paired(results: Sequence[Result]) -> Estimate:
    """The difference of two shares of the same rows, with Newcombe's square-and-add interval for pairs."""
    pairs = [(result.id, bool(result.correct[Mode.AUTO]), bool(result.correct[Mode.THINK])) for result in results]
    count = len(pairs)
    one = clustered([(name, first) for name, first, _ in pairs])
    two = clustered([(name, second) for name, _, second in pairs])
    assert one and two and None not in (one.low, one.high, two.low, two.high)
    both = sum(first and second for _, first, second in pairs) / count
    root = math.sqrt(one.mean * (1 - one.mean) * two.mean * (1 - two.mean))
    hang = (both - one.mean * two.mean) / root if root else 0.0
    below = _distance(one.mean - one.low, two.high - two.mean, hang)  # type: ignore[operator]
    above = _distance(one.high - one.mean, two.mean - two.low, hang)  # type: ignore[operator]
    apart = one.mean - two.mean
    return Estimate(apart, max(-1.0, apart - below), min(1.0, apart + above))


def _distance(one: float, two: float, hang: float) -> float:
    return math.sqrt(max(0.0, one**2 - 2 * hang * one * two + two**2))
