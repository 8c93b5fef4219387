"""What a generator is, how its texts are laid out, and how a problem is put together from them."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.critic import reveals
from kat_demo.nano.problems.phrasing import phrase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Family:
    """A generator. `make(rng, language, held_out)` is deterministic for the state of `rng`.

    Attributes:
        pays: whether thinking pays for most of its problems; each problem says it for itself.
        weight: its share of a draw, relative to the others.
    """

    name: str
    pays: bool
    make: Callable[[random.Random, Language, bool], Problem]
    weight: float


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a family in one language, as format strings; the last two of `ask` are kept for evaluation."""

    ask: tuple[str, ...]
    judge: tuple[str, ...]
    answer: tuple[str, ...]


def reserved(*operands: object) -> bool:
    """Whether these operands belong to the tenth that is kept for evaluation."""
    return zlib.crc32(repr(operands).encode()) % 10 == 0


def choose(sample: Callable[[], T], held_out: bool) -> T:
    """Sample operands until they fall on the wanted side of the split."""
    while True:
        operands = sample()
        if reserved(operands) is held_out:
            return operands


def rationale(
    rng: random.Random, templates: Sequence[str], expected: Sequence[str], slots: Mapping[str, object]
) -> str:
    """A judge text that does not give the result away, where there is one."""
    texts = [template.format_map(slots) for template in rng.sample(templates, len(templates))]
    return next((text for text in texts if not reveals(text, expected)), texts[0])


def stated(result: object, language: Language) -> str:
    """What an answer says that names the result: "is 12", "是12"."""
    return f"is {result}" if language == "en" else f"是{result}"


def compose(
    rng: random.Random,
    family: str,
    language: Language,
    held_out: bool,
    texts: Texts,
    *,
    pays: bool,
    expected: Sequence[str],
    slots: Mapping[str, object],
    thinking: Sequence[str] = (),
    kind: Literal["value", "fallback", "talk"] = "value",
    history: tuple[tuple[str, str], ...] = (),
) -> Problem:
    """Choose the wordings, fill in the slots, and return the finished problem.

    Without steps in `thinking` the answer is all there is to think.
    """
    question, wording = phrase(rng, texts.ask, language, held_out, slots)
    judge = rationale(rng, texts.judge, expected if pays else (), slots)
    answer = rng.choice(texts.answer).format_map(slots)
    return Problem(
        family=family,
        language=language,
        pays=pays,
        messages=(*history, ("user", question)),
        judge=judge,
        thinking="\n".join(thinking) or answer,
        answer=answer,
        expected=tuple(expected),
        kind=kind,
        wording=wording,
    )
