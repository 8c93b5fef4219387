"""Checkpoints in 4 bits: written whole or not at all, and the same after loading."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from conftest import open_local
from running import ROOT

from kat_demo import quantize
from kat_demo.config import NANO
from kat_demo.records import Request, Sampling


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model in 4 bits."""
    torch.set_num_threads(1)
    out = tmp_path_factory.mktemp("four") / "nano-nf4"
    assert quantize.main([str(NANO), str(out)]) == 0
    return out


def test_it_is_smaller_and_says_that_it_is_quantized(written: Path) -> None:
    config = json.loads((written / "config.json").read_text())["quantization_config"]
    assert config["bnb_4bit_quant_type"] == "nf4" and config["bnb_4bit_use_double_quant"]
    sizes = [(folder / "model.safetensors").stat().st_size for folder in (written, NANO)]
    assert sizes[0] < 0.45 * sizes[1]
    assert not list(written.parent.glob("*.partial"))


def test_it_loads_without_quantizing_again_and_replies_as_the_one_quantized_at_start(written: Path) -> None:
    from kat_demo.autothink import reply

    turns = []
    for source, form in ((written, None), (NANO, "nf4")):
        engine = open_local(source, quantize=form)
        assert engine.info.quantization == "nf4"
        *_, turn = reply(engine, Request("What is 47 * 86?", sampling=Sampling(temperature=0, seed=1)))
        turns.append(turn)
        engine.shutdown()
    ready, now = turns  # compute types differ on a CPU, so the text may part where two words are about as likely
    assert ready.p_think == pytest.approx(now.p_think, abs=1e-3) and ready.decision is now.decision
    assert ready.finish_reason is now.finish_reason and ready.judge and now.judge


def test_a_run_that_is_killed_leaves_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kat_demo.quantize", str(NANO), str(out)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    partial = tmp_path / "out.partial"
    deadline = time.monotonic() + 120
    while not partial.exists() and time.monotonic() < deadline:
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not out.exists()
    assert quantize.main([str(NANO), str(out)]) == 0
    assert (out / "config.json").exists() and not partial.exists()


def test_a_checkpoint_that_reads_back_differently_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantize, "_logits", lambda model, ids: torch.rand(3))
    assert quantize.main([str(NANO), str(tmp_path / "out")]) == 2
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_done_is_said_before_any_work(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    cases = [
        (str(NANO), tmp_path, "is there already"),
        (str(NANO), tmp_path / "no" / "out", "no folder that can be written"),
        (str(written), tmp_path / "out", "quantized already"),
        (str(tmp_path / "nothing"), tmp_path / "out", "there is no folder"),
        (str(NANO), tmp_path / "out", "0.0 GB are free"),
    ]
    for model, out, says in cases:
        assert quantize.main([model, str(out)]) == 2
        assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
