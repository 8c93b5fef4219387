"""Training batches, each a function of seed and step alone, made in background processes.

Samples are packed whole into rows, the long ones into long rows: attention costs the square of a row's length.
`document` numbers the samples of a row from 1 (0 is padding) and `position` starts anew in each, so attention can be
kept inside a sample. Labels are shifted already.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from kat_demo.nano import samples, tokenizer
from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.samples import Mix, Sample

IGNORE = -100
"""The label of a token that teaches nothing."""

Batch = dict[str, torch.Tensor]
"""`ids`, `labels`, `document` and `position`, each int64 of shape (rows, length)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What batches are made of.

    Attributes:
        shapes: the rows of a batch, as count and length.
        batch: how many such batches are one step, their rows together.
        families: names to draw from; all of them if None.
        votes: a file of votes; then only questions that were voted on are drawn, with the decisions that won.
    """

    folder: Path
    seed: int
    shapes: tuple[tuple[int, int], ...] = ((24, 256), (4, 512))
    batch: int = 1
    mix: Mix = field(default_factory=Mix)
    families: tuple[str, ...] | None = None
    votes: Path | None = None

    @property
    def tokens(self) -> int:
        """Tokens of a step, padding included."""
        return self.batch * sum(rows * length for rows, length in self.shapes)

    def steps(self, tokens: float) -> int:
        """How many steps so many tokens are."""
        return max(1, int(tokens) // self.tokens)

    def draw(self, rng: Random, language: Language | None = None) -> Problem:
        """A training problem; never one with held-out operands, names or wording."""
        from kat_demo.nano import problems, vote

        if self.votes is not None:
            return vote.draw(rng, self.votes, language)
        problem: Problem = problems.draw(rng, families=self.families, language=language, held_out=False)
        return problem


class Batches(Dataset[list[Batch]]):
    """The batches of a step by its number, one a shape, out of a `Recipe`. A sample longer than any row is left out."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._tokenizer: Any = None  # loaded in the process that uses it

    def __getitem__(self, step: int) -> list[Batch]:
        if self._tokenizer is None:
            os.environ["TOKENIZERS_PARALLELISM"] = "false"
            self._tokenizer = tokenizer.load(self._recipe.folder)
        first = step * self._recipe.batch
        found = [self._pack(number) for number in range(first, first + self._recipe.batch)]
        return [
            {name: torch.cat([one[name] for one in alike]) for name in alike[0]} for alike in zip(*found, strict=True)
        ]

    def _pack(self, number: int) -> list[Batch]:
        left, packed = self._draw(Random(f"{self._recipe.seed}/{number}")), []
        for rows, length in sorted(self._recipe.shapes, key=lambda shape: -shape[1]):
            batch, left = pack(left, rows, length)
            packed.append(batch)
        return packed

    def _draw(self, rng: Random) -> list[Sample]:
        """Samples that fill the rows of a batch to 97 %: the rest is lost to their borders."""
        recipe, found, tokens = self._recipe, [], 0
        longest = max(length for _, length in recipe.shapes)
        while tokens < 0.97 * recipe.tokens / recipe.batch:
            one = samples.sample(self._tokenizer, recipe.draw, rng, recipe.mix)
            if len(one.ids) <= longest + 1:
                found.append(one)
                tokens += len(one.ids) - 1
        return found


def pack(found: list[Sample], rows: int, length: int) -> tuple[Batch, list[Sample]]:
    """Put each sample into the fullest row that has room, longest first. Also returns what found no room."""
    batch = {name: np.zeros((rows, length), dtype=np.int64) for name in ("ids", "labels", "document", "position")}
    batch["labels"][:] = IGNORE
    used = [0] * rows
    count = [0] * rows
    left = []
    for one in sorted(found, key=lambda entry: -len(entry.ids)):
        size = len(one.ids) - 1  # the last token is only predicted
        row = max((at for at in range(rows) if used[at] + size <= length), key=lambda at: used[at], default=None)
        if row is None:
            left.append(one)
            continue
        span = slice(used[row], used[row] + size)
        count[row] += 1
        batch["ids"][row, span] = one.ids[:-1]
        batch["labels"][row, span] = np.where(one.learn[1:], one.ids[1:], IGNORE)
        batch["document"][row, span] = count[row]
        batch["position"][row, span] = np.arange(size)
        used[row] += size
    return {name: torch.from_numpy(values) for name, values in batch.items()}, left


def stream(recipe: Recipe, first: int, last: int, workers: int = 1) -> Iterator[list[Batch]]:
    """The batches of the steps from `first` to before `last`, made ahead by worker processes."""
    loader: DataLoader[list[Batch]] = DataLoader(
        Batches(recipe),
        batch_size=None,
        sampler=range(first, last),
        num_workers=workers,
        prefetch_factor=8,
        multiprocessing_context="spawn",
    )
    yield from loader
