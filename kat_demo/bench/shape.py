"""A model of a true shape with random weights, in NF4, made on the device layer by layer; and the limit of its speed.

The text of such a model means nothing, its speed and its memory are those of the real one. Decoding a single sequence
reads every weight once a token, so it can't be faster than the device copies memory: that bandwidth is measured too.
"""

from __future__ import annotations

import time
from typing import Any, Final

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, PretrainedConfig

from kat_demo.config import NANO
from kat_demo.engines import ModelInfo
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.memory import Plan, Room

SPREAD: Final = 0.02
"""Standard deviation of the random weights."""

_COPY: Final = 1 << 28
"""Bytes of one measured copy: more than any cache holds."""


def random_engine(name: str, config: PretrainedConfig, planned: Plan, room: Room, eager: bool = False) -> LocalEngine:
    """An engine of this shape, with the embedded model's tokenizer, whose ids are among the shape's."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return engine_on(random_model(config, device), name, planned, room, eager)


def engine_on(model: Any, name: str, planned: Plan, room: Room, eager: bool = False) -> LocalEngine:
    """The same on a model that is there already."""
    info = ModelInfo(
        model=f"{name} (random weights)",
        engine="transformers",
        quantization="nf4",
        device=torch.cuda.get_device_name() if model.device.type == "cuda" else "CPU",
        dtype="bfloat16",
        context_length=room.context,
        parameters=planned.parameters,
        memory_bytes=model.get_memory_footprint(),
    )
    return LocalEngine(model, AutoTokenizer.from_pretrained(NANO), info, room, fixed=False if eager else None)


def random_model(config: PretrainedConfig, device: torch.device) -> Any:
    """The model, each matrix drawn, quantized and let go before the next: no more than one is ever there in full."""
    import bitsandbytes as bnb

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16, attn_implementation="sdpa")
    head = model.get_output_embeddings()
    for parent in list(model.modules()):
        for name, part in list(parent.named_children()):
            if isinstance(part, torch.nn.Linear) and part is not head:
                setattr(parent, name, _four_bits(bnb, part, device))
    for part in model.modules():
        for name, weight in list(part.named_parameters(recurse=False)):
            if weight.is_meta:
                drawn = torch.empty(weight.shape, dtype=torch.bfloat16, device=device).normal_(std=SPREAD)
                setattr(part, name, torch.nn.Parameter(drawn, requires_grad=False))
    model.model.rotary_emb = type(model.model.rotary_emb)(config).to(device)
    model.tie_weights()
    return model.eval()


def _four_bits(bnb: Any, part: torch.nn.Linear, device: torch.device) -> torch.nn.Module:
    """A matrix of this shape with random weights in NF4."""
    made = bnb.nn.Linear4bit(
        part.in_features,
        part.out_features,
        bias=part.bias is not None,
        compute_dtype=torch.bfloat16,
        compress_statistics=True,
        quant_type="nf4",
        device="meta",
    )
    drawn = torch.empty(part.out_features, part.in_features, dtype=torch.bfloat16, device=device).normal_(std=SPREAD)
    made.weight = bnb.nn.Params4bit(drawn, requires_grad=False, quant_type="nf4", compress_statistics=True).to(device)
    made.weight.quant_state.dtype = torch.bfloat16
    found: torch.nn.Module = made
    return found


def bandwidth(device: torch.device, times: int = 20) -> float:
    """Bytes a second that the device reads and writes while it copies memory."""
    source = torch.ones(_COPY, dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    target.copy_(source)
    _wait(device)
    started = time.perf_counter()
    for _ in range(times):
        target.copy_(source)
    _wait(device)
    return 2 * times * _COPY / (time.perf_counter() - started)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
