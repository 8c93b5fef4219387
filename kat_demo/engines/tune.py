"""What makes decoding steps fast on a GPU, switched on as far as it works."""

from __future__ import annotations

import logging
from typing import Any, Final

from kat_demo.engines import fused, nf4
from kat_demo.engines.failures import first_line

log = logging.getLogger(__name__)

PLAIN: Final = 64
"""Tokens that a GPU computes in about the time of one where it reads unquantized weights."""


def tune(model: Any) -> None:
    """Let a model on a GPU use the kernels of `fused` and `nf4`. What does not work is logged and stays as it was."""
    try:
        fused.use(model)
    except Exception as error:
        log.warning("Small operations stay as they are: %s", first_line(error))
    if nf4.parts(model) and (reason := nf4.use(model)):
        log.warning("Weights in NF4 are left to bitsandbytes: %s", reason)


def cheap(model: Any) -> int:
    """How many tokens a step on a GPU computes in about the time of one."""
    four_bits = [part for part in model.modules() if type(part).__name__ == "Linear4bit"]
    if not four_bits:
        return PLAIN
    return nf4.TOKENS if all(isinstance(part.forward, nf4.Product) for part in four_bits) else 1
