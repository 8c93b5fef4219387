"""Decoding steps of fixed shapes, recorded as CUDA graphs: one launch a step instead of a thousand.

A step computes a few tokens on each of some lanes, which look at the first `length` tokens of their rows; lengths grow
in buckets, so few shapes occur, and each is recorded when it is first met. Every recording is checked against the pass
that it was made from. On a CPU the same steps are computed, only not recorded: so they can be tested anywhere. All of
it is called on the inference thread.
"""

from __future__ import annotations

import logging
from typing import Any, Final

import torch

from kat_demo.engines.cache import RowCache, argument
from kat_demo.engines.failures import first_line
from kat_demo.engines.lookup import MOST

log = logging.getLogger(__name__)

WIDTHS: Final = (1, 1 + MOST)
"""Tokens of a step on each lane: the one drawn, alone or with a guess behind it."""

BUCKET: Final = 1024
"""Tokens by which the length grows that a step looks at."""

TOLERANCE: Final = 0.05
"""How far a recording's logits may be from those that it was made from, as a share of the largest: 16 bits round."""


class Fixed:
    """Computes steps of one model on one cache. `failed` says why it can't any more, "" while all is well."""

    def __init__(self, model: Any, cache: RowCache) -> None:
        self._model, self._cache = model, cache
        self._steps: dict[tuple[int, int], _Step] = {}  # by the row, or minus the number of lanes; and by the width
        self._version = cache.version
        self._pool: Any = None
        self.failed = ""

    def forward(self, rows: list[int], starts: list[int], tokens: list[list[int]]) -> torch.Tensor | None:
        """The logits behind each of the tokens [lanes, width, vocabulary]; None if it has failed.

        The cache must have room for the tokens, and for as many more as make one of `WIDTHS`.
        """
        width = len(tokens[0])
        padded = min(one for one in WIDTHS if one >= width)
        length = min(-(-(max(starts) + padded) // BUCKET) * BUCKET, self._cache.capacity)
        if self._version != self._cache.version:  # what is recorded points to memory that is no longer the cache's
            self._steps, self._version = {}, self._cache.version
        key = (rows[0] if len(rows) == 1 else -len(rows), padded)
        spare = [0] * (padded - width)  # any token may stand there: nothing looks at it
        inputs = [[row, start, *some, *spare] for row, start, some in zip(rows, starts, tokens, strict=True)]
        try:
            step = self._steps.get(key)
            if step is None or step.length != length:
                self._steps.pop(key, None)
                step = self._steps[key] = _Step(self._model, self._cache, inputs, length)
                if self._model.device.type == "cuda":
                    self._pool = step.record(self._pool)
            return step(inputs)[:, :width]
        except torch.OutOfMemoryError:
            raise
        except Exception as error:
            self.failed, self._steps = first_line(error), {}
            log.warning("Decoding goes on without CUDA graphs: %s", self.failed)
            if self._model.device.type == "cuda":
                torch.cuda.synchronize()  # raises where it is the device that is lost, not just the recording
            return None


class _Step:
    """A step of one shape, whose inputs stand where a recording finds them: row, start and tokens of each lane."""

    def __init__(self, model: Any, cache: RowCache, inputs: list[list[int]], length: int) -> None:
        self._model, self._cache, self.length = model, cache, length
        self._argument = argument(model)
        self._inputs = torch.tensor(inputs, device=model.device)
        self._row = inputs[0][0] if len(inputs) == 1 else None
        self._graph: Any = None
        self._logits = torch.empty(0)

    def __call__(self, inputs: list[list[int]]) -> torch.Tensor:
        self._inputs.copy_(torch.tensor(inputs))
        if self._graph is None:
            return self._compute()
        self._graph.replay()
        return self._logits.clone()  # the next replay writes there again

    def record(self, pool: Any) -> Any:
        """Record the step with the inputs that it was made with; returns the memory pool that all recordings share."""
        aside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):  # libraries allocate at their first calls, which cannot be recorded
            self._compute()
            expected = self._compute()
        torch.cuda.current_stream().wait_stream(aside)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=pool, capture_error_mode="thread_local"):
            self._logits = self._compute()
        graph.replay()
        off = float((self._logits.float() - expected.float()).abs().max() / expected.float().abs().max())
        if not off <= TOLERANCE:
            raise RuntimeError("a recorded step gives other logits than the same step computed anew.")
        self._graph = graph
        return graph.pool()

    def _compute(self) -> torch.Tensor:
        rows, starts, ids = self._inputs[:, 0], self._inputs[:, 1], self._inputs[:, 2:]
        positions, mask = self._cache.select_fixed(rows, starts, ids.shape[1], self.length, self._row)
        output = self._model(
            input_ids=ids,
            position_ids=positions,
            attention_mask=mask,
            use_cache=True,
            **{self._argument: self._cache},
        )
        logits: torch.Tensor = output.logits
        return logits
