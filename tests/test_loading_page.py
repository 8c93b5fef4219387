"""The page while its model is being loaded: what a visitor sees and may do, until it is ready or has failed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from browsing import ask, page_of, settle, visitor
from paced import PacedEngine
from playwright.sync_api import Browser, Page, expect

from kat_demo.engines import Engine, ModelInfo, Progress, Stage
from kat_demo.engines.deferred import Deferred, Report
from kat_demo.errors import ModelError

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine
INFO = ModelInfo("KAT-V1-40B", "transformers", "nf4", "", "", 0, 0, 0)


@dataclass
class SlowLoader:
    """Stands at the engine's seam: what it reports, and when it ends, is for the test to say."""

    outcomes: list[Engine | Exception]
    moved: threading.Condition = field(default_factory=threading.Condition)
    progress: Progress = field(default_factory=Progress)
    ends: bool = False

    def __call__(self, report: Report) -> Engine:
        with self.moved:
            while not self.ends:
                report(self.progress)
                self.moved.wait(20)
            self.ends = False
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def move(self, progress: Progress) -> None:
        with self.moved:
            self.progress = progress
            self.moved.notify_all()

    def end(self) -> None:
        with self.moved:
            self.ends = True
            self.moved.notify_all()


@pytest.fixture
def page(browser: Browser) -> Iterator[Any]:
    """Opens the page of an engine that a loader has yet to load."""
    contexts = []
    served = []

    def opened(loader: SlowLoader) -> Page:
        server = page_of(Deferred(loader, INFO, lanes=2))
        served.append(server)
        context = visitor(browser)
        contexts.append(context)
        page = context.new_page()
        page.goto(server.__enter__())
        expect(page.locator("#kat-title p")).not_to_be_empty(timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    for server in served:
        server.__exit__(None, None, None)


def test_the_page_shows_how_far_the_model_is_and_lets_one_ask_when_it_is_ready(page: Any) -> None:
    loader = SlowLoader([PacedEngine()])
    view = page(loader)
    model = view.locator(".kat-model")
    loader.move(Progress(Stage.DOWNLOAD, 8_100_000_000, 81_000_000_000))
    expect(model).to_contain_text("KAT-V1-40B")
    expect(model).to_contain_text("Downloading · 8.1 of 81.0 GB · 10 %")
    expect(view.locator("#kat-box .submit-button")).to_have_count(0)
    expect(view.locator("#kat-box textarea")).to_have_attribute("placeholder", "The model is being loaded…")
    view.get_by_role("button", name="What is 7 + 5?").click()
    expect(view.get_by_text("still being loaded")).to_be_visible()
    loader.move(Progress(Stage.WEIGHTS, 312, 1_200))
    expect(model).to_contain_text("Loading the weights · 312 of 1,200 tensors · 26 %")
    loader.end()
    expect(model).to_contain_text("KAT-test")
    settle(view)
    ask(view, "What is 7 + 5?")
    expect(view.locator("#kat-chat .bot .message-content").last).to_have_text("It is 12.")


def test_a_failed_load_says_why_and_can_be_tried_again(page: Any) -> None:
    loader = SlowLoader([ModelError("The disk is full."), PacedEngine()])
    loader.ends = True
    view = page(loader)
    expect(view.locator(".kat-model")).to_contain_text("could not be loaded. The disk is full.")
    again = view.get_by_role("button", name="Try again")
    expect(again).to_be_visible(timeout=15_000)
    loader.ends = True
    again.click()
    expect(view.locator(".kat-model")).to_contain_text("KAT-test")
    expect(again).not_to_be_visible()
    settle(view)
