"""The one inference thread of the local engine, which steps a batch of lanes.

Lanes join and leave between steps. Long prompts are computed in chunks, between which the other lanes go on; a
cancelled lane leaves at the next step. Nothing else touches the model or the cache.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator
from concurrent.futures import Future
from typing import Any, TypeVar

import torch

from kat_demo.engines import Stop
from kat_demo.engines.failures import readable, shut_down
from kat_demo.engines.fixed import WIDTHS
from kat_demo.engines.lane import LocalLane, common_prefix
from kat_demo.engines.memory import Room
from kat_demo.engines.rows import Rows
from kat_demo.engines.sampling import Draw, sample
from kat_demo.errors import EngineError

log = logging.getLogger(__name__)

CHUNK = 512  # tokens of a prompt that are computed at once
WAIT = 0.005  # seconds between two looks for a free row
T = TypeVar("T")
Work = Generator[None, None, T]


class Loop:
    """Runs the lanes of one model on a thread of its own.

    As many can be open at a time as there is room for; a further one waits. See `Rows` for `fixed`.
    """

    def __init__(self, model: Any, room: Room, fixed: bool | None = None) -> None:
        self._rows = Rows(model, room, fixed)
        self._work: list[tuple[LocalLane, Work[Any], Future[Any]]] = []
        self._decoding: list[LocalLane] = []
        self._news = threading.Condition()
        self._closed = False
        self._warm: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="inference", daemon=True)
        self._thread.start()
        self._warm.result()

    @property
    def lost(self) -> str:
        """Why nothing will ever work again, "" while all is well."""
        return self._rows.lost

    # Called by readers.

    def compute(self, lane: LocalLane) -> None:
        """Compute the lane's tokens; returns when done."""
        self._submit(lane, self._advance(lane)).result()

    def score(self, lane: LocalLane, variants: list[list[int]]) -> list[float]:
        """Log-probability of what each variant adds to the tokens that all variants share."""
        return self._submit(lane, self._score(lane, variants)).result()

    def decode(self, lane: LocalLane) -> None:
        """Generate on the lane until it settles; returns at once."""

        def settle(done: Future[None]) -> None:
            if (error := done.exception()) is not None:
                cancelled = lane.cancelled.is_set()
                lane.settle(
                    *(Stop("cancelled"), None) if cancelled else (Stop("error"), readable(error, len(lane.ids)))
                )

        self._submit(lane, self._join(lane)).add_done_callback(settle)

    def release(self, lane: LocalLane) -> None:
        """Give the lane's row back; returns at once."""
        with self._news:
            self._work.append((lane, self._leave(lane), Future()))
            self._news.notify_all()

    def shutdown(self) -> None:
        """End the thread; lanes that still run are cancelled."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._thread.join()

    def _submit(self, lane: LocalLane, work: Work[T]) -> Future[T]:
        future: Future[T] = Future()
        with self._news:
            if self._closed:
                raise shut_down()
            self._work.append((lane, work, future))
            self._news.notify_all()
        return future

    # On the thread.

    @torch.inference_mode()
    def _run(self) -> None:
        try:
            self._rows.warm_up()
            self._warm.set_result(None)
        except Exception as error:
            self._warm.set_exception(error)
            return
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closed or self._work or self._decoding)
                if self._closed:
                    break
                work = list(self._work)
            for entry in work:
                self._advance_work(*entry)
            if self._decoding:
                self._guarded_step()
        for lane, _, future in self._work:
            lane.cancelled.set()
            future.set_exception(shut_down())
        for lane in self._decoding:
            lane.settle(Stop("cancelled"))

    def _advance_work(self, lane: LocalLane, work: Work[Any], future: Future[Any]) -> None:
        """One chunk of a piece of work; it leaves the list when done."""
        try:
            next(work)
            return
        except StopIteration as done:
            outcome, error = done.value, None
        except Exception as caught:
            outcome, error = None, caught
            if not isinstance(caught, EngineError):
                log.exception("Computing a prompt failed.")
                self._rows.recover(caught, [lane])
        with self._news:
            self._work = [entry for entry in self._work if entry[1] is not work]
        if error is None:
            future.set_result(outcome)
        else:
            future.set_exception(readable(error, len(lane.ids)))

    def _guarded_step(self) -> None:
        """A step; one that fails ends every reply in it, or the longest alone where memory ran out."""
        try:
            self._step()
        except Exception as error:
            log.exception("A decoding step failed.")
            lanes = sorted(self._decoding, key=lambda lane: len(lane.ids))
            failed = lanes[-1:] if isinstance(error, torch.OutOfMemoryError) else lanes
            self._rows.recover(error, failed)
            self._decoding = []
            for lane in lanes[: len(lanes) - len(failed)]:
                self._go_on(lane)
            for lane in failed:
                lane.settle(Stop("error"), readable(error, len(lane.ids)))

    def _go_on(self, lane: LocalLane) -> None:
        """Compute again what the lane has lost, then decode on."""
        try:
            self.decode(lane)
        except EngineError:  # shut down in the meantime
            lane.settle(Stop("cancelled"))

    def _step(self) -> None:
        """Draw a token for each lane that generates, then compute together those that were not guessed."""
        lanes = [lane for lane in self._decoding if not lane.cancelled.is_set() or lane.settle(Stop("cancelled"))]
        if lanes:
            logits = torch.stack([lane.logits for lane in lanes if lane.logits is not None])
            tokens = sample(logits, [_draw(lane) for lane in lanes])
            lanes = [lane for lane, token in zip(lanes, tokens, strict=True) if lane.take(token)]
        self._decoding = lanes
        if unguessed := [lane for lane in lanes if not lane.guessed()]:
            self._look_ahead(unguessed)

    def _look_ahead(self, lanes: list[LocalLane]) -> None:
        """Compute the token just drawn on each lane, and behind it what may follow, all in one pass."""
        pays = len(lanes) * WIDTHS[-1] <= self._rows.cheap  # otherwise guesses cost more than they save
        guesses = [lane.lookup.guess(lane.ids)[: max(lane.room - 1, 0)] if pays else [] for lane in lanes]
        width = max(map(len, guesses))
        # any token may stand where there is no guess
        tokens = [
            lane.ids[-1:] + guess + [0] * (width - len(guess)) for lane, guess in zip(lanes, guesses, strict=True)
        ]
        logits = self._rows.forward(lanes, tokens, keep=width + 1)
        for lane, guess, found in zip(lanes, guesses, logits, strict=True):
            lane.computed += 1
            lane.expect(found[0], list(zip(guess, found[1:], strict=False)))

    def _advance(self, lane: LocalLane) -> Work[None]:
        """Compute what of the lane's tokens is not computed yet, a chunk at a time."""
        while lane.row is None:
            if not lane.cancelled.is_set():
                self._rows.seat(lane)
            if lane.row is None:
                if lane.cancelled.is_set():
                    raise EngineError("The reply was cancelled.")
                if not self._decoding:
                    time.sleep(WAIT)
                yield
        if lane.computed == len(lane.ids) and lane.logits is None:
            lane.computed -= 1
        while lane.computed < len(lane.ids):
            if lane.cancelled.is_set():
                raise EngineError("The reply was cancelled.")
            chunk = lane.ids[lane.computed : lane.computed + CHUNK]
            lane.expect(self._rows.forward([lane], [chunk], keep=1)[0, -1])
            lane.computed += len(chunk)
            if lane.computed < len(lane.ids):
                yield

    def _join(self, lane: LocalLane) -> Work[None]:
        yield from self._advance(lane)
        self._decoding.append(lane)

    def _score(self, lane: LocalLane, variants: list[list[int]]) -> Work[list[float]]:
        shared = min(common_prefix(variants[0], other) for other in variants)
        if min(map(len, variants)) <= shared:
            raise EngineError("The options to score do not differ.")
        lane.replace_ids(variants[0][:shared])
        yield from self._advance(lane)
        assert lane.logits is not None
        first = lane.logits.float().log_softmax(-1)
        scores = []
        for variant in variants:
            score = float(first[variant[shared]])
            if rest := variant[shared:-1]:
                found = self._rows.forward([lane], [rest], keep=len(rest))[0].float().log_softmax(-1)
                score += sum(float(found[at, token]) for at, token in enumerate(variant[shared + 1 :]))
            scores.append(score)
        lane.drop_logits()
        return scores

    def _leave(self, lane: LocalLane) -> Work[None]:
        if lane in self._decoding:
            self._decoding.remove(lane)
            lane.settle(Stop("cancelled"))
        self._rows.leave(lane)
        return
        yield


def _draw(lane: LocalLane) -> Draw:
    sampling = lane.sampling
    return Draw(sampling.temperature, sampling.top_p, sampling.top_k, lane.random.random())
