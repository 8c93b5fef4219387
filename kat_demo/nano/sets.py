"""The built-in prompt sets of the Evaluate page: problems kept from training, by language, with what grades them.

`python -m kat_demo.nano.sets` writes `assets/sets/nano-en.jsonl` and `nano-zh.jsonl`. Rows of all families take turns,
so that any first rows of a set are a fair sample of it. Their keys grade an answer as `critic.grade` does.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from random import Random
from typing import Final

from kat_demo.evaluate.graders import Grader, Key
from kat_demo.evaluate.rows import Row
from kat_demo.nano import problems
from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.critic import FALLBACK_MARK, MINIATURE
from kat_demo.records import Message

COUNT: Final = 12
"""Rows of a family."""

SEED: Final = "set/20250711"
"""Training and the published figures draw from other random states."""

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
REFUSAL: Final = rf"(?s)(?=.*{re.escape(FALLBACK_MARK)})(?=.*(?:{'|'.join(MINIATURE)}))"
"""The honest fallback, as a pattern."""


def draw(language: Language, count: int = COUNT) -> list[Problem]:
    """`count` problems of each family, taking turns; no question comes twice."""
    found: dict[str, list[Problem]] = {}
    for name in problems.FAMILIES:
        rng, seen = Random(f"{SEED}/{language}/{name}"), set[str]()
        mine = found.setdefault(name, [])
        for _ in range(20 * count):
            problem = problems.draw(rng, families=[name], language=language, held_out=True)
            if problem.question not in seen:
                mine.append(problem)
                seen.add(problem.question)
            if len(mine) == count:
                break
    return [mine[at] for at in range(count) for mine in found.values() if at < len(mine)]


def row(problem: Problem, name: str) -> Row:
    """The row that asks and grades a problem."""
    return Row(
        id=name,
        prompt=problem.question,
        key=key(problem),
        category=problem.family,
        history=tuple(Message(role, content) for role, content in problem.messages[:-1]),
    )


def key(problem: Problem) -> Key:
    """What `critic.grade` looks for."""
    if problem.kind == "fallback":
        return Key((REFUSAL,), Grader.REGEX)
    if not problem.expected:
        return Key((r"\S",), Grader.REGEX, unless=REFUSAL)
    return Key(problem.expected, Grader.CONTAINS, unless=REFUSAL)


def rows(language: Language, count: int = COUNT) -> list[Row]:
    """The rows of one set."""
    numbers: dict[str, int] = {}
    found = []
    for problem in draw(language, count):
        at = numbers[problem.family] = numbers.get(problem.family, 0) + 1
        found.append(row(problem, f"{problem.family}-{at}"))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Write the sets."""
    parser = argparse.ArgumentParser(prog="python -m kat_demo.nano.sets", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("assets/sets"), help="folder to write to (%(default)s)")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        lines = [json.dumps(one.to_dict(), ensure_ascii=False) for one in rows(language)]
        path = options.out / f"nano-{language}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{path}: {len(lines)} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
