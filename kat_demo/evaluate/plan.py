"""What a run asks and what came of it, as values: rows × modes × seeds, and a result for each row and seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from kat_demo.compare import read_modes
from kat_demo.errors import InputError
from kat_demo.evaluate.graders import grade
from kat_demo.evaluate.rows import PromptSet, Row
from kat_demo.records import Finish, Judge, Mode, Request, Sampling, Turn

MODES: Final = (Mode.AUTO, Mode.THINK, Mode.NO_THINK)
MAX_SEEDS: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: every row in every mode, with `seeds` seeds from `sampling.seed` on.

    All modes of a row and seed come from one judge, so they are one piece of work. Raises InputError, naming the field,
    for what cannot be run.
    """

    prompts: PromptSet
    modes: tuple[Mode, ...] = MODES
    seeds: int = 1
    sampling: Sampling = field(default_factory=lambda: Sampling(temperature=0.0))
    system_prompt: str = ""

    def __post_init__(self) -> None:
        read_modes(self.modes)
        if isinstance(self.seeds, bool) or not isinstance(self.seeds, int) or not 1 <= self.seeds <= MAX_SEEDS:
            raise InputError.of("seeds", self.seeds, f"a whole number from 1 to {MAX_SEEDS}")
        if self.seeds > 1 and self.sampling.temperature == 0:
            raise InputError.of("seeds", self.seeds, "1 at temperature 0, where every seed gives the same reply")
        if self.sampling.seed is None:
            object.__setattr__(self, "sampling", replace(self.sampling, seed=0))

    @property
    def units(self) -> list[Unit]:
        """The pieces of work, in order."""
        first = self.sampling.seed or 0
        return [Unit(row, (first + at) % 2**32) for at in range(self.seeds) for row in self.prompts.rows]

    def request(self, unit: Unit) -> Request:
        """What is asked for a piece of work; the mode is chosen later."""
        sampling = replace(self.sampling, seed=unit.seed)
        return Request(unit.row.prompt, unit.row.history, system_prompt=self.system_prompt, sampling=sampling)

    def settings(self) -> dict[str, Any]:
        """What decides the results, apart from the model; two runs with the same can go on from each other."""
        sampling = {name: value.value if isinstance(value, Judge) else value
                    for name, value in asdict(self.sampling).items()}  # fmt: skip
        return {
            "set": self.prompts.name,
            "rows": len(self.prompts.rows),
            "digest": self.prompts.digest,
            "modes": [mode.value for mode in self.modes],
            "seeds": self.seeds,
            "sampling": sampling,
            "system_prompt": self.system_prompt,
        }

    @classmethod
    def of(cls, prompts: PromptSet, settings: Mapping[str, Any]) -> Plan:
        """The plan that `settings` came from."""
        modes = read_modes(settings["modes"])
        sampling = Sampling(**settings["sampling"])
        return cls(prompts, modes, settings["seeds"], sampling, settings["system_prompt"])


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of work: a row with a seed."""

    row: Row
    seed: int

    @property
    def name(self) -> tuple[str, int]:
        return self.row.id, self.seed


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one row and seed.

    Attributes:
        turns: the record of each mode; none if the row failed as a whole, which `error` then explains.
        p_think: as the model gave it, not rounded; None where no decision was reached.
        correct: of each mode; None where nothing was expected, or the reply failed.
    """

    id: str
    seed: int
    turns: Mapping[Mode, Turn] = field(default_factory=dict)
    p_think: float | None = None
    correct: Mapping[Mode, bool | None] = field(default_factory=dict)
    error: str | None = None

    @classmethod
    def of(cls, unit: Unit, turns: Mapping[Mode, Turn]) -> Result:
        """A row that was asked, graded."""
        # read back at once, so that it is the same whether it comes from the engine or from a file
        kept = {mode: Turn.from_dict(turn.to_dict()) for mode, turn in turns.items()}
        correct = {
            mode: None if turn.finish_reason is Finish.ERROR else grade(unit.row.key, turn.answer)
            for mode, turn in kept.items()
        }
        p_think = next((turn.p_think for turn in turns.values()), None)
        return cls(unit.row.id, unit.seed, kept, p_think, correct)

    @property
    def name(self) -> tuple[str, int]:
        return self.id, self.seed

    @property
    def failed(self) -> bool:
        """Whether a mode of it has no reply."""
        return self.error is not None or any(turn.finish_reason is Finish.ERROR for turn in self.turns.values())

    def to_dict(self) -> dict[str, Any]:
        """The public form: a line of the file, and a row of `/evaluate`."""
        return {
            "id": self.id,
            "seed": self.seed,
            "p_think": self.p_think,
            "correct": {mode.value: right for mode, right in self.correct.items()},
            "error": self.error,
            "turns": {mode.value: turn.to_dict() for mode, turn in self.turns.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Result:
        """What `to_dict` wrote. Raises InputError where it is something else."""
        try:
            turns = {Mode(mode): Turn.from_dict(turn) for mode, turn in data["turns"].items()}
            correct = {Mode(mode): right for mode, right in data["correct"].items()}
            return cls(data["id"], data["seed"], turns, data["p_think"], correct, data["error"])
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InputError.of("result", data, f"a result of an evaluation ({error!r})") from None


def in_order(plan: Plan, results: Sequence[Result]) -> list[Result]:
    """The results in the order of the plan, whatever order they came in."""
    found = {result.name: result for result in results}
    return [found[unit.name] for unit in plan.units if unit.name in found]
