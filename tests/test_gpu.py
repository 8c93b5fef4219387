"""What only a CUDA GPU can show: memory as planned, a share of what its bandwidth allows, and the replies of a CPU.

`python -m pytest -m gpu`. The model of 40 billion parameters has its true shape and random weights.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from bitsandbytes.nn import Linear4bit
from conftest import open_local
from test_local import ask, told
from test_memory import allocated

from kat_demo.bench import engine as bare
from kat_demo.bench.shape import bandwidth, engine_on, random_model
from kat_demo.config import NANO
from kat_demo.engines import memory, nf4
from kat_demo.engines.deferred import silent
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.memory import GIB, RESERVE, Room, Spare
from kat_demo.quantize import quantize
from kat_demo.records import Finish, Sampling, Turn

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA GPU, and torch finds none here"),
]

QUESTIONS = (
    "What is 7 + 5?",
    "What is 47 * 86?",
    "Which is bigger, 9.11 or 9.9?",
    "15 + 27等于多少？",
)
HOST = Spare("cpu", GIB)


def words(turn: Turn) -> tuple[str | None, str, str, str]:
    return turn.decision, turn.judge, turn.thinking, turn.answer


# The embedded model.


@pytest.fixture(scope="module")
def here() -> Iterator[LocalEngine]:
    engine = open_local(NANO)
    assert engine.info.device != "CPU" and engine.info.dtype == "float32"
    yield engine
    engine.shutdown()


def test_greedy_replies_are_those_of_a_cpu(here: LocalEngine) -> None:
    found = [words(ask(here, question)) for question in QUESTIONS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.cuda, "is_available", lambda: False)
        there = open_local(NANO)
    assert there.info.device == "CPU"
    try:
        assert found == [words(ask(there, question)) for question in QUESTIONS]
    finally:
        there.shutdown()


def test_recorded_steps_reply_as_those_computed_anew() -> None:
    recorded, anew = open_local(NANO), open_local(NANO, eager=True)
    try:
        for question in QUESTIONS:
            for temperature in (0.0, 0.8):
                one, other = (ask(engine, question, temperature=temperature) for engine in (recorded, anew))
                assert words(one) == words(other)
        assert is_recorded(recorded) and anew._loop._rows.fixed is None
    finally:
        recorded.shutdown()
        anew.shutdown()


def is_recorded(engine: LocalEngine) -> bool:
    """Whether its steps are CUDA graphs."""
    steps = engine._loop._rows.fixed
    assert steps is not None and steps.failed == ""
    return bool(steps._steps) and all(step._graph is not None for step in steps._steps.values())


def test_the_plan_of_the_embedded_model_in_four_bits_is_what_is_allocated() -> None:
    engine = open_local(NANO, quantize="nf4")
    planned = memory.plan(engine.model.config, "nf4", device="cuda", width=4)
    assert planned.weight_bytes == pytest.approx(allocated(engine.model), rel=0.02)
    engine.shutdown()


@pytest.mark.parametrize("device", ["cuda", "cpu"])
def test_a_conversation_comes_back_from_either_memory(here: LocalEngine, device: str) -> None:
    room = Room(here.info.context_length, 1, Spare(device, GIB // 4))
    engine = LocalEngine(here.model, here.codec.tokenizer, here.info, room)
    try:
        history = told(engine, "Spell tree backwards")
        for word in ("house", "table", "river"):
            told(engine, f"Spell {word} backwards")
        again, common = ask(engine, "and 3 + 4?", history=history), ask(engine, "What is the capital of France?")
        assert again.usage.cached > common.usage.cached + 5
        assert {one.states.device.type for one in engine._loop._rows.store._kept} == {device}
        assert words(again) == words(ask(here, "and 3 + 4?", history=history))
    finally:
        engine.shutdown()


def test_running_out_of_memory_ends_the_reply_and_the_next_one_works(here: LocalEngine) -> None:
    engine = open_local(NANO)
    long = "many words " * 500
    try:
        torch.cuda.empty_cache()
        total = torch.cuda.mem_get_info()[1]
        torch.cuda.set_per_process_memory_fraction((torch.cuda.memory_reserved() + 2**20) / total)
        turn = ask(engine, long)
        torch.cuda.set_per_process_memory_fraction(1.0)
        assert turn.finish_reason is Finish.ERROR and turn.error is not None and "ran out of memory" in turn.error
        assert words(ask(engine, QUESTIONS[0])) == words(ask(here, QUESTIONS[0]))
        assert engine.info.status == "ready"
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        engine.shutdown()


def test_four_bits_are_written_and_loaded_again(tmp_path: Path) -> None:
    quantize(str(NANO), tmp_path / "nf4", silent)  # compares the logits itself
    engine = open_local(tmp_path / "nf4")
    assert engine.info.quantization == "nf4" and "12" in ask(engine, QUESTIONS[0]).answer
    engine.shutdown()


# The true shape.

CONFIG = memory.shape("kat-v1-40b")
CONTEXT = 4096


@pytest.fixture(scope="module")
def forty() -> Iterator[Any]:
    planned, free = memory.plan(CONFIG), memory.free_bytes("cuda")
    if (needed := planned.weight_bytes + planned.reply_bytes(CONTEXT, 3) + RESERVE) > free:
        pytest.skip(f"needs {needed / GIB:.0f} GiB of free GPU memory, and {free / GIB:.0f} GiB are free")
    before = torch.cuda.memory_allocated()
    model = random_model(CONFIG, torch.device("cuda"))
    torch.cuda.empty_cache()
    yield planned, model, torch.cuda.memory_allocated() - before
    torch.cuda.empty_cache()


def test_the_plan_of_the_true_shape_is_what_is_allocated(forty: Any) -> None:
    planned, model, taken = forty
    assert planned.weight_bytes == pytest.approx(allocated(model), rel=0.02)
    assert planned.weight_bytes == pytest.approx(taken, rel=0.02)


def test_24_gib_are_enough_for_4096_tokens(forty: Any) -> None:
    planned, model, taken = forty
    others = torch.cuda.memory_allocated() - taken
    torch.cuda.reset_peak_memory_stats()
    engine = engine_on(model, "kat-v1-40b", planned, Room(CONTEXT, 1, HOST))
    try:
        line = "So many words. "
        lane = engine.open(line * (370_000 // engine.count_tokens(line * 100)), Sampling(seed=1))
        lane.prefill()
        list(lane.generate(("<nothing stops here>",), 32, "gpu"))
        assert lane.prompt_tokens > 3500 and lane.generated > 0
        lane.close()
        assert torch.cuda.max_memory_allocated() - others <= 24 * GIB
    finally:
        engine.shutdown()


def test_one_lane_decodes_at_three_tenths_of_what_the_bandwidth_allows(forty: Any) -> None:
    planned, model, _ = forty
    engine = engine_on(model, "kat-v1-40b", planned, Room(CONTEXT, 1, HOST))
    try:
        found = [part for part in model.modules() if isinstance(part, Linear4bit)]
        assert found and all(isinstance(part.forward, nf4.Product) for part in found) and is_recorded(engine)
        one = partial(bare.together, engine, 1, 100, bare.FLAT)
        one()
        limit = bandwidth(model.device) / engine.info.memory_bytes
        speed = statistics.median(one() for _ in range(3))
        print(f"{speed:.1f} tokens/s, {speed / limit:.0%} of the limit of {limit:.1f}")
        assert speed >= 0.3 * limit
    finally:
        engine.shutdown()


def test_a_step_of_three_lanes_takes_at_most_three_tenths_longer_than_one_of_one(forty: Any) -> None:
    planned, model, _ = forty
    engine = engine_on(model, "kat-v1-40b", planned, Room(CONTEXT, 3, HOST))
    try:
        speeds = []
        for count in (1, 3):
            some = partial(bare.together, engine, count, 100, bare.FLAT)
            some()
            speeds.append(statistics.median(some() for _ in range(3)))
        cost = 3 * speeds[0] / speeds[1]
        print(f"{speeds[0]:.1f} tokens/s on one lane, {speeds[1]:.1f} on three: a step takes {cost:.2f} times as long")
        assert cost <= 1.3
    finally:
        engine.shutdown()
