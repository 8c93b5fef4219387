"""How the tests look at a page: a real browser, a visitor's window, and what one does in it.

The browser is a Chromium of the system, or the one that CHROMIUM names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from kat_demo import ui
from kat_demo.engines import Engine

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PORTS = range(7900, 7950)
PATIENCE = 60_000
"""Milliseconds: a busy machine with a slow browser passes too."""

COUNT_STARTS = """
window.katStarts = 0
new MutationObserver(changes => {
    for (const change of changes)
        for (const node of change.addedNodes)
            if (node.nodeType === 1 && (node.matches('.stop-button') || node.querySelector('.stop-button')))
                window.katStarts += 1
}).observe(document, {subtree: true, childList: true})
"""
"""How often a Stop button has come up, so that also a reply that was quicker than a look at the page is seen."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def page_of(engine: Engine, **options: Any) -> Iterator[str]:
    """Serve the page of an engine; gives its address."""
    demo = ui.build(engine, **options)
    for port in PORTS:
        try:
            demo.launch(
                server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, quiet=True, **ui.launch_options()
            )
            break
        except OSError:
            continue
    try:
        yield f"http://127.0.0.1:{demo.server_port}"
    finally:
        demo.close()


def visitor(browser: Browser, width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
    """A window of somebody who has not been here before."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(COUNT_STARTS)
    return context


Open = Callable[..., Page]


def settle(page: Page) -> None:
    """Wait until the page is in the visitor's language and conversation."""
    expect(page.locator("#kat-title p")).not_to_be_empty()
    expect(page.locator("#kat-box .submit-button")).to_be_visible()
    page.wait_for_timeout(150)


@contextmanager
def starting(page: Page) -> Iterator[None]:
    """What is done in here begins a reply; it is left when that has begun."""
    before = page.evaluate("window.katStarts")
    yield
    page.wait_for_function("before => window.katStarts > before", arg=before)


def send(page: Page, text: str) -> None:
    with starting(page):
        page.fill("#kat-box textarea", text)
        page.keyboard.press("Enter")


def finish(page: Page, box: str = "#kat-box") -> None:
    """Wait until nothing is being written any more: Stop has gone, Send is back."""
    expect(page.locator(f"{box} .stop-button")).to_have_count(0)
    expect(page.locator(f"{box} .submit-button")).to_be_visible()
    page.wait_for_timeout(200)


def ask(page: Page, text: str) -> None:
    send(page, text)
    finish(page)


def answers(page: Page) -> Locator:
    return page.locator("#kat-chat .bot .message-content")


def thinking(page: Page) -> Locator:
    return page.locator("#kat-thinking-text .prose").first


def wait_for_thinking(page: Page) -> None:
    """Wait until the reply under way thinks, and some of it is there."""
    expect(page.locator("#kat-thinking .label-wrap")).to_contain_text("Thinking…")
    expect(thinking(page)).to_contain_text("3760")
