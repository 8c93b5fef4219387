"""The shape of KAT-nano: a small `Qwen2ForCausalLM`, set by one dial.

`depth` counts layers, and everything else follows from it. This module knows nothing of data, training or files.
"""

from __future__ import annotations

import math
from typing import Final

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from kat_demo.errors import ModelError

DEPTH: Final = 6
"""The dial of the published model: 5 M parameters."""

CONTEXT: Final = 2048
"""Positions in tokens."""

HEAD: Final = 32
"""Width of an attention head."""


def shape(depth: int = DEPTH, vocab_size: int = 2048, *, eos: int = 0, pad: int = 0) -> Qwen2Config:
    """The configuration at `depth` layers: width 128 for each four begun, four query heads to a key-value head."""
    if depth < 1:
        raise ValueError(f"depth: got {depth}, allowed is 1 or more.")
    hidden = 128 * math.ceil(depth / 4)
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


def grown(model: Qwen2ForCausalLM, depth: int) -> Qwen2ForCausalLM:
    """A model with `depth` layers that computes what `model` does, or `model` itself if it has so many.

    The new layers stand behind those they are copies of, evenly spread, with output projections of zero: they add
    nothing until they are trained (Wu et al., 2024). A ModelError if `model` is of another width or deeper.
    """
    had, ends = model.config.num_hidden_layers, {"eos": model.config.eos_token_id, "pad": model.config.pad_token_id}
    config = shape(depth, model.config.vocab_size, **ends)
    if had > depth or model.config.hidden_size != config.hidden_size:
        raise ModelError(
            f"A model of {had} layers {model.config.hidden_size} wide cannot grow to {depth} layers "
            f"{config.hidden_size} wide: the width has to stay, and no layer is dropped."
        )
    if had == depth:
        return model
    found = fresh(config, 0)
    found.load_state_dict(model.state_dict(), strict=False)
    sources = [at * had // depth for at in range(depth)]
    with torch.no_grad():
        for layer, source, before in zip(found.model.layers, sources, (-1, *sources), strict=False):
            layer.load_state_dict(model.model.layers[source].state_dict())
            if source == before:
                layer.self_attn.o_proj.weight.zero_()
                layer.mlp.down_proj.weight.zero_()
    return found


def parameters(model: torch.nn.Module) -> int:
    """How many weights the model has, tied ones counted once."""
    return sum(weight.numel() for weight in model.parameters())
