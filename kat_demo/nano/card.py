"""The model card: what the model is, how it was made, and what was measured, from the files of the work folder.

What is not there was not measured, and the card says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kat_demo.errors import ConfigError
from kat_demo.nano.drawing import Axis, Series, chart
from kat_demo.nano.recipe import left_out
from kat_demo.nano.report import NOT_MEASURED, Report
from kat_demo.nano.work import Spent

ACCURACY: Final = "accuracy.svg"
REWARD: Final = "reward.svg"
_MADE, _RECIPE = "## How it was made", "The recipe is "
"""What stands before and behind that in a card."""
_EARLIER: Final = "The models before it, the latest first:"
"""What stands before the list of those that a model went on from; a Markdown reader numbers it."""
_SHAPE: Final = ("parameters", "layers", "vocabulary")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card is made of.

    Attributes:
        shape: `parameters` in millions, `layers` and `vocabulary`.
        made: what this model is the result of, in a sentence.
        report: the evaluation of just these weights, if there is one.
        times: of the stages, in their order; None where no time was kept.
        rewards: the lines of the log of Step-SRPO.
        ablations: evaluations of recipes that left parts out.
    """

    shape: Mapping[str, str]
    made: str
    report: Report | None = None
    times: Mapping[str, Spent | None] = field(default_factory=dict)
    rewards: Sequence[Mapping[str, float]] = ()
    ablations: Sequence[Report] = ()

    def write(self, folder: Path) -> None:
        """Put card and charts into the model's folder; a ConfigError if that cannot be done."""
        texts = {"README.md": self.text(), ACCURACY: self._accuracy_chart(), REWARD: self._reward_chart()}
        try:
            for name, text in texts.items():
                (folder / name).unlink(missing_ok=True)
                if text:
                    (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{folder}: the model card cannot be written there ({error}).") from error

    def text(self) -> str:
        """The card in Markdown."""
        report, measured = self.report, NOT_MEASURED[0].upper() + NOT_MEASURED[1:] + "."
        parts = {
            **{name: self.shape[name] for name in _SHAPE},
            "made": self.made,
            "headline": report.headline() if report else measured,
            "accuracy": f"![Accuracy against mean tokens]({ACCURACY})" if self._accuracy_chart() else "",
            "families": report.table() if report else measured,
            "cost": cost(self.times) or measured,
            "reward": f"![Rewards by step]({REWARD})" if self._reward_chart() else measured,
            "ablation": ablation(report, self.ablations) or measured,
        }
        text = files("kat_demo.nano").joinpath("card.md").read_text(encoding="utf-8")
        for name, part in parts.items():
            text = text.replace("{" + name + "}", part)
        return text

    def _accuracy_chart(self) -> str:
        """Accuracy against mean tokens, a point a mode; nothing if less than two modes were measured."""
        rows = self.report.mixes() if self.report else {}
        if len(rows) < 2:
            return ""
        names = {"auto": "auto", "think": "always think", "no_think": "never think"}
        points = [Series(names[mode], [(row.tokens, row.accuracy)]) for mode, row in rows.items()]
        tokens = Axis("mean tokens of a reply", 0, 1.1 * max(row.tokens for row in rows.values()))
        return chart("Accuracy against tokens", tokens, Axis("accuracy", 0, 1, percent=True), points)

    def _reward_chart(self) -> str:
        """Both rewards over the steps of Step-SRPO; nothing if it was not run."""
        lines = list({line["step"]: line for line in self.rewards}.values())  # a step done again counts once
        if not lines:
            return ""
        curves = [
            Series(name, [(line["step"], line[key]) for line in lines], joined=True)
            for name, key in (("right decision", "decision"), ("right answer", "answer"))
        ]
        steps = Axis("step", 0, max(line["step"] for line in lines))
        low = min(value for curve in curves for _, value in curve.points)
        rewards = Axis("mean reward of sampled replies", low - 0.02, 1, percent=True)
        return chart("Rewards in Step-SRPO", steps, rewards, curves)


def made(recipe: str, training: Spent | None, start: Path | None) -> str:
    """What was done, how long its pre-training took, and all that the card of the model tells that it went on from."""
    if training is not None:
        recipe += f" Pre-training took {_duration(training.seconds)} on {training.hardware}."
    path = start / "README.md" if start else None
    if path is None or not path.exists():
        return recipe
    told = path.read_text(encoding="utf-8").partition(_MADE)[2].partition(_RECIPE)[0].strip()
    if not told:
        return recipe
    latest, _, before = told.partition(f"\n\n{_EARLIER}\n\n")
    return f"{recipe}\n\n{_EARLIER}\n\n1. {latest}" + (f"\n{before}" if before else "")


def cost(times: Mapping[str, Spent | None]) -> str:
    """Wall time by stage and the machine, in Markdown; nothing if no stage has a time."""
    if not any(times.values()):
        return ""
    lines = ["| stage | wall time | on |", "|---|---|---|"]
    for name, spent in times.items():
        shown = f"{_duration(spent.seconds)} | {spent.hardware}" if spent else f"{NOT_MEASURED} | –"
        lines.append(f"| {name} | {shown} |")
    known = [spent.seconds for spent in times.values() if spent]
    missing = " (of the stages that were measured)" if len(known) < len(times) else ""
    return "\n".join([*lines, "", f"Together {_duration(sum(known))}{missing}."])


def _duration(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 5400 else f"{seconds / 60:.0f} min" if seconds >= 90 else "< 2 min"


def ablation(full: Report | None, ablations: Sequence[Report]) -> str:
    """What the model in auto mode loses without a part, in Markdown; nothing if no ablation was measured."""
    if not ablations:
        return ""
    lines = ["| left out | pre-training | accuracy, auto | mean tokens | think rate | decision right |"]
    lines.append("|---|---|---|---|---|---|")
    for report in ([full] if full else []) + list(ablations):
        row = report.mixes().get("auto")
        figures = NOT_MEASURED + " | – | – | –"
        if row is not None:
            decided = "–" if row.agreement is None else f"{row.agreement:.1%}"
            figures = f"{row.accuracy:.1%} ({row.low:.1%} to {row.high:.1%}) | {row.tokens:.0f} "
            figures += f"| {row.think_rate:.1%} | {decided}"
        lines.append(f"| {_left_out(report.about)} | {figures} |")
    return "\n".join(lines)


def _left_out(about: Mapping[str, Any]) -> str:
    """The parts that a recipe was without, and its tokens of pre-training: two cells."""
    settings = about.get("settings") or {}
    names = left_out(settings.get("without", ()), bool(settings.get("start")))
    tokens = f"{settings['tokens'] / 1e6:.0f} M tokens" if "tokens" in settings else "unknown"
    return f"{', '.join(names) or 'nothing'} | {tokens}"


def rewards(log: Path) -> list[dict[str, float]]:
    """The lines of the log of Step-SRPO; none if it was not run."""
    if not log.exists():
        return []
    lines = log.read_text(encoding="utf-8").split("\n")[:-1]
    return [json.loads(line) for line in lines]
