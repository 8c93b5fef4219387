"""An engine that is still being loaded: it says how far it is, refuses in plain words, and can try again."""

from __future__ import annotations

import threading

import pytest
from scripted import ScriptedEngine

from kat_demo.autothink import reply
from kat_demo.engines import Engine, ModelInfo, Progress, Stage
from kat_demo.engines.deferred import Deferred, Report
from kat_demo.errors import EngineError, ModelError
from kat_demo.records import Request

INFO = ModelInfo("big", "transformers", "nf4", "", "", 0, 0, 0)


class Loader:
    """Loads a scripted engine as slowly, and as badly, as a test wants."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.outcomes = list(outcomes)
        self.go = threading.Event()
        self.reported = threading.Event()

    def __call__(self, report: Report) -> Engine:
        report(Progress(Stage.WEIGHTS, 3, 12))
        self.reported.set()
        assert self.go.wait(10)
        outcome = self.outcomes.pop(0)
        if outcome is not None:
            raise outcome
        return ScriptedEngine([])


def test_until_it_is_ready_it_says_how_far_it_is_and_refuses_in_plain_words() -> None:
    loader = Loader(None)
    engine = Deferred(loader, INFO, lanes=2)
    assert loader.reported.wait(10)
    assert engine.info.status == "loading" and engine.info.progress == Progress(Stage.WEIGHTS, 3, 12)
    assert engine.info.model == "big" and engine.lanes == 2
    with pytest.raises(EngineError, match="still being loaded"):
        next(iter(reply(engine, Request("Hi"))))
    loader.go.set()
    engine.wait()
    assert engine.info.status == "ready" and engine.info.model == "scripted"
    assert engine.template([{"role": "user", "content": "Hi"}]) == "user: Hi\n<judge>\n"


def test_a_failure_is_kept_with_its_reason_and_can_be_tried_again() -> None:
    loader = Loader(ModelError("No room."), None)
    loader.go.set()
    engine = Deferred(loader, INFO, lanes=1)
    with pytest.raises(ModelError, match="No room"):
        engine.wait()
    assert engine.info.status == "failed" and engine.info.error == "No room."
    with pytest.raises(EngineError, match=r"could not be loaded: No room\."):
        engine.count_tokens("Hi")
    engine.retry()
    engine.wait()
    assert engine.info.status == "ready"
    engine.retry()  # nothing to try again
    assert engine.info.status == "ready" and not loader.outcomes


def test_a_failure_that_nobody_waits_for_any_more_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    loader = Loader(ModelError("No room."), ModelError("Still no room."))
    loader.go.set()
    engine = Deferred(loader, INFO, lanes=1)
    with pytest.raises(ModelError):
        engine.wait()
    assert not caplog.text
    engine.retry()
    with pytest.raises(ModelError):
        engine.wait()
    assert "Still no room." in caplog.text


def test_a_surprise_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    loader = Loader(RuntimeError("the secret of the house"))
    loader.go.set()
    engine = Deferred(loader, INFO, lanes=1)
    with pytest.raises(EngineError, match="RuntimeError"):
        engine.wait()
    assert "secret" not in engine.info.error and "secret of the house" in caplog.text
    engine.shutdown()


def test_the_time_left_is_told_from_the_time_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("kat_demo.engines.deferred.time.monotonic", lambda: clock[0])
    seen: list[float | None] = []

    def make(report: Report) -> Engine:
        for now, done in ((100.0, 0), (101.0, 10), (110.0, 50)):
            clock[0] = now
            report(Progress(Stage.DOWNLOAD, done, 100))
            progress = engine.info.progress
            assert progress is not None
            seen.append(progress.seconds_left)
        return ScriptedEngine([])

    started = threading.Event()
    engine = Deferred(lambda report: make(report) if started.wait(10) else ScriptedEngine([]), INFO, lanes=1)
    started.set()
    engine.wait()
    assert seen == [None, None, pytest.approx(10.0)]
