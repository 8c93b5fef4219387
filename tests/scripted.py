"""An engine that says what it is told: for tests in which the model is not the point. One character is one token."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kat_demo.engines import ModelInfo, Stop
from kat_demo.errors import ContextError
from kat_demo.records import Sampling

INFO = ModelInfo("scripted", "scripted", "none", "CPU", "text", 4000, 0, 0)


@dataclass
class ScriptedLane:
    """Says the script's next line at each `generate`; a stop string in it ends it."""

    engine: ScriptedEngine
    prompt: str
    text: str = ""
    cached: int = 0
    generated: int = 0
    stopped: Stop = field(default_factory=lambda: Stop(""))
    closed: bool = False
    cancelled: bool = False

    @property
    def prompt_tokens(self) -> int:
        return len(self.prompt)

    @property
    def room(self) -> int:
        return self.engine.info.context_length - len(self.prompt) - len(self.text)

    def prefill(self) -> None:
        self.engine.log.append("prefill")

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        self.engine.log.append(f"generate {stream}")
        line = self.line(stream)
        if isinstance(line, Exception):
            raise line
        found = [(line.find(tag), tag) for tag in stop if tag in line]
        end, match = min(found, default=(len(line), ""))
        self.stopped = Stop("stop" if match else "end", match)
        if end > max_tokens:
            end, self.stopped = max_tokens, Stop("length")
        for start in range(0, end, 5):
            if self.cancelled:
                self.stopped = Stop("cancelled")
                return
            piece = line[start : min(start + 5, end)]
            self.text += piece
            self.generated += len(piece)
            yield piece

    def line(self, stream: str) -> str | Exception:
        script = self.engine.script
        return script[stream] if isinstance(script, dict) else script.pop(0)

    def write(self, text: str) -> None:
        self.text += text

    def score(self, options: Sequence[str]) -> list[float]:
        assert options == ["<think_on>", "<think_off>"]
        return [math.log(self.engine.p_think), math.log1p(-self.engine.p_think)]

    def count(self, borders: Sequence[int]) -> list[int]:
        ends = [*borders, len(self.text)]
        return [end - start for start, end in zip([0, *ends], ends, strict=False)]

    def fork(self) -> ScriptedLane:
        self.engine.opened.append(replace(self))
        return self.engine.opened[-1]

    def cancel(self) -> None:
        self.cancelled = True

    def close(self) -> None:
        self.closed = True


@dataclass
class ScriptedEngine:
    """`script` holds what the model says at each turn of generation, or by the name of its random stream where several
    lanes speak at once; an exception in it is raised."""

    script: list[str | Exception] | dict[str, str | Exception]
    p_think: float = 0.9
    info: ModelInfo = INFO
    lanes: int = 1
    markers: tuple[str, ...] = ("<|im_end|>",)
    log: list[str] = field(default_factory=list)
    opened: list[ScriptedLane] = field(default_factory=list)

    def template(self, messages: list[dict[str, str]]) -> str:
        return "".join(f"{entry['role']}: {entry['content']}\n" for entry in messages) + "<judge>\n"

    def count_tokens(self, text: str) -> int:
        return len(text)

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> ScriptedLane:
        if len(prompt) > self.info.context_length:
            raise ContextError(len(prompt), self.info.context_length)
        self.opened.append(ScriptedLane(self, prompt, text))
        return self.opened[-1]

    def shutdown(self) -> None:
        self.log.append("shutdown")
