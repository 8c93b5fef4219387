"""Conversations that no row of the KV cache holds any more, kept within a budget of memory until somebody goes on.

One that nobody went on with is dropped in the end: the one used longest ago first. Only token ids decide what is
found. Everything here is called on the inference thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import torch

from kat_demo.engines.lane import common_prefix

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Kept:
    """One conversation: its tokens, their keys and values [2, layers, kv_heads, tokens, head_dim], and when it was
    used last."""

    ids: list[int]
    states: torch.Tensor
    used: int


class Store:
    """At most `budget` bytes of keys and values, of which a token has `token_bytes`."""

    def __init__(self, budget: int, token_bytes: int) -> None:
        self.budget, self._token_bytes = budget, token_bytes
        self._kept: list[Kept] = []

    @property
    def bytes(self) -> int:
        """Held now."""
        return sum(self._size(one.ids) for one in self._kept)

    def put(self, ids: list[int], used: int, states: Callable[[], torch.Tensor]) -> None:
        """Keep a conversation in place of older ones; it is not kept where younger ones leave no room for it.

        What is there already is not kept twice: neither if the new one goes on with it nor the other way round.
        """
        if not ids:
            return
        for one in self._kept:
            if common_prefix(one.ids, ids) == len(ids):
                one.used = max(one.used, used)
                return
        others = [one for one in self._kept if common_prefix(one.ids, ids) < len(one.ids)]
        younger = [one for one in others if one.used > used]
        if sum(self._size(one.ids) for one in younger) + self._size(ids) > self.budget:
            return
        self._kept = others
        while self.bytes + self._size(ids) > self.budget:
            self.drop(min(self._kept, key=lambda one: one.used))
        try:
            self._kept.append(Kept(ids, states(), used))
        except torch.OutOfMemoryError:  # somebody else uses the device too
            log.warning("There is no memory to keep conversations in; %d are let go.", len(self._kept))
            self.clear()

    def find(self, ids: list[int]) -> tuple[Kept | None, int]:
        """The conversation that shares most of its beginning with `ids`, and how many tokens; None without any."""
        shared = [(common_prefix(one.ids, ids), one.used, one) for one in self._kept]
        tokens, _, best = max(shared, key=lambda entry: entry[:2], default=(0, 0, None))
        return (best, tokens) if tokens else (None, 0)

    def drop(self, one: Kept) -> None:
        """Forget a conversation; nothing happens if it is not there any more."""
        self._kept = [other for other in self._kept if other is not one]

    def clear(self) -> None:
        """Forget all."""
        self._kept = []

    def _size(self, ids: list[int]) -> int:
        return len(ids) * self._token_bytes
