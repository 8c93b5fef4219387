"""A prompt set in every mode, in the terminal: `python -m kat_demo.evaluate --set nano-en --out results/`.

What is finished is kept row by row, so that the same command goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from tqdm import tqdm

from kat_demo import config
from kat_demo.compare import read_modes
from kat_demo.engines import Engine
from kat_demo.errors import InputError, KatError
from kat_demo.evaluate import report, results, sets
from kat_demo.evaluate.graders import Grader
from kat_demo.evaluate.plan import Plan
from kat_demo.evaluate.rows import PromptSet
from kat_demo.evaluate.run import run
from kat_demo.evaluate.store import Store
from kat_demo.flags import add_sampling_flags, read_sampling

ROWS: Final = "rows.jsonl"
"""The file of a run in its folder."""

LANES: Final = 16
"""Replies at the same time, unless --lanes says otherwise: the more, the more tokens a second together."""


def main(argv: list[str] | None = None) -> int:
    """Evaluate; returns the exit status: 0 for a finished run, 1 for a failure, 2 for a bad flag, 130 if stopped."""
    arguments = parser().parse_args(argv)
    try:
        plan = _plan(arguments)
        settings = config.read(arguments)
        if arguments.lanes is None and "KAT_LANES" not in os.environ:
            settings = replace(settings, lanes=LANES)
        from kat_demo.engines.open import open_engine

        engine = open_engine(settings)
        try:
            store = Store.open(arguments.out / ROWS, plan, engine.info)
            _run(engine, store, arguments)
        finally:
            engine.shutdown()
        files = report.write(store, arguments.out)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KatError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped. The same command goes on from {arguments.out / ROWS}.", file=sys.stderr)
        return 130
    summary = results.summarize(plan, store.results)
    print(f"\n{report.headline(summary)}\n\n{report.notes(summary)}\n")
    print(f"Written: {arguments.out}/{{{', '.join(path.name for path in files)}}}")
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m kat_demo.evaluate", description=__doc__)
    names = ", ".join(sets.names())
    made.add_argument(
        "--set", required=True, metavar="NAME|FILE", help=f"{names}, or a CSV, JSON Lines or Parquet file"
    )
    made.add_argument(
        "--out", type=Path, default=Path("results"), metavar="DIR", help="folder of the run (%(default)s)"
    )
    made.add_argument("--modes", default="auto,think,no_think", help="which modes, with commas between (%(default)s)")
    made.add_argument("--limit", type=int, metavar="N", help="only the first N rows")
    made.add_argument("--seeds", type=int, default=1, metavar="N", help="replies to each row and mode (%(default)s)")
    made.add_argument("--seed", type=int, default=0, metavar="N", help="the first seed (%(default)s)")
    graders = "|".join(one.value for one in Grader)
    made.add_argument("--grader", default="auto", metavar=graders, help="for rows that name none (%(default)s)")
    made.add_argument("--tolerance", default="", metavar="T", help="of numbers: 0.01, or 1%% of what is expected")
    add_sampling_flags(made, temperature=0.0)
    made.add_argument("--retry-failed", action="store_true", help="ask rows again that failed before")
    config.add_model_flags(made)
    return made


def _plan(arguments: argparse.Namespace) -> Plan:
    sampling = read_sampling(arguments)
    modes = read_modes([name.strip() for name in arguments.modes.split(",")])
    prompts = _set(arguments).limited(arguments.limit)
    return Plan(prompts, modes, arguments.seeds, sampling, arguments.system_prompt)


def _set(arguments: argparse.Namespace) -> PromptSet:
    """A built-in set by its name, else a file; its issues are said."""
    if arguments.set in sets.names():
        return sets.built_in(arguments.set)
    prompts = sets.from_file(Path(arguments.set), arguments.grader, arguments.tolerance)
    for issue in prompts.issues:
        print(f"{prompts.name}: {issue}", file=sys.stderr)
    return prompts


def _run(engine: Engine, store: Store, arguments: argparse.Namespace) -> None:
    if arguments.retry_failed and (count := store.forget_failed()):
        print(f"Asking {count} rows again that failed.", file=sys.stderr)
    if store.done:
        print(f"Going on: {store.done} of {store.total} rows are done.", file=sys.stderr)
    with (
        tqdm(total=store.total, initial=store.done, unit="row", disable=None) as bar,
        closing(run(engine, store)) as series,  # type: ignore[type-var]
    ):
        for progress in series:
            bar.update(progress.done - bar.n)
            for result in progress.new:
                if result.error:
                    bar.write(f"row {result.id}: {result.error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
