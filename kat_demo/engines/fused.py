"""Fewer and larger operations in a decoding step on a GPU, where many small ones would take longer than the weights.

Norms are one operation each. Query heads that share a key head are computed as one head with more queries, so that
keys and values are read as they stand instead of being copied for each of them.
"""

from __future__ import annotations

from types import MethodType
from typing import Any, Final

import torch
import torch.nn.functional as F
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

NAME: Final = "grouped"
QUERIES: Final = 64
"""More than so many of a key head are left to transformers' own attention, which suits prompts."""


def use(model: Any) -> None:
    """Let a transformers model compute this way."""
    for part in model.modules():
        if type(part).__name__.endswith("RMSNorm") and hasattr(part, "variance_epsilon"):
            part.forward = MethodType(_norm, part)
    AttentionInterface.register(NAME, attention)
    AttentionMaskInterface.register(NAME, sdpa_mask)
    model.set_attn_implementation(NAME)


def _norm(part: Any, hidden: torch.Tensor) -> torch.Tensor:
    return F.rms_norm(hidden, part.weight.shape, part.weight, part.variance_epsilon)


def attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **options: Any,
) -> tuple[torch.Tensor, None]:
    """As transformers calls it: query [rows, heads, width, head_dim], key and value with fewer heads, each of which
    serves a group of query heads; the mask [rows, 1, width, length]. Returns [rows, width, heads, head_dim]."""
    rows, heads, width, size = query.shape
    shared = key.shape[1]
    group = heads // shared
    if attention_mask is None or group * width > QUERIES:
        found, _ = sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **options)
        return found, None
    mask = attention_mask[:, :, None].expand(-1, -1, group, -1, -1).flatten(2, 3)
    folded = query.reshape(rows, shared, group * width, size)
    answer = F.scaled_dot_product_attention(folded, key, value, attn_mask=mask, scale=scaling)
    return answer.reshape(rows, heads, width, size).transpose(1, 2), None
