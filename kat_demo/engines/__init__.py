"""What the protocol needs of an engine: prompts rendered, and lanes that write, generate and score.

A *lane* is one reply in the making: a prompt and the text that follows it. Text comes onto a lane in two ways: the
model generates it, or the protocol writes it for the model. Whatever the lane's tokens are, the protocol sees text
only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, TypeVar, runtime_checkable

from kat_demo.records import Request, Sampling

T = TypeVar("T")


class Why(str, Enum):
    """Why a model was chosen; the page has the words."""

    ASKED = "asked"
    EMBEDDED = "embedded"
    NO_GPU = "no_gpu"
    GPU_HOLDS = "gpu_holds"
    GPU_SMALL = "gpu_small"
    GPU_LENT = "gpu_lent"
    ENDPOINT = "endpoint"


class Stage(str, Enum):
    """What is done before a model is ready, in this order."""

    STARTING = "starting"
    DOWNLOAD = "download"
    WEIGHTS = "weights"
    WARM_UP = "warm_up"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far loading is: bytes of a download, or tensors of a checkpoint; `total` is 0 where nobody knows it."""

    stage: Stage = Stage.STARTING
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is loaded, in words and figures that the page's header and `/model_info` show.

    Attributes:
        context_length: in tokens, prompt and reply together.
        parameters: number of weights.
        memory_bytes: bytes of the weights as loaded.
        why: why this model was chosen, with the `figures` that its words take.
        progress: of loading; None once the model is ready.
        error: why it could not be loaded, "" if it could or still may.
        forces: whether a reply can be continued from text, so that a mode can be forced.
        scores: whether log-probabilities can be had, so that p_think is known.
        weights: tells them from others of the same name and size; "" where a server has them.
    """

    model: str
    engine: str
    quantization: str
    device: str
    dtype: str
    context_length: int
    parameters: int
    memory_bytes: int
    why: Why = Why.ASKED
    figures: Mapping[str, str] = field(default_factory=dict)
    progress: Progress | None = None
    error: str = ""
    forces: bool = True
    scores: bool = True
    weights: str = ""

    @property
    def status(self) -> str:
        """ "ready", "loading" or "failed"."""
        if self.error:
            return "failed"
        return "loading" if self.progress is not None else "ready"


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a generation ended: `match` is the stop string that was met, "" otherwise.

    reason is "stop" (a stop string), "end" (the model ended its turn), "length" (max_tokens or the context) or
    "cancelled".
    """

    reason: str
    match: str = ""


class Lane(Protocol):
    """One reply in the making. Close it when done; what it computed may then serve the next prompt."""

    prompt_tokens: int
    """Tokens of the prompt."""
    cached: int
    """Those of them that did not have to be computed."""
    generated: int
    """Tokens drawn from the model so far (what was written for it does not count)."""
    stopped: Stop
    """Why the last `generate` ended."""

    @property
    def text(self) -> str:
        """The reply so far, generated and written."""

    @property
    def room(self) -> int:
        """Tokens that the context still takes."""

    def prefill(self) -> None:
        """Compute what is on the lane now, so that the next token comes at once. Raises EngineError."""

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        """Text as the model writes it, in pieces, until one of the `stop` strings, which is never part of it. A piece
        may be empty: nothing has come for a while.

        `stream` names the sequence of random numbers: with the same seed and name the same text gets the same draws,
        whatever was drawn before. Raises EngineError if generation fails.
        """

    def write(self, text: str) -> None:
        """Put `text` onto the lane as if the model had written it."""

    def score(self, options: Sequence[str]) -> list[float] | None:
        """Log-probability (natural, raw distribution) of each text as the lane's continuation; None if the engine has
        none to give."""

    def count(self, borders: Sequence[int]) -> list[int]:
        """Tokens of the reply in each stretch up to one of the `borders` (ascending positions in `text`), and behind
        the last one: len(borders) + 1 numbers. A token belongs to the stretch in which its first character lies."""

    def fork(self) -> Lane:
        """Another lane with the same text, which goes its own way from here; not while this one generates.

        What is computed is shared where the engine can do that, otherwise the new lane computes it again.
        """

    def cancel(self) -> None:
        """End a running `generate` within one token; callable from any thread."""

    def close(self) -> None:
        """Give the lane back."""


class Engine(Protocol):
    """A model that is ready to be asked."""

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""

    lanes: int
    """How many replies can be in the making at the same time."""

    @property
    def markers(self) -> tuple[str, ...]:
        """The model's special tokens as text, which no user text may contain."""

    def template(self, messages: list[dict[str, str]], /) -> str:
        """The model's own chat template, with the generation prompt at the end."""

    def count_tokens(self, text: str) -> int:
        """Tokens of a prompt."""

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> Lane:
        """A lane for one reply to `prompt`, of which `text` is written already.

        `sampling.seed` must be set. Raises ContextError if the prompt does not fit.
        """

    def shutdown(self) -> None:
        """End the engine's thread and free its memory."""


@runtime_checkable
class Lender(Protocol):
    """An engine that computes elsewhere, for the time of one call: in a process that has been lent a GPU."""

    def lend(self, work: Callable[..., Iterator[T]], request: Request, *rest: Any) -> Iterator[T]:
        """What `work(engine, request, *rest)` gives there. `work` and what it takes and gives can be pickled.

        Closing the iterator ends it there too. Raises EngineError where no GPU is to be had, or it is taken back.
        """
