"""The unit of training and evaluation data: one question with its judge rationale, reasoning and answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One question that a generator wrote and its solver solved.

    Attributes:
        family: name of the generator, e.g. "multiply".
        language: of question and reply.
        pays: whether thinking pays, which is the decision that the judge should reach.
        messages: (role, content) pairs, oldest first, the last one from the user.
        judge: a rationale that says something true about this question.
        thinking: the steps as one would write them on paper; every line holds by itself.
        answer: the final answer.
        expected: accepted results; an answer is right if it contains one of them as a whole word or number.
            Empty for questions that have no single right answer: there `kind` decides.
        kind: what the grader looks for: "value" (one of `expected`), "fallback" (the honest fallback) or "talk"
            (anything in scope).
        wording: number of the phrasing within its family and language.
    """

    family: str
    language: Language
    pays: bool
    messages: tuple[tuple[str, str], ...]
    judge: str
    thinking: str
    answer: str
    expected: tuple[str, ...] = ()
    kind: Literal["value", "fallback", "talk"] = "value"
    wording: int = 0

    @property
    def question(self) -> str:
        """The last message."""
        return self.messages[-1][1]
