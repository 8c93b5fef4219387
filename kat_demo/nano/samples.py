"""Problem -> training sample: the prompt as the chat template writes it, the reply, and which of its tokens teach.

Loss falls on the reply alone. Most samples decide as the problem says. Some are forced the other way after the honest
rationale: there the decision itself teaches nothing, so that its probability stays calibrated, but the branch behind it
does. In some the judge is left empty, in some a thinking budget cuts the reasoning at the end of a line and only the
answer teaches; some come with a system prompt of their own or after an unrelated exchange.

This module knows nothing of batches or models.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final

from transformers import PreTrainedTokenizerFast

from kat_demo import format
from kat_demo.format import Decision
from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.tokenizer import END
from kat_demo.prompts import neutralize

Draw = Callable[[Random, Language | None], Problem]
"""Draws a problem, in a language if one is named."""

_SYSTEM: Final = {
    "en": (
        "You are a patient teacher.",
        "Be brief.",
        "You are KAT, an AI assistant.",
        "Answer the user's question as well as you can.",
        "You are a helpful, honest and friendly assistant.",
        "Please be precise and polite.",
        "You are a math tutor for school children.",
        "Keep answers short and clear.",
        "Think only where it pays.",
        "You are an expert. Take care with every step.",
    ),
    "zh": (
        "你是一位耐心的老师。",
        "请简短回答。",
        "你是 KAT,一个人工智能助手。",
        "请尽量准确地回答用户的问题。",
        "你是一个友好、诚实的助手。",
        "回答要清楚、准确。",
        "你是小学数学老师。",
        "需要时再思考。",
    ),
}


@dataclass(frozen=True, slots=True)
class Mix:
    """Which share of the samples is made how. What is left over is plain: judge, the right decision, the reply.

    Attributes:
        contrary: of the questions that pay for thinking, answered without it.
        overthought: of the easy questions, answered with thinking.
        judged: of the out-of-scope requests, cut behind the decision. What has to be learned there is which requests
            they are; the answer is always the same.
    """

    contrary: float = 0.06
    overthought: float = 0.2
    judged: float = 0.5
    empty_judge: float = 0.06
    budget: float = 0.03
    system: float = 0.10
    history: float = 0.04


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a reply, and whether its tokens teach."""

    text: str
    learn: bool = True


@dataclass(frozen=True, slots=True)
class Sample:
    """Token ids of prompt and reply; `learn` says of each whether the model is taught to predict it."""

    ids: list[int]
    learn: list[bool]


def reply(
    problem: Problem, decision: Decision, *, teach_decision: bool = True, judge: str | None = None
) -> list[Piece]:
    """What the model should write behind the prompt's `<judge>`; with `judge=""` the section is empty."""
    rationale = problem.judge if judge is None else judge
    # an empty judge is what somebody else has written: the model should go on from it, not write it
    head = Piece((rationale + "\n" if rationale else "") + format.END_JUDGE + "\n\n", bool(rationale))
    tag = Piece(decision.tag, teach_decision)
    answer = f"{format.ANSWER}\n{problem.answer}\n{format.END_ANSWER}{END}"
    if decision is Decision.THINK_OFF:
        return [head, tag, Piece("\n" + answer)]
    return [head, tag, Piece(f"\n{format.THINK}\n{problem.thinking}\n{format.END_THINK}\n\n{answer}")]


def cut_reply(problem: Problem, rng: Random) -> list[Piece]:
    """A reply whose thinking a budget closes at the end of a random line: the answer alone teaches."""
    lines = problem.thinking.split("\n")
    kept = "\n".join(lines[: rng.randint(1, len(lines) - 1)])
    head = f"{problem.judge}\n{format.END_JUDGE}\n\n{format.THINK_ON}\n{format.THINK}\n{kept}\n{format.END_THINK}\n\n"
    return [Piece(head + format.ANSWER + "\n", False), Piece(f"{problem.answer}\n{format.END_ANSWER}{END}")]


def choose_reply(problem: Problem, rng: Random, mix: Mix) -> list[Piece]:
    """The reply in the form that the draw falls on."""
    right = Decision.THINK_ON if problem.pays else Decision.THINK_OFF
    other = Decision.THINK_OFF if problem.pays else Decision.THINK_ON
    against = mix.contrary if problem.pays else mix.overthought
    at = rng.random()
    if at < against:
        judge = "" if rng.random() < mix.empty_judge else None
        return reply(problem, other, teach_decision=False, judge=judge)
    at -= against
    if 0 <= at < mix.empty_judge:
        return reply(problem, right, judge="")
    at -= mix.empty_judge
    if 0 <= at < mix.budget and problem.pays and "\n" in problem.thinking:
        return cut_reply(problem, rng)
    pieces = reply(problem, right)
    return pieces[:2] if problem.kind == "fallback" and rng.random() < mix.judged else pieces


def conversation(problem: Problem, rng: Random, mix: Mix, draw: Draw) -> list[dict[str, str]]:
    """The messages before the reply, maybe with a system prompt and an unrelated earlier exchange."""
    messages = [{"role": role, "content": neutralize(content)} for role, content in problem.messages]
    if rng.random() < mix.history:
        for _ in range(rng.choice((1, 1, 2))):
            other = draw(rng, problem.language if rng.random() < 0.8 else None)
            earlier = [{"role": role, "content": neutralize(content)} for role, content in other.messages]
            messages = [*earlier, {"role": "assistant", "content": neutralize(other.answer)}, *messages]
    if rng.random() < mix.system:
        messages.insert(0, {"role": "system", "content": rng.choice(_SYSTEM[problem.language])})
    return messages


def prompt_text(tokenizer: PreTrainedTokenizerFast, messages: list[dict[str, str]]) -> str:
    """The prompt, up to and with the `<judge>` that opens the reply."""
    return str(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))


def encode(tokenizer: PreTrainedTokenizerFast, prompt: str, pieces: list[Piece]) -> Sample:
    """Token ids of prompt and reply, tokenized as one text; a token teaches if it starts in a piece that does."""
    encoding = tokenizer.backend_tokenizer.encode(prompt + "".join(piece.text for piece in pieces))
    starts = list(accumulate((len(piece.text) for piece in pieces[:-1]), initial=len(prompt)))
    learn = []
    for begin, _ in encoding.offsets:
        index = bisect_right(starts, begin) - 1
        learn.append(index >= 0 and pieces[index].learn)
    return Sample(encoding.ids, learn)


def sample(tokenizer: PreTrainedTokenizerFast, draw: Draw, rng: Random, mix: Mix) -> Sample:
    """Draw a problem and make a training sample of it."""
    problem = draw(rng, None)
    prompt = prompt_text(tokenizer, conversation(problem, rng, mix, draw))
    return encode(tokenizer, prompt, choose_reply(problem, rng, mix))


def full_text(problem: Problem) -> str:
    """Question and reply as running text, for the tokenizer to learn from."""
    messages = "".join(f"<|im_start|>{role}\n{content}<|im_end|>\n" for role, content in problem.messages)
    body = "".join(piece.text for piece in reply(problem, Decision.THINK_ON))
    return (
        f"<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{messages}<|im_start|>assistant\n<judge>\n{body}"
    )
