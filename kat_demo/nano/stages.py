"""The stages of the recipe: each takes what the ones before left in the work folder, and leaves its own result there.

A stage whose result is there already is not done again, and one that was interrupted goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import torch

from kat_demo.nano import batches, card, evaluate, export, model, samples, srpo, tokenizer, train, vote, work
from kat_demo.nano.batches import Batch
from kat_demo.nano.card import Card
from kat_demo.nano.recipe import Recipe
from kat_demo.nano.report import Report
from kat_demo.nano.subject import Subject
from kat_demo.nano.work import Spent


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the recipe.

    Attributes:
        leaves: what it writes, below the work folder.
        trains: whether it leaves a log of `train.run` beside that.
    """

    name: str
    run: Callable[[Recipe], None]
    leaves: str
    trains: bool = False


def learn_tokenizer(recipe: Recipe) -> None:
    """Problems -> tokenizer."""
    folder = recipe.data.folder
    if (folder / "tokenizer.json").exists():
        return
    if recipe.start is not None:
        tokenizer.load(recipe.start).save_pretrained(folder)
        return
    rng = Random(f"{recipe.seed}/tokenizer")
    texts = (samples.full_text(recipe.data.draw(rng)) for _ in range(recipe.texts))
    tokenizer.train(texts, recipe.vocabulary).save_pretrained(folder)


def train_teacher(recipe: Recipe) -> None:
    """Problems -> a larger model, trained as the student will be, but by itself."""
    if "distil" in recipe.without:
        return
    plan = train.Plan(recipe.data.steps(recipe.teacher_share * recipe.tokens), peak=7e-3, compiled=recipe.compiled)
    trainee = train.Trainee(recipe.fresh(recipe.teacher_depth), plan, train.device())
    teaching = replace(recipe.data, seed=recipe.seed + 1_000_000)
    train.run(trainee, recipe.checkpoint("teacher"), _stream(teaching))


def pretrain(recipe: Recipe) -> None:
    """Problems and teacher -> student: judge, decision and reply, with distillation and multi-token prediction."""
    distil, ahead = (0.0 if part in recipe.without else weight for part, weight in (("distil", 0.5), ("ahead", 0.3)))
    plan = train.Plan(recipe.data.steps(recipe.tokens), compiled=recipe.compiled, distil=distil, ahead=ahead)
    if recipe.start is not None:
        # it has learned much already, which a new head for the tokens ahead would only disturb
        plan = replace(plan, peak=recipe.peak, warmup=40, ema=0.995, ahead=0.0)
    teacher = recipe.result("teacher", recipe.teacher_depth) if distil else None
    trainee = train.Trainee(recipe.begun(), plan, train.device(), teacher)
    train.run(trainee, recipe.checkpoint("student"), _stream(recipe.data))


def _stream(data: batches.Recipe) -> Callable[[int, int], Iterable[list[Batch]]]:
    """What `train.run` asks for; one process keeps up with a CPU, a GPU waits for as many as there are cores."""
    workers = max(1, (os.cpu_count() or 1) - 1) if train.device().type == "cuda" else 1
    return lambda first, last: batches.stream(data, first, last, workers)


def hold_vote(recipe: Recipe) -> None:
    """Student -> votes: what is better with thinking, and what without."""
    if "vote" in recipe.without and "srpo" in recipe.without:
        return
    subject = Subject(recipe.result("student").to(train.device()), tokenizer.load(recipe.data.folder))
    path = recipe.work / "votes.jsonl"
    votes = vote.collect(subject, recipe.seed, recipe.votes, recipe.vote_samples, recipe.limit, path)
    thinks = sum(one.think for one in vote.decided(path)) / len(votes)
    print(f"{len(votes)} votes, {thinks:.0%} for thinking, {sum(one.contrast for one in votes)} with a contrast")


def cold_start(recipe: Recipe) -> None:
    """Student and votes -> cold start: supervised on what the vote decided."""
    if "vote" in recipe.without:
        return
    voted = replace(recipe.data, votes=recipe.work / "votes.jsonl", seed=recipe.seed + 2_000_000, batch=1)
    plan = train.Plan(voted.steps(recipe.start_tokens), peak=3e-4, warmup=10, ema=0.95, compiled=recipe.compiled)
    trainee = train.Trainee(recipe.result("student").train(), plan, train.device())
    train.run(trainee, recipe.checkpoint("start"), _stream(voted))


