"""Shared fixtures: the real embedded model, the tiny one with plain-text tags, and a running app."""

from __future__ import annotations

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import serving
import tiny
import torch
from running import App

from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.local import LocalEngine, load

torch.set_num_threads(1)


def open_local(source: Path, **options: Any) -> LocalEngine:
    """A local engine with the tests' settings."""
    return load(str(source), threads=1, **options)


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained checkpoint with plain-text tags."""
    return tiny.build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_engine(tiny_path: Path) -> Iterator[LocalEngine]:
    """The tiny checkpoint, loaded."""
    engine = open_local(tiny_path)
    yield engine
    engine.shutdown()


@pytest.fixture(scope="session")
def nano() -> Iterator[LocalEngine]:
    """The embedded model, loaded as the app loads it."""
    engine = open_local(NANO)
    yield engine
    engine.shutdown()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """`transformers serve` with the embedded model."""
    server = serving.transformers_serve(NANO, tmp_path_factory.mktemp("served"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def remote(served: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    from kat_demo.engines.remote.start import connect

    engine = connect(served.url)
    yield engine
    engine.shutdown()


@pytest.fixture(scope="session")
def vllm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A vLLM server with the embedded model."""
    server = serving.vllm(NANO, tmp_path_factory.mktemp("vllm"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def vllm(vllm_server: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    from kat_demo.engines.remote.start import connect

    engine = connect(vllm_server.url)
    yield engine
    engine.shutdown()


@pytest.fixture(scope="session")
def llama_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A llama.cpp server with the embedded model."""
    server = serving.llama_cpp(NANO, tmp_path_factory.mktemp("llama"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def llama(llama_server: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    from kat_demo.engines.remote.start import connect

    engine = connect(llama_server.url)
    yield engine
    engine.shutdown()


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    """The app with the embedded model, running; at the end nothing in its log may be a surprise."""
    running = App()
    yield running
    log = running.close()
    assert "Traceback" not in log, log
    assert log.startswith("INFO Model: KAT-nano. The embedded miniature."), log


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work folder after the whole recipe of KAT-nano on a toy budget."""
    from kat_demo.nano import __main__ as recipe

    work = tmp_path_factory.mktemp("nano")
    assert recipe.main(["--smoke", "--out", str(work), "--seed", "3"]) == 0
    return work
