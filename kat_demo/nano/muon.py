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
        """Move every weight that has a gradient, those of one shape together; `closure` is not used."""
        for group in self.param_groups:
            alike: dict[torch.Size, list[torch.Tensor]] = {}
            for weight in group["params"]:
                if weight.grad is not None:
                    alike.setdefault(weight.shape, []).append(weight)
            for weights in alike.values():
                self._move(weights, group)

    def _move(self, weights: list[torch.Tensor], group: dict[str, Any]) -> None:
        slopes, kept = [weight.grad for weight in weights if weight.grad is not None], list[torch.Tensor]()
        for weight in weights:
            state = self.state[weight]
            if "momentum_buffer" not in state:
                state["momentum_buffer"] = torch.zeros_like(weight)
            kept.append(state["momentum_buffer"])
        torch._foreach_lerp_(kept, slopes, 1 - group["momentum"])
        updates = orthogonal(torch.stack(torch._foreach_lerp(slopes, kept, group["momentum"])))
        torch._foreach_mul_(weights, 1 - group["lr"] * group["weight_decay"])
        torch._foreach_add_(weights, updates.unbind(), alpha=-0.2 * group["lr"] * math.sqrt(max(weights[0].shape)))


def orthogonal(matrices: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """Of each matrix [..., out, in] the nearest whose singular values are all about 1, by Newton and Schulz."""
    a, b, c = _QUINTIC
    quick = matrices.is_cuda or torch.cpu.get_capabilities().get("amx_bf16", False)
    found: torch.Tensor = matrices.bfloat16() if quick else matrices.float()
    wide = found.shape[-2] <= found.shape[-1]
    found = found if wide else found.mT
    found = found / found.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-7)
    for _ in range(rounds):
        gram = found @ found.mT
        found = torch.baddbmm(found, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), found, beta=a)
    return (found if wide else found.mT).to(matrices.dtype)
