"""Supervised training of KAT-nano: batches -> checkpoint, resumed by itself after an interruption.

A checkpoint is one safetensors file with the weights, their moving average and the optimizer's state, replaced as a
whole; its header says at which step it stands. Step, seed and settings fix every batch, so a resumed run goes on where
it was.
Compiled sums may differ in their last bits from run to run.

This module knows nothing of problems: `batches` makes the rows, and other stages may train the same `Trainee`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from tqdm import tqdm
from transformers import Qwen2ForCausalLM

from kat_demo.errors import ModelError
from kat_demo.nano.batches import IGNORE, Batch
from kat_demo.nano.muon import Muon
from kat_demo.nano.objective import Objective

EVERY: Final = 10
"""Steps between two lines of the log."""

_MOMENTS: Final = ("momentum_buffer", "exp_avg", "exp_avg_sq")
"""What the optimizers keep of a weight: Muon the first, AdamW the others."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        steps: optimizer steps in all; the learning rate reaches its floor at the last one.
        peak: the learning rate after `warmup` steps; it falls in a line to `floor` times that.
        weight_decay: on matrices only.
        ema: decay of the moving average of the weights.
        distil: share of the loss that is the distance to the teacher's distribution, where there is a teacher.
        ahead: weight of the loss of the head that predicts the token after the next one; 0 is no such head.
        compiled: whether `torch.compile` is worth its start of about a minute; never on a GPU, which takes longer.
        save_seconds: wall-clock time between two checkpoints.
    """

    steps: int
    peak: float = 1e-2
    warmup: int = 200
    floor: float = 0.02
    weight_decay: float = 0.1
    clip: float = 1.0
    ema: float = 0.999
    distil: float = 0.0
    ahead: float = 0.0
    compiled: bool = True
    save_seconds: float = 100.0

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        warmup = min(self.warmup, max(1, self.steps // 4))
        if step < warmup:
            return self.peak * (step + 1) / warmup
        left = (self.steps - step) / max(1, self.steps - warmup)
        return self.peak * (self.floor + (1 - self.floor) * left)


def device() -> torch.device:
    """Where to train: CUDA if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision(where: torch.device) -> AbstractContextManager[Any]:
    """bfloat16 where the hardware multiplies in it, float32 elsewhere."""
    able = where.type == "cuda" or torch.cpu.get_capabilities().get("avx512_bf16", False)
    return torch.autocast(where.type, dtype=torch.bfloat16) if able else nullcontext()


class Trainee:
    """A model in training: weights, their moving average, and the optimizers. `step` counts what is done.

    With `plan.ahead` it has a further head for the token after the next one (multi-token prediction), which no export
    holds; with `plan.distil` it learns from the distribution of `teacher` too (knowledge distillation).
    """

    def __init__(
        self, model: Qwen2ForCausalLM, plan: Plan, where: torch.device, teacher: Qwen2ForCausalLM | None = None
    ) -> None:
        self.model = model.to(where).train()
        self.plan = plan
        self.where = where
        self.step = 0
        self._weights = dict(model.named_parameters())
        head = None
        if plan.ahead:
            head = torch.nn.Linear(model.config.hidden_size, model.config.hidden_size, bias=False, device=where)
            torch.nn.init.zeros_(head.weight)
            self._weights["ahead"] = head.weight
        told = teacher.to(where).eval().requires_grad_(False) if teacher is not None and plan.distil else None
        compiled = plan.compiled and where.type == "cpu"
        self.objective = Objective(self.model, told, plan.distil, head, plan.ahead, compiled)
        self._average = {name: weight.detach().clone() for name, weight in self._weights.items()}
        hidden = [weight for name, weight in self._weights.items() if weight.dim() == 2 and "embed" not in name]
        rest = [weight for name, weight in self._weights.items() if weight.dim() != 2 or "embed" in name]
        self._optimizers: tuple[torch.optim.Optimizer, ...] = (
            Muon(hidden, lr=plan.peak, weight_decay=plan.weight_decay),
            torch.optim.AdamW(rest, lr=plan.peak, betas=(0.9, 0.95), weight_decay=0.0, fused=True),
        )

    def learn(self, batches: Sequence[Batch]) -> torch.Tensor:
        """One optimizer step over all of them; the mean loss of the tokens that teach, a scalar on the device."""
        total = max(1, sum(int((batch["labels"] != IGNORE).sum()) for batch in batches))
        return self.update(self._share(batch, total) for batch in batches)

    def _share(self, batch: Batch, total: int) -> torch.Tensor:
        batch = {name: values.to(self.where, non_blocking=True) for name, values in batch.items()}
        with precision(self.where):
            return self.objective(batch) / total

    def update(self, losses: Iterable[torch.Tensor]) -> torch.Tensor:
        """One optimizer step on the sum of the losses, which it returns, a scalar; each is let go before the next."""
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.plan.rate(self.step)
        value = torch.zeros((), device=self.where)
        for loss in losses:
            loss.backward()  # type: ignore[no-untyped-call]
            value += loss.detach()
        torch.nn.utils.clip_grad_norm_(self._weights.values(), self.plan.clip)
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        decay = min(self.plan.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._average.values()), list(self._weights.values()), 1 - decay)
        return value

    def save(self, path: Path) -> None:
        """Write the checkpoint; the one before stays whole until the new one is."""
        tensors = {f"weight/{name}": weight.detach() for name, weight in self._weights.items()}
        tensors |= {f"average/{name}": weight for name, weight in self._average.items()}
        for optimizer in self._optimizers:
            for name, weight in self._weights.items():
                state = optimizer.state.get(weight, {})
                tensors |= {f"{key}/{name}": state[key] for key in _MOMENTS if key in state}
        header = {"step": str(self.step), "config": json.dumps(self.model.config.to_diff_dict())}
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, partial, metadata=header)
        os.replace(partial, path)

    def restore(self, path: Path) -> None:
        """Go on from the checkpoint at `path`; a ModelError if it is of another shape or cannot be read."""
        try:
            with safe_open(path, framework="pt", device=str(self.where)) as file:
                step, kept = int(file.metadata()["step"]), set(file.keys())
                for name, weight in self._weights.items():
                    weight.data.copy_(file.get_tensor(f"weight/{name}"))
                    self._average[name].copy_(file.get_tensor(f"average/{name}"))
                    self._remember(
                        weight,
                        step,
                        {key: file.get_tensor(f"{key}/{name}") for key in _MOMENTS if f"{key}/{name}" in kept},
                    )
        except (OSError, SafetensorError, RuntimeError, KeyError) as error:
            raise ModelError(f"{path}: training cannot go on from it ({error}). Delete it to start anew.") from error
        self.step = step

    def _remember(self, weight: torch.Tensor, step: int, moments: dict[str, torch.Tensor]) -> None:
        """Give a weight's optimizer its state back."""
        muon, adam = self._optimizers
        if "momentum_buffer" in moments:
            muon.state[weight] = dict(moments)
        elif moments:
            adam.state[weight] = {"step": torch.tensor(float(step), device=self.where), **moments}


