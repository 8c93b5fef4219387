"""The numbers of a word problem: written in words as some people do, and each with the words around it.

What a number counts and what happens to it stands beside it, whatever the story; so thinking begins with that.
"""

from __future__ import annotations

import random
import re
from typing import Final

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.frames import in_words

_CLAUSE: Final = re.compile(r"[.,;:?!](?:\s+|$)|[。，；：？！、“”\n]")
_AROUND: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"(?:[^\s\d]+\s+){0,2}[^\s\d]*\d+[^\s\d]*(?:\s+[^\s\d]+){0,2}"),
    "zh": re.compile(r"[^\d]{0,6}\d+[^\d]{0,4}"),
}
"""A number with up to two words, or a few Chinese characters, on either side."""

_LOOSE: Final = re.compile(
    r"^(?:(?:and|but|or|then|so) )+|(?: (?:and|but|or|then|so|to|with|in|on|of|at|from|by|the|a|an|for|that|if))+$"
)
"""Words at either end that belong to something else."""

_NUMBER: Final = re.compile(r"(\d+)")
_ALONE: Final = re.compile(r"(?<![\d.$¥/*×+-])\d+(?![\d.%/*×+-])")
_SPELLED: Final[dict[Language, tuple[float, int]]] = {"en": (0.2, 20), "zh": (0.08, 10)}
"""Share of the texts with numbers in words, and the greatest of them."""


def given(text: str, language: Language) -> list[str]:
    """Each number of a text in which they stand in digits, with its surroundings in the clause."""
    found = []
    for clause in _CLAUSE.split(text):
        parts = _NUMBER.split(clause)  # what lies between two numbers may belong to both
        for before, number, after in zip(parts[:-2:2], parts[1::2], parts[2::2], strict=True):
            found += [
                _LOOSE.sub("", " ".join(part.split())) for part in _AROUND[language].findall(before + number + after)
            ]
    return found


def spelled(rng: random.Random, text: str, language: Language) -> str:
    """The text, now and then with small numbers in words."""
    share, highest = _SPELLED[language]
    if rng.random() >= share:
        return text

    def written(match: re.Match[str]) -> str:
        value = int(match.group())
        if value > highest or rng.random() < 0.3:
            return match.group()
        word = "两" if (language, value) == ("zh", 2) else str(in_words(value, language))
        return word.capitalize() if match.start() == 0 else word

    return _ALONE.sub(written, text)
