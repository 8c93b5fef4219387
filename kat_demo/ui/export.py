"""A conversation as a file to keep: Markdown for people, JSON for programs. Pure."""

from __future__ import annotations

import json
from typing import Final

from kat_demo.format import Decision
from kat_demo.records import Turn
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.render import count, percent, time
from kat_demo.ui.text import Lang, say

FORMAT: Final = "kat-demo conversation 1"


def to_json(entries: Conversation) -> str:
    """{"format", "entries": [{"message", "turn"}]}, where a turn is the public record with everything in it."""
    data = {
        "format": FORMAT,
        "entries": [{"message": entry.message, "turn": entry.turn.to_dict()} for entry in entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_markdown(entries: Conversation, lang: Lang = Lang.EN) -> str:
    """Every question with its judge, its thinking, its answer and its figures."""
    models = dict.fromkeys(entry.turn.model for entry in entries if entry.turn.model)
    lines = [f"# {say(lang, 'exported', model=', '.join(models) or 'AutoThink')}"]
    for entry in entries:
        lines += [f"## {say(lang, 'you')}", entry.message, *reply(entry.turn, lang)]
    return "\n\n".join(line.strip("\n") for line in lines if line) + "\n"


def reply(turn: Turn, lang: Lang) -> list[str]:
    """Judge, thinking, answer and figures of one reply, as paragraphs."""
    parts = []
    if turn.judge:
        parts += [f"### {say(lang, 'judge')}", quote(turn.judge)]
    if turn.thinking:
        parts += [f"### {say(lang, 'thinking')}", quote(turn.thinking)]
    return [*parts, f"### {say(lang, 'answer')}", turn.answer, f"*{_figures(turn, lang)}*"]


def _figures(turn: Turn, lang: Lang) -> str:
    facts = []
    if turn.decision is not None:
        facts.append(say(lang, "thinking" if turn.decision is Decision.THINK_ON else "direct"))
        facts.append(say(lang, "by_you" if turn.forced else "by_model"))
    if turn.p_think is not None:
        facts.append(f"{say(lang, 'leaning')} {percent(turn.p_think)}")
    facts += [say(lang, "tokens", count=count(turn.usage.reply)), time(turn.seconds.total)]
    if turn.finish_reason is not None:
        facts.append(say(lang, f"finish_{turn.finish_reason.value}"))
    return " · ".join(facts)


def quote(text: str) -> str:
    """`text` as a Markdown quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
