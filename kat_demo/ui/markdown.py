"""Text that a model or a visitor wrote, made safe to hand to a Markdown component.

HTML in it is shown as text, pictures become links (so nothing is loaded from elsewhere), diagrams stay code, and a
product such as 2*3*4 keeps its signs. This is done with an invisible character, so the text reads as it was written;
inside fenced code nothing is changed where it is certain that the renderer also takes it for code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

GUARD: Final = "\ufeff"
"""ZERO WIDTH NO-BREAK SPACE: invisible, but a space to the renderer's rules, so no markup starts before it."""

MATH: Final[list[dict[str, str | bool]]] = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "\\[", "right": "\\]", "display": True},
    {"left": "\\(", "right": "\\)", "display": False},
]
"""What is set as mathematics. A single `$` is not among them: it is a price."""

_FORMULA = re.compile(r"\$\$|\\\[|\\\(")
_FORMULA_END = {str(pair["left"]): str(pair["right"]) for pair in MATH}
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_PICTURE = re.compile(r"!(?=\[)")
_OPERATOR = re.compile(r"(`[^`\n]+`)|(?<=[0-9A-Za-z)])\*{1,2}(?=[0-9A-Za-z(])|(?<=\w)~(?=\w)")
_NUMBER_ALONE = re.compile(r"^( {0,3}\d{1,9})(?=[.)][ \t]*$)", re.M)
"""An answer such as "12." would start a list with nothing in it."""
_LANGUAGE = re.compile(r"((?<!`)`{3,}+[ \t]*+|(?<!~)~{3,}+[ \t]*+)(mermaid|cpp)\b")
_INSTEAD = {"mermaid": "text", "cpp": "c"}
"""A diagram can hold pictures; and C++ before any C makes gradio 6.31 fail in colouring it and show nothing more."""
_FENCE = re.compile(r"^(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*(?:\n[\s\S]*?^\1[~`]* *$|[\s\S]*)", re.M)
_FENCE_ANYWHERE = re.compile(r"`{3,}|~{3,}")
_FENCE_AT_MARGIN = re.compile(r"^(?:`{3,}|~{3,})", re.M)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.M)


def safe(text: str) -> str:
    """`text` with everything that would act as markup from outside Markdown made harmless."""
    text = _LANGUAGE.sub(lambda found: found[1] + _INSTEAD[found[2]], text)
    if not _fences_are_certain(text):
        return _guard(text)
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_guard(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join(parts) + _guard(text[end:])


def written(text: str) -> str:
    """The text as it was before `safe`: for what comes back from an editor on the page."""
    return text.replace(GUARD, "")


def block(text: str) -> str:
    """`safe` text for a component that cuts common indentation: an empty definition ahead keeps the margin."""
    return f"[_]: #\n\n{safe(text)}" if text else ""


def plain(text: str) -> str:
    """`text` with nothing in it that Markdown would read as markup."""
    return safe(re.sub(r"([\\`*_{}\[\]()#+\-.!|~$>])", r"\\\1", text))


def _guard(text: str) -> str:
    """Guard tags and pictures. In mathematics a space does it, since every character counts there."""
    parts, end = [], 0
    for start, stop in _formulas(text):
        parts += [_guard_prose(text[end:start]), _PICTURE.sub("! ", _TAG.sub("< ", text[start:stop]))]
        end = stop
    return "".join(parts) + _guard_prose(text[end:])


def _formulas(text: str) -> Iterator[tuple[int, int]]:
    """Where the formulas of `text` start and stop, in time linear in its length."""
    position, endless = 0, set()
    while found := _FORMULA.search(text, position):
        position, end = found.end(), _FORMULA_END[found[0]]
        stop = -1 if found[0] in endless else text.find(end, position + 1)
        if stop < 0:
            endless.add(found[0])
        else:
            position = stop + len(end)
            yield found.start(), position


def _guard_prose(text: str) -> str:
    text = _PICTURE.sub("!" + GUARD, _TAG.sub("<" + GUARD, text))
    text = _NUMBER_ALONE.sub(r"\1" + GUARD, text)
    return _OPERATOR.sub(lambda found: found[0] if found[1] else found[0] + GUARD, text)


def _fences_are_certain(text: str) -> bool:
    """Whether a fence here is one for the renderer too: all are at the margin, and nothing can swallow one."""
    if any(_formulas(text)) or _DEFINITION.search(text):
        return False
    return len(_FENCE_ANYWHERE.findall(text)) == len(_FENCE_AT_MARGIN.findall(text))
