"""One reply of the local engine: its tokens and its text, kept aligned, and the reader's side of generation.

Section borders of the format may fall inside tokens, so text that is written behind generated text is encoded
together with it from the last safe border on: the start of a line at which a token starts. What the tokens have in
common with those already computed stays computed.
"""

from __future__ import annotations

import random
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import torch
from tokenizers.decoders import DecodeStream

from kat_demo.engines import Stop
from kat_demo.engines.lookup import Lookup
from kat_demo.records import Sampling

if TYPE_CHECKING:
    from kat_demo.engines.local import Codec
    from kat_demo.engines.loop import Loop

PACE = 1 / 15  # seconds between two pieces of text that a reader gets


class LocalLane:
    """See `kat_demo.engines.Lane`. Made by the engine; the loop's thread computes, the reader's thread calls."""

    def __init__(self, loop: Loop, codec: Codec, prompt: list[int], sampling: Sampling, limit: int, text: str) -> None:
        self._loop, self._codec, self._limit = loop, codec, limit
        self.sampling = sampling
        self.prompt_tokens = len(prompt)
        self.cached = 0
        self.generated = 0
        self.stopped = Stop("")
        tail, starts = codec.encode_with_starts(text)
        self.ids = prompt + tail
        self.starts = starts
        self.decoded = text  # what the tokens say; may go beyond the text where a stop string was met
        self.computed = 0  # tokens whose keys and values are in the cache
        self.row: int | None = None
        self.logits: torch.Tensor | None = None  # [vocabulary], behind the last computed token
        self.ahead: list[
            tuple[int, torch.Tensor]
        ] = []  # guessed tokens that are computed too, and the logits behind each
        self.lookup = Lookup()
        self.random = random.Random()
        self.cancelled = threading.Event()
        self._end = len(text)
        self._changed = threading.Condition()
        self._running = False
        self._given = 0
        self._ready = 0
        self._error: Exception | None = None
        self._stop: tuple[str, ...] = ()
        self._left = self._floor = 0
        self._decoder = DecodeStream(skip_special_tokens=False)
        self._pending: list[int] = []  # drawn tokens that are not yet a whole character

    # The reader's side.

    @property
    def text(self) -> str:
        return self.decoded[: self._end]

    @property
    def room(self) -> int:
        return self._limit - len(self.ids)

    def prefill(self) -> None:
        self._loop.compute(self)

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        max_tokens = min(max_tokens, self.room)
        if max_tokens <= 0:
            self.stopped = Stop("length")
            return
        self.random = random.Random(f"{self.sampling.seed}/{stream}")
        self._begin(stop, max_tokens)
        self._loop.decode(self)
        first = True
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._running or self._ready > self._given)
                if not first:  # a steady pace for the reader, but the end at once
                    self._changed.wait_for(lambda: not self._running, timeout=PACE)
                running, text = self._running, self.decoded[self._given : self._ready]
                self._given = self._ready
            if text:
                first = False
                yield text
            if not running:
                break
        if self._error is not None:
            raise self._error

    def write(self, text: str) -> None:
        """Re-encode from the last safe border, so that the tokens are those of the whole text."""
        whole = self.text + text
        ids, self.starts = self._joined(text)
        self.replace_ids(ids)
        self.decoded, self._end = whole, len(whole)

    def score(self, options: Sequence[str]) -> list[float]:
        """Each option is encoded as if a line break followed, and scored to the token that holds its last character."""
        variants = []
        for option in options:
            ids, starts = self._joined(option + "\n")
            end = bisect_left(starts, len(self.text) + len(option))
            variants.append(ids[: self.prompt_tokens + end])
        ids = self.ids
        try:
            return self._loop.score(self, variants)
        finally:
            self.replace_ids(ids)

    def count(self, borders: Sequence[int]) -> list[int]:
        cuts = [bisect_left(self.starts, border) for border in borders]
        return [end - start for start, end in zip([0, *cuts], [*cuts, len(self.starts)], strict=True)]

    def fork(self) -> LocalLane:
        """The loop copies what is computed when the new lane gets a row."""
        other = LocalLane(self._loop, self._codec, self.ids[: self.prompt_tokens], self.sampling, self._limit, "")
        other.ids, other.starts = list(self.ids), list(self.starts)
        other.decoded, other._end = self.decoded, self._end
        other.generated, other.stopped = self.generated, self.stopped
        return other

    def cancel(self) -> None:
        self.cancelled.set()

    def close(self) -> None:
        self.cancelled.set()
        self._loop.release(self)

    def _joined(self, text: str) -> tuple[list[int], list[int]]:
        """Tokens of prompt, reply and `text`, and where in the reply each starts."""
        border = self._safe_border(self.text + text)
        keep = bisect_left(self.starts, border)
        ids, starts = self._codec.encode_with_starts(self.text[border:] + text)
        return self.ids[: self.prompt_tokens + keep] + ids, self.starts[:keep] + [border + start for start in starts]

    def _safe_border(self, whole: str) -> int:
        """The last place, not behind the reply, where a line and a token start and no line break can be swallowed."""
        overrun = len(self.decoded) > self._end  # a token may lie across the end of the text
        for start in reversed(self.starts if overrun else [*self.starts, self._end]):
            if start > self._end:
                continue
            if start == 0 or (whole[start - 1] == "\n" and not whole[start : start + 1].isspace()):
                return start
        return 0

    def replace_ids(self, ids: list[int]) -> None:
        """Exchange the tokens for others of the same text; what they share stays computed."""
        shared = common_prefix(self.ids, ids)
        self.lookup.forget(shared)
        self.computed = min(self.computed, shared)
        if self.computed < len(self.ids):
            self.drop_logits()
        self.ids = ids

    def expect(self, logits: torch.Tensor, ahead: list[tuple[int, torch.Tensor]] | None = None) -> None:
        """Take what the model says behind the last computed token, and behind the guesses after it."""
        self.logits, self.ahead = logits, ahead or []

    def drop_logits(self) -> None:
        """Nothing is known of what follows any more."""
        self.logits, self.ahead = None, []

    def guessed(self) -> bool:
        """Whether the token just drawn had been guessed, and so is computed; if not, all guesses behind it are void."""
        if self.ahead and self.ahead[0][0] == self.ids[-1]:
            _, self.logits = self.ahead.pop(0)
            self.computed += 1
            return True
        self.ahead = []
        return False

    def _begin(self, stop: Sequence[str], max_tokens: int) -> None:
        """From here on tokens are taken, until one of the `stop` strings or so many."""
        self._given = self._ready = self._floor = self._end
        self._stop, self._left = tuple(stop), max_tokens
        self._decoder, self._pending = DecodeStream(skip_special_tokens=False), []
        self._running = True

    # The loop's side; `settled` tells whether decoding goes on.

    def take(self, token: int) -> bool:
        """Put a drawn token onto the lane. Returns False when generation has ended with it."""
        if token in self._codec.end_ids:
            return self.settle(Stop("end"))
        self.ids.append(token)
        self.starts.append(len(self.decoded))
        self.generated += 1
        self._left -= 1
        self._pending.append(token)
        piece = self._decoder.step(self._codec.backend, token)
        if piece:
            self._pending.clear()
            self.decoded += piece
            match = self._find_stop(len(piece))
            if match is not None:
                self._end = match[0]
                return self.settle(Stop("stop", match[1]))
        if self._left <= 0:
            return self.settle(Stop("length"))
        if piece:
            self._end = len(self.decoded)
            self._tell(self._end - self._held_back())
        return True

    def settle(self, stop: Stop, error: Exception | None = None) -> bool:
        """End a generation: everything up to its end can be read."""
        if stop.reason != "stop":
            self.decoded += self._codec.decode(self._pending)  # half a character, if the model stopped inside one
            self._end = len(self.decoded)
        self.stopped, self._error = stop, error
        with self._changed:
            self._running = False
            self._ready = self._end
            self._changed.notify_all()
        return False

    def _tell(self, ready: int) -> None:
        if ready > self._ready:
            with self._changed:
                self._ready = ready
                self._changed.notify_all()

    def _find_stop(self, fresh: int) -> tuple[int, str] | None:
        """The first stop string that the last `fresh` characters completed: where it starts, and which it is."""
        low, window = self._window(fresh + max(map(len, self._stop), default=0))
        found = [(at, stop) for stop in self._stop if (at := window.find(stop)) != -1]
        if not found:
            return None
        at, stop = min(found)
        return max(low + at, self._floor), stop

    def _held_back(self) -> int:
        """How many characters at the end may be the beginning of a stop string."""
        _, window = self._window(max(map(len, self._stop), default=0))
        for size in range(len(window), 0, -1):
            if any(stop.startswith(window[-size:]) for stop in self._stop):
                return min(size, len(self.decoded) - self._floor)
        return 0

    def _window(self, size: int) -> tuple[int, str]:
        """Where the last `size` characters of this generation start, and they; its beginning counts as a line's."""
        low = len(self.decoded) - size
        if low < self._floor:
            return self._floor - 1, "\n" + self.decoded[self._floor :]
        return low, self.decoded[low:]


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens two sequences share from their start."""
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))
