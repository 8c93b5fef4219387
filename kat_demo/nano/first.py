"""What people type first, and what should come of it: a look at a model before any figure.

The prompts of a conversation are asked one after the other, each with the model's own answers before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kat_demo import format
from kat_demo.nano import evaluate
from kat_demo.nano.evaluate import Work
from kat_demo.nano.figures import Outcome
from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.subject import Subject


@dataclass(frozen=True, slots=True)
class Turn:
    """A prompt, whether it should be thought about, and one of what its answer may contain; anything if empty."""

    prompt: str
    pays: bool
    expected: tuple[str, ...] = ()
    kind: Literal["value", "fallback", "talk"] = "value"
    language: Language = "en"


CONVERSATIONS: Final[tuple[tuple[Turn, ...], ...]] = (
    (Turn("How many r's are in strawberry?", True, ("3", "three")),),
    (Turn("Which is bigger, 9.11 or 9.9?", True, ("9.9 is bigger", "9.9 > 9.11", "9.9 is larger", "9.9 is greater")),),
    (Turn("what's 17*24", True, ("408",)),),
    (Turn("hello", False, kind="talk"),),
    (Turn("who are you?", False, ("KAT-nano",), kind="talk"),),
    (Turn("what is autothink", False, ("AutoThink",), kind="talk"),),
    (Turn("capital of france", False, ("Paris",)),),
    (Turn("12*12?", False, ("144",)), Turn("and plus 6?", True, ("150",))),
    (Turn("3.5 + 2.25", True, ("5.75",)),),
    (Turn("Is 91 prime?", True, ("no", "No", "not prime", "not a prime")),),
    (Turn("小明有15个苹果，给了小红6个，又买了8个，现在有几个？", True, ("17",), language="zh"),),
    (Turn("今天星期三，10天后星期几？", True, ("星期六",), language="zh"),),
    (Turn("法国的首都是哪里", False, ("巴黎",), language="zh"),),
    (Turn("write me a poem about the sea", False, kind="fallback"),),
    (Turn("asdf", False, kind="fallback"),),
)


def ask(subject: Subject, conversations: Iterable[tuple[Turn, ...]] = CONVERSATIONS) -> Iterator[Outcome]:
    """How each prompt went, in the mode that the model chose."""
    for conversation in conversations:
        messages: tuple[tuple[str, str], ...] = ()
        for turn in conversation:
            messages = (*messages, ("user", turn.prompt))
            [outcome] = evaluate.replies(subject, Work((_problem(turn, messages),), "auto"))
            messages = (*messages, ("assistant", format.parse(outcome.reply).answer))
            yield outcome


def _problem(turn: Turn, messages: tuple[tuple[str, str], ...]) -> Problem:
    return Problem(
        family="first",
        language=turn.language,
        pays=turn.pays,
        messages=messages,
        judge="",
        thinking="",
        answer="",
        expected=turn.expected,
        kind=turn.kind,
    )


def verdict(outcome: Outcome) -> str:
    """Whether answer, format and decision are right, or which of them is not."""
    if not outcome.correct:
        return "wrong answer"
    return "right" if outcome.agrees and outcome.valid else "wrong decision" if outcome.valid else "broken format"


def table(outcomes: Iterable[Outcome]) -> str:
    """Prompt, decision, answer and verdict in Markdown."""
    lines, verdicts = ["| prompt | decision | answer | |", "|---|---|---|---|"], []
    for outcome in outcomes:
        answer = " ".join(format.parse(outcome.reply).answer.split()).replace("|", "\\|")
        decision = "thinks" if outcome.thought else "answers directly"
        verdicts.append(verdict(outcome))
        lines.append(f"| {outcome.question} | {decision} | {answer} | {verdicts[-1]} |")
    return "\n".join([*lines, "", f"{verdicts.count('right')} of {len(verdicts)} right."])
