"""Shared fixtures: the embedded model and a tiny one, servers with them, a running app, and a browser that visits."""

from __future__ import annotations

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import serving
import tiny
import torch
from paced import PacedEngine
from running import App

from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.local import LocalEngine, load

if TYPE_CHECKING:  # a machine where only the engines are tested need not have these
    from browsing import Open
    from playwright.sync_api import Browser, Page

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
    yield from running(serving.transformers_serve(NANO, tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="session")
def remote(served: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    yield from connected(served)


@pytest.fixture(scope="session")
def vllm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A vLLM server with the embedded model."""
    yield from running(serving.vllm(NANO, tmp_path_factory.mktemp("vllm")))


@pytest.fixture(scope="session")
def vllm(vllm_server: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    yield from connected(vllm_server)


@pytest.fixture(scope="session")
def llama_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A llama.cpp server with the embedded model."""
    yield from running(serving.llama_cpp(NANO, tmp_path_factory.mktemp("llama")))


@pytest.fixture(scope="session")
def llama(llama_server: serving.Server) -> Iterator[Engine]:
    """The embedded model through that server."""
    yield from connected(llama_server)


def running(server: serving.Server) -> Iterator[serving.Server]:
    yield server
    server.close()


def connected(server: serving.Server) -> Iterator[Engine]:
    from kat_demo.engines.remote.start import connect

    engine = connect(server.url)
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; where there is none the test is skipped, except in CI."""
    from browsing import BROWSER, FLAGS
    from playwright.sync_api import sync_playwright

    if not Path(BROWSER).exists():
        if os.environ.get("CI"):
            pytest.fail(f"there is no browser at {BROWSER}; set CHROMIUM")
        pytest.skip(f"there is no browser at {BROWSER}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def engine() -> PacedEngine:
    """An engine that speaks at a pace one can watch."""
    return PacedEngine()


@pytest.fixture(scope="module")
def url(engine: PacedEngine) -> Iterator[str]:
    """The page of that engine, served."""
    from browsing import page_of

    with page_of(engine) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, url: str, engine: Engine) -> Iterator[Open]:
    """Open the page as a new visitor. What it logs as an error, or asks of another host, fails the test."""
    from browsing import settle, visitor

    if isinstance(engine, PacedEngine):
        engine.hurry.clear()
    contexts, wrong = [], []

    def check(request: Any) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            wrong.append(request.url)

    def opened(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = visitor(browser, width, height, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", check)
        page.goto(url)
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture
def page(browser: Browser, app: App) -> Iterator[Page]:
    """The page of the app, as a new visitor sees it."""
    from browsing import settle, visitor

    with closing(visitor(browser)) as context:
        opened = context.new_page()
        opened.goto(app.url)
        settle(opened)
        yield opened
