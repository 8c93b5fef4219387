"""The whole of it, as a visitor meets it: the app in its own process, the embedded model, a real browser."""

from __future__ import annotations

import re

import pytest
from browsing import answers, ask, settle, thinking
from playwright.sync_api import Page, expect

from kat_demo.format import TAGS

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine


def test_a_big_product_is_seen_to_be_thought_through(page: Page) -> None:
    ask(page, "What is 47 * 86?")
    expect(answers(page)).to_contain_text("4042")
    expect(page.locator("#kat-badge")).to_contain_text("Thinking")
    expect(page.locator("#kat-badge")).to_contain_text("decided by the model")
    expect(page.locator("#kat-judge-text")).to_contain_text(re.compile("47|two-digit"))
    expect(page.locator("#kat-thinking .label-wrap")).to_have_text(re.compile(r"Thought for .* s · \d+ tokens"))
    expect(thinking(page)).not_to_be_visible()
    assert not any(tag in page.locator("body").inner_text() for tag in TAGS)
    page.reload()
    settle(page)
    expect(answers(page)).to_contain_text("4042")


def test_a_small_sum_is_seen_to_be_answered_directly_and_can_be_thought_through(page: Page) -> None:
    ask(page, "What is 7 + 5?")
    expect(answers(page)).to_contain_text("12")
    expect(page.locator("#kat-badge")).to_contain_text("Direct")
    page.locator("#kat-think-more").click()
    expect(page.locator("#kat-badge")).to_contain_text("you overruled it")
    expect(page.locator("#kat-thinking .label-wrap")).to_contain_text("Thought for")


def test_chinese_is_answered_in_chinese(page: Page) -> None:
    ask(page, "你好")
    expect(answers(page)).to_have_text(re.compile("[\u4e00-\u9fff]"))
