"""A conversation as a file."""

from __future__ import annotations

import json

from kat_demo.format import Decision
from kat_demo.records import Finish, Phase, Seconds, Turn, Usage
from kat_demo.ui import conversation, export
from kat_demo.ui.conversation import Entry
from kat_demo.ui.text import Lang

THOUGHT = Turn(
    decision=Decision.THINK_ON, p_think=0.97, judge="Worth it.", thinking="47 * 80\n\n= 3760", answer="**4042**",
    phase=Phase.DONE, finish_reason=Finish.STOP, usage=Usage(judge=5, thinking=20, answer=4),
    seconds=Seconds(total=1.5), model="KAT-nano",
)  # fmt: skip
ENTRIES = (
    Entry("What is 47 * 86?", THOUGHT),
    Entry("你好", THOUGHT.evolve(decision=Decision.THINK_OFF, thinking="", forced=True)),
)


def test_json_holds_the_whole_records_and_reads_back() -> None:
    data = json.loads(export.to_json(ENTRIES))
    assert data["format"] == "kat-demo conversation 1"
    assert conversation.read(data["entries"]) == ENTRIES
    assert "你好" in export.to_json(ENTRIES)


def test_markdown_reads_like_the_page() -> None:
    assert export.to_markdown(ENTRIES[:1]) == (
        "# Conversation with KAT-nano\n\n## You\n\nWhat is 47 * 86?\n\n### The judge\n\n> Worth it.\n\n"
        "### Thinking\n\n> 47 * 80\n>\n> = 3760\n\n### Answer\n\n**4042**\n\n"
        "*Thinking · decided by the model · Leaning towards thinking 97 % · 29 tokens · 1.5 s · Complete*\n"
    )


def test_markdown_speaks_the_language_of_the_page() -> None:
    text = export.to_markdown(ENTRIES, Lang.ZH)
    assert text.startswith("# 与 KAT-nano 的对话") and "直接回答 · 按你的要求" in text


def test_an_empty_conversation_is_a_heading() -> None:
    assert export.to_markdown(()) == "# Conversation with AutoThink\n"
