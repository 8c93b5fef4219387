"""How fast the local engine is, as ratios measured in one run: `python -m kat_demo.bench`, or `make bench`.

    engine / generate     the bare engine against `model.generate`, tokens a second, sampling with top_p 0.95
    3 lanes, 8 lanes      tokens a second of several replies at once, against one
    / manager             the same replies, against those of transformers' continuous batching manager
    first token, turn 10  seconds in a long conversation, with what is cached against without
    page / engine         the same reply streamed through `/generate` to a client, against the bare engine
    /compare / 3 replies  seconds of one comparison in all modes, against three calls of `/generate` one after the other
    of the bandwidth      tokens a second of one lane, against as many times as the device could read the weights

`--shape kat-v1-40b` builds a model of that shape with random weights in NF4, where its own weights are not at hand.
The two sides of a ratio take turns, so that a machine whose speed drifts is unfair to neither.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import torch

from kat_demo import config
from kat_demo.bench import engine as bare
from kat_demo.bench.page import Page, replies
from kat_demo.bench.shape import bandwidth, random_engine
from kat_demo.engines import memory
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.memory import shape
from kat_demo.engines.open import open_engine
from kat_demo.errors import KatError

LANES = 8
"""The most replies at once that are measured."""


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of both sides, and the median of their ratios."""

    name: str
    unit: str
    measured: float
    against: float
    ratio: float

    def __str__(self) -> str:
        digits = 0 if self.unit == "tokens/s" else 3
        sides = f"{self.measured:12.{digits}f}{self.against:12.{digits}f}"
        return f"{self.name:26}{self.unit:>10}{sides}{self.ratio:8.2f}"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m kat_demo.bench", description=(__doc__ or "").split("\n")[0])
    config.add_model_flags(made)
    made.add_argument("--runs", type=int, default=7, metavar="N", help="measured runs of each side (default 7)")
    made.add_argument(
        "--tokens", type=int, default=bare.TOKENS, metavar="N", help=f"of a generation (default {bare.TOKENS})"
    )
    made.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    made.add_argument("--shape", metavar="MODEL", help="random weights of this shape: kat-v1-40b, a folder or a hub id")
    return made


def main(argv: list[str] | None = None) -> int:
    """Measure and print; returns the exit status."""
    made = parser()
    arguments = made.parse_args(argv)
    if arguments.runs < 1:
        made.error("--runs: at least 1.")
    if arguments.tokens < 10:
        made.error("--tokens: at least 10.")
    try:
        settings = config.read(arguments)
        settings = replace(settings, lanes=max(LANES, settings.lanes))
        engine = _random(arguments.shape, settings) if arguments.shape else open_engine(settings)
    except KatError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    assert isinstance(engine, LocalEngine)
    print(f"{engine.info.model}, {engine.info.quantization}, {engine.info.dtype} on {engine.info.device}")
    print(
        f"{'':26}{'':>10}{'measured':>12}{'against':>12}{'ratio':>8}   ({arguments.runs} runs each, in turn; medians)"
    )
    rows = measure(engine, arguments.runs, arguments.tokens, real=not arguments.shape)
    peak = _peak_bytes()
    print(f"peak memory {peak / 2**20:.0f} MiB")
    engine.shutdown()
    if arguments.json:
        about = asdict(engine.info) | {
            "machine": platform.processor() or platform.machine(),
            "torch": torch.__version__,
        }
        figures = {"about": about, "rows": [asdict(row) for row in rows], "peak_bytes": peak}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _random(name: str, settings: config.Settings) -> LocalEngine:
    """An engine of this shape with random weights. Raises ModelError if there is no such shape, or no room for it."""
    found, device = shape(name), "cuda" if torch.cuda.is_available() else "cpu"
    planned = memory.plan(found, device=device)
    room = memory.room(name, planned, device, settings.lanes, settings.context)
    return random_engine(name, found, planned, room, settings.eager)


def measure(engine: LocalEngine, runs: int, tokens: int = bare.TOKENS, real: bool = True) -> list[Row]:
    """Every row, printed as it comes, of generations of so many tokens.

    Random weights leave out what compares text: the rows of the page, and of transformers' batching manager.
    """
    rows: list[Row] = []

    def row(name: str, unit: str, one: Callable[[], float], other: Callable[[], float]) -> None:
        one(), other()  # warm
        pairs = [(one(), other()) for _ in range(runs)]
        measured, against = (statistics.median(side) for side in zip(*pairs, strict=True))
        rows.append(Row(name, unit, measured, against, statistics.median(mine / theirs for mine, theirs in pairs)))
        print(rows[-1], flush=True)

    sampling, peer = bare.SAMPLING if real else bare.FLAT, bare.plain(engine)
    ours = partial(bare.together, engine, tokens=tokens, sampling=sampling)
    alone = partial(ours, 1)
    row("engine / generate", "tokens/s", alone, partial(bare.generate, engine, peer, tokens, sampling))
    counts = [count for count in (1, 3, LANES) if count <= engine.lanes]
    for count in counts[1:]:
        row(f"{count} lanes / 1 lane", "tokens/s", partial(ours, count), alone)
    for count in counts if real else ():
        name = f"{count} lane{'s' if count > 1 else ''} / manager"
        for drawn, how in ((sampling, ""), (replace(sampling, temperature=0), ", greedy")):
            mine = partial(bare.together, engine, count, tokens, drawn)
            theirs = partial(bare.manager, engine, peer, count, tokens, drawn)
            row(name + how, "tokens/s", mine, theirs)
    first = partial(bare.first_token, engine)
    row("first token, turn 10", "seconds", partial(first, reuse=True), partial(first, reuse=False))
    row("of the bandwidth", "tokens/s", alone, lambda: bandwidth(engine.model.device) / engine.info.memory_bytes)
    if real:
        with Page(engine) as served:
            row("page / engine", "tokens/s", served.speed, lambda: replies(engine))
            row("/compare / 3 replies", "seconds", served.compare, served.each_mode)
    return rows


def _peak_bytes() -> int:
    """The most memory that the process, or the GPU for it, has had at once."""
    if torch.cuda.is_available():
        return int(torch.cuda.max_memory_allocated())
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
