"""The prompt sets that come with the demo: files of `assets/sets`, each named after its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from kat_demo.errors import InputError
from kat_demo.evaluate.columns import guess, understand
from kat_demo.evaluate.reading import of_records, read
from kat_demo.evaluate.rows import PromptSet

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "assets" / "sets"


def names() -> tuple[str, ...]:
    """The built-in sets."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))


@cache
def built_in(name: str) -> PromptSet:
    """One of them. Raises InputError for an unknown name."""
    if name not in names():
        raise InputError.choice("set", name, names())
    table = read(name, (FOLDER / f"{name}.jsonl").read_bytes())
    return understand(table, guess(table.columns))


def open_set(given: object) -> PromptSet:
    """A built-in set by its name, or a list of rows. Raises InputError for anything else."""
    if isinstance(given, str):
        return built_in(given)
    table = of_records("set", given)
    return understand(table, guess(table.columns))


def from_file(path: Path, grader: str = "auto", tolerance: str = "") -> PromptSet:
    """The set in a file, its columns told by their names. Raises InputError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"set: {path} cannot be read ({error.strerror}). Built in are {', '.join(names())}.") from None
    table = read(path.name, data)
    return understand(table, guess(table.columns), grader, tolerance)
