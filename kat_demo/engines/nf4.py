"""The product of a few tokens with weights in NF4, near the speed of a GPU's memory.

bitsandbytes needs about twice the time that reading the weights takes, for each token anew (H100, version 0.50). The
kernel in `nf4.cu` takes the weights as bitsandbytes keeps them and computes up to `TOKENS` tokens in about the time of
one. PyTorch compiles it when a model is loaded; where that does not work, or its results differ, bitsandbytes goes on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import torch

from kat_demo.engines.failures import first_line

TOKENS: Final = 16
"""At most so many are computed by the kernel; more are left to bitsandbytes."""

WARPS: Final = 4
"""Of a block of threads, which computes 16 outputs."""

RESIDENT: Final = 5
"""Blocks that a multiprocessor holds at once."""

TOLERANCE: Final = 0.02
"""How far the kernel may be from bitsandbytes, as a share of the largest value: it rounds less on the way."""

_STEP: Final = 256
_TILE: Final = 8
_ROWS: Final = 16


def use(model: Any) -> str:
    """Let the matrices of a model on a GPU be multiplied by the kernel. "" if they are, otherwise why not."""
    parts = [part for part in model.modules() if _suits(part)]
    if not parts:
        return "it has no matrices in NF4 with nested absmax, in blocks of 64, for bfloat16"
    try:
        kernels = [_compile(tiles) for tiles in range(1, TOKENS // _TILE + 1)]
        pairs = _pairs(parts[0].weight.quant_state.code)
        for shape in {part.weight.quant_state.shape: part for part in parts}.values():
            _check(shape, Product(shape, kernels, pairs))
    except Exception as error:
        return first_line(error)
    for part in parts:
        part.forward = Product(part, kernels, pairs)
    return ""


def _suits(part: Any) -> bool:
    """Whether it is a matrix that the kernel can read."""
    state = getattr(getattr(part, "weight", None), "quant_state", None)
    if state is None or state.quant_type != "nf4" or not state.nested or part.compute_dtype != torch.bfloat16:
        return False
    rows, width = state.shape
    return state.blocksize == 64 and state.state2.blocksize == 256 and rows % _ROWS == 0 and width % _STEP == 0


def _compile(tiles: int) -> Any:
    """The kernel for up to `tiles` times eight tokens."""
    from torch.utils import cpp_extension

    sizes = f"#define WARPS {WARPS}\n#define TILES {tiles}\n"
    source = sizes + Path(__file__).with_suffix(".cu").read_text(encoding="utf-8")
    with patch.object(cpp_extension, "CUDA_HOME", cpp_extension.CUDA_HOME or ""):  # only names headers: none are needed
        return torch.cuda._compile_kernel(source, "nf4_matmul")


def _pairs(code: torch.Tensor) -> torch.Tensor:
    """The two values of every byte, the one in its upper half first: 256 pairs of bfloat16, each in 32 bits."""
    values = code.bfloat16().view(torch.int16).int() & 0xFFFF
    return (values[:, None] | (values[None, :] << 16)).flatten().contiguous()


class Product:
    """What a `Linear4bit` computes: x [..., width] in bfloat16 -> [..., rows]."""

    def __init__(self, part: Any, kernels: list[Any], pairs: torch.Tensor) -> None:
        self._plain = type(part).forward.__get__(part)
        self._kernels = kernels
        state, weight = part.weight.quant_state, part.weight.data
        self._rows, self._width = state.shape
        bias = torch.zeros(self._rows, device=weight.device) if part.bias is None else part.bias.data
        self._read = [
            weight,
            state.absmax,
            state.state2.code.float(),
            state.state2.absmax.float(),
            torch.as_tensor(state.offset, dtype=torch.float32, device=weight.device),
            pairs,
            bias.to(torch.bfloat16),
        ]
        count = torch.cuda.get_device_properties(weight.device).multi_processor_count
        self._blocks = min(self._rows // _ROWS, RESIDENT * count)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        tokens = x.numel() // self._width
        if not 0 < tokens <= TOKENS or x.dtype != torch.bfloat16:
            found: torch.Tensor = self._plain(x)
            return found
        out = x.new_empty(*x.shape[:-1], self._rows)
        self._kernels[(tokens - 1) // _TILE](
            grid=(self._blocks, 1, 1),
            block=(32 * WARPS, 1, 1),
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
