"""The product of a few tokens with weights in NF4, near the speed of a GPU's memory.

On an H100 bitsandbytes 0.50 takes two and a half times as long as reading the weights does, and half of that again for
each further token. The kernel in `nf4.cu` reads the weights as bitsandbytes keeps them and computes up to `TOKENS`
tokens in little more than the time of one. PyTorch compiles it when a model is loaded; where that does not work, or its
results differ, bitsandbytes goes on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch

from kat_demo.engines.failures import first_line
from kat_demo.engines.kernels import compiled

TOKENS: Final = 16
"""At most so many are computed by the kernel; more are left to bitsandbytes."""

WARPS: Final = (4, 8)
"""Of a block of threads, which computes 16 outputs; the more where there are fewer blocks than multiprocessors."""

RESIDENT: Final = 4
"""Blocks that a multiprocessor holds at once."""

TOLERANCE: Final = 0.02
"""How far the kernel may be from bitsandbytes, as a share of the largest value: it rounds less on the way."""

SOURCE: Final = Path(__file__).with_name("nf4.cu")

_STEP: Final = 256
_TILE: Final = 8
_ROWS: Final = 16


def parts(model: Any) -> list[Any]:
    """The matrices of a model that the kernel can read."""
    return [part for part in model.modules() if _suits(part)]


def use(model: Any) -> str:
    """Let these matrices of a model on a GPU be multiplied by the kernel. "" if they are, otherwise why not."""
    try:
        products = [(part, Product(part)) for part in parts(model)]
        for part, product in {part.weight.quant_state.shape: (part, product) for part, product in products}.values():
            _check(part, product)
    except Exception as error:
        return first_line(error)
    for part, product in products:
        part.forward = product
    return ""


def _suits(part: Any) -> bool:
    """Whether it is a matrix that the kernel can read."""
    state = getattr(getattr(part, "weight", None), "quant_state", None)
    if state is None or state.quant_type != "nf4" or not state.nested or part.compute_dtype != torch.bfloat16:
        return False
    rows, width = state.shape
    return bool(state.blocksize == 64 and state.state2.blocksize == 256 and rows % _ROWS == 0 and width % _STEP == 0)


def _pairs(code: torch.Tensor) -> torch.Tensor:
    """The two values of every byte, the one in its upper half first: 256 pairs of bfloat16, each in 32 bits."""
    values = code.bfloat16().view(torch.int16).int() & 0xFFFF
    return (values[:, None] | (values[None, :] << 16)).flatten().contiguous()


class Product:
    """What a `Linear4bit` computes: x [..., width] in bfloat16 -> [..., rows]."""

    def __init__(self, part: Any) -> None:
        self._plain = type(part).forward.__get__(part)
        state, weight = part.weight.quant_state, part.weight.data
        self._rows, self._width = state.shape
        bias = torch.zeros(self._rows, device=weight.device) if part.bias is None else part.bias.data
        self._read = [
            weight,
            state.absmax,
            state.state2.code.float(),
            state.state2.absmax.float(),
            torch.as_tensor(state.offset, dtype=torch.float32, device=weight.device),
            _pairs(state.code),
            bias.to(torch.bfloat16),
        ]
        count = torch.cuda.get_device_properties(weight.device).multi_processor_count
        blocks = self._rows // _ROWS
        self._blocks, self._warps = min(blocks, RESIDENT * count), WARPS[blocks < count]

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        tokens = x.numel() // self._width
        if not 0 < tokens <= TOKENS or x.dtype != torch.bfloat16:
            found: torch.Tensor = self._plain(x)
            return found
        out = x.new_empty(*x.shape[:-1], self._rows)
        kernel = compiled(SOURCE, "nf4_matmul", WARPS=self._warps, TILES=-(-tokens // _TILE))
        kernel(
            grid=(self._blocks, 1, 1),
            block=(32 * self._warps, 1, 1),
            args=[x.contiguous(), *self._read, out, tokens, self._rows, self._width],
        )
        return out


def _check(part: Any, product: Product) -> None:
    """Compare with bitsandbytes on tokens that are drawn; a RuntimeError if they differ."""
    for tokens in (1, TOKENS):
        drawn = torch.randn(tokens, part.weight.quant_state.shape[1], device=part.weight.device, dtype=torch.bfloat16)
        expected, found = part(drawn).float(), product(drawn).float()
        off = float((found - expected).abs().max() / expected.abs().max())
        if not off <= TOLERANCE:
            raise RuntimeError(f"its results are off by {off:.1%} of the largest value")
