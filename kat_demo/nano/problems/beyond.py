"""What lies beyond the model's knowledge, area by area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.phrasing import KEPT
from kat_demo.nano.problems.wordings import load, whole, wordings


@dataclass(frozen=True, slots=True)
class Area:
    """`about` goes into the judge, `topic` into the answer; without `noisy` the text is taken as it is."""

    about: str
    topic: str
    asks: tuple[str, ...]
    weight: float = 1.0
    noisy: bool = True


@cache
def areas(language: Language) -> tuple[Area, ...]:
    """Every area of a language."""
    found = []
    for entry in load("beyond", language)["areas"]:
        asks = whole(entry)
        if "unlisted" in entry:
            unlisted = tuple(ask.replace("{x}", "{unlisted}") for ask in wordings(entry["unlisted"], language))
            asks = (*unlisted[:-KEPT], *asks, *unlisted)  # twice: only the place tells them from what is known
        more = {name: entry[name] for name in ("weight", "noisy") if name in entry}
        found.append(Area(entry["about"], entry["topic"], asks, **more))
    return tuple(found)


def words(language: Language) -> Mapping[str, list[str]]:
    """What requests are put together from, by the name of the slot. A word may hold slots itself."""
    found: Mapping[str, list[str]] = load("beyond", language)["words"]
    return found
