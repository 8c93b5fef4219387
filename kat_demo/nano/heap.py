"""Memory that training gives back and takes again in every step, kept by the process in between.

The C library gives blocks above 32 MiB at the most back to the system at once, and the system clears every page that is
taken anew: a fifth of a training step's time.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_SETTINGS: Final = {-4: 0, -1: 2**31 - 1, -2: 2**30}
"""mallopt's M_MMAP_MAX, M_TRIM_THRESHOLD and M_TOP_PAD, in bytes (malloc.h)."""


def keep() -> bool:
    """From now on keep what is freed; whether the C library can, which glibc can."""
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and all(mallopt(name, value) == 1 for name, value in _SETTINGS.items())
