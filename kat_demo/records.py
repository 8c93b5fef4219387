"""The values that flow through the demo: what was asked, how to sample, and the record of a reply.

All are frozen; a reply in progress is a series of `Turn` records, each replacing the last. `Turn.to_dict` is the public
form (API, exports, browser storage) and `Turn.from_dict` reads it back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import Enum
from typing import Any, TypeVar

from kat_demo.errors import InputError
from kat_demo.format import Decision

E = TypeVar("E", bound=Enum)


class Mode(str, Enum):
    """Who decides whether to think: the model, or the one who asks."""

    AUTO = "auto"
    THINK = "think"
    NO_THINK = "no_think"

    @property
    def forces(self) -> Decision | None:
        """The decision that this mode imposes, None if the model decides."""
        return {Mode.THINK: Decision.THINK_ON, Mode.NO_THINK: Decision.THINK_OFF}.get(self)


class Phase(str, Enum):
    """What is happening to a reply right now."""

    QUEUED = "queued"
    PREFILL = "prefill"
    JUDGE = "judge"
    THINKING = "thinking"
    ANSWER = "answer"
    DONE = "done"


class Finish(str, Enum):
    """Why a reply ended. `BUDGET`: its thinking was closed early and the answer then ended normally."""

    STOP = "stop"
    LENGTH = "length"
    BUDGET = "budget"
    CANCELLED = "cancelled"
    ERROR = "error"


class Judge(str, Enum):
    """Whether the judge writes its rationale, or is skipped to save its tokens."""

    KEEP = "keep"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a conversation. An assistant's content is its answer alone."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are drawn and when a reply has to end.

    Attributes:
        max_new_tokens: limit of the whole reply in tokens; None is what the context leaves.
        temperature: 0 to 2; 0 takes the most probable token.
        top_p: above 0 to 1, the share of probability from which is drawn.
        top_k: at least 0, the number of tokens from which is drawn; 0 is all.
        seed: of the random numbers; None draws one, and the record says which.
        thinking_budget: most tokens of thinking before it is closed; None is no limit.
        think_threshold: 0 to 1; in automatic mode the reply thinks if p_think is at least this.
        judge: whether the judge writes.
    """

    max_new_tokens: int | None = None
    temperature: float = 0.6
    top_p: float = 0.95
    top_k: int = 0
    seed: int | None = None
    thinking_budget: int | None = None
    think_threshold: float = 0.5
    judge: Judge = Judge.KEEP

    def __post_init__(self) -> None:
        _integer("max_new_tokens", self.max_new_tokens, 1, 1_000_000)
        _number("temperature", self.temperature, 0.0, 2.0)
        _number("top_p", self.top_p, 0.0, 1.0, open_low=True)
        _integer("top_k", self.top_k, 0, 1_000_000, optional=False)
        _integer("seed", self.seed, 0, 2**32 - 1)
        _integer("thinking_budget", self.thinking_budget, 0, 1_000_000)
        _number("think_threshold", self.think_threshold, 0.0, 1.0)
        object.__setattr__(self, "judge", choose(Judge, "judge", self.judge))


@dataclass(frozen=True, slots=True)
class Request:
    """All that is needed to make a reply."""

    message: str
    history: tuple[Message, ...] = ()
    mode: Mode = Mode.AUTO
    system_prompt: str = ""
    sampling: Sampling = field(default_factory=Sampling)

    def __post_init__(self) -> None:
        if not isinstance(self.message, str) or not self.message.strip():
            raise InputError.of("message", self.message, "a text that is not empty")
        if not isinstance(self.system_prompt, str):
            raise InputError.of("system_prompt", self.system_prompt, "a text")
        object.__setattr__(self, "mode", choose(Mode, "mode", self.mode))


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens by section. A section's tokens include the tags that open and close it, so the three sections
    add up to the whole reply; `cached` are those of the prompt that did not have to be computed."""

    prompt: int = 0
    cached: int = 0
    judge: int = 0
    thinking: int = 0
    answer: int = 0

    @property
    def reply(self) -> int:
        """Tokens of the reply."""
        return self.judge + self.thinking + self.answer


@dataclass(frozen=True, slots=True)
class Seconds:
    """Seconds until the first token and until the first piece of answer, of each section, and of the whole."""

    first_token: float = 0.0
    judge: float = 0.0
    thinking: float = 0.0
    first_answer: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """The record of one reply, at one moment. `finish_reason` is None until `phase` is done."""

    mode: Mode = Mode.AUTO
    decision: Decision | None = None
    forced: bool = False
    p_think: float | None = None
    judge: str = ""
    thinking: str = ""
    answer: str = ""
    phase: Phase = Phase.QUEUED
    finish_reason: Finish | None = None
    error: str | None = None
    usage: Usage = field(default_factory=Usage)
    seconds: Seconds = field(default_factory=Seconds)
    tokens_per_second: float = 0.0
    model: str = ""
    sampling: Sampling = field(default_factory=Sampling)

    @property
    def done(self) -> bool:
        return self.phase is Phase.DONE

    @property
    def preferred(self) -> Decision | None:
        """What the judge chose, or would have chosen; None if p_think is not known."""
        if self.p_think is None:
            return None
        return Decision.THINK_ON if self.p_think >= self.sampling.think_threshold else Decision.THINK_OFF

    @property
    def overruled(self) -> bool:
        """Whether the mode forced what the judge would not have chosen."""
        return self.forced and None not in (self.decision, self.preferred) and self.decision is not self.preferred

    def to_dict(self) -> dict[str, Any]:
        """The public form: plain JSON values; enums as their names, numbers rounded to what is meaningful."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: Any) -> Turn:
        """Read the public form back. Raises InputError where it is not one."""
        if not isinstance(data, Mapping):
            raise InputError.of("turn", data, "a Turn record")
        known = {item.name for item in fields(cls)}
        try:
            values: dict[str, Any] = {name: value for name, value in data.items() if name in known}
            for name in ("judge", "thinking", "answer", "model"):
                if not isinstance(values.get(name, ""), str):
                    raise InputError.of(f"turn.{name}", values[name], "a text")
            values["mode"] = choose(Mode, "turn.mode", values.get("mode", "auto"))
            values["phase"] = choose(Phase, "turn.phase", values.get("phase", "done"))
            for name, kind in (("decision", Decision), ("finish_reason", Finish)):
                if values.get(name) is not None:
                    values[name] = choose(kind, f"turn.{name}", values[name])
            values["usage"] = Usage(**values.get("usage", {}))
            values["seconds"] = Seconds(**values.get("seconds", {}))
            values["sampling"] = Sampling(**values.get("sampling", {}))
            return cls(**values)
        except TypeError as error:
            raise InputError.of("turn", data, f"a Turn record ({error})") from None

    def evolve(self, **changes: Any) -> Turn:
        """A copy with some values changed."""
        return replace(self, **changes)


def choose(kind: type[E], name: str, value: object) -> E:
    """The member of `kind` that `value` names."""
    try:
        return kind(value)
    except ValueError:
        raise InputError.choice(name, value, [str(member.value) for member in kind]) from None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def _integer(name: str, value: object, low: int, high: int, optional: bool = True) -> None:
    if value is None and optional:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError.of(name, value, f"a whole number from {low} to {high}" + (" or null" if optional else ""))


def _number(name: str, value: object, low: float, high: float, open_low: bool = False) -> None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not good or not low <= value <= high or (open_low and value == low):  # type: ignore[operator]
        raise InputError.of(name, value, f"a number {'above' if open_low else 'from'} {low:g} to {high:g}")
