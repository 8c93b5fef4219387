"""What makes decoding steps fast, on a GPU and on a CPU, switched on as far as it works."""

from __future__ import annotations

import logging
from typing import Any, Final

import torch

from kat_demo.engines import fused, nf4
from kat_demo.engines.failures import first_line

log = logging.getLogger(__name__)

PLAIN: Final = 64
"""Tokens that a GPU computes in about the time of one where it reads unquantized weights."""

TALL: Final = 2
"""How many times as many outputs as inputs a tall matrix has at least."""


def tune(model: Any) -> None:
    """Let a model on a GPU use the kernels of `fused` and `nf4`. What does not work is logged and stays as it was."""
    try:
        fused.use(model)
    except Exception as error:
        log.warning("Small operations stay as they are: %s", first_line(error))
    if nf4.parts(model) and (reason := nf4.use(model)):
        log.warning("Weights in NF4 are left to bitsandbytes: %s", reason)


def lay_out(model: Any) -> None:
    """Let a CPU read the columns of tall matrices, instead of their rows: its product of one token with a matrix of
    twice as many outputs as inputs, or more, takes a quarter to half less time. Values and shapes stay."""
    tied = model.get_input_embeddings().weight
    for part in model.modules():
        if type(part) is not torch.nn.Linear or part.weight.dtype != torch.float32:
            continue
        if part.out_features < TALL * part.in_features or part.weight is tied:  # embeddings are looked up by row
            continue
        part.weight = torch.nn.Parameter(part.weight.detach().t().contiguous().t(), requires_grad=False)


def cheap(model: Any) -> int:
    """How many tokens a step on a GPU computes in about the time of one."""
    four_bits = [part for part in model.modules() if type(part).__name__ == "Linear4bit"]
    if not four_bits:
        return PLAIN
    return nf4.TOKENS if all(isinstance(part.forward, nf4.Product) for part in four_bits) else 1
