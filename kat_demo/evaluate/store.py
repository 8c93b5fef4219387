"""A run on disk: one file of JSON lines, which holds all that is needed to go on with it or to look at it.

The first line says what the file is, with settings and model; then comes a line for each row of the set, then one for
each result, written as soon as it is there. A last line that was cut off is left out, and its row asked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kat_demo.engines import ModelInfo
from kat_demo.errors import ConfigError, InputError, KatError
from kat_demo.evaluate import machine
from kat_demo.evaluate.plan import Plan, Result, in_order
from kat_demo.evaluate.rows import PromptSet, Row

FORMAT: Final = "kat-demo evaluation 1"
_MODEL: Final = ("model", "quantization", "dtype", "parameters", "weights")
"""What of a model must be the same to go on with a run."""


@dataclass(frozen=True, slots=True)
class About:
    """Where a run was made: the model as `/model_info` gives it, hardware, commit of the code, when it began."""

    model: Mapping[str, Any]
    hardware: str = ""
    commit: str = ""
    began: str = ""

    @classmethod
    def here(cls, info: ModelInfo) -> About:
        names = ("model", "engine", "quantization", "device", "dtype", "context_length", "parameters", "weights")
        began = datetime.now(UTC).isoformat(timespec="seconds")
        return cls({name: getattr(info, name) for name in names}, machine.hardware(), machine.commit(), began)


class Store:
    """The file of one run. `open` makes or continues it, `read` only looks."""

    def __init__(self, path: Path, plan: Plan, about: About, results: Iterable[Result]) -> None:
        self.path, self.plan, self.about = path, plan, about
        self._results = {result.name: result for result in results}
        self.busy = False  # whether somebody is running it now

    @property
    def results(self) -> list[Result]:
        """What is there, in the order of the plan."""
        return in_order(self.plan, list(self._results.values()))

    @property
    def total(self) -> int:
        return len(self.plan.prompts.rows) * self.plan.seeds

    @property
    def done(self) -> int:
        return len(self._results)

    def todo(self) -> list[Any]:
        """The pieces of work that are left."""
        return [unit for unit in self.plan.units if unit.name not in self._results]

    def add(self, result: Result) -> None:
        """Keep a result; it is on the disk when this returns."""
        self._results[result.name] = result
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line({"result": result.to_dict()}))
            file.flush()
            os.fsync(file.fileno())

    def forget_failed(self) -> int:
        """Let the rows that failed be asked again; how many there are."""
        kept = {name: result for name, result in self._results.items() if not result.failed}
        count, self._results = len(self._results) - len(kept), kept
        if count:
            self._write()
        return count

    @classmethod
    def open(cls, path: Path, plan: Plan, info: ModelInfo) -> Store:
        """The run in this file, new if there is none. Raises ConfigError if another one stands there."""
        if not path.exists():
            store = cls(path, plan, About.here(info), ())
            store._write()
            return store
        store = cls.read(path)
        here = About.here(info)
        asked = plan.settings() | {name: here.model[name] for name in _MODEL}
        kept = store.plan.settings() | {name: store.about.model.get(name) for name in _MODEL}
        if other := [name for name, value in asked.items() if kept[name] != value]:
            raise ConfigError(
                f"{path}: holds a run with other settings ({', '.join(other)}). Choose another folder, or the same."
            )
        store._write()
        return store

    @classmethod
    def read(cls, path: Path) -> Store:
        """The run in this file, as it stands. Raises ConfigError where there is none."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ConfigError(f"{path}: cannot be read ({error}).") from error
        lines = text.split("\n")[:-1]  # what has no line break at its end was cut off
        try:
            head = json.loads(lines[0])
            if head["format"] != FORMAT:
                raise ValueError(head["format"])
            rows, results = _contents(lines[1:])
            plan = Plan.of(PromptSet(head["settings"]["set"], tuple(rows)), head["settings"])
            return cls(path, plan, About(**head["about"]), results)
        except (ValueError, LookupError, TypeError, KatError) as error:
            raise ConfigError(f"{path}: no evaluation can be read there ({error!r}). Choose another folder.") from error

    def _write(self) -> None:
        """The whole file anew; it is there in full or as it was."""
        head = {"format": FORMAT, "settings": self.plan.settings(), "about": _plain(self.about)}
        lines: list[dict[str, Any]] = [head, *({"row": row.to_dict()} for row in self.plan.prompts.rows)]
        lines += [{"result": result.to_dict()} for result in self._results.values()]
        fresh = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                file.writelines(map(_line, lines))
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, self.path)
        except OSError as error:
            raise ConfigError(f"{self.path}: cannot be written ({error}). Choose another folder.") from error


def _contents(lines: Iterable[str]) -> tuple[list[Row], list[Result]]:
    """Rows and results; a result that cannot be read counts as not made yet."""
    rows, results = [], []
    for data in _parsed(lines):
        if "row" in data:
            rows.append(Row.from_dict(data["row"]))
        elif "result" in data:
            try:
                results.append(Result.from_dict(data["result"]))
            except InputError:
                continue
    return rows, results


def _parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if isinstance(data, dict):
            yield data


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _plain(about: About) -> dict[str, Any]:
    return {"model": dict(about.model), "hardware": about.hardware, "commit": about.commit, "began": about.began}


def regraded(store: Store, prompts: PromptSet) -> Store:
    """The run with other keys for the same rows: the replies stay, what is right is found anew."""
    rows = {row.id: row for row in prompts.rows}
    plan = replace(store.plan, prompts=prompts)
    units = {unit.name: unit for unit in plan.units}
    results = [
        Result.of(units[result.name], result.turns) if result.turns and result.id in rows else result
        for result in store.results
    ]
    return Store(store.path, plan, store.about, results)
