"""How sure a share is that was counted in a sample. Pure."""

from __future__ import annotations

import math


def wilson(right: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's formula; counts need not be whole where samples hang together."""
    if count < 1:
        return 0.0, 1.0
    share, square = right / count, 1.96**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = 1.96 * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)