def averaged(path: Path, model: Qwen2ForCausalLM) -> Qwen2ForCausalLM:
    """`model` with the moving average of the weights in the checkpoint at `path`."""
    try:
        with safe_open(path, framework="pt") as file:
            for name, weight in model.named_parameters():
                weight.data.copy_(file.get_tensor(f"average/{name}"))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelError(f"{path}: no checkpoint of this model can be read there ({error}). Train it first.") from error
    return model.eval()


def run(trainee: Trainee, checkpoint: Path, stream: Callable[[int, int], Iterable[Sequence[Batch]]]) -> None:
    """Train to the plan's last step, from the checkpoint if there is one.

    `stream(first, last)` gives the batches of these steps. Beside the checkpoint, `<name>.jsonl` gets a line per ten
    steps: step, loss (mean of the ten), tokens (in all), tokens per second (training alone), learning rate, time.
    """
    if checkpoint.exists():
        trainee.restore(checkpoint)
    plan, saved = trainee.plan, time.monotonic()
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if trainee.step >= plan.steps:
        return
    bar = tqdm(total=plan.steps, initial=trainee.step, unit="step", smoothing=0.05, mininterval=5, dynamic_ncols=True)
    with bar, checkpoint.with_suffix(".jsonl").open("a", encoding="utf-8") as log:
        losses, tokens, started = list[torch.Tensor](), 0, time.monotonic()
        for batches in stream(trainee.step, plan.steps):
            losses.append(trainee.learn(batches))
            size = sum(batch["ids"].numel() for batch in batches)
            tokens += size
            bar.update()
            if trainee.step % EVERY == 0 or trainee.step == plan.steps:
                loss = float(torch.stack(losses).mean())  # waits for the device, so the time is that of the steps
                line = _line(trainee, size, loss, tokens / (time.monotonic() - started))
                log.write(json.dumps(line) + "\n")
                log.flush()
                bar.set_postfix(loss=line["loss"], tok_s=line["tokens_per_second"])
                losses, tokens, started = [], 0, time.monotonic()
            if time.monotonic() - saved > plan.save_seconds:
                trainee.save(checkpoint)
                saved = time.monotonic()
    trainee.save(checkpoint)


def _line(trainee: Trainee, size: int, loss: float, speed: float) -> dict[str, float | str]:
    """A line of the log."""
    return {
        "step": trainee.step,
        "loss": round(loss, 4),
        "tokens": trainee.step * size,
        "tokens_per_second": round(speed),
        "rate": round(trainee.plan.rate(trainee.step - 1), 7),
        "at": time.strftime("%Y-%m-%dT%H:%M:%S"),
    }
