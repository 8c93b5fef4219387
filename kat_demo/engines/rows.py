"""The rows of the KV cache: which lane has which, what of it is computed, and the forward pass over some of them.

What a closed lane computed stays in its row until the row is needed, the one used longest ago first; then it moves to
the store, from which it comes back for a lane that starts alike. What an open lane has computed is copied for one that
starts alike, which is how a fork goes. Only token ids decide what is reused, and a token is always left to compute.
Everything here is called on the inference thread.
"""

from __future__ import annotations

from typing import Any, Final

import torch

from kat_demo.engines.cache import RowCache, argument
from kat_demo.engines.failures import first_line
from kat_demo.engines.fixed import BUCKET, WIDTHS, Fixed
from kat_demo.engines.lane import LocalLane, common_prefix
from kat_demo.engines.memory import Room
from kat_demo.engines.store import Store
from kat_demo.engines.tune import cheap, lay_out, tune

STORED: Final = 2
"""Times the memory of all rows at their longest that the store may take, where there is as much."""


class Rows:
    """A row for each lane, the model that fills them, and a store for what has no row any more.

    `fixed` says whether steps have fixed shapes, recorded and with kernels of their own on a GPU; None is on a GPU.
    `cheap` is how many tokens a step computes in about the time of one. `lost` says why nothing will work again, ""
    while all is well.
    """

    def __init__(self, model: Any, room: Room, fixed: bool | None = None) -> None:
        self._model, self._context, rows = model, room.context, room.lanes
        self._cache = RowCache(model.config, rows, model.device, model.dtype)
        on_gpu = model.device.type == "cuda"
        wanted = on_gpu if fixed is None else fixed
        if wanted and on_gpu:
            tune(model)
        elif not on_gpu:
            lay_out(model)
        self.cheap = cheap(model) if on_gpu else WIDTHS[-1]
        self.fixed = Fixed(model, self._cache) if wanted else None
        self._cache_argument = argument(model)
        self._spare = torch.device(room.spare.device)
        most = STORED * rows * room.context * self._cache.token_bytes
        self.store = Store(min(room.spare.bytes, most), self._cache.token_bytes)
        self._known: list[list[int]] = [[] for _ in range(rows)]  # tokens computed in each row that is free
        self._used = [0] * rows  # when each row was last given back
        self._free = set(range(rows))
        self._seated: dict[int, LocalLane] = {}  # who has each of the other rows
        self._clock = 0
        self.lost = ""

    @property
    def capacity(self) -> int:
        """Tokens for which each row holds memory now."""
        return self._cache.capacity

    def forward(self, lanes: list[LocalLane], tokens: list[list[int]], keep: int) -> torch.Tensor:
        """Compute tokens behind those that each lane has computed, equally many a lane. The caller counts them.

        Returns the logits behind the last `keep` tokens: [lanes, keep, vocabulary].
        """
        rows, starts = [lane.row for lane in lanes if lane.row is not None], [lane.computed for lane in lanes]
        width = len(tokens[0])
        if self.fixed is not None and keep == width <= WIDTHS[-1] and not self.fixed.failed:
            self._cache.reserve(max(starts) + WIDTHS[-1], self._context)
            found = self.fixed.forward(rows, starts, tokens)
            if found is not None:
                return found
        self._cache.reserve(max(starts) + width, self._context)
        positions, mask = self._cache.select(rows, starts, width)
        output = self._model(
            input_ids=torch.tensor(tokens, device=self._model.device),
            position_ids=positions,
            attention_mask=mask,
            use_cache=True,
            logits_to_keep=keep,
            **{self._cache_argument: self._cache},
        )
        logits: torch.Tensor = output.logits
        return logits

    def warm_up(self) -> None:
        """Record what is met first, so that no reply waits for it."""
        if self.fixed is not None:
            self._cache.reserve(min(BUCKET, self._context), self._context)
            for width in WIDTHS:
                if not self.fixed.failed:
                    self.fixed.forward([0], [0], [[0] * width])

    def seat(self, lane: LocalLane) -> None:
        """Give the lane a free row, if there is one, with the most that any row or the store shares with it."""
        if not self._free:
            return
        shared = {row: common_prefix(self._known[row], lane.ids) for row in self._free}
        shared |= {row: common_prefix(other.ids[: other.computed], lane.ids) for row, other in self._seated.items()}
        best = max(shared, key=lambda row: (shared[row], row in self._free, -self._used[row]))
        kept, stored = self.store.find(lane.ids)
        tokens = min(max(shared[best], stored), len(lane.ids) - 1)
        if kept is not None and tokens > shared[best]:
            self._clock += 1
            kept.used = self._clock  # so that it stays while room is made
            row = self._vacate()
            self._cache.reserve(tokens, self._context)
            self._cache.load(row, kept.states, tokens)
            if 2 * tokens >= len(kept.ids):
                self.store.drop(kept)
        elif best in self._free and 2 * tokens >= len(self._known[best]):
            row = best
        else:  # much of it is of another reply, so it is copied rather than overwritten
            row = self._vacate()
            if row != best and tokens:
                self._cache.copy(best, row, tokens)
        self._free.remove(row)
        self._seated[row] = lane
        self._known[row] = []
        lane.row, lane.computed = row, tokens
        lane.cached = min(tokens, lane.prompt_tokens)

    def _vacate(self) -> int:
        """The free row that was used longest ago, its conversation moved to the store; what it holds is still there."""
        row = min(self._free, key=lambda row: self._used[row])
        known = self._known[row]
        self.store.put(known, self._used[row], lambda: self._cache.save(row, len(known), self._spare))
        return row

    def leave(self, lane: LocalLane) -> None:
        """Take the lane's row back, if it has one."""
        if lane.row is None:
            return
        self._clock += 1
        self._known[lane.row] = lane.ids[: lane.computed]
        self._used[lane.row] = self._clock
        self._free.add(lane.row)
        del self._seated[lane.row]
        lane.row = None
        lane.drop_logits()

    def recover(self, error: Exception, failed: list[LocalLane]) -> None:
        """Trust nothing of the rows that failed; where memory ran out free all, whose lanes compute them again."""
        lost = failed
        if isinstance(error, torch.AcceleratorError):
            self.lost = f"The device does not answer any more ({first_line(error)}). Restart the server."
        if isinstance(error, torch.OutOfMemoryError):
            lost = list(self._seated.values())
            self._known = [[] for _ in self._known]
            self._cache.clear()
            self.store.clear()
        for lane in lost:
            lane.computed = 0
            lane.drop_logits()
