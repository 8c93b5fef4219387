"""An engine that speaks at a pace one can watch, for tests in a browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripted import ScriptedEngine, ScriptedLane

from kat_demo.engines import ModelInfo, Why
from kat_demo.records import Sampling

INFO = ModelInfo("KAT-test", "scripted", "none", "CPU", "text", 4000, 5_100_000, 0, why=Why.NO_GPU)

JUDGE = "Two numbers of two digits: worth a thought."
THOUGHT = "Split 86 into 80 and 6.\n47 * 80 = 3760.\n47 * 6 = 282.\n" * 3
SCRIPTS: dict[str, tuple[float, str, str, str]] = {
    "47 * 86": (0.97, JUDGE, THOUGHT, "It is **4042**."),
    "long": (0.97, JUDGE, THOUGHT * 14, "Long thought."),
    "markup": (
        0.1,
        "<b>bold</b> <img src='http://elsewhere.test/judge.png'>",
        "",
        "2*3*4 is 24, about 1~2 or 3~4, and *this* is **meant**. "
        "A literal <think> stays, <script>window.hacked = 1</script> too, at $5 and $6. "
        "![cat](http://elsewhere.test/cat.png)\n\n```cpp\nstd::vector<int> v;\n    indented();\n```\n",
    ),
    "half": (0.97, "Half of it breaks.", THOUGHT, "Half of it."),
    "break down": (0.1, "broken", "", ""),
}  # fmt: skip
DIRECT = {"It is **4042**.": "It is **4000**.", "Half of it.": "broken"}
"""What is answered instead without thinking."""
SMALL = (0.04, "A small fact.", "Seven and five.\nTwelve.\n", "It is 12.")


SOON = 60
"""Pieces of a section after which a long one slows down, until it is told to hurry."""


class PacedLane(ScriptedLane):
    """Says what the script has for the question, a few letters at a time."""

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        assert isinstance(self.engine, PacedEngine)
        for number, piece in enumerate(super().generate(stop, max_tokens, stream)):
            time.sleep(self.engine.pause if number < SOON else self.engine.patience)
            yield piece

    def line(self, stream: str) -> str | Exception:
        assert isinstance(self.engine, PacedEngine)
        decision, _, section = stream.rpartition("/")
        words = self.engine.script_of(self.prompt)[{"judge": 1, "thinking": 2, "answer": 3}[section]]
        if decision == "think_off":
            words = DIRECT.get(str(words), words)
        if words == "broken":
            return RuntimeError("the secret of the house")
        return f"{words}</{'think' if section == 'thinking' else section}>"


@dataclass
class PacedEngine(ScriptedEngine):
    """Knows a few questions, and answers anything else in one short line.

    A long thought takes more than a minute, so that a slow browser is in time for it; `hurry` ends that.
    """

    script: list[Any] = field(default_factory=list)
    info: ModelInfo = INFO
    pause: float = 0.03
    lanes: int = 4
    hurry: threading.Event = field(default_factory=threading.Event)

    @property
    def patience(self) -> float:
        return 0.002 if self.hurry.is_set() else 0.25

    def script_of(self, prompt: str) -> tuple[float, str, str, str]:
        question = prompt.rpartition("user: ")[2]
        return next((script for words, script in SCRIPTS.items() if words in question), SMALL)

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> ScriptedLane:
        self.p_think = self.script_of(prompt)[0]
        plain = super().open(prompt, sampling, text)
        self.opened[-1] = PacedLane(plain.engine, plain.prompt, plain.text)
        return self.opened[-1]
