"""A checkpoint -> the same in 4 bits, ready to load: `python -m kat_demo.quantize MODEL OUT`.

Quantizing anew at each start reads all of the full weights; a checkpoint written here is a quarter of their size and
loads as it is. It is written beside `OUT` and moved there only when it has been loaded again and gives the same logits,
so an interrupted run leaves no half checkpoint.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

import torch
from tqdm import tqdm
from transformers import AutoConfig, AutoTokenizer

from kat_demo.engines import Progress, Stage, memory
from kat_demo.engines.deferred import Report
from kat_demo.engines.download import SPARE, locate
from kat_demo.engines.local import Form, load_weights
from kat_demo.errors import ConfigError, KatError, ModelError

PROBE: Final = "What is 47 * 86?\n<judge>\nTwo numbers of two digits.\n</judge>\n\n<think_on>\n<think>\n"
"""The text on which the written checkpoint has to agree with the one it was made from."""


def quantize(source: str, out: Path, report: Report) -> Path:
    """Write `source` in NF4 to the folder `out`, which must not be there yet. Raises KatError with what to do."""
    _check_free(out)
    folder = locate(source, report)
    config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
    if getattr(config, "quantization_config", None) is not None:
        raise ModelError(f"model: {source!r} is quantized already; load it as it is.")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    planned = memory.plan(config, "nf4", device=device.type)
    _check_disk(out, planned.weight_bytes)
    tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    fresh = Form("nf4", torch.bfloat16, ready=False)
    model = load_weights(str(folder), fresh, device, None, planned.parameters, report)
    model.save_pretrained(partial)  # before its first forward pass, which repacks the weights of some CPUs
    tokenizer.save_pretrained(partial)
    ids = torch.tensor([tokenizer.encode(PROBE, add_special_tokens=False)], device=device)
    expected = _logits(model, ids)
    del model
    again = load_weights(
        str(partial), Form("nf4", torch.bfloat16, ready=True), device, None, planned.parameters, report
    )
    if not torch.equal(_logits(again, ids), expected):
        shutil.rmtree(partial, ignore_errors=True)
        raise ModelError(f"{out}: the written checkpoint does not give the same logits as the model; it was removed.")
    os.replace(partial, out)
    return out


def _logits(model: Any, ids: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        found: torch.Tensor = model(ids).logits
    return found


def _check_free(out: Path) -> None:
    """Before any work: the folder is not there, and the one around it can be written."""
    if out.exists():
        raise ConfigError(f"{out}: is there already. Name a folder that is not, or remove it.")
    parent = out.resolve().parent
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise ConfigError(f"{parent}: is no folder that can be written. Choose another place.")


def _check_disk(out: Path, needed: int) -> None:
    free = shutil.disk_usage(out.resolve().parent).free
    if needed + SPARE > free:
        raise ConfigError(
            f"{out}: the checkpoint takes {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free there. "
            "Choose another disk."
        )


class Bar:
    """Progress as a bar in the terminal, one a stage."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._bar: Any = None

    def __call__(self, progress: Progress) -> None:
        if progress.stage is not self._stage or (self._bar is not None and progress.done < self._bar.n):
            self.close()
            self._stage = progress.stage
            unit = "B" if progress.stage is Stage.DOWNLOAD else "tensor"
            self._bar = tqdm(total=progress.total or None, desc=progress.stage.value, unit=unit, unit_scale=unit == "B")
        self._bar.total = progress.total or None
        self._bar.update(progress.done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def main(argv: list[str] | None = None) -> int:
    """Quantize as the command line says; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m kat_demo.quantize", description="Write a checkpoint in 4 bits.")
    parser.add_argument("model", help="folder or hub id")
    parser.add_argument("out", type=Path, help="folder to write, not there yet")
    options = parser.parse_args(argv)
    bar = Bar()
    try:
        out = quantize(options.model, options.out, bar)
    except (KatError, OSError, ValueError) as error:
        print(f"error: {str(error).strip().splitlines()[0]}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"\nInterrupted. {options.out} was not written.", file=sys.stderr)
        return 130
    finally:
        bar.close()
    size = sum(file.stat().st_size for file in out.iterdir())
    print(f"{out}: {size / 1e9:.2f} GB, the same logits after loading it again. Use it with --model {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
