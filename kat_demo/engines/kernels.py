"""Kernels in CUDA C++, compiled by PyTorch when they are needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch


@cache
def compiled(source: Path, name: str, **sizes: int) -> Any:
    """A kernel out of a file, with macros for sizes. Raises what PyTorch raises where it cannot compile one."""
    from torch.utils import cpp_extension

    macros = "".join(f"#define {macro} {size}\n" for macro, size in sizes.items())
    text = macros + source.read_text(encoding="utf-8")
    with patch.object(cpp_extension, "CUDA_HOME", cpp_extension.CUDA_HOME or ""):  # names headers, and none is needed
        return torch.cuda._compile_kernel(text, name)
