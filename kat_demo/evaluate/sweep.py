"""What automatic mode would have been with any other threshold, without generating again. Pure.

Both ways of every row are known after a run in both forced modes, and p_think says which way each threshold takes. The
references at the same think rate: the *oracle* thinks about the rows that gain most by it, *random* about any.

A threshold that is chosen on some rows looks better on them than it will on others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kat_demo.evaluate.plan import Result
from kat_demo.evaluate.results import tokens
from kat_demo.records import Mode

NEVER: Final = 1.01
"""A threshold above every p_think."""

GRID: Final = (*(at / 100 for at in range(101)), NEVER)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a way of choosing gives, over all rows: shares from 0 to 1, mean tokens."""

    accuracy: float
    tokens: float
    think_rate: float


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold, with the references at the same think rate."""

    threshold: float
    auto: Choice
    oracle: Choice
    random: Choice


@dataclass(frozen=True, slots=True)
class Sweep:
    """All thresholds of `GRID`, the one that was used, and the best there is: never wrong about whether to think."""

    count: int
    points: tuple[Point, ...]
    chosen: Point
    best: Choice

    @property
    def recommended(self) -> Point:
        """The threshold with the highest accuracy, of several one with the fewest tokens: the one in use if it is among
        them, else the middle one, from which one may stray furthest."""

        def rank(point: Point) -> tuple[float, float]:
            return round(point.auto.accuracy, 9), -round(point.auto.tokens, 6)

        best = [point for point in self.points if rank(point) == max(map(rank, self.points))]
        return self.chosen if self.chosen in best else best[len(best) // 2]

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "rows": self.count,
            "threshold": self.chosen.threshold,
            "recommended": self.recommended.threshold,
            "oracle": _plain(self.best),
            "points": [
                {"threshold": point.threshold, **_plain(point.auto), "oracle": _plain(point.oracle),
                 "random": _plain(point.random)}
                for point in self.points
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Way:
    """A row: right, tokens and whether it thought, with thinking and without, and how it is decided."""

    p_think: float | None
    think: tuple[bool, int, bool]
    direct: tuple[bool, int, bool]

    @property
    def worth(self) -> tuple[int, int]:
        """What thinking gains, and then how little it costs."""
        return self.think[0] - self.direct[0], self.direct[1] - self.think[1]


def sweep(results: Sequence[Result], threshold: float) -> Sweep | None:
    """The sweep over the rows of which both ways are there and graded; None if there are none."""
    ways = [way for result in results if (way := _way(result)) is not None]
    if not ways:
        return None
    ranked = sorted(ways, key=lambda way: way.worth, reverse=True)
    points = tuple(_point(ways, ranked, at) for at in sorted({*GRID, threshold}))
    chosen = next(point for point in points if point.threshold == threshold)
    best = _mean([way.think if way.worth > (0, 0) else way.direct for way in ways])
    return Sweep(len(ways), points, chosen, best)


def _way(result: Result) -> _Way | None:
    if result.failed or None in (result.correct.get(Mode.THINK), result.correct.get(Mode.NO_THINK)):
        return None
    think, direct = (_outcome(result, mode) for mode in (Mode.THINK, Mode.NO_THINK))
    return _Way(result.p_think, think, direct)


def _outcome(result: Result, mode: Mode) -> tuple[bool, int, bool]:
    turn = result.turns[mode]
    return bool(result.correct[mode]), tokens(turn), turn.decision is not None and turn.decision.value == "think_on"


def _point(ways: Sequence[_Way], ranked: Sequence[_Way], threshold: float) -> Point:
    thinks = [way.p_think is not None and way.p_think >= threshold for way in ways]
    count = sum(thinks)
    auto = _mean([way.think if on else way.direct for way, on in zip(ways, thinks, strict=True)])
    oracle = _mean([way.think if at < count else way.direct for at, way in enumerate(ranked)])
    always, never, rate = _mean([way.think for way in ways]), _mean([way.direct for way in ways]), count / len(ways)
    random = Choice(
        accuracy=rate * always.accuracy + (1 - rate) * never.accuracy,
        tokens=rate * always.tokens + (1 - rate) * never.tokens,
        think_rate=rate * always.think_rate + (1 - rate) * never.think_rate,
    )
    return Point(threshold, auto, oracle, random)


def _mean(outcomes: Sequence[tuple[bool, int, bool]]) -> Choice:
    count = len(outcomes)
    right, spent, thought = (sum(values) for values in zip(*outcomes, strict=True))
    return Choice(right / count, spent / count, thought / count)


def _plain(choice: Choice) -> dict[str, float]:
    return {"accuracy": round(choice.accuracy, 6), "tokens": round(choice.tokens, 3),
            "think_rate": round(choice.think_rate, 6)}  # fmt: skip
