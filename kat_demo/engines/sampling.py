"""Drawing the next token of several lanes at once, from their own random numbers.

One uniform number a token decides, by inverting the cumulative distribution, so a lane's text depends on its own seed
only, on every device. The nucleus is sought among the most probable tokens first: a vocabulary of 152k is never
sorted for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

NUCLEUS = 64  # so many of the most probable tokens hold the nucleus nearly always


@dataclass(frozen=True, slots=True)
class Draw:
    """How one token is to be drawn; `uniform` is the random number, from 0 to below 1."""

    temperature: float
    top_p: float
    top_k: int
    uniform: float


def sample(logits: torch.Tensor, draws: Sequence[Draw]) -> list[int]:
    """The next token of each row of `logits` [rows, vocabulary]."""
    size = logits.shape[-1]
    greedy = [row for row, draw in enumerate(draws) if draw.temperature == 0]
    free = [row for row, draw in enumerate(draws) if draw.temperature > 0 and draw.top_p == 1 and not draw.top_k]
    tokens: dict[int, int] = {}
    if greedy:
        tokens |= zip(greedy, _pick(logits, greedy).argmax(-1).tolist(), strict=True)
    if free:
        tokens |= zip(free, _all(_pick(logits, free), [draws[row] for row in free]), strict=True)
    width = min(NUCLEUS, size)
    while rows := [row for row in range(len(draws)) if row not in tokens]:
        found = _nucleus(_pick(logits, rows), [draws[row] for row in rows], width)
        tokens |= {row: token for row, token in zip(rows, found, strict=True) if token >= 0}
        width = min(width * 16, size)
    return [tokens[row] for row in range(len(draws))]


def _pick(logits: torch.Tensor, rows: list[int]) -> torch.Tensor:
    return (logits if len(rows) == len(logits) else logits[rows]).float()


def _all(logits: torch.Tensor, draws: Sequence[Draw]) -> list[int]:
    """Draw each row from the whole vocabulary; nothing need be sorted for it."""
    temperature, uniform = _columns(logits, [[draw.temperature, draw.uniform] for draw in draws])
    return _invert((logits / temperature).softmax(-1), uniform)[:, 0].tolist()


def _nucleus(logits: torch.Tensor, draws: Sequence[Draw], width: int) -> list[int]:
    """Draw each row from its `width` most probable tokens; -1 where these do not hold the nucleus."""
    size = logits.shape[-1]
    values = [[draw.temperature, draw.top_p, draw.top_k or size, draw.uniform] for draw in draws]
    temperature, top_p, top_k, uniform = _columns(logits, values)
    scaled = logits / temperature
    best, tokens = torch.topk(scaled, width)
    probability = (best - scaled.logsumexp(-1, keepdim=True)).exp()
    probability = probability * (torch.arange(width, device=logits.device) < top_k)
    total = torch.where(top_k < size, probability.sum(-1, keepdim=True), 1.0)
    before = probability.cumsum(-1) - probability
    kept = probability * ((before < top_p * total) | (top_p == 1))
    found = tokens.gather(-1, _invert(kept, uniform))
    if width < size:
        enough = (kept.sum(-1, keepdim=True) >= top_p * total) | (top_k <= width)
        found = torch.where(enough, found, -1)
    return found[:, 0].tolist()


def _columns(logits: torch.Tensor, values: list[list[float]]) -> torch.Tensor:
    """Each option as a column [rows, 1] on the device of the logits."""
    return torch.tensor(values, dtype=torch.float32).to(logits.device).T[:, :, None]


def _invert(weights: torch.Tensor, uniform: torch.Tensor) -> torch.Tensor:
    """The place [rows, 1] at which each row's cumulative weight passes its random number; never one without weight."""
    mass = weights.cumsum(-1)
    place = (mass <= uniform * mass[:, -1:]).sum(-1, keepdim=True)
    return torch.minimum(place, (weights > 0).int().cumsum(-1).argmax(-1, keepdim=True))
