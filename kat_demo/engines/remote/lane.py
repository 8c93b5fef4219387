"""One reply on a model server. It lives here as text: every generation sends all of it, and the server's prefix cache
saves what was computed before. See `kat_demo.engines.Lane`.
"""

from __future__ import annotations

import hashlib
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from kat_demo.engines import Stop
from kat_demo.engines.remote import scores
from kat_demo.engines.remote.client import Call, Outcome, pieces
from kat_demo.engines.remote.kinds import sampling_fields, stop_fields
from kat_demo.engines.remote.stops import Stops
from kat_demo.engines.remote.tokens import Cut
from kat_demo.records import Sampling

if TYPE_CHECKING:
    from kat_demo.engines.remote.engine import RemoteEngine

PACE: Final = 1 / 15
"""Seconds between two pieces of text that a reader gets."""

HEARTBEAT: Final = 0.5
"""Seconds after which a reader gets an empty piece if nothing has come: it can leave then."""

GRACE: Final = 0.5
"""Seconds that a server has to end by itself after its stop string, so that its token counts come; then it is cut."""


class RemoteLane:
    """A reply of the remote engine. `prompt` are its token ids, and `words` its text."""

    def __init__(self, engine: RemoteEngine, words: str, prompt: list[int], sampling: Sampling, reply: Cut) -> None:
        self._engine, self._words, self._prompt, self._sampling, self._reply = engine, words, prompt, sampling, reply
        self.prompt_tokens = len(prompt)
        self.cached = 0
        self.generated = 0
        self.stopped = Stop("")
        self._call: Call | None = None
        self._met = ""  # the stop string just met: no part of the text, but its tokens were drawn
        self._asked = False  # whether the server has said how much of the prompt it had
        self._cancelled = threading.Event()

    @property
    def text(self) -> str:
        return self._reply.text

    @property
    def room(self) -> int:
        return self._engine.info.context_length - self.prompt_tokens - len(self._reply.ids)

    def prefill(self) -> None:
        """Nothing: the first generation does it."""

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        """See `Lane.generate`. Yields an empty piece where the server is silent for a while."""
        max_tokens = min(max_tokens, self.room)
        if max_tokens <= 0:
            self.stopped = Stop("length")
            return
        if self._cancelled.is_set():
            self.stopped = Stop("cancelled")
            return
        self._met = ""
        found = Stops(stop, self._engine.ends)
        before, drawn = self.generated, len(self._reply.ids)
        self._call = call = Call(self._engine.client, self._body(tuple(stop), max_tokens, stream), self._engine.chat)
        try:
            if self._cancelled.is_set():
                call.cancel()
            for piece in pieces(call, HEARTBEAT, PACE):
                text = found.feed(piece)
                self._reply.add(text)
                self.generated = before + len(self._reply.ids) - drawn
                yield text
                if found.met is not None:
                    call.settle(GRACE)
                    break
            rest = found.finish()
            self._reply.add(rest)
            self.generated = before + len(self._reply.ids) - drawn
            if rest:
                yield rest
        finally:
            call.cancel()
        self._end(call, found, before, stop)

    def write(self, text: str) -> None:
        self._met = ""
        self._reply.add(text)

    def score(self, options: Sequence[str]) -> list[float] | None:
        """See `Lane.score`; None if the server gives no log-probabilities."""
        likely = self._engine.likely
        if likely is None:
            return None
        variants = []
        for option in options:
            ids, starts = self._reply.with_added(option + "\n")
            variants.append(ids[: bisect_left(starts, len(self.text) + len(option))])
        return list(self._engine.client.patiently(lambda: scores.totals(likely, self._prompt, variants)))

    def count(self, borders: Sequence[int]) -> list[int]:
        return self._reply.count(borders, self._met)

    def fork(self) -> RemoteLane:
        """The server's prefix cache is what the two share."""
        other = RemoteLane(self._engine, self._words, self._prompt, self._sampling, self._reply.copy())
        other.cached, other.generated, other.stopped, other._asked = (
            self.cached, self.generated, self.stopped, self._asked,
        )  # fmt: skip
        other._met = self._met
        return other

    def cancel(self) -> None:
        self._cancelled.set()
        if self._call is not None:
            self._call.cancel()

    def close(self) -> None:
        self.cancel()

    def _body(self, stop: tuple[str, ...], max_tokens: int, stream: str) -> dict[str, Any]:
        """The request for one generation; the same seed and `stream` give the same random numbers."""
        sampling, dialect = self._sampling, self._engine.dialect
        seed = int.from_bytes(hashlib.sha256(f"{sampling.seed}/{stream}".encode()).digest()[:4], "big") >> 1
        body = {
            **self._engine.prompt(self._words, self._prompt, self._reply),
            **sampling_fields(dialect, sampling.temperature, sampling.top_p, sampling.top_k, seed),
            **stop_fields(dialect, stop),
            **dialect.fields,
            "model": self._engine.served,
            "max_tokens": max_tokens,
        }
        if dialect.asks_usage:
            body["stream_options"] = {"include_usage": True}
        return body

    def _end(self, call: Call, found: Stops, before: int, stop: Sequence[str]) -> None:
        """Why it ended, and what it cost as the server says."""
        if call.error is not None and found.met is None:
            self.stopped = Stop("error")
            self._engine.noticed(call.error)
            raise call.error
        self._engine.noticed(None)
        outcome = call.outcome or Outcome("stop")
        if not self._asked and outcome.cached is not None:
            self.cached, self._asked = min(outcome.cached, self.prompt_tokens), True
        if found.met is not None:
            self.stopped = found.met
        elif outcome.reason == "stop" and stop and not self._engine.dialect.keeps_stop:
            self.stopped = Stop("stop", stop[0])  # the only one that the server knew of; it has cut it off
        else:
            self.stopped = Stop({"stop": "end"}.get(outcome.reason, outcome.reason))
        self._met = self.stopped.match
        if outcome.tokens is not None:
            self.generated = before + outcome.tokens
        elif self._met:
            self.generated += sum(self.count([])) - len(self._reply.ids)
