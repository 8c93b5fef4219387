"""The engine of a ZeroGPU Space, which lends a GPU for the time of one call.

The model is loaded here, where the `spaces` package only pretends that there is a GPU. What computes a reply is a fork
of this process, to which it has moved the weights; the engine proper is made there at the first call, and serves
further ones as long as the GPU is not taken back. Records come back from it, and nothing else.

Without ZeroGPU nothing of this is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any, Final, TypeVar

from kat_demo.engines import Lane, ModelInfo, Why
from kat_demo.engines.local import Codec, Loaded, LocalEngine, read, render, special_tokens
from kat_demo.engines.memory import GIB, Spare
from kat_demo.errors import EngineError, KatError
from kat_demo.records import Mode, Request, Sampling, Turn

T = TypeVar("T")

LONGEST: Final = 120.0
"""Seconds that are asked for at most: what every visitor may have at once."""
TOGETHER: Final = 2
"""Replies in one call, which are the branches of a comparison."""
JUDGE: Final = 200
ANSWER: Final = 800
THINKING: Final = 8000
"""Tokens that a section is expected to take at most; a budget or a limit that is lower counts instead."""
SLOW: Final = 20.0
"""Tokens per second before any reply was measured."""
_START: Final = 5.0
_MOVED: Final = 2 * GIB
"""Seconds until a process is ready, and bytes a second at which weights come to its GPU: both on the safe side."""


def load(source: str, *, name: str, quantize: str | None, context: int | None, lanes: int, why: Why) -> ZeroEngine:
    """Load a checkpoint where `spaces` pretends that there is a GPU. Call it on the main thread, before the page is
    served: that is when the weights are packed for whoever gets a GPU. Raises ModelError."""
    import spaces

    os.environ["HF_DEACTIVATE_ASYNC_LOAD"] = "1"  # transformers' own threads would look for a real GPU
    loaded = read(source, name=name, quantize=quantize, lanes=TOGETHER, context=context, why=why)
    return ZeroEngine(loaded, lanes, spaces.GPU)


class ZeroEngine:
    """See `kat_demo.engines.Engine` and `Lender`. `lanes` calls may ask for a GPU at the same time; `gpu` is the
    decorator of `spaces`."""

    def __init__(self, loaded: Loaded, lanes: int, gpu: Callable[..., Any]) -> None:
        self._loaded, self.lanes = loaded, lanes
        self._codec = Codec(loaded.tokenizer, frozenset())
        self.markers = special_tokens(loaded.tokenizer)
        self._speed = SLOW
        self._there: LocalEngine | None = None
        self._lent = gpu(self._compute, duration=self.seconds)

    @property
    def info(self) -> ModelInfo:
        return self._loaded.info

    def template(self, messages: list[dict[str, str]], /) -> str:
        return render(self._codec.tokenizer, messages)

    def count_tokens(self, text: str) -> int:
        return len(self._codec.encode(text))

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> Lane:
        raise EngineError("There is no GPU here; one is lent for a whole reply.")

    def shutdown(self) -> None:
        """Nothing runs here."""

    def lend(self, work: Callable[..., Iterator[T]], request: Request, *rest: Any) -> Iterator[T]:
        try:
            with closing(self._lent(work, self.fitting(request), *rest)) as series:
                for item in series:
                    if isinstance(item, KatError):
                        raise item
                    self._learn(item)
                    yield item
        except KatError:
            raise
        except Exception as error:
            if not (title := str(getattr(error, "title", ""))).startswith("ZeroGPU"):
                raise
            raise EngineError(plain(title, str(getattr(error, "message", error)))) from error

    def seconds(self, work: object, request: Request, *rest: Any) -> int:
        """For how long a GPU is asked for: what loading and the longest reply to `request` are expected to take."""
        answering = any(isinstance(one, Turn) and one.decision is not None for one in rest)
        tokens = ANSWER if answering else self._tokens(request)
        return round(min(LONGEST, self._start + tokens / self._speed))

    def fitting(self, request: Request) -> Request:
        """The same with no more thinking than there is time for, so that every reply comes to its answer."""
        sampling = request.sampling
        most = max(64, int((LONGEST - self._start) * self._speed) - JUDGE - ANSWER)
        budget = most if sampling.thinking_budget is None else min(most, sampling.thinking_budget)
        return replace(request, sampling=replace(sampling, thinking_budget=budget))

    @property
    def _start(self) -> float:
        return _START + self._loaded.info.memory_bytes / _MOVED

    def _tokens(self, request: Request) -> int:
        sampling = request.sampling
        thinking = THINKING if sampling.thinking_budget is None else min(sampling.thinking_budget, THINKING)
        expected = JUDGE + ANSWER + (0 if request.mode is Mode.NO_THINK else thinking)
        return min(expected, sampling.max_new_tokens or expected, self.info.context_length)

    def _learn(self, item: object) -> None:
        """What a reply that is done says of the speed."""
        for turn in item.values() if isinstance(item, dict) else (item,):
            if isinstance(turn, Turn) and turn.done and turn.tokens_per_second:
                self._speed += 0.3 * (turn.tokens_per_second - self._speed)

    # In the process that has the GPU.

    def _compute(self, work: Callable[..., Iterator[T]], request: Request, *rest: Any) -> Iterator[T | KatError]:
        """What `work` gives, and last the error with which it ends: raised ones would arrive without their words."""
        try:
            if self._there is None:
                one, room = self._loaded, replace(self._loaded.room, spare=Spare("cpu", 0))  # few come back here
                # recording CUDA graphs takes longer than it saves in one reply
                self._there = LocalEngine(one.model, one.tokenizer, one.info, room, fixed=False)
            yield from work(self._there, request, *rest)
        except KatError as error:
            yield error


def plain(title: str, message: str) -> str:
    """What `spaces` says in a notice, without markup, and what to do."""
    said = " ".join(re.sub(r"<[^>]*>", "", message).split())
    if title == "ZeroGPU worker error" and said == "GPU task aborted":
        return "The GPU was taken back before the reply was done. A lower thinking budget makes replies shorter."
    if title == "ZeroGPU worker error":
        return f"The reply failed on the GPU that was lent for it ({said}). Try again."
    advice = " Signed in to Hugging Face, you may have more time." if title == "ZeroGPU quota exceeded" else ""
    return f"No GPU was lent: {said.rstrip('.')}.{advice}"
