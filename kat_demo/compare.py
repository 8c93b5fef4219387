"""What a comparison shows: the cost of each mode, what automatic mode saved, and whether the answers agree. Pure.

Costs are compared as follows. The judge's tokens and seconds count for automatic mode only: whoever always thinks, or
never does, needs no judge. Time waited for the prompt to be read counts for every mode. A reply that did not end by
itself (token limit, stop, failure) has a cost but supports no claim of a saving.

Of several samples (the same question with further seeds) the means are given, each with its 95 % interval: Student's
t for amounts, Wilson's for shares.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kat_demo import answers
from kat_demo.answers import Agreement
from kat_demo.errors import InputError
from kat_demo.format import Decision
from kat_demo.intervals import wilson
from kat_demo.records import Finish, Mode, Turn, choose

_WHOLE: Final = (Finish.STOP, Finish.BUDGET)
_T: Final = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
             2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045)  # fmt: skip
"""Student's t at 97.5 %, for 1, 2, … degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Parts:
    """An amount by section: tokens or seconds. `prompt` is the time before the judge; tokens of it are not counted."""

    prompt: float = 0
    judge: float = 0
    thinking: float = 0
    answer: float = 0

    @property
    def total(self) -> float:
        return self.prompt + self.judge + self.thinking + self.answer


@dataclass(frozen=True, slots=True)
class Cost:
    """What one mode took. `whole` says whether the reply ended by itself, `correct` is None if nothing was expected."""

    tokens: Parts
    seconds: Parts
    whole: bool
    correct: bool | None = None


@dataclass(frozen=True, slots=True)
class Saving:
    """The change of automatic mode against always thinking, as shares: -0.62 is 62 % less."""

    tokens: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One sample. `agreement` and `saving` are None where nothing can be said yet, or at all."""

    costs: Mapping[Mode, Cost]
    chosen: Decision | None
    p_think: float | None
    agreement: Agreement | None
    saving: Saving | None

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "modes": {mode.value: _plain(cost) for mode, cost in self.costs.items()},
            "judge_chose": self.chosen.value if self.chosen else None,
            "p_think": None if self.p_think is None else round(self.p_think, 6),
            "answers_agree": self.agreement.value if self.agreement else None,
            "auto_against_think": _shares(self.saving),
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean and its 95 % interval; without a spread to go by, low and high are None."""

    mean: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """Several samples. Estimates are None where no sample has what they are about."""

    samples: int
    tokens: Mapping[Mode, Estimate]
    seconds: Mapping[Mode, Estimate]
    correct: Mapping[Mode, Estimate]
    thinks: Estimate | None
    agree: Estimate | None
    saved_tokens: Estimate | None
    saved_seconds: Estimate | None


def read_modes(value: object) -> tuple[Mode, ...]:
    """Check a list of modes. Raises InputError for one that is empty, has a mode twice, or an unknown one."""
    allowed = "a list of one or more different modes out of 'auto', 'think', 'no_think'"
    if not isinstance(value, list | tuple) or not value:
        raise InputError.of("modes", value, allowed)
    modes = tuple(choose(Mode, f"modes[{at}]", item) for at, item in enumerate(value))
    if len(set(modes)) < len(modes):
        raise InputError.of("modes", value, allowed)
    return modes


def summarize(lanes: Mapping[Mode, Turn], expected: str = "") -> Summary:
    """What can be said of the lanes as they stand. `expected` has gone through `answers.read_expected`."""
    costs = {mode: _cost(mode, turn, expected) for mode, turn in lanes.items()}
    whole = [turn.answer for mode, turn in lanes.items() if costs[mode].whole]
    judged: Turn = next(iter(lanes.values()), Turn())
    return Summary(
        costs=costs,
        chosen=judged.preferred,
        p_think=judged.p_think,
        agreement=answers.agreement(whole) if len(whole) == len(lanes) > 1 else None,
        saving=_saving(costs.get(Mode.AUTO), costs.get(Mode.THINK)),
    )


def gather(samples: Sequence[Summary]) -> Means:
    """The means of several samples of the same modes. Only replies that ended by themselves count."""
    whole = {
        mode: [sample.costs[mode] for sample in samples if mode in sample.costs and sample.costs[mode].whole]
        for mode in Mode
    }
    savings = [sample.saving for sample in samples if sample.saving]
    return Means(
        samples=len(samples),
        tokens={mode: mean([cost.tokens.total for cost in costs]) for mode, costs in whole.items() if costs},
        seconds={mode: mean([cost.seconds.total for cost in costs]) for mode, costs in whole.items() if costs},
        correct={mode: rate for mode, costs in whole.items() if (rate := share([cost.correct for cost in costs]))},
        thinks=share([sample.chosen is Decision.THINK_ON if sample.chosen else None for sample in samples]),
        agree=share([sample.agreement is not Agreement.DIFFERENT if sample.agreement else None for sample in samples]),
        saved_tokens=mean([saving.tokens for saving in savings]) if savings else None,
        saved_seconds=mean([saving.seconds for saving in savings]) if savings else None,
    )


def mean(values: Sequence[float]) -> Estimate:
    """The mean of one or more values."""
    middle, count = statistics.fmean(values), len(values)
    if count < 2:
        return Estimate(middle)
    spread = (_T[count - 2] if count - 2 < len(_T) else 1.96) * statistics.stdev(values) / math.sqrt(count)
    return Estimate(middle, middle - spread, middle + spread)


def share(values: Sequence[bool | None]) -> Estimate | None:
    """The share of True among what is known; None if nothing is."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    right, count = sum(known), len(known)
    return Estimate(right / count, *wilson(right, count))


def _cost(mode: Mode, turn: Turn, expected: str) -> Cost:
    usage, seconds = turn.usage, turn.seconds
    judged = mode is Mode.AUTO
    answering = max(seconds.total - seconds.first_answer, 0.0) if seconds.first_answer else 0.0
    before = max(seconds.total - seconds.judge - seconds.thinking - answering, 0.0)
    whole = turn.finish_reason in _WHOLE
    return Cost(
        tokens=Parts(0, usage.judge if judged else 0, usage.thinking, usage.answer),
        seconds=Parts(before, seconds.judge if judged else 0.0, seconds.thinking, answering),
        whole=whole,
        correct=answers.matches(turn.answer, expected) if expected and whole else None,
    )


def _saving(auto: Cost | None, think: Cost | None) -> Saving | None:
    if auto is None or think is None or not auto.whole or not think.whole:
        return None
    if not think.tokens.total or not think.seconds.total:
        return None
    return Saving(auto.tokens.total / think.tokens.total - 1, auto.seconds.total / think.seconds.total - 1)


def _plain(cost: Cost) -> dict[str, Any]:
    tokens, seconds = cost.tokens, cost.seconds
    return {
        "tokens": {name: int(getattr(tokens, name)) for name in ("judge", "thinking", "answer", "total")},
        "seconds": {
            name: round(getattr(seconds, name), 6) for name in ("prompt", "judge", "thinking", "answer", "total")
        },
        "whole": cost.whole,
        "correct": cost.correct,
    }


def _shares(saving: Saving | None) -> dict[str, float] | None:
    if saving is None:
        return None
    return {"tokens": round(saving.tokens, 6), "seconds": round(saving.seconds, 6)}
