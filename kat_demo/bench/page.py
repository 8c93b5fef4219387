"""What is measured of the page: the same replies as a client of the running app gets them."""

from __future__ import annotations

import time
from collections.abc import Iterable

from kat_demo.autothink import reply
from kat_demo.bench.engine import QUESTION
from kat_demo.engines.local import LocalEngine
from kat_demo.records import Mode, Request, Sampling, Turn


def _request() -> Request:
    return Request(QUESTION, mode=Mode.THINK, sampling=Sampling(temperature=0, seed=1))


def _speed(turns: Iterable[Turn]) -> float:
    """Tokens a second as a reader sees them come, from the first text to the end of the reply."""
    first: tuple[float, int] | None = None
    turn = Turn()
    for turn in turns:
        if first is None and turn.judge:
            first = time.perf_counter(), turn.usage.reply
    assert first is not None and turn.done
    return (turn.usage.reply - first[1]) / (time.perf_counter() - first[0])


def replies(engine: LocalEngine) -> float:
    """The speed of a reply without a server between."""
    return _speed(reply(engine, _request()))


class Page:
    """The app on a free port of this machine, and a client of it."""

    def __init__(self, engine: LocalEngine) -> None:
        from gradio_client import Client

        from kat_demo import ui

        self.demo = ui.build(engine)
        _, url, _ = self.demo.launch(
            server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, **ui.launch_options()
        )
        self.client = Client(url, verbose=False)

    def __enter__(self) -> Page:
        return self

    def __exit__(self, *exc: object) -> None:
        self.demo.close(verbose=False)

    def speed(self) -> float:
        """The speed of the same reply, streamed to the client."""
        request = _request()
        job = self.client.submit(request.message, mode=request.mode.value, temperature=0, seed=1, api_name="/generate")
        return _speed(Turn.from_dict(data) for data in job)

    def compare(self) -> float:
        """Seconds of one comparison."""
        started = time.perf_counter()
        self.client.predict(QUESTION, temperature=0, seed=1, api_name="/compare")
        return time.perf_counter() - started

    def each_mode(self) -> float:
        """Seconds of one reply in each mode, one after the other."""
        started = time.perf_counter()
        for mode in Mode:
            self.client.predict(QUESTION, mode=mode.value, temperature=0, seed=1, api_name="/generate")
        return time.perf_counter() - started
