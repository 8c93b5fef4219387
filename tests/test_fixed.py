"""Steps of fixed shapes, computed on a CPU as a GPU records them, give what steps of any shape give."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from test_local import ask

from kat_demo.engines import fixed
from kat_demo.engines.cache import RowCache
from kat_demo.engines.fixed import Fixed
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.memory import Room, Spare
from kat_demo.records import Turn


@pytest.fixture
def engine(nano: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalEngine]:
    """The embedded model once more, with fixed shapes, whose lengths grow as often as possible."""
    monkeypatch.setattr(fixed, "BUCKET", 64)
    room = Room(nano.info.context_length, 3, Spare("cpu", 0))
    made = LocalEngine(nano.model, nano.codec.tokenizer, nano.info, room, fixed=True)
    yield made
    made.shutdown()


def words(turn: Turn) -> tuple[str, str, str]:
    return turn.judge, turn.thinking, turn.answer


@pytest.mark.parametrize("rows", [[1], [2, 0]])
@pytest.mark.parametrize("width", [1, 3])
def test_the_logits_are_those_of_a_pass_of_any_shape(nano: LocalEngine, rows: list[int], width: int) -> None:
    model = nano.model
    cache = RowCache(model.config, 3, model.device, model.dtype)
    cache.reserve(200, 2048)
    ids = nano.codec.encode("One prompt that is long enough for what is asked of it, and has many words. " * 4)
    starts = [50, 9][: len(rows)]
    with torch.inference_mode():
        for row, start in zip(rows, starts, strict=True):
            positions, mask = cache.select([row], [0], start)
            model(
                input_ids=torch.tensor([ids[:start]]), position_ids=positions, attention_mask=mask,
                **{fixed.argument(model): cache},
            )  # fmt: skip
        tokens = [ids[start : start + width] for start in starts]
        steps = Fixed(model, cache)
        for _ in range(2):  # made, and met again
            found = steps.forward(rows, starts, tokens)
            assert found is not None and found.shape[:2] == (len(rows), width)
            for start, logits in zip(starts, found, strict=True):
                expected = model(torch.tensor([ids[: start + width]])).logits[0, -width:]
                assert torch.allclose(logits, expected, atol=1e-3)
    assert not steps.failed


def test_replies_are_the_same_alone_and_beside_others(nano: LocalEngine, engine: LocalEngine) -> None:
    questions = ("What is 47 * 86?", "hello", "What is 23 + 45?")
    expected = [words(ask(nano, question, temperature=0.8, max_new_tokens=90)) for question in questions]
    assert [words(ask(engine, question, temperature=0.8, max_new_tokens=90)) for question in questions] == expected
    beside: dict[str, Turn] = {}

    def run(question: str) -> None:
        beside[question] = ask(engine, question, temperature=0.8, max_new_tokens=90)

    threads = [threading.Thread(target=run, args=(question,)) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [words(beside[question]) for question in questions] == expected
    steps = engine._loop._rows.fixed
    assert steps is not None and not steps.failed and steps._steps


def test_what_cannot_be_recorded_is_logged_and_done_without(
    nano: LocalEngine, engine: LocalEngine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise RuntimeError("operation not permitted when stream is capturing\nand more")

    monkeypatch.setattr(RowCache, "select_fixed", fails)
    with caplog.at_level(logging.WARNING):
        turn = ask(engine, "What is 23 + 45?")
    assert words(turn) == words(ask(nano, "What is 23 + 45?"))
    steps = engine._loop._rows.fixed
    assert steps is not None and steps.failed == "operation not permitted when stream is capturing"
    assert caplog.text.count("goes on without CUDA graphs: operation not permitted") == 1
