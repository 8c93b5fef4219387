"""Runs a program on ZeroGPU's own package where there is no GPU: `python tests/without_cuda.py app.py FLAGS`.

Everything of `spaces` is real but what touches the hardware: a process that is lent a GPU initializes none, and reads
the packed weights into plain memory instead of onto it.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any, BinaryIO

import bitsandbytes  # noqa: F401  before there seems to be a GPU, so that it is the part for the CPU that it loads
import torch


def started_badly() -> bool:
    """Whether CUDA was in use before the process was forked."""
    return False


if torch.version.cuda is None:  # a build for the CPU, which lacks what spaces asks for when it is imported
    torch.version.cuda, torch._C._cuda_init, torch.cuda._is_in_bad_fork = "12.8", None, started_badly
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import spaces.zero.torch as lent
from spaces.zero.torch import patching


def init(device: str) -> None:
    os.environ["CUDA_VISIBLE_DEVICES"] = device


def move(callback: Any = None) -> None:
    """Each packed tensor as it lies in its file, the small ones first, each on pages of its own."""
    for pack in patching.tensor_packs:
        with open(pack.path(), "rb") as file:
            for tensor, size, aligned in [*[one for batch in pack.batches for one in batch], *pack.big_tensors]:
                real = read(file, tensor, size, aligned)
                for pretended in pack.fakes[tensor]:
                    pretended.data = real


def read(file: BinaryIO, like: torch.Tensor, size: int, aligned: int) -> torch.Tensor:
    storage = torch.frombuffer(bytearray(file.read(aligned)[:size]), dtype=torch.uint8).untyped_storage()
    return torch.tensor([], dtype=like.dtype).set_(storage, 0, like.shape, like.stride())


lent.init, lent.move = init, move
del sys.argv[0]
sys.path[0] = str(Path(sys.argv[0]).resolve().parent)
runpy.run_path(sys.argv[0], run_name="__main__")
