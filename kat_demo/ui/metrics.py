"""What is counted of the replies, for Prometheus. No text of anybody is in it, nor any address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from kat_demo.errors import InputError
from kat_demo.fork import Lanes
from kat_demo.format import Decision
from kat_demo.records import Mode, Turn

FIRST: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
TOTAL: Final = (0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
"""Upper limits of the histograms, in seconds."""


class Metrics:
    """The counters of one server. `reply` and `lanes` pass on what they are given, and count it when it ends."""

    def __init__(self, ready: Callable[[], bool], waiting: Callable[[], int], running: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        here: dict[str, Any] = {"registry": self._registry}
        ProcessCollector(registry=self._registry)  # memory, processor time, open files
        self._requests = Counter(
            "kat_requests", "Replies asked for, by how they ended.", ["page", "mode", "finish"], **here
        )
        self._tokens = Counter("kat_tokens", "Tokens of replies.", ["section", "mode"], **here)
        self._decisions = Counter(
            "kat_decisions", "Decisions whether to think, and whose they were.", ["decision", "by"], **here
        )
        self._first = Histogram("kat_first_token_seconds", "Time to the first token.", ["mode"], buckets=FIRST, **here)
        self._total = Histogram("kat_reply_seconds", "Time of a whole reply.", ["mode"], buckets=TOTAL, **here)
        for name, words, value in (
            ("kat_ready", "1 once the model is loaded.", ready),
            ("kat_waiting", "Events that wait for a place.", waiting),
            ("kat_running", "Events that have one.", running),
        ):
            Gauge(name, words, **here).set_function(value)

    def text(self) -> bytes:
        """Everything, in the text format of Prometheus."""
        return generate_latest(self._registry)

    def reply(self, turns: Iterator[Turn], page: str, mode: Mode, before: Turn | None = None) -> Iterator[Turn]:
        """`turns` of one reply; what it took over from `before` is not counted again."""
        with self._watch(page, [mode], before) as seen, closing(turns):  # type: ignore[type-var]
            for turn in turns:
                seen[mode] = turn
                yield turn

    def lanes(self, series: Iterator[Lanes], page: str, modes: Sequence[Mode]) -> Iterator[Lanes]:
        """The lanes of a comparison: automatic mode is one of the other two, and its tokens are counted once."""
        with self._watch(page, modes) as seen, closing(series):  # type: ignore[type-var]
            for lanes in series:
                seen.update(lanes)
                yield lanes

    @contextmanager
    def _watch(self, page: str, modes: Sequence[Mode], before: Turn | None = None) -> Iterator[Lanes]:
        """Takes the newest record of each mode, and counts them once it is clear how it ended."""
        seen: Lanes = {}
        finish = "stop"
        try:
            yield seen
        except InputError:
            finish = "refused"
            raise
        except GeneratorExit:
            finish = "cancelled"
            raise
        except Exception:
            finish = "error"
            raise
        finally:
            for mode in modes:
                ended = seen[mode].finish_reason if mode in seen else None
                self._requests.labels(page, mode.value, ended.value if ended else finish).inc()
            for turn in {turn.decision: turn for turn in seen.values()}.values():
                self._count(turn, before)

    def _count(self, turn: Turn, before: Turn | None) -> None:
        mode = turn.mode.value
        for section in ("judge", "thinking", "answer"):
            kept = getattr(before.usage, section) if before is not None and getattr(before, section) else 0
            self._tokens.labels(section, mode).inc(max(getattr(turn.usage, section) - kept, 0))
        if turn.decision is not None:
            thinks = "think" if turn.decision is Decision.THINK_ON else "direct"
            self._decisions.labels(thinks, "visitor" if turn.forced else "model").inc()
        if turn.seconds.first_token:
            self._first.labels(mode).observe(turn.seconds.first_token)
        if turn.done:
            self._total.labels(mode).observe(turn.seconds.total)
