"""Step-SRPO: reinforcement of the decision and of the answer, each by its own reward on its own tokens.

A group is several sampled replies to one question that was voted on. The decision is rewarded where it is the one that
won the vote, the answer where it is right; each reward is set against the group's mean, and the first advantage acts on
the judge and the decision, the second on what follows. A group without contrast in either teaches nothing and is
replaced by another. The distance to the cold start is held down by a penalty.

Follows the description in the technical report of KAT-V1 (arXiv 2507.08297).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import torch
import torch.nn.functional as F
from tqdm import tqdm
from transformers import Qwen2ForCausalLM

from kat_demo import format
from kat_demo.nano import tokenizer as tokenizers
from kat_demo.nano import vote
from kat_demo.nano.evaluate import judged
from kat_demo.nano.subject import Subject
from kat_demo.nano.train import Trainee
from kat_demo.nano.vote import Vote

TRIES: Final = 4
"""How many times the wanted number of groups may be drawn before a step goes on with fewer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes of a step: `groups` questions with `size` replies each; `penalty` weighs the distance to the cold start."""

    groups: int = 16
    size: int = 8
    temperature: float = 1.0
    penalty: float = 0.02
    limit: int = 400


@dataclass(frozen=True, slots=True)
class Rollout:
    """A sampled reply: its tokens, the index of its first token after the decision, and its two rewards."""

    prompt: list[int]
    reply: list[int]
    split: int
    decision: float
    answer: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reply and the advantage of each of its tokens."""

    rollout: Rollout
    advantages: list[float]


