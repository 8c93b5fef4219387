"""One question in several modes at once: one judge, then every road that a mode takes.

The judge runs once. Where it has ended the reply is forked, and the branches for `<think_on>` and `<think_off>` go on
together. Automatic mode takes one of the two roads, so its record is that branch's, seen as an automatic one; nothing
is generated twice. Each branch is what `autothink.reply` gives for its mode with the same seed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue

from kat_demo import freerun
from kat_demo.autothink import Run
from kat_demo.engines import Engine, Lender
from kat_demo.errors import InputError
from kat_demo.format import Decision
from kat_demo.records import Mode, Request, Turn

Lanes = dict[Mode, Turn]
"""The record of each mode, in the order in which the modes were asked for."""

HEARTBEAT = 0.5  # seconds after which the lanes are given again although nothing has come: a reader can leave then


def fork(
    engine: Engine, request: Request, modes: Sequence[Mode], explain: Callable[[Exception], str] = str
) -> Iterator[Lanes]:
    """Reply to `request` in each of `modes`, as a series of lanes of which the last are all done.

    `request.mode` does not count. Closing the generator cancels every branch. Raises InputError and ContextError
    before the first lanes; a branch that fails ends with an error record and leaves the other alone. For a failure that
    is no EngineError, that record says what `explain` makes of it.
    """
    if not engine.info.forces:
        raise InputError.of("modes", [mode.value for mode in modes], f"none, {freerun.WHY}")
    if isinstance(engine, Lender):
        yield from engine.lend(fork, request, modes, explain)
        return
    run = Run(engine, replace(request, mode=Mode.AUTO))
    branches = _Branches(run, explain)
    try:
        for turn in run.judging():
            yield {mode: _seen_as(mode, turn) for mode in modes}
        if run.turn.done:
            return
        roads = {mode: run.road(mode) for mode in modes}
        for turns in branches.follow(roads):
            yield {mode: _seen_as(mode, turns[decision]) for mode, decision in roads.items()}
    finally:
        branches.close()


class _Branches:
    """The branches of one run, each read by a thread of its own, since any of them may have to be waited for."""

    def __init__(self, trunk: Run, explain: Callable[[Exception], str]) -> None:
        self._trunk, self._explain = trunk, explain
        self._runs = [trunk]
        self._readers: list[threading.Thread] = []
        self._news: SimpleQueue[tuple[Decision, Turn]] = SimpleQueue()

    def follow(self, roads: dict[Mode, Decision]) -> Iterator[dict[Decision, Turn]]:
        """The newest record of every branch, until all are done."""
        wanted = {decision: mode for mode, decision in roads.items()}
        self._runs += [self._trunk.fork() for _ in range(len(wanted) - 1)]
        turns = dict.fromkeys(wanted, self._trunk.turn)
        for run, (decision, mode) in zip(self._runs, wanted.items(), strict=True):
            reader = threading.Thread(target=self._read, args=(run, decision, mode), name=f"branch {decision.value}")
            self._readers.append(reader)
            reader.start()
        while not all(turn.done for turn in turns.values()):
            turns |= self._wait()
            yield turns

    def close(self) -> None:
        """End what still runs and give every lane back."""
        for run in self._runs:
            run.lane.cancel()
        for reader in self._readers:
            reader.join()
        for run in self._runs:
            run.lane.close()

    def _read(self, run: Run, decision: Decision, mode: Mode) -> None:
        try:
            for turn in run.following(mode):
                self._news.put((decision, turn))
        except Exception as error:
            self._news.put((decision, run.fail(self._explain(error))))
        finally:
            run.lane.close()  # at once: the other branch may be waiting for its place

    def _wait(self) -> dict[Decision, Turn]:
        """All that has come, once something has."""
        turns: dict[Decision, Turn] = {}
        try:
            turns |= [self._news.get(timeout=HEARTBEAT)]
            while True:
                turns |= [self._news.get_nowait()]
        except Empty:
            return turns


def _seen_as(mode: Mode, turn: Turn) -> Turn:
    """The record of a branch as that of a reply in `mode`."""
    return turn.evolve(mode=mode, forced=turn.decision is not None and mode.forces is not None)
