"""Memory planning: figures from the shape alone, held against what is really allocated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
import pytest
from conftest import open_local
from transformers import AutoConfig

from kat_demo.config import NANO
from kat_demo.engines import memory
from kat_demo.engines.memory import GIB, RESERVE, Room, Spare, main, plan, shape, table
from kat_demo.errors import ModelError


def allocated(model: Any) -> int:
    """Bytes of all weights, with what quantization keeps beside them, tied ones once."""
    found = {id(weight): weight for weight in model.parameters()}.values()
    total = 0
    for weight in found:
        total += weight.numel() * weight.element_size()
        state = getattr(weight, "quant_state", None)
        for part in (state, getattr(state, "state2", None)):
            for name in ("absmax", "code", "offset"):
                kept = getattr(part, name, None)
                total += kept.numel() * kept.element_size() if kept is not None else 0
    return total


@pytest.mark.parametrize("quantization", ["nf4", "none"])
def test_the_plan_is_what_is_allocated(quantization: str) -> None:
    engine = open_local(NANO, quantize=quantization)
    planned = plan(engine.model.config, quantization, device="cpu", width=4)
    assert planned.weight_bytes == pytest.approx(allocated(engine.model), rel=0.02)
    assert planned.parameters == engine.info.parameters
    engine.shutdown()


def test_the_forty_billion_fit_a_card_of_26_gib_in_four_bits() -> None:
    forty = plan(shape("Kwaipilot/KAT-V1-40B"))
    assert forty.parameters == pytest.approx(40.57e9, rel=1e-3)
    assert forty.weight_bytes == pytest.approx(23.2e9, rel=0.01)
    assert forty.token_bytes == 320 * 1024 and forty.passing_bytes == 20 * 1024
    assert not forty.fits(24 * GIB) and forty.fits(26 * GIB)
    assert not plan(shape("kat-v1-40b"), "none").fits(80e9)


def test_context_is_shared_by_the_lanes_and_ends_where_the_model_does() -> None:
    nano = plan(AutoConfig.from_pretrained(NANO), "none")
    assert nano.context(80e9) == nano.positions == 2048
    room = RESERVE + nano.weight_bytes + nano.reply_bytes(1000, 1)
    assert nano.context(room) == 1000 and nano.context(room, 4) == 250
    assert nano.context(RESERVE) == 0


def test_conversations_are_kept_on_the_gpu_where_it_has_room_for_one_and_else_in_main_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "free_bytes", {"cuda": 80 * GIB, "cpu": 64 * GIB}.__getitem__)
    forty = plan(shape("kat-v1-40b"))
    small = memory.room("KAT", forty, "cuda", 4, 8192)
    left = 80 * GIB - RESERVE - forty.weight_bytes - forty.reply_bytes(8192, 4)
    assert small == Room(8192, 4, Spare("cuda", left // 4)) and small.spare.bytes > 8192 * forty.token_bytes
    whole = memory.room("KAT", forty, "cuda", 4)
    assert whole.context > 8192 and whole.spare == Spare("cpu", 16 * GIB)
    with pytest.raises(ModelError, match=r"--context: 131072 tokens for 4 replies .* 80\.0 GiB are free"):
        memory.room("KAT", forty, "cuda", 4, 131072)


def test_a_containers_limit_counts_as_the_machines_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "LIMITS", (limit, tmp_path / "missing"))
    limit.write_text("max\n")
    assert memory.free_bytes("cpu") > 100 * 2**20
    limit.write_text(f"{psutil.Process().memory_info().rss + 100 * 2**20}\n")
    assert 0 <= memory.free_bytes("cpu") <= 110 * 2**20
    limit.write_text("1\n")
    assert memory.free_bytes("cpu") == 0


def test_the_command_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert "40.57 B parameters" in shown and "| 24 GiB | 23.2 GB | 4,1" in shown
    assert main([str(NANO), "--gpu-gib", "2"]) == 0
    assert "| 2 GiB |" in capsys.readouterr().out
    assert "| 8 GiB |" in table("nano", AutoConfig.from_pretrained(NANO), (8,))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["/nonexistent"], "no configuration"), (["--gpu-gib", "0"], "more than 0")],
)
def test_bad_arguments_are_named(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_folder_without_configuration_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