def reinforce(recipe: Recipe) -> None:
    """Cold start -> Step-SRPO."""
    if "srpo" in recipe.without:
        return
    before = "student" if "vote" in recipe.without else "start"
    plan = train.Plan(recipe.srpo_steps, peak=2e-4, warmup=5, floor=0.2, weight_decay=0.0, ema=0.9, compiled=False)
    trainee = train.Trainee(recipe.result(before), plan, train.device())
    reference = recipe.result(before).to(train.device()).requires_grad_(False)
    votes = vote.decided(recipe.work / "votes.jsonl")
    words = tokenizer.load(recipe.data.folder)
    srpo.run(trainee, reference, words, votes, recipe.srpo, recipe.seed, recipe.checkpoint("srpo"))


def publish(recipe: Recipe) -> None:
    """The last checkpoint -> model folder, with a card of all that was measured of it."""
    words, last = tokenizer.load(recipe.data.folder), recipe.result(recipe.last)
    if recipe.start is not None and recipe.blend < 1:
        earlier = dict(recipe.begun().named_parameters())
        with torch.no_grad():
            for name, weight in last.named_parameters():
                weight.lerp_(earlier[name].to(weight), 1 - recipe.blend)
    export.export(last, words, recipe.target, lambda folder: describe(recipe, folder))


def measure(recipe: Recipe) -> None:
    """Model folder -> figures and replies, beside the checkpoints."""
    subject = Subject.load(recipe.target)
    asked = evaluate.plan(recipe.problems, evaluate.SEED, recipe.modes)
    kept = recipe.work / "replies.jsonl"
    outcomes = evaluate.run(subject, asked, recipe.limit, kept)
    report = Report(outcomes, {"settings": recipe.settings, "weights": export.digest(recipe.target)})
    report.write(recipe.evaluation)
    kept.unlink()
    print(report.headline())


def renew_card(recipe: Recipe) -> None:
    """Everything that was measured -> the model card, in the model folder."""
    describe(recipe, recipe.target)
    export.check_size(recipe.target)


def describe(recipe: Recipe, folder: Path) -> None:
    """Write the model card into `folder`, which has the weights already."""
    report = Report.read(recipe.evaluation) if recipe.evaluation.exists() else None
    if report is not None and report.about.get("weights") != export.digest(folder):
        report = None  # of an earlier model
    config = model.shape(recipe.depth)
    words = tokenizer.load(recipe.data.folder)
    shape = {
        "parameters": f"{model.parameters(recipe.fresh()) / 1e6:.1f}",
        "layers": str(config.num_hidden_layers),
        "vocabulary": str(len(words)),
    }
    log = [] if "srpo" in recipe.without else card.rewards(recipe.work / "srpo.jsonl")
    ablations = tuple(map(Report.read, recipe.ablations))
    times = spent(recipe)
    made = card.made(recipe.made, times.get("train"), recipe.start)
    Card(shape, made, report, times, log, ablations).write(folder)


def spent(recipe: Recipe) -> dict[str, Spent | None]:
    """The time of every stage before the card that left something; None where not all of it is known."""
    times, found = work.times(recipe.work), dict[str, Spent | None]()
    for stage in STAGES[:-1]:
        path, kept = recipe.work / stage.leaves, times.get(stage.name)
        if kept is None or not kept.whole:
            logged = training_seconds(path.with_suffix(".jsonl")) if stage.trains else None
            kept = Spent(logged, "unknown; training alone, from the log") if logged else None
        if path.exists():
            found[stage.name] = kept
    return found


def training_seconds(log: Path) -> float | None:
    """How long the training took that a log tells of, about: each line as long as its tokens took at its speed."""
    if not log.exists():
        return None
    found, before = 0.0, 0
    for text in log.read_text(encoding="utf-8").split("\n")[:-1]:
        line = json.loads(text)
        steps = line["step"] - before if 0 < line["step"] - before <= train.EVERY else train.EVERY
        found += steps * line["tokens"] / line["step"] / max(1, line["tokens_per_second"])
        before = line["step"]
    return found or None


STAGES: tuple[Stage, ...] = (
    Stage("tokenizer", learn_tokenizer, "tokenizer"),
    Stage("teacher", train_teacher, "teacher.safetensors", trains=True),
    Stage("train", pretrain, "student.safetensors", trains=True),
    Stage("vote", hold_vote, "votes.jsonl"),
    Stage("start", cold_start, "start.safetensors", trains=True),
    Stage("srpo", reinforce, "srpo.safetensors"),
    Stage("export", publish, "nano"),
    Stage("evaluate", measure, "evaluation.json"),
    Stage("card", renew_card, "nano/README.md"),
)
"""The recipe, in order."""
