"""What a model needs of a device's memory, computed from its shape alone: `python -m kat_demo.engines.memory MODEL`.

NF4 with double quantization keeps a weight in 4 bits, the scale of 64 weights in 8 bits, and the scale of 256 such
scales in 32 bits: 4.127 bits a weight, plus two small tables a matrix. Only the linear layers are quantized; the
embeddings, the head and the norms stay as they are. A CPU keeps the scales of NF4 in plain 16 bits: 4.25 bits a weight.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil
import torch
from transformers import AutoConfig, AutoModelForCausalLM, PretrainedConfig, Qwen2Config

from kat_demo.errors import KatError, ModelError

GIB: Final = 2**30
LIMITS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where a container is told how much memory it may use, on newer and on older systems."""

CARDS: Final = (24, 32, 40, 48, 80, 96, 141)
"""Memory of common GPUs in GiB: what is sold as 24 GB has 24 GiB."""

RESERVE: Final = 1 * GIB
"""Bytes kept for the CUDA context, activations and fragmentation."""

USEFUL: Final = 8192
"""Tokens of context below which a reasoning model of this size is not chosen by itself."""

SHARE: Final = 0.25
"""Of the memory that is left, for conversations that no lane works on: others use the machine too."""

LEAST: Final = 256
"""Tokens of context without which no reply can be made."""

KAT_SHAPE: Final = {
    "hidden_size": 5120, "intermediate_size": 27648, "num_hidden_layers": 80, "num_attention_heads": 40,
    "num_key_value_heads": 8, "vocab_size": 152064, "max_position_embeddings": 131072, "tie_word_embeddings": False,
}  # fmt: skip
"""The shape of KAT-V1-40B."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Bytes that a model takes.

    Attributes:
        parameters: weights, tied ones counted once.
        weight_bytes: of the loaded model.
        token_bytes: of the KV cache, a token of one sequence.
        passing_bytes: of what a pass copies for a token of one sequence: the keys and values of a layer, for each head.
        positions: tokens that the model was made for.
    """

    parameters: int
    weight_bytes: int
    token_bytes: int
    passing_bytes: int
    positions: int

    def reply_bytes(self, tokens: int, sequences: int) -> int:
        """What `sequences` of so many tokens take beside the weights."""
        return tokens * sequences * (self.token_bytes + self.passing_bytes)

    def context(self, free_bytes: float, sequences: int = 1) -> int:
        """Tokens of context for each of `sequences` with so much free memory; 0 if the weights don't fit."""
        left = free_bytes - RESERVE - self.weight_bytes
        return max(0, min(self.positions, int(left / self.reply_bytes(1, sequences))))

    def fits(self, free_bytes: float) -> bool:
        """Whether there is room for the weights and a context of some use."""
        return self.context(free_bytes) >= min(USEFUL, self.positions)


@dataclass(frozen=True, slots=True)
class Spare:
    """Memory for conversations that no lane works on: so many bytes of the GPU ("cuda") or of the machine ("cpu")."""

    device: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Room:
    """What a device leaves for replies: tokens of context for each of so many lanes, and memory to keep replies in."""

    context: int
    lanes: int
    spare: Spare


def room(name: str, one: Plan, device: str, lanes: int, context: int | None = None) -> Room:
    """The room beside the weights on "cuda" or "cpu".

    `context` is what was asked for, None for the most that fits; then lanes are given up, rather than a context of some
    use. Raises ModelError, with figures and advice, where it cannot be.
    """
    free = free_bytes(device)
    tokens, lanes = _divide(name, one, free, lanes, context)
    left = free - RESERVE - one.weight_bytes - one.reply_bytes(tokens, lanes)
    spare = Spare(device, int(SHARE * max(0, left)))
    if device != "cpu" and spare.bytes < tokens * one.token_bytes:
        spare = Spare("cpu", int(SHARE * free_bytes("cpu")))
    return Room(tokens, lanes, spare)


def _divide(name: str, one: Plan, free_bytes: float, lanes: int, context: int | None) -> tuple[int, int]:
    """Tokens of context, and lanes."""
    free = f"{free_bytes / GIB:.1f} GiB are free"
    if one.context(free_bytes) < LEAST:
        raise ModelError(
            f"model: {name} takes {one.weight_bytes / GIB:.1f} GiB and {RESERVE / GIB:g} GiB to work with, and {free}. "
            "Free memory, or choose 4-bit weights (--quantize nf4), a smaller model, or the embedded one (nano)."
        )
    if context is None:
        while lanes > 1 and one.context(free_bytes, lanes) < min(USEFUL, one.positions):
            lanes -= 1
        return one.context(free_bytes, lanes), lanes
    wanted = min(context, one.positions)
    if (most := one.context(free_bytes, lanes)) < wanted:
        raise ModelError(
            f"--context: {wanted} tokens for {lanes} replies at a time do not fit beside the weights of {name} "
            f"({one.weight_bytes / GIB:.1f} GiB): {free}, enough for {most}. Lower --context or --lanes."
        )
    return wanted, lanes


