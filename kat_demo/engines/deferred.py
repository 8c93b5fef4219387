"""An engine that is loaded while the page is up already: it says how far it is, or why it failed, and can try again.

Until it is ready, everything that needs the model raises an EngineError that says so.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from kat_demo.engines import Engine, Lane, ModelInfo, Progress
from kat_demo.errors import EngineError, KatError
from kat_demo.records import Sampling

log = logging.getLogger(__name__)

Report = Callable[[Progress], None]
"""Takes how far loading is; called from the loading thread, as often as one likes."""


class Deferred:
    """See `kat_demo.engines.Engine`. `make` loads the real engine; it runs on a thread of its own.

    `info` says what is being loaded until the engine can say it for itself.
    """

    def __init__(self, make: Callable[[Report], Engine], info: ModelInfo, lanes: int) -> None:
        self._make, self._info, self.lanes = make, info, lanes
        self._engine: Engine | None = None
        self._error: KatError | None = None
        self._progress = Progress()
        self._since = 0.0  # when the stage under way began
        self._awaited = True  # whether somebody may yet be told of a failure by `wait`
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._load, name="loading", daemon=True)
        self._thread.start()

    @property
    def info(self) -> ModelInfo:
        if self._engine is not None:
            return self._engine.info
        return replace(self._info, progress=self._progress, error=str(self._error or ""))

    @property
    def markers(self) -> tuple[str, ...]:
        return self._ready().markers

    def wait(self, seconds: float | None = None) -> None:
        """Give loading so many seconds, or as many as it takes. Raises its error if it has failed by then."""
        self._thread.join(seconds)
        self._awaited = False
        if self._error is not None:
            raise self._error

    def retry(self) -> None:
        """Load again after a failure; otherwise nothing happens."""
        with self._lock:
            if self._error is None:
                return
            self._error, self._progress = None, Progress()
            self._thread = threading.Thread(target=self._load, name="loading", daemon=True)
            self._thread.start()

    def template(self, messages: list[dict[str, str]], /) -> str:
        return self._ready().template(messages)

    def count_tokens(self, text: str) -> int:
        return self._ready().count_tokens(text)

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> Lane:
        return self._ready().open(prompt, sampling, text)

    def shutdown(self) -> None:
        if self._engine is not None:
            self._engine.shutdown()

    def _ready(self) -> Engine:
        if self._engine is None:
            failed = f"could not be loaded: {self._error}" if self._error else "is still being loaded; try again soon."
            raise EngineError(f"The model {failed}")
        return self._engine

    def _load(self) -> None:
        try:
            self._engine = self._make(self._report)
        except KatError as error:
            if not self._awaited:
                log.error("%s", error)
            self._error = error
        except Exception as error:
            log.exception("Loading failed.")
            self._error = EngineError(f"Loading failed ({type(error).__name__}). The server's log has the details.")

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.stage is not self._progress.stage:
            self._since = now
        spent, left = now - self._since, None
        if spent > 2 and progress.done and progress.total:
            left = spent / progress.done * (progress.total - progress.done)
        self._progress = replace(progress, seconds_left=left)


def silent(progress: Progress) -> None:
    """Where nobody wants to know."""
