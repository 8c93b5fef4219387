"""Decoding many replies at once, each up to its own end.

Prompts are padded on the left, so that all rows write their next token into the same column of the KV cache. Rows that
are done leave as soon as they are half of the batch, and with them the columns in which the others only have padding:
one long reply does not hold up its neighbours. A greedy reply is the one that the model gives to its prompt alone.

This module knows nothing of tokenizers, formats or problems.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import torch
from transformers.cache_utils import Cache

from kat_demo.engines.cache import argument
from kat_demo.nano import attention


class Columns(Cache):  # type: ignore[misc]
    """Keys and values [rows, kv_heads, columns, head_dim] of each layer, with room for `size` columns.

    `begin` moves on to the columns of the next forward pass, which each layer fills through `update`.
    """

    def __init__(self, size: int) -> None:
        super().__init__(layers=[])
        self._size = size
        self._stacks: tuple[list[torch.Tensor], list[torch.Tensor]] = ([], [])
        self._start = self.length = 0

    def begin(self, width: int) -> None:
        """The next forward pass adds `width` columns."""
        self._start, self.length = self.length, self.length + width

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, layer_idx: int, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Called by each layer: store the new columns, return all up to them."""
        found = []
        for stack, new in zip(self._stacks, (key_states, value_states), strict=True):
            if layer_idx == len(stack):
                rows, heads, _, width = new.shape
                stack.append(new.new_empty(rows, heads, self._size, width))
            stack[layer_idx][:, :, self._start : self.length] = new
            found.append(stack[layer_idx][:, :, : self.length])
        return found[0], found[1]

    def keep(self, rows: torch.Tensor, first: int) -> None:
        """Let go of all other rows, and of the columns before `first`."""
        self._size, self.length = self._size - first, self.length - first
        for stack in self._stacks:
            for layer, old in enumerate(stack):
                stack[layer] = old.new_empty(len(rows), old.shape[1], self._size, old.shape[3])
                stack[layer][:, :, : self.length] = old[rows, :, first : first + self.length]

    def get_seq_length(self, layer_idx: int = 0) -> int:
        """Positions are always given explicitly; nothing is derived from this."""
        return 0


class Batch:
    """The rows that are being decoded. `step` computes the tokens it is given and returns the logits behind them."""

    def __init__(self, model: Any, prompts: Sequence[Sequence[int]], limit: int) -> None:
        self._model = model
        self._argument = argument(model)
        longest = max(map(len, prompts))
        self._padding = torch.tensor([longest - len(prompt) for prompt in prompts], device=model.device)
        self._cache = Columns(longest + limit)
        self.ids = torch.tensor([[0] * (longest - len(prompt)) + list(prompt) for prompt in prompts])

    def step(self, tokens: torch.Tensor) -> torch.Tensor:
        """Tokens [rows, width] -> logits [rows, vocabulary] behind the last of them."""
        self._cache.begin(tokens.shape[1])
        columns = torch.arange(self._cache.length, device=self._padding.device)
        mine = columns[-tokens.shape[1] :]
        seen = (columns >= self._padding[:, None, None]) & (columns <= mine[:, None])
        mask = torch.zeros(seen.shape, dtype=self._model.dtype, device=seen.device).masked_fill(~seen, attention.FAR)
        output = self._model(
            input_ids=tokens.to(seen.device),
            position_ids=(mine - self._padding[:, None]).clamp(min=0),
            attention_mask=mask[:, None],
            use_cache=True,
            logits_to_keep=1,
            **{self._argument: self._cache},
        )
        logits: torch.Tensor = output.logits[:, -1].float()
        return logits

    def keep(self, rows: Sequence[int]) -> None:
        """Go on with these rows alone."""
        chosen = torch.tensor(rows, device=self._padding.device)
        first = int(self._padding[chosen].min())
        self._cache.keep(chosen, first)
        self._padding = self._padding[chosen] - first


@torch.inference_mode()
def decode(
    model: Any, prompts: Sequence[Sequence[int]], stops: Collection[int], limit: int, temperature: float = 0.0
) -> list[list[int]]:
    """What the model writes behind each prompt: up to and with the first token of `stops`, at most `limit` tokens.

    Greedy at temperature 0; otherwise drawn with PyTorch's global random numbers.
    """
    batch, found = Batch(model, prompts, limit), [list[int]() for _ in prompts]
    rows, ended = list(range(len(prompts))), [False] * len(prompts)
    tokens = batch.ids
    for _ in range(limit):
        drawn = _draw(batch.step(tokens), temperature)
        for row, token in zip(rows, drawn.tolist(), strict=True):
            if not ended[row]:
                found[row].append(token)
                ended[row] = token in stops
        left = [at for at, row in enumerate(rows) if not ended[row]]
        if not left:
            break
        if 2 * len(left) <= len(rows):
            batch.keep(left)
            rows, drawn = [rows[at] for at in left], drawn[left]
        tokens = drawn[:, None]
    return found


def _draw(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    """The next token of each row."""
    if temperature == 0:
        return logits.argmax(-1)
    return torch.multinomial((logits / temperature).softmax(-1), 1)[:, 0]
