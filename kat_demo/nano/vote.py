"""Cold start: the model answers training questions with and without thinking, and the better way wins the vote.

Thinking has to be better by `MARGIN` in pass rate to win; otherwise the direct answer does, because it is shorter. A
question is not judged by its few replies alone, in which a guess at yes or no may well be right, but with all of its
family: the kind of a question is what a judge can know before it is answered. The votes are kept in a file of JSON
lines, which an interrupted run goes on with.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import torch
from tqdm import tqdm

from kat_demo.nano import evaluate
from kat_demo.nano.evaluate import Work
from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.subject import Subject

MARGIN: Final = 0.1
"""By how much thinking must raise the pass rate."""

OWN: Final = 0.2
"""The weight of a question's own pass rates; the rest is its family's."""

TEMPERATURE: Final = 0.7
_LANES: Final = 48

_INSTEAD: Final[dict[tuple[Language, bool], tuple[str, ...]]] = {
    ("en", False): (
        "A short question about {x}. Working it out would not change what I say, so I answer directly.",
        "This one about {x} I get right as often at once as step by step. A direct answer is enough.",
    ),
    ("en", True): (
        "A question about {x}. Answering at once goes wrong too often here, so thinking pays.",
        "This looks easy, but with {x} I slip when I answer at once. Working it out is worth it.",
    ),
    ("zh", False): (
        "关于{x}的问题，思考不会改变结果，直接作答。",
        "这个关于{x}的问题，直接回答和一步步算一样可靠，不必思考。",
    ),
    ("zh", True): (
        "关于{x}的问题，直接回答容易出错，值得思考。",
        "看起来简单，但关于{x}直接回答容易错，应该一步步来。",
    ),
}


@dataclass(frozen=True, slots=True)
class Vote:
    """How often a question was answered rightly each way. `index` draws the question again."""

    seed: int
    index: int
    family: str
    with_thinking: float
    without: float

    @property
    def think(self) -> bool:
        """What the vote decides."""
        return self.with_thinking - self.without > MARGIN

    @property
    def contrast(self) -> bool:
        """Whether one way was better than the other at all."""
        return self.with_thinking != self.without


def question(seed: int, index: int) -> Problem:
    """The training problem of a vote."""
    from kat_demo.nano import problems

    problem: Problem = problems.draw(Random(f"{seed}/vote/{index}"), held_out=False)
    return problem


def collect(subject: Subject, seed: int, count: int, samples: int, limit: int, path: Path) -> list[Vote]:
    """Hold the vote on `count` questions, `samples` replies each way, into `path`; what is there already is kept."""
    kept = read(path) if path.exists() else []
    done = {one.index for one in kept}
    open_ones = [(question(seed, index), index) for index in range(count) if index not in done]
    open_ones.sort(key=lambda entry: (len(entry[0].thinking), entry[1]))  # replies of like length end together
    width = max(1, _LANES // samples)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text("".join(_line(one) for one in kept), encoding="utf-8")  # without a line that was cut off
    os.replace(partial, path)
    with path.open("a", encoding="utf-8") as file:
        for at in tqdm(range(0, len(open_ones), width), unit="batch", disable=None, leave=False):
            group = open_ones[at : at + width]
            torch.manual_seed(seed * 1_000_003 + group[0][1])
            for one in _hold(subject, seed, group, samples, limit):
                file.write(_line(one))
            file.flush()
    return sorted(read(path), key=lambda one: one.index)


def _line(vote: Vote) -> str:
    return json.dumps(asdict(vote)) + "\n"


def _hold(subject: Subject, seed: int, group: list[tuple[Problem, int]], samples: int, limit: int) -> Iterator[Vote]:
    asked = tuple(problem for problem, _ in group for _ in range(samples))
    rates = []
    for mode in ("think", "no_think"):
        work = Work(asked, mode, unseen=False)
        found = [outcome.correct for outcome in evaluate.replies(subject, work, limit, TEMPERATURE)]
        rates.append([sum(found[at : at + samples]) / samples for at in range(0, len(found), samples)])
    for (problem, index), on, off in zip(group, *rates, strict=True):
        yield Vote(seed, index, problem.family, on, off)


def read(path: Path) -> list[Vote]:
    """The votes in a file, as they were held; a last line that was cut off by an interruption is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [Vote(**json.loads(line)) for line in lines]


def decided(path: Path) -> list[Vote]:
    """The votes in a file, with pass rates that take in those of the whole family."""
    votes, families = read(path), dict[str, list[Vote]]()
    for one in votes:
        families.setdefault(one.family, []).append(one)

    def rate(one: Vote, name: str) -> float:
        alike = [getattr(other, name) for other in families[one.family]]
        return float(OWN * getattr(one, name) + (1 - OWN) * sum(alike) / len(alike))

    return [replace(one, with_thinking=rate(one, "with_thinking"), without=rate(one, "without")) for one in votes]


def taught(vote: Vote) -> Problem:
    """The question of a vote, with the decision that won and a rationale for it."""
    problem = question(vote.seed, vote.index)
    think = vote.think and bool(problem.thinking)
    if think == problem.pays:
        return problem
    texts = _INSTEAD[problem.language, think]
    judge = Random(vote.index).choice(texts).format(x=_subject(problem))
    return replace(problem, pays=think, judge=judge)


def _subject(problem: Problem) -> str:
    """What the question is about, in its own words."""
    words = problem.question.split()
    if problem.language == "zh":
        return f"“{problem.question[:12]}”"
    return '"' + " ".join(words[:4]) + '"'


@cache
def _all(path: Path) -> tuple[Vote, ...]:
    return tuple(decided(path))


def draw(rng: Random, path: Path, language: Language | None = None) -> Problem:
    """A question that was voted on, in a language if one is named, with the decision that won."""
    votes = _all(path)
    for _ in range(20):
        problem = taught(rng.choice(votes))
        if language in (None, problem.language):
            break
    return problem
