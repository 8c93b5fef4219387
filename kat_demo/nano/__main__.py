"""The whole recipe: `python -m kat_demo.nano` makes KAT-nano, stage by stage, and measures it.

Each stage leaves its result in the work folder, and a stage whose result is there already is not done again; training
goes on from its last checkpoint. `--smoke` runs every stage on a toy budget.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

from kat_demo.errors import KatError
from kat_demo.nano import heap, work
from kat_demo.nano.model import DEPTH
from kat_demo.nano.recipe import PARTS, PEAK, TOKENS, WIDE, Recipe, smoke
from kat_demo.nano.report import Report
from kat_demo.nano.stages import STAGES, Stage


def parser() -> argparse.ArgumentParser:
    """The command line."""
    names = [stage.name for stage in STAGES]
    made = argparse.ArgumentParser(prog="python -m kat_demo.nano", description="Make KAT-nano from scratch.")
    made.add_argument("--out", type=Path, default=Path("build/nano"), help="work folder (%(default)s)")
    made.add_argument("--target", type=Path, help="folder of the finished model (<out>/nano)")
    made.add_argument("--tokens", type=int, default=TOKENS, help="tokens to train on (%(default)s)")
    made.add_argument(
        "--batch", type=int, default=1, help="batches of 8192 tokens a step, several for a GPU (%(default)s)"
    )
    made.add_argument("--depth", type=int, default=DEPTH, help="layers; a shallower --start is grown (%(default)s)")
    made.add_argument("--seed", type=int, default=1, help="seed of everything (%(default)s)")
    made.add_argument("--threads", type=int, help="CPU threads (all cores)")
    made.add_argument("--stage", action="append", choices=names, help="only this (repeatable)")
    made.add_argument("--without", action="append", default=[], choices=PARTS, help="leave this out (repeatable)")
    made.add_argument("--start", type=Path, help="go on from this model folder instead of from scratch")
    made.add_argument("--peak", type=float, default=PEAK, help="learning rate after --start (%(default)s)")
    made.add_argument(
        "--blend",
        type=float,
        default=1.0,
        help="share of the new weights in the mean with those of --start (%(default)s)",
    )
    made.add_argument(
        "--ablation",
        action="append",
        default=[],
        type=Path,
        help="evaluation.json of a run --without something, for the model card (repeatable)",
    )
    made.add_argument("--smoke", action="store_true", help="every stage on a toy budget")
    return made


def read(arguments: list[str] | None = None) -> tuple[Recipe, list[str]]:
    """Command line -> recipe, and the names of the stages to run."""
    made = parser()
    options = made.parse_args(arguments)
    if options.tokens < 1:
        made.error("--tokens: at least 1.")
    if options.batch < 1:
        made.error("--batch: at least 1.")
    if options.depth < 1:
        made.error("--depth: at least 1.")
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.start and not (options.start / "model.safetensors").exists():
        made.error(f"--start: {options.start} is no model folder.")
    if not 0 < options.blend <= 1 or (options.blend < 1 and not options.start):
        made.error(f"--blend: got {options.blend}, allowed is a share above 0 up to 1, below 1 only with --start.")
    if not 0 < options.peak <= 0.1:
        made.error(f"--peak: got {options.peak}, allowed is a learning rate above 0 up to 0.1.")
    without, ablations = frozenset(options.without), tuple(options.ablation)
    chosen = options.stage or [stage.name for stage in STAGES]
    if options.smoke:
        return smoke(options.out, options.seed, without, ablations), chosen
    target = options.target or options.out / "nano"
    several = {"batch": options.batch, "shapes": WIDE} if options.batch > 1 else {}
    recipe = Recipe(
        options.out,
        target,
        options.seed,
        options.tokens,
        options.depth,
        **several,
        without=without,
        start=options.start,
        peak=options.peak,
        blend=options.blend,
        ablations=ablations,
    )
    return recipe, chosen


def main(arguments: list[str] | None = None) -> int:
    """Run the recipe; the exit code."""
    recipe, chosen = read(arguments)
    heap.keep()
    try:
        for path in recipe.ablations:
            Report.read(path)  # one that cannot be read is known before any hour is spent
        if recipe.start is not None:
            recipe.begun()  # and so is one that cannot be gone on from
        work.claim(recipe.work, recipe.target, recipe.settings)
        for stage in STAGES:
            if stage.name in chosen:
                _run(stage, recipe)
    except KatError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from where it was.", file=sys.stderr)
        return 130
    return 0


def _run(stage: Stage, recipe: Recipe) -> None:
    """One stage, with a line that says how long it took this time."""
    started, begun = time.monotonic(), (recipe.work / stage.leaves).exists()
    with work.timed(recipe.work, stage.name, begun):
        stage.run(recipe)
    print(f"{stage.name}: {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
