"""Foreign text in Markdown: nothing acts, nothing is lost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kat_demo.ui.markdown import GUARD, block, plain, safe, written

BITS = [
    "<b>",
    "</",
    "<!--",
    "<img src=x>",
    "![a](b)",
    "```",
    "~~~~",
    "\n",
    "  ",
    "- ",
    "> ",
    "`",
    "$$",
    "\\(",
    "\\)",
    "[a]: ",
    "x",
    "中",
]
TEXTS = st.lists(st.sampled_from(BITS)).map("".join)
ACTIVE = re.compile(r"<[A-Za-z/!?]|!\[")


@given(TEXTS)
@example("- ```\n  x\n  ```\n  <img src=x>")
@example('[a]: x "t\n```\n"\n\n<img src=x>\n```')
@example("```\n$$ <img src=x> $$\n```")
def test_outside_fences_at_the_margin_nothing_acts(text: str) -> None:
    shown = safe(text)
    if "```" not in text and "~~~" not in text:
        assert not ACTIVE.search(shown)
    if re.search(r"^[^\n`~]+(```|~~~)", text, re.M) or "$$ <" in text:
        assert not ACTIVE.search(shown)


@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    assert written(safe(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    ["a < b", "1 <= 2", "```html\n<b>x</b>\n```", "~~~\n![a](b)\n~~~", "so\n\n```\n<b>", "Hi! [a](b)", "$5 and $6"],
)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_text_around_a_fence_is_guarded_and_code_is_not() -> None:
    assert safe("<i>\n```\n<b>\n```\n<u>") == f"<{GUARD}i>\n```\n<b>\n```\n<{GUARD}u>"


def test_a_fence_that_may_be_none_is_guarded_like_the_rest() -> None:
    assert GUARD in safe("- ```\n  x\n  ```\n  <img src=x>")


@pytest.mark.parametrize("text", ["2*3*4", "a**b**c", "f(x)*(y)*2", "1~2 or 3~4"])
def test_a_product_and_a_range_keep_their_signs(text: str) -> None:
    assert safe(text).count(GUARD) == 2 and written(safe(text)) == text
    assert safe(f"`{text}`") == f"`{text}`"


@pytest.mark.parametrize("text", ["*a* b", "**a** b", "这是*重点*内容", "47 * 86", "~~gone~~", "* item"])
def test_emphasis_stays_emphasis(text: str) -> None:
    assert safe(text) == text


def test_a_number_alone_is_no_list_and_a_list_stays_one() -> None:
    assert safe("12.") == f"12{GUARD}." and written(safe("12.")) == "12."
    assert safe("1. one\n2. two") == "1. one\n2. two"


def test_mathematics_is_kept_apart_from_markup_by_a_space() -> None:
    assert safe("$$a<b$$ and \\(c<d\\) <e>") == f"$$a< b$$ and \\(c< d\\) <{GUARD}e>"


@pytest.mark.parametrize("text", ["\\(", "`", "~~~", "$$", "```\n", "<b", "![", "[a", "\\(a\\)"])
def test_long_repetitions_take_no_time(text: str) -> None:
    started = time.perf_counter()
    safe(text * (60_000 // len(text)))
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("language, shown", [("mermaid", "text"), ("cpp", "c"), ("python", "python"), ("cppx", "cppx")])
def test_languages_that_the_renderer_cannot_take_are_shown_as_others(language: str, shown: str) -> None:
    assert safe(f"```{language}\nx\n```") == f"```{shown}\nx\n```"


def test_a_block_keeps_its_indentation_where_common_margins_are_cut() -> None:
    import inspect

    text = "first\n    second\n    third"
    assert inspect.cleandoc(block(text)).endswith(text)
    assert block("") == ""


def test_plain_text_is_no_markup() -> None:
    assert plain("**a** [b](c) <d>") == f"\\*\\*a\\*\\* \\[b\\]\\(c\\) <{GUARD}d\\>"
