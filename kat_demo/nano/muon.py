"""Muon: momentum whose matrices are made orthogonal before they move the weights (Jordan et al., 2024).

PyTorch has it too, but in bfloat16 alone, which a CPU without such instructions computes element by element: more than
half of a training step. Here a CPU computes in float32.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

import torch

_QUINTIC: Final = (3.4445, -4.7750, 2.0315)
"""Coefficients that drive singular values quickly to between 0.7 and 1.2."""


class Muon(torch.optim.Optimizer):
    """For weight matrices [out, in] alone. The step has the size that AdamW's would have, so its rates fit."""

    def __init__(self, weights: Iterable[torch.Tensor], lr: float, weight_decay: float, momentum: float = 0.95) -> None:
        super().__init__(weights, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        """Move every weight that has a gradient; `closure` is not used."""
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self._move(weight, weight.grad, group)

    def _move(self, weight: torch.Tensor, slope: torch.Tensor, group: dict[str, Any]) -> None:
        kept = self.state[weight]
        if "momentum_buffer" not in kept:
            kept["momentum_buffer"] = torch.zeros_like(slope)
        kept["momentum_buffer"].lerp_(slope, 1 - group["momentum"])
        update = orthogonal(slope.lerp(kept["momentum_buffer"], group["momentum"]))
        weight.mul_(1 - group["lr"] * group["weight_decay"])
        weight.add_(update, alpha=-0.2 * group["lr"] * math.sqrt(max(weight.shape)))


def orthogonal(matrix: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """The nearest matrix whose singular values are all about 1, by Newton and Schulz's iteration."""
    a, b, c = _QUINTIC
    found = matrix.bfloat16() if matrix.is_cuda else matrix.float()
    wide = found.shape[0] <= found.shape[1]
    found = found if wide else found.T
    found = found / found.norm().clamp(min=1e-7)
    for _ in range(rounds):
        gram = found @ found.T
        found = torch.addmm(found, torch.addmm(gram, gram, gram, beta=b, alpha=c), found, beta=a)
    return (found if wide else found.T).to(matrix.dtype)
