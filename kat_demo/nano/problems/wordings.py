"""How questions are asked: the TOML files in `data`, one for every subject and language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from kat_demo.nano.problem import Language

_FOLDER: Final = Path(__file__).with_name("data")


@cache
def load(subject: str, language: Language) -> Mapping[str, Any]:
    """A whole file. Raises FileNotFoundError, or tomllib.TOMLDecodeError for one that is no TOML."""
    return tomllib.loads((_FOLDER / f"{subject}_{language}.toml").read_text(encoding="utf-8"))


@cache
def wordings(name: str, language: Language) -> tuple[str, ...]:
    """The wordings of a list of `asks`, as format strings; those kept for evaluation stand last."""
    return whole(load("asks", language)[name])


def whole(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """All wordings of an entry, trained and kept."""
    return (*entry["asks"], *entry.get("kept", ()))
