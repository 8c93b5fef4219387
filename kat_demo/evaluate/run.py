"""Asking every row in every mode, several rows at a time, each kept on the disk as soon as it is there.

A row is forked after its judge, so that its modes share it. A row that fails is a result too, and the others go on.
Closing the run stops what is being written; its rows are asked again when the run is continued.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Final

from kat_demo.engines import Engine
from kat_demo.errors import EngineError
from kat_demo.evaluate.plan import Plan, Result, Unit
from kat_demo.evaluate.store import Store
from kat_demo.fork import Lanes, fork
from kat_demo.records import Finish

HEARTBEAT: Final = 0.5
"""Seconds after which progress is given again although nothing has come, so that a reader can leave."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: rows times seeds, those that came since the last time, and seconds that the rest will take."""

    done: int
    total: int
    new: tuple[Result, ...] = ()
    seconds_left: float | None = None


def beside_others(engine: Engine) -> int:
    """Rows at a time that leave one of the engine's lanes to whoever else asks something."""
    return max(1, (engine.lanes - 1) // 2)


def run(
    engine: Engine, store: Store, at_once: int | None = None, explain: Callable[[Exception], str] = str
) -> Iterator[Progress]:
    """Do what is left of a run; the last progress has all of it done.

    `at_once` rows are being asked at any time; a row takes up to two of the engine's lanes. `explain` says what a
    failure is that is no KatError. Raises EngineError if the model is not ready.
    """
    if engine.info.status != "ready":
        raise EngineError("The model is not ready. Wait until it is loaded, then start again.")
    todo = store.todo()
    yield Progress(store.done, store.total)
    crew = _Crew(engine, store.plan, todo, at_once or engine.lanes, explain)
    started, before = time.monotonic(), store.done
    try:
        while store.done < store.total:
            came = crew.wait()
            for result in came:
                store.add(result)
            fresh = store.done - before
            left = (time.monotonic() - started) / fresh * (store.total - store.done) if fresh else None
            yield Progress(store.done, store.total, tuple(came), left)
            if not came and crew.idle:
                return
    finally:
        crew.close()


class _Crew:
    """Threads that each take a row, ask it, and take the next."""

    def __init__(
        self, engine: Engine, plan: Plan, todo: list[Unit], size: int, explain: Callable[[Exception], str]
    ) -> None:
        self._engine, self._plan, self._explain = engine, plan, explain
        self._todo, self._news = deque(todo), SimpleQueue[Result]()
        self._leaving = threading.Event()
        count = min(size, len(todo))
        # each in the context of whoever asked: a GPU that is lent for a row is lent to that visitor
        self._threads = [
            threading.Thread(target=copy_context().run, args=(self._work,), name=f"row {at}") for at in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing more will come."""
        return self._news.empty() and not any(thread.is_alive() for thread in self._threads)

    def wait(self) -> list[Result]:
        """All results that have come, once one has or a heartbeat has passed."""
        came: list[Result] = []
        try:
            came.append(self._news.get(timeout=HEARTBEAT))
            while True:
                came.append(self._news.get_nowait())
        except Empty:
            return came

    def close(self) -> None:
        """Leave what is being written."""
        self._leaving.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._leaving.is_set():
            try:
                unit = self._todo.popleft()
            except IndexError:
                return
            if (result := self._ask(unit)) is not None:
                self._news.put(result)

    def _ask(self, unit: Unit) -> Result | None:
        """The result of a row; None if it was left."""
        try:
            lanes: Lanes = {}
            series = fork(self._engine, self._plan.request(unit), self._plan.modes, self._explain)
            with closing(series):  # type: ignore[type-var]
                for lanes in series:  # noqa: B007  the last ones count
                    if self._leaving.is_set():
                        return None
            if any(turn.finish_reason is Finish.CANCELLED for turn in lanes.values()):
                return None  # the engine was shut down
            return Result.of(unit, lanes)
        except Exception as error:
            return Result(unit.row.id, unit.seed, error=self._explain(error))
