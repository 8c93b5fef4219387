"""Fewer and larger operations in a decoding step on a GPU, where a thousand small ones take as long as the weights.

Norms and rotary positions are one kernel each, with the roundings of transformers' own. In attention, query heads that
share a key head are computed as one head with more queries, so that keys and values are read as they stand instead of
being copied for each of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import MethodType
from typing import Any, Final

import torch
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

from kat_demo.engines.kernels import compiled

NAME: Final = "grouped"
QUERIES: Final = 128
"""More than so many of a key head are left to transformers' own attention, which suits prompts."""

SOURCE: Final = Path(__file__).with_name("fused.cu")


def use(model: Any) -> None:
    """Let a transformers model on a GPU compute this way. What cannot be compiled raises, and nothing has changed."""
    if model.dtype == torch.bfloat16:
        norm, turn = (compiled(SOURCE, name) for name in ("rms_norm", "rotary"))
        for part in model.modules():
            if type(part).__name__.endswith("RMSNorm") and hasattr(part, "variance_epsilon"):
                part.forward = MethodType(_normalized(norm), part)
        module = sys.modules[type(model).__module__]  # where the layers look for the function
        plain = getattr(module, "apply_rotary_pos_emb", None)
        if plain is not None and not isinstance(plain, Rotary):
            module.apply_rotary_pos_emb = Rotary(plain, turn)  # type: ignore[attr-defined]
    AttentionInterface.register(NAME, attention)
    AttentionMaskInterface.register(NAME, sdpa_mask)
    model.set_attn_implementation(NAME)


def _normalized(kernel: Any) -> Callable[[Any, torch.Tensor], torch.Tensor]:
    def forward(part: Any, hidden: torch.Tensor) -> torch.Tensor:
        width = hidden.shape[-1]
        if not hidden.is_contiguous() or width % 8:
            plain: torch.Tensor = type(part).forward(part, hidden)
            return plain
        out = torch.empty_like(hidden)
        threads = min(1024, -(-width // 256) * 32)
        kernel(
            grid=(hidden.numel() // width, 1, 1),
            block=(threads, 1, 1),
            args=[hidden, part.weight, out, width, float(part.variance_epsilon)],
        )
        return out

    return forward


class Rotary:
    """In the place of transformers' `apply_rotary_pos_emb`, which computes what the kernel can't."""

    def __init__(self, plain: Callable[..., Any], kernel: Any) -> None:
        self._plain, self._kernel = plain, kernel

    def __call__(
        self, query: torch.Tensor, key: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, *args: Any, **options: Any
    ) -> Any:
        """query [rows, heads, width, head_dim], key with fewer heads, cos and sin [rows, width, head_dim]."""
        given = (query.transpose(1, 2), key.transpose(1, 2), cos, sin)
        fits = all(one.is_cuda and one.dtype == torch.bfloat16 and one.is_contiguous() for one in given)
        rows, heads, width, size = query.shape
        if args or options or not fits or cos.shape != (rows, width, size):
            return self._plain(query, key, cos, sin, *args, **options)
        shared, out = key.shape[1], (torch.empty_like(query), torch.empty_like(key))
        self._kernel(
            grid=(rows * width, heads + shared, 1),
            block=(size // 2, 1, 1),
            args=[query, key, cos, sin, *out, heads, shared],
        )
        return out


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
    shared, length = key.shape[1:3]
    group = heads // shared
    if attention_mask is None or group * width > QUERIES:
        found, _ = sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **options)
        return found, None
    folded = query.reshape(rows * shared, group * width, size)
    scores = _product(folded, key.reshape(rows * shared, length, size).mT).view(rows, shared, group, width, length)
    scale = size**-0.5 if scaling is None else scaling
    weights = (scores * scale).masked_fill_(~attention_mask[:, :, None], -torch.inf).softmax(-1).to(value.dtype)
    answer = weights.view(rows * shared, group * width, length) @ value.reshape(rows * shared, length, size)
    return answer.view(rows, heads, width, size).transpose(1, 2), None


def _product(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Their products in float32."""
    if left.is_cuda and left.dtype != torch.float32:
        return torch.bmm(left, right, out_dtype=torch.float32)
    return left.float() @ right.float()