def free_bytes(device: str) -> int:
    """Memory that nobody uses, of the GPU ("cuda") or of the machine ("cpu")."""
    if device == "cuda":
        return int(torch.cuda.mem_get_info()[0])
    used = psutil.Process().memory_info().rss
    limits = [int(file.read_text()) - used for file in LIMITS if file.exists() and file.read_text().strip().isdecimal()]
    return int(max(0, min([psutil.virtual_memory().available, *limits])))


@dataclass(frozen=True, slots=True)
class Weights:
    """How many weights a shape has, tied ones counted once, and how many each matrix that NF4 quantizes has."""

    parameters: int
    matrices: tuple[int, ...]


def count(config: PretrainedConfig) -> Weights:
    """The weights of a model of this shape, which is built without any memory for them."""
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    head = model.get_output_embeddings()
    linear = [part for part in model.modules() if isinstance(part, torch.nn.Linear) and part is not head]
    return Weights(int(model.num_parameters()), tuple(part.weight.numel() for part in linear))


def plan(
    config: PretrainedConfig,
    quantization: str = "nf4",
    *,
    device: str = "cuda",
    width: int = 2,
    weights: Weights | None = None,
) -> Plan:
    """The plan of a model of this shape.

    `quantization` is "nf4" or "none", `device` "cuda" or "cpu", `width` the bytes of a weight that is not quantized,
    `weights` what `count` says of the shape, if it has been asked already.
    """
    weights = weights or count(config)
    quantized = weights.matrices if quantization == "nf4" else ()
    rest = weights.parameters - sum(quantized)
    head_dim = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    return Plan(
        parameters=weights.parameters,
        weight_bytes=width * rest + sum(nf4_bytes(matrix, device) for matrix in quantized),
        token_bytes=2 * width * config.num_hidden_layers * config.num_key_value_heads * head_dim,
        passing_bytes=2 * width * config.num_attention_heads * head_dim,
        positions=config.max_position_embeddings,
    )


def nf4_bytes(weights: int, device: str = "cuda") -> int:
    """Bytes of one matrix in NF4 with double quantization."""
    scales = -(-weights // 64)
    if device == "cpu":
        return -(-weights // 2) + 2 * scales + 4 * (16 + 1)
    tables = 4 * (16 + 256 + 1)  # the sixteen values, those of the scales, and their mean
    return -(-weights // 2) + scales + 4 * -(-scales // 256) + tables


def table(name: str, config: PretrainedConfig, cards: tuple[float, ...] = CARDS) -> str:
    """What fits which card, in Markdown."""
    weights = count(config)
    four, sixteen = plan(config, "nf4", weights=weights), plan(config, "none", weights=weights)
    lines = [
        f"{name}: {four.parameters / 1e9:.2f} B parameters, KV cache {four.token_bytes / 1024:.0f} KiB a token",
        "",
        "| card | NF4 weights | context, 1 lane | 4 lanes | 16-bit weights | context, 1 lane |",
        "|---|---|---|---|---|---|",
    ]
    for card in cards:
        free = card * GIB
        cells = [_tokens(four, free, 1), _tokens(four, free, 4), _tokens(sixteen, free, 1)]
        sizes = [f"{one.weight_bytes / 1e9:.1f} GB" for one in (four, sixteen)]
        lines.append(f"| {card:g} GiB | {sizes[0]} | {cells[0]} | {cells[1]} | {sizes[1]} | {cells[2]} |")
    return "\n".join(lines)


def _tokens(one: Plan, free: float, sequences: int) -> str:
    found = one.context(free, sequences)
    return f"{found:,} tokens" if found else "does not fit"


def shape(model: str) -> PretrainedConfig:
    """The configuration of a folder, a hub id, or `kat-v1-40b`; a ModelError if there is none."""
    if model.lower() in ("kat-v1-40b", "kwaipilot/kat-v1-40b"):
        return Qwen2Config(**KAT_SHAPE)
    try:
        found: Any = AutoConfig.from_pretrained(model, trust_remote_code=False)
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0][:200]
        raise ModelError(f"model: {model!r} has no configuration ({reason}). Give a folder or a hub id.") from error
    return found


def main(argv: list[str] | None = None) -> int:
    """Print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m kat_demo.engines.memory", description="What fits which GPU.")
    parser.add_argument("model", nargs="?", default="kat-v1-40b", help="folder or hub id (default: kat-v1-40b)")
    parser.add_argument("--gpu-gib", type=float, action="append", metavar="GIB", help="a GPU of your own (repeatable)")
    options = parser.parse_args(argv)
    cards = tuple(options.gpu_gib) if options.gpu_gib else CARDS
    if min(cards) <= 0:
        print("error: gpu-gib: more than 0 is allowed.", file=sys.stderr)
        return 2
    try:
        print(table(options.model, shape(options.model), cards))
    except KatError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
