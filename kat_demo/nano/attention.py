"""Attention for packed rows on a CPU: plain matrix products with an additive mask.

PyTorch's fused attention is made for long sequences; on rows of a few hundred tokens two products and a softmax in
bfloat16 take less than half its time, forward and backward.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from transformers import AttentionInterface
from transformers.masking_utils import AttentionMaskInterface, eager_mask

NAME: Final = "packed"
FAR: Final = -1e9
"""What is added to the score of a token that may not be seen."""


def use(model: Any) -> None:
    """Let a transformers model compute its attention here."""
    AttentionInterface.register(NAME, attention)
    AttentionMaskInterface.register(NAME, eager_mask)
    model.set_attn_implementation(NAME)


def mask(document: torch.Tensor) -> torch.Tensor:
    """The mask [rows, 1, length, length] in which a token sees the earlier ones of its own sample.

    `document` [rows, length] numbers the samples of a row.
    """
    length = document.shape[1]
    causal = torch.ones(length, length, dtype=torch.bool, device=document.device).tril()
    seen = (document[:, None, :, None] == document[:, None, None, :]) & causal
    return torch.zeros(seen.shape, dtype=torch.bfloat16, device=document.device).masked_fill(~seen, FAR)


def attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor,
    scaling: float,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """As transformers calls it: query [rows, heads, length, width], key and value with fewer heads, each of which
    serves a group of query heads. Returns [rows, length, heads, width]."""
    rows, heads, length, width = query.shape
    shared = key.shape[1]
    scores = (query.reshape(rows, shared, -1, width) * scaling) @ key.transpose(-1, -2)
    weights = (scores.view(rows, heads, length, -1) + attention_mask).softmax(-1).to(value.dtype)
    found = weights.view(rows, shared, -1, key.shape[2]) @ value
    return found.view(rows, heads, length, width).transpose(1, 2), None
