"""The shape of KAT-nano: a small `Qwen2ForCausalLM`, set by one dial.

`depth` counts layers, and everything else follows from it. This module knows nothing of data, training or files.
"""

from __future__ import annotations

from typing import Final

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

DEPTH: Final = 6
"""The dial of the published model: 5 M parameters."""

CONTEXT: Final = 2048
"""Positions in tokens."""

HEAD: Final = 32
"""Width of an attention head."""


def shape(depth: int = DEPTH, vocab_size: int = 2048, *, eos: int = 0, pad: int = 0) -> Qwen2Config:
    """The configuration at `depth` layers: width 128 for each three layers, four query heads to a key-value head."""
    if depth < 1:
        raise ValueError(f"depth: got {depth}, allowed is 1 or more.")
    hidden = 128 * max(1, round(depth / 3))
    return Qwen2Config(
        vocab_size=vocab_size,
        hidden_size=hidden,
        num_hidden_layers=depth,
        intermediate_size=3 * hidden,
        num_attention_heads=hidden // HEAD,
        num_key_value_heads=hidden // HEAD // 4,
        max_position_embeddings=CONTEXT,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        tie_word_embeddings=True,
        use_sliding_window=False,
        bos_token_id=None,
        eos_token_id=eos,
        pad_token_id=pad,
    )


def fresh(config: Qwen2Config, seed: int) -> Qwen2ForCausalLM:
    """A model with new weights, in float32. The same seed gives the same weights; the global random state stays."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Qwen2ForCausalLM(config)


def parameters(model: torch.nn.Module) -> int:
    """How many weights the model has, tied ones counted once."""
    return sum(weight.numel() for weight in model.parameters())