def sample(subject: Subject, votes: Sequence[Vote], settings: Settings) -> list[list[Rollout]]:
    """A group of replies to each question."""
    problems = [vote.question(one.seed, one.index) for one in votes]
    prompts = [subject.prompt(problem) for problem in problems for _ in range(settings.size)]
    replies = subject.generate(prompts, tokenizers.END, settings.limit, settings.temperature)
    tags = [subject.tokenizer.convert_tokens_to_ids(tag) for tag in (format.THINK_ON, format.THINK_OFF)]
    found = []
    for at, (prompt, ids) in enumerate(zip(prompts, replies, strict=True)):
        one, problem = votes[at // settings.size], problems[at // settings.size]
        outcome = judged(problem, "auto", subject.tokenizer.decode(ids), len(ids))
        wanted = vote.taught(one).pays
        split = next((place + 1 for place, token in enumerate(ids) if token in tags), len(ids))
        found.append(
            Rollout(
                subject.tokenizer.encode(prompt, add_special_tokens=False),
                ids,
                split,
                float(outcome.valid and outcome.thought is wanted),
                float(outcome.valid and outcome.correct),
                len(ids),
            )
        )
    return [found[at : at + settings.size] for at in range(0, len(found), settings.size)]


def weigh(group: Sequence[Rollout]) -> list[Weighed] | None:
    """The group's advantages, or None if it has no contrast."""
    decision = _against_mean([one.decision for one in group])
    answer = _against_mean([one.answer for one in group])
    if not any(decision) and not any(answer):
        return None
    return [
        Weighed(one, [first] * one.split + [second] * (len(one.reply) - one.split))
        for one, first, second in zip(group, decision, answer, strict=True)
    ]


def _against_mean(rewards: Sequence[float]) -> list[float]:
    values = torch.tensor(rewards, dtype=torch.float32)
    spread = values.std(correction=0)
    return ((values - values.mean()) / spread).tolist() if spread > 0 else [0.0] * len(rewards)


def losses(
    model: Qwen2ForCausalLM, reference: Qwen2ForCausalLM, weighed: Sequence[Weighed], penalty: float, lanes: int = 16
) -> Iterator[torch.Tensor]:
    """The loss, in parts of `lanes` replies: a token's mean of penalty minus advantage times log-probability."""
    total = sum(len(one.rollout.reply) for one in weighed)
    ordered = sorted(weighed, key=lambda one: len(one.rollout.prompt) + len(one.rollout.reply))
    for at in range(0, len(ordered), lanes):
        ids, advantages, taught = _padded(ordered[at : at + lanes])
        where = model.device
        ids, advantages, taught = ids.to(where), advantages.to(where), taught.to(where)
        mine = _log_probabilities(model, ids)
        with torch.no_grad():
            theirs = _log_probabilities(reference, ids)
        ratio = torch.exp(mine - mine.detach())  # on-policy: 1, with the gradient of the log-probability
        distance = torch.exp(theirs - mine) - (theirs - mine) - 1  # unbiased, never negative
        yield ((penalty * distance - ratio * advantages) * taught).sum() / max(1, total)


def _padded(part: Sequence[Weighed]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids (rows, length), and for each predicted token (rows, length - 1) its advantage and whether it counts."""
    length = max(len(one.rollout.prompt) + len(one.rollout.reply) for one in part)
    ids = torch.zeros(len(part), length, dtype=torch.long)
    advantages = torch.zeros(len(part), length - 1)
    taught = torch.zeros(len(part), length - 1)
    for row, one in enumerate(part):
        start, text = len(one.rollout.prompt), one.rollout.prompt + one.rollout.reply
        ids[row, : len(text)] = torch.tensor(text)
        advantages[row, start - 1 : len(text) - 1] = torch.tensor(one.advantages)
        taught[row, start - 1 : len(text) - 1] = 1
    return ids, advantages, taught


def _log_probabilities(model: Qwen2ForCausalLM, ids: torch.Tensor) -> torch.Tensor:
    logits = model(input_ids=ids[:, :-1], use_cache=False).logits.float()
    return -F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten(), reduction="none").view(len(ids), -1)


def run(
    trainee: Trainee,
    reference: Qwen2ForCausalLM,
    words: object,
    votes: Sequence[Vote],
    settings: Settings,
    seed: int,
    checkpoint: Path,
) -> None:
    """Train to the plan's last step, from the checkpoint if there is one; a line of the log a step."""
    if checkpoint.exists():
        trainee.restore(checkpoint)
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    bar = tqdm(total=trainee.plan.steps, initial=trainee.step, unit="step", mininterval=5, dynamic_ncols=True)
    with bar, checkpoint.with_suffix(".jsonl").open("a", encoding="utf-8") as log:
        while trainee.step < trainee.plan.steps:
            rng = Random(f"{seed}/srpo/{trainee.step}")
            torch.manual_seed(rng.randrange(2**31))
            trainee.model.eval()
            groups, drawn = _groups(Subject(trainee.model, words), votes, settings, rng)
            weighed = [one for group in groups for one in group]
            loss = float(trainee.update(losses(trainee.model, reference, weighed, settings.penalty)))
            line = {
                "step": trainee.step,
                "loss": round(loss, 4),
                "kept": len(groups) / len(drawn),
                **_means(drawn),
            }
            log.write(json.dumps(line) + "\n")
            log.flush()
            bar.update()
            bar.set_postfix(decision=line["decision"], answer=line["answer"])
            trainee.save(checkpoint)  # after every step: each takes much longer than that


def _groups(
    subject: Subject, votes: Sequence[Vote], settings: Settings, rng: Random
) -> tuple[list[list[Weighed]], list[list[Rollout]]]:
    """Groups with contrast, and all that were drawn for them."""
    kept: list[list[Weighed]] = []
    drawn: list[list[Rollout]] = []
    for _ in range(TRIES):
        chosen = rng.sample(list(votes), min(len(votes), settings.groups))
        found = sample(subject, chosen, settings)
        drawn += found
        kept += [group for group in map(weigh, found) if group is not None]
        if len(kept) >= settings.groups:
            break
    return kept[: settings.groups], drawn


def _means(drawn: Sequence[Sequence[Rollout]]) -> dict[str, float]:
    """What the sampled replies were like, before anything was dropped."""
    every = [one for group in drawn for one in group]
    return {
        "decision": round(sum(one.decision for one in every) / len(every), 4),
        "answer": round(sum(one.answer for one in every) / len(every), 4),
        "tokens": round(sum(one.tokens for one in every) / len(every), 1),
    }
