"""An engine for runs of whole prompt sets: what it says is in the prompt, so that rows can be asked in any order.

A prompt is "WORD p=0.7 n=3": it answers WORD after a thought of n lines, and "wrong" without; with "easy" in it, WORD
either way; with "harm" in it, "wrong" after thinking alone; with "fail" in it, it fails.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripted import ScriptedEngine, ScriptedLane

from kat_demo.engines import ModelInfo, Why
from kat_demo.errors import ContextError
from kat_demo.records import Sampling

INFO = ModelInfo("KAT-test", "scripted", "none", "CPU", "text", 4000, 5_100_000, 0, why=Why.NO_GPU)


class AskingLane(ScriptedLane):
    """Reads its lines off its own prompt."""

    @property
    def question(self) -> str:
        return self.prompt.rpartition("user: ")[2]

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        assert isinstance(self.engine, AskingEngine)
        for piece in super().generate(stop, max_tokens, stream):
            time.sleep(self.engine.pause)
            yield piece

    def line(self, stream: str) -> str | Exception:
        if "fail" in self.question:
            return RuntimeError("the secret of the house")
        word = self.question.split()[0]
        decision, _, section = stream.rpartition("/")
        if section == "judge":
            return "Weighed.</judge>"
        if section == "thinking":
            return "A thought.\n" * int(self._figure("n", 2)) + "</think>"
        thinks = decision == "think_on"
        right = "easy" in self.question or (thinks and "harm" not in self.question)
        right = right or ("harm" in self.question and not thinks)
        return f"{word if right else 'wrong'}</answer>"

    def score(self, options: Sequence[str]) -> list[float]:
        share = self._figure("p", 0.9)
        return [math.log(share), math.log1p(-share)]

    def _figure(self, name: str, default: float) -> float:
        found = re.search(rf"{name}=([\d.]+)", self.question)
        return float(found[1]) if found else default


@dataclass
class AskingEngine(ScriptedEngine):
    """Says what each prompt asks for, several rows at a time."""

    script: list[Any] = field(default_factory=list)
    info: ModelInfo = INFO
    lanes: int = 4
    pause: float = 0.0

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> ScriptedLane:
        if len(prompt) > self.info.context_length:
            raise ContextError(len(prompt), self.info.context_length)
        lane = AskingLane(self, prompt, text)
        self.opened.append(lane)
        return lane
