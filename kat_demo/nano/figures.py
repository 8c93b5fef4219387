"""What became of each reply, and the figures of a set of them, with their uncertainty."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kat_demo.intervals import wilson

MIX: Final = "mix"
"""The row that weighs easy and hard problems equally, whatever number there is of each."""
HARD: Final = "thinking pays"
EASY: Final = "direct"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one reply went.

    Attributes:
        pays: whether the problem is a hard one, for which thinking pays.
        unseen: whether it was kept from training, in its wording, names and operands.
        out_of_scope: whether the honest fallback is the right reply.
        refused: whether the reply is that fallback.
        agrees: the model's own decision is the one that pays; None where it was forced.
    """

    family: str
    pays: bool
    unseen: bool
    out_of_scope: bool
    question: str
    mode: str
    correct: bool
    refused: bool
    tokens: int
    thought: bool
    agrees: bool | None
    valid: bool
    reply: str


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of a set of replies: shares from 0 to 1. `low` and `high` bound the accuracy with 95 % confidence.

    `agreement` is None where the mode was forced.
    """

    mode: str
    family: str
    count: int
    accuracy: float
    low: float
    high: float
    tokens: float
    think_rate: float
    agreement: float | None
    valid: float

    @classmethod
    def of(cls, mode: str, family: str, outcomes: Sequence[Outcome]) -> Row:
        """The figures of one or more replies, all of the same weight."""
        count = len(outcomes)
        right = sum(outcome.correct for outcome in outcomes)
        low, high = wilson(right, count)
        decided = [outcome.agrees for outcome in outcomes if outcome.agrees is not None]
        return cls(
            mode=mode,
            family=family,
            count=count,
            accuracy=right / count,
            low=low,
            high=high,
            tokens=sum(outcome.tokens for outcome in outcomes) / count,
            think_rate=sum(outcome.thought for outcome in outcomes) / count,
            agreement=sum(decided) / len(decided) if decided else None,
            valid=sum(outcome.valid for outcome in outcomes) / count,
        )

    @classmethod
    def mixed(cls, easy: Row, hard: Row) -> Row:
        """The figures of a mix in which both halves weigh the same."""

        def mean(of: Callable[[Row], float]) -> float:
            return (of(easy) + of(hard)) / 2

        low, high = mean_interval((easy, hard))
        agreed = [row.agreement for row in (easy, hard) if row.agreement is not None]
        return cls(
            mode=easy.mode,
            family=MIX,
            count=easy.count + hard.count,
            accuracy=mean(lambda row: row.accuracy),
            low=low,
            high=high,
            tokens=mean(lambda row: row.tokens),
            think_rate=mean(lambda row: row.think_rate),
            agreement=sum(agreed) / len(agreed) if agreed else None,
            valid=mean(lambda row: row.valid),
        )


def halves(mode: str, outcomes: Sequence[Outcome]) -> list[Row]:
    """The hard half, the easy half, and the mix of both; only what there are replies for."""
    found = []
    for name, pays in ((HARD, True), (EASY, False)):
        part = [outcome for outcome in outcomes if outcome.pays is pays]
        found += [Row.of(mode, name, part)] if part else []
    return [*found, Row.mixed(found[1], found[0])] if len(found) == 2 else found


def mean_interval(rows: Sequence[Row]) -> tuple[float, float]:
    """The 95 % interval of the mean of independent shares, from their Wilson intervals.

    The distances to their limits add up as squares (Zou and Donner's MOVER, as Newcombe uses it for a difference).
    """
    share = sum(row.accuracy for row in rows) / len(rows)
    below = math.sqrt(sum((row.accuracy - row.low) ** 2 for row in rows)) / len(rows)
    above = math.sqrt(sum((row.high - row.accuracy) ** 2 for row in rows)) / len(rows)
    return max(0.0, share - below), min(1.0, share + above)
