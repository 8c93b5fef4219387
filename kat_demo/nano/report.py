"""What an evaluation found, as tables in Markdown and as a file.

The headline is about problems that were kept from training. What was asked in training's own words is there to compare
with, and stands in no table. What was not measured is called that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from kat_demo.errors import ConfigError
from kat_demo.nano.figures import MIX, Outcome, Row, halves

NOT_MEASURED: Final = "not measured"
_NAMES: Final = {"auto": "auto", "think": "always think", "no_think": "never think"}


@dataclass(frozen=True, slots=True)
class Report:
    """All that an evaluation found. `about` says of what: the settings of the recipe, the weights."""

    outcomes: tuple[Outcome, ...]
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def _main(self) -> tuple[Outcome, ...]:
        """The replies that the tables are about: to problems kept from training, if there are any."""
        unseen = tuple(outcome for outcome in self.outcomes if outcome.unseen)
        return unseen or self.outcomes

    def rows(self) -> list[Row]:
        """For each mode its families, then the hard ones, the easy ones, and the mix."""
        found = []
        for mode, mine in _by_mode(self._main).items():
            for family in dict.fromkeys(outcome.family for outcome in mine):
                found.append(Row.of(mode, family, [outcome for outcome in mine if outcome.family == family]))
            found += halves(mode, mine)
        return found

    def mixes(self) -> dict[str, Row]:
        """The last row of each mode: the mix, or the only half that was asked."""
        return {row.mode: row for row in self.rows()}

    def headline(self) -> str:
        """A row for each mode, and what they leave unsaid, in Markdown."""
        mixes = self.mixes()
        head = (
            "| mode | accuracy | 95 % interval | mean tokens | of always think | think rate | decision right "
            "| valid format |"
        )
        lines = [head, "|---|---|---|---|---|---|---|---|"]
        for mode, name in _NAMES.items():
            lines.append(_headline(name, mixes.get(mode), mixes.get("think")))
        return "\n".join([*lines, "", self.caption(), "", *(f"* {name}: {text}" for name, text in self.further())])

    def caption(self) -> str:
        """What the headline is about."""
        count = sum(outcome.mode == next(iter(self._modes), "") for outcome in self._main)
        if any(row.family == MIX for row in self.mixes().values()):
            weights = (
                "Half of the weight is on easy problems (meant to be answered directly), half on hard ones (thinking "
                "pays), and within each half all problems weigh the same"
            )
        else:
            weights = "Not a mix: only easy or only hard problems were asked"
        kind = "kept from training" if any(outcome.unseen for outcome in self.outcomes) else "as in training"
        return f"{weights}. Greedy decoding, {count} problems {kind}."

    def further(self) -> list[tuple[str, str]]:
        """Figures beside the headline, by name."""
        auto = [outcome for outcome in self._main if outcome.mode == "auto"]
        beyond = [outcome.refused for outcome in auto if outcome.out_of_scope]
        within = [outcome.refused for outcome in auto if not outcome.out_of_scope]
        return [
            ("Valid format, all modes", _share([outcome.valid for outcome in self._main])),
            ("Unseen wordings, names and operands against seen ones, auto", self._against_seen()),
            ("Fallback on out-of-scope prompts, auto", _share(beyond)),
            ("In-scope prompts refused, auto", _share(within)),
        ]

    def _against_seen(self) -> str:
        rows = []
        for unseen in (True, False):
            part = [outcome for outcome in self.outcomes if outcome.mode == "auto" and outcome.unseen is unseen]
            rows += [halves("auto", part)[-1]] if part else []
        if len(rows) < 2 or rows[0].family != rows[1].family:
            return NOT_MEASURED
        unseen_row, seen_row = rows
        share = f"{unseen_row.accuracy / seen_row.accuracy:.1%}" if seen_row.accuracy else "no share"
        return f"{share} ({unseen_row.accuracy:.1%} against {seen_row.accuracy:.1%} of {seen_row.count})"

    @property
    def _modes(self) -> list[str]:
        return list(_by_mode(self._main))

    def table(self) -> str:
        """The figures by family in Markdown."""
        head = "| mode | family | n | accuracy | 95 % interval | tokens | think rate | decision right | valid format |"
        return "\n".join([head, "|---|---|---|---|---|---|---|---|---|", *map(_line, self.rows())])

    def wrong(self, count: int) -> str:
        """Up to `count` wrong replies of each family and mode, with their questions."""
        shown: dict[tuple[str, str], list[str]] = {}
        for outcome in self.outcomes:
            if not outcome.correct:
                text = f"## {outcome.mode} {outcome.family}: {outcome.question}\n{outcome.reply}"
                shown.setdefault((outcome.mode, outcome.family), []).append(text)
        return "\n\n".join(text for texts in shown.values() for text in texts[:count])

    def write(self, path: Path) -> None:
        """Figures and replies in JSON; a ConfigError if the file cannot be written."""
        content = {
            "about": dict(self.about),
            "rows": [asdict(row) for row in self.rows()],
            "further": dict(self.further()),
            "outcomes": [asdict(one) for one in self.outcomes],
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written ({error}). Choose another file.") from error

    @classmethod
    def read(cls, path: Path) -> Report:
        """What `write` wrote; a ConfigError if the file is something else."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(tuple(Outcome(**one) for one in content["outcomes"]), content["about"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ConfigError(
                f"{path}: no evaluation can be read there ({error!r}). Run the stage evaluate."
            ) from error


def _by_mode(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.mode, []).append(outcome)
    return found


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values) / len(values):.1%} of {len(values)}" if values else NOT_MEASURED


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _headline(name: str, row: Row | None, always: Row | None) -> str:
    if row is None:
        return f"| {name} | {NOT_MEASURED} | – | – | – | – | – | – |"
    share = NOT_MEASURED if always is None else f"{row.tokens / always.tokens:.0%}"
    return (
        f"| {name} | {row.accuracy:.1%} | {row.low:.1%} to {row.high:.1%} | {row.tokens:.0f} | {share} "
        f"| {row.think_rate:.1%} | {_percent(row.agreement)} | {row.valid:.1%} |"
    )


def _line(row: Row) -> str:
    return (
        f"| {row.mode} | {row.family} | {row.count} | {row.accuracy:.1%} | {row.low:.1%} to {row.high:.1%} "
        f"| {row.tokens:.0f} | {row.think_rate:.1%} | {_percent(row.agreement)} | {row.valid:.1%} |"
    )
