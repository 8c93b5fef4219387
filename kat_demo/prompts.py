"""Conversation -> prompt text, by the model's own chat template.

Two things are kept here: an earlier reply goes back as its answer alone, never with its judge or its thinking; and
what a person typed never acts as markup, because a tag in it is opened with a space behind the `<`.

This module knows the template only as a function; `engines` supplies it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kat_demo import format
from kat_demo.errors import InputError
from kat_demo.records import Message

Template = Callable[[list[dict[str, str]]], str]
"""Renders role/content messages, with the generation prompt at the end."""

ROLES = ("user", "assistant")


def neutralize(text: str, markers: Iterable[str] = ()) -> str:
    """`text` with every tag, end-of-turn marker and other special token of the model (`markers`) made harmless."""
    known = {*format.TAGS, *format.END_OF_TURN, "<|im_start|>", *markers}
    pattern = "|".join(re.escape(marker) for marker in sorted(known, key=len, reverse=True) if marker)
    return re.sub(pattern, lambda found: found[0][0] + " " + found[0][1:], text)


def flatten(content: Any, field: str) -> str:
    """The text of a message's content: a string, or a list of parts of which the text parts count."""
    if isinstance(content, str):
        return content
    if isinstance(content, Sequence):
        parts = [part.get("text") if isinstance(part, dict) else part for part in content]
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) == len(parts):
            return "".join(texts)
    raise InputError.of(field, content, "text, or a list of text parts")


def read_history(history: Any) -> tuple[Message, ...]:
    """Check a conversation that came from outside: role/content messages, oldest first."""
    if history is None:
        return ()
    if not isinstance(history, Sequence) or isinstance(history, str):
        raise InputError.of("history", history, "a list of {'role', 'content'} messages")
    messages = []
    for index, entry in enumerate(history):
        field = f"history[{index}]"
        if not isinstance(entry, dict) or not {"role", "content"} <= set(entry):
            raise InputError.of(field, entry, "an object with 'role' and 'content'")
        if entry["role"] not in ROLES:
            raise InputError.choice(f"{field}.role", entry["role"], ROLES)
        messages.append(Message(entry["role"], flatten(entry["content"], f"{field}.content")))
    return tuple(messages)


def render(
    template: Template, history: Sequence[Message], message: str, system_prompt: str = "", markers: Iterable[str] = ()
) -> str:
    """The prompt of the next reply; an AutoThink model's template ends it inside the judge section."""
    messages = [{"role": entry.role, "content": neutralize(entry.content, markers)} for entry in history]
    messages.append({"role": "user", "content": neutralize(message, markers)})
    if system_prompt.strip():
        messages.insert(0, {"role": "system", "content": neutralize(system_prompt, markers)})
    return template(messages)
