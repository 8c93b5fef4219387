"""The KV cache of the local engine: one row for each lane, kept after the lane is done for whoever continues its text.

A row's tokens stand at positions 0, 1, 2, …, so cutting a row back is just forgetting its end, and forking it is
copying a slice. Rows grow together, in steps, as the longest needs. Works with every decoder whose layers all attend
to the whole text.
"""

from __future__ import annotations

import inspect
from typing import Any

import torch
from transformers import PretrainedConfig
from transformers.cache_utils import Cache

GROWTH = 256  # tokens; rows grow by doubling, at least this much


def argument(model: Any) -> str:
    """What the model's forward pass calls its cache, which transformers renamed in 5.18 or so."""
    return "cache" if "cache" in inspect.signature(model.forward).parameters else "past_key_values"


class RowCache(Cache):  # type: ignore[misc]
    """Keys and values of `rows` sequences, each layer a tensor [rows, kv_heads, capacity, head_dim].

    Before a forward pass `select` says which rows, and at which positions, the new tokens stand.
    """

    def __init__(self, config: PretrainedConfig, rows: int, device: torch.device, dtype: torch.dtype) -> None:
        super().__init__(layers=[])
        head_dim = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        self._shape = (rows, config.num_key_value_heads, 0, head_dim)
        self._options: dict[str, Any] = {"device": device, "dtype": dtype}
        self._keys = [torch.empty(self._shape, **self._options) for _ in range(config.num_hidden_layers)]
        self._values = [torch.empty(self._shape, **self._options) for _ in range(config.num_hidden_layers)]
        self._rows: slice | torch.Tensor = slice(0, 0)
        self._at: slice | torch.Tensor = slice(0, 0)
        self._length = 0
        self.version = 0
        """Changes when the rows move to other memory."""

    @property
    def capacity(self) -> int:
        """Tokens that a row holds now."""
        return self._keys[0].shape[2]

    def reserve(self, tokens: int, limit: int) -> None:
        """Make room for `tokens` in every row, at most `limit`."""
        if tokens <= self.capacity:
            return
        self.version += 1
        capacity = min(max(tokens, 2 * self.capacity, GROWTH), max(limit, tokens))
        for stack in (self._keys, self._values):
            for layer, old in enumerate(stack):
                grown = torch.zeros((*self._shape[:2], capacity, self._shape[3]), **self._options)
                grown[:, :, : old.shape[2]] = old
                stack[layer] = grown

    def clear(self) -> None:
        """Let go of all memory; rows are empty."""
        self.version += 1
        for stack in (self._keys, self._values):
            stack[:] = [torch.empty(self._shape, **self._options) for _ in stack]
        if self._options["device"].type == "cuda":
            torch.cuda.empty_cache()

    @property
    def token_bytes(self) -> int:
        """What a token of one row takes."""
        _, heads, _, head_dim = self._shape
        return int(2 * len(self._keys) * heads * head_dim * self._options["dtype"].itemsize)

    def save(self, row: int, tokens: int, device: torch.device) -> torch.Tensor:
        """The first `tokens` of a row, for `load`: [2, layers, kv_heads, tokens, head_dim] on `device`."""
        _, heads, _, head_dim = self._shape
        states = torch.empty((2, len(self._keys), heads, tokens, head_dim), **self._options | {"device": device})
        for stack, kept in zip((self._keys, self._values), states, strict=True):
            for layer, target in zip(stack, kept, strict=True):
                target.copy_(layer[row, :, :tokens])
        return states

    def load(self, row: int, states: torch.Tensor, tokens: int) -> None:
        """Give a row the first `tokens` of what was saved; there must be room."""
        for stack, kept in zip((self._keys, self._values), states, strict=True):
            for layer, source in zip(stack, kept, strict=True):
                layer[row, :, :tokens] = source[:, :tokens]

    def copy(self, source: int, target: int, tokens: int) -> None:
        """Give row `target` the first `tokens` of row `source`."""
        for stack in (self._keys, self._values):
            for layer in stack:
                layer[target, :, :tokens] = layer[source, :, :tokens]

    def select(self, rows: list[int], starts: list[int], width: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The next forward pass adds `width` tokens to each of `rows`, from position `starts` on.

        Returns the position ids [rows, width] and the attention mask [rows, 1, width, length], True where a token may
        look.
        """
        device = self._options["device"]
        self._length = max(starts) + width
        positions = torch.tensor(starts, device=device)[:, None] + torch.arange(width, device=device)
        mask = (torch.arange(self._length, device=device) <= positions[:, :, None])[:, None]
        if len(rows) == 1:
            self._rows, self._at = slice(rows[0], rows[0] + 1), slice(starts[0], starts[0] + width)
        else:
            self._rows, self._at = torch.tensor(rows, device=device), positions
        return positions, mask

    def select_fixed(
        self, rows: torch.Tensor, starts: torch.Tensor, width: int, length: int, row: int | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The same where rows [lanes] and starts [lanes] are not known before the pass runs, but `length` is.

        `row` is the only one, if it is just one.
        """
        self._length = length
        positions = starts[:, None] + torch.arange(width, device=starts.device)
        mask = (torch.arange(length, device=starts.device) <= positions[:, :, None])[:, None]
        self._rows, self._at = (rows, positions) if row is None else (slice(row, row + 1), positions[0])
        return positions, mask

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, layer_idx: int, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Called by each layer: store the new tokens [rows, kv_heads, width, head_dim], return all up to them."""
        found = []
        for stack, new in ((self._keys[layer_idx], key_states), (self._values[layer_idx], value_states)):
            if isinstance(self._rows, slice):
                stack[self._rows, :, self._at] = new
            else:
                stack[self._rows[:, None], :, self._at] = new.transpose(1, 2)
            found.append(stack[self._rows, :, : self._length])
        return found[0], found[1]

    def get_seq_length(self, layer_idx: int = 0) -> int:
        """Positions are always given explicitly; nothing is derived from this."""
        return 0
