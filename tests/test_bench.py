"""The bench measures what it says: every row, a ratio for each, and the same figures in its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from test_memory import allocated

from kat_demo.bench import __main__ as bench
from kat_demo.bench.shape import random_model
from kat_demo.config import NANO
from kat_demo.engines.memory import plan, shape

QUICK = ["--threads", "1", "--runs", "1", "--tokens", "30"]


def test_every_row_is_measured_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bench.json"
    assert bench.main(["--model", "nano", *QUICK, "--json", str(target)]) == 0
    written = json.loads(target.read_text())
    names = [row["name"] for row in written["rows"]]
    assert names == [
        "engine / generate",
        "3 lanes / 1 lane",
        "8 lanes / 1 lane",
        "1 lane / manager",
        "1 lane / manager, greedy",
        "3 lanes / manager",
        "3 lanes / manager, greedy",
        "8 lanes / manager",
        "8 lanes / manager, greedy",
        "first token, turn 10",
        "of the bandwidth",
        "page / engine",
        "/compare / 3 replies",
    ]
    shown = capsys.readouterr().out
    assert all(name in shown for name in names) and "KAT-nano" in shown
    for row in written["rows"]:
        assert row["ratio"] == pytest.approx(row["measured"] / row["against"], rel=1e-6)
    assert written["about"]["model"] == "KAT-nano" and written["peak_bytes"] > 100 * 2**20


def test_a_shape_alone_is_enough_and_takes_the_memory_that_was_planned(capsys: pytest.CaptureFixture[str]) -> None:
    config = shape(str(NANO))
    model = random_model(config, torch.device("cpu"))
    assert plan(config, device="cpu").weight_bytes == pytest.approx(allocated(model), rel=0.02)
    assert model.lm_head.weight is model.model.embed_tokens.weight
    with torch.inference_mode():
        assert torch.isfinite(model(torch.arange(9)[None]).logits).all()
    assert bench.main(["--shape", str(NANO), *QUICK[:-1], "10", "--lanes", "8"]) == 0
    assert "(random weights), nf4" in capsys.readouterr().out
    assert bench.main(["--shape", "./nowhere"]) == 2


def test_bad_flags_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--model", "./nowhere"]) == 2
    with pytest.raises(SystemExit):
        bench.main(["--runs", "0"])
    with pytest.raises(SystemExit):
        bench.main(["--tokens", "1"])
    shown = capsys.readouterr().err
    assert "--runs: at least 1." in shown and "--tokens: at least 10." in shown
