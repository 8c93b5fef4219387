"""A link that opens the Compare page with question and settings filled in. Pure.

It holds what was asked and how, but not the conversation before it, nor any reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import urlencode

from kat_demo.errors import InputError
from kat_demo.records import Judge, Sampling

LONGEST: Final = 6000  # characters of a query that servers and browsers surely take
_PAGE: Final = ("view", "compare")  # gradio takes "page" for itself
_DEFAULTS: Final = Sampling()


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link asks for."""

    message: str
    system_prompt: str
    expected: str
    sampling: Sampling


def write(linked: Linked) -> str:
    """The query of the link, without what is as it is anyway. Raises InputError if it gets too long."""
    values: dict[str, Any] = {_PAGE[0]: _PAGE[1], "message": linked.message}
    values |= {"system_prompt": linked.system_prompt, "expected": linked.expected}
    for field in fields(Sampling):
        value = getattr(linked.sampling, field.name)
        if value != getattr(_DEFAULTS, field.name):
            values[field.name] = value.value if isinstance(value, Judge) else value
    query = urlencode({name: value for name, value in values.items() if value != ""})
    if len(query) > LONGEST:
        raise InputError.of("message", linked.message, f"a text that fits a link of {LONGEST} characters")
    return query


def read(query: Mapping[str, str]) -> Linked | None:
    """What the query of a link asks for; None if it is no link to this page. Raises InputError for a bad setting."""
    if query.get(_PAGE[0]) != _PAGE[1]:
        return None
    values: dict[str, Any] = {}
    for field in fields(Sampling):
        if (text := query.get(field.name)) is not None:
            values[field.name] = text if field.name == "judge" else _number(field.name, text)
    return Linked(
        query.get("message", ""), query.get("system_prompt", ""), query.get("expected", ""), Sampling(**values)
    )


def _number(name: str, text: str) -> int | float:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    raise InputError.of(name, text, "a number")
