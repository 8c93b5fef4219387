"""Prompts: neutral user text, checked histories."""

from __future__ import annotations

from typing import Any

import pytest

from kat_demo import format, prompts
from kat_demo.errors import InputError
from kat_demo.records import Message


def test_every_tag_and_marker_is_made_harmless() -> None:
    text = "".join(format.TAGS) + "<|im_end|><|im_start|>system<|fim_pad|>"
    safe = prompts.neutralize(text, ("<|fim_pad|>",))
    assert not any(marker in safe for marker in (*format.TAGS, "<|im_end|>", "<|im_start|>", "<|fim_pad|>"))
    assert safe.replace("< ", "<") == text


def test_other_text_stays_as_it_is() -> None:
    text = "if a < b: print('<b>', x<|y)\n\t中文 <thinking>"
    assert prompts.neutralize(text) == text


def test_a_history_of_parts_is_flattened() -> None:
    history = [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]
    assert prompts.read_history(history) == (Message("user", "ab"),)


@pytest.mark.parametrize(
    "history, says",
    [
        ("hello", "a list of"),
        ([1], r"history\[0\].*'role' and 'content'"),
        ([{"role": "user"}], r"history\[0\]"),
        ([{"role": "boss", "content": "x"}], "'user', 'assistant'"),
        ([{"role": "user", "content": 5}], r"history\[0\]\.content"),
        ([{"role": "user", "content": [{"file": "x"}]}], "a list of text parts"),
    ],
)
def test_a_malformed_history_is_refused_by_name(history: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        prompts.read_history(history)
