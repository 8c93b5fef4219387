"""Checkpoint -> a folder that plain `AutoModelForCausalLM` and `AutoTokenizer` load.

Weights are the moving average, in bfloat16 safetensors. The folder is replaced as a whole; its model card comes from
`card`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch
from transformers import GenerationConfig, PreTrainedTokenizerFast, Qwen2ForCausalLM

from kat_demo.errors import ConfigError
from kat_demo.nano.tokenizer import END, PAD

LIMIT: Final = 16 * 2**20
"""Bytes that the folder may have."""

_WEIGHTS: Final = "model.safetensors"


def export(
    model: Qwen2ForCausalLM, tokenizer: PreTrainedTokenizerFast, target: Path, describe: Callable[[Path], None]
) -> Path:
    """Write the model to the folder `target`, in place of what is there; a ConfigError if that cannot be done.

    `describe` puts the model card into the folder before it takes its place.
    """
    stops = [tokenizer.convert_tokens_to_ids(token) for token in (END, PAD)]
    model = model.to(dtype=torch.bfloat16)
    model.generation_config = GenerationConfig(
        do_sample=True, temperature=0.6, top_p=0.95, top_k=0, eos_token_id=stops, pad_token_id=stops[1]
    )
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        model.save_pretrained(partial)
        tokenizer.save_pretrained(partial)
        _name_class(partial / "tokenizer_config.json")
        describe(partial)
        for file in partial.iterdir():
            file.chmod(0o644)
        check_size(partial)
        _replace(partial, target)
    except OSError as error:
        raise ConfigError(f"{target}: the model cannot be written there ({error}). Choose another folder.") from error
    return target


def digest(folder: Path) -> str:
    """What tells the weights in a model's folder from others; a ConfigError if there are none."""
    try:
        return hashlib.sha256((folder / _WEIGHTS).read_bytes()).hexdigest()
    except OSError as error:
        raise ConfigError(f"{folder}: no weights can be read there ({error}). Run the stage export.") from error


def _name_class(path: Path) -> None:
    """Name the tokenizer's class as Qwen2's, which it equals and which every version of transformers knows."""
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["tokenizer_class"] = "Qwen2Tokenizer"
    settings.pop("backend", None)
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def check_size(folder: Path) -> None:
    """Raise a ConfigError if the folder of a model is larger than `LIMIT`."""
    size = sum(file.stat().st_size for file in folder.iterdir())
    if size > LIMIT:
        raise ConfigError(f"{folder}: the model has {size / 2**20:.1f} MiB, 16 are allowed. Train a smaller one.")


def _replace(partial: Path, target: Path) -> None:
    """Put `partial` where `target` is; the old folder goes once the new one is in its place."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.replace(target, old)
    os.replace(partial, target)
    shutil.rmtree(old, ignore_errors=True)
