"""What of a stream a page is told, and how often."""

from __future__ import annotations

import time
from collections.abc import Hashable
from typing import Any

import gradio as gr

Updates = dict[Any, Any]


class Pace:
    """Lets through what a browser can keep up with: it renders the whole text at each update, and drops what it has not
    finished before the next. So updates come the more slowly the longer the text is; a new phase is always shown."""

    def __init__(self, interval: float = 0.08) -> None:
        self._interval = interval  # seconds between two updates of a short text
        self._phase: Hashable = None
        self._next = 0.0

    def allows(self, phase: Hashable, letters: int) -> bool:
        """Whether what has come to `phase`, and to so many letters, is to be shown now."""
        now = time.perf_counter()
        if phase == self._phase and now < self._next:
            return False
        self._phase = phase
        self._next = now + self._interval + letters / 300_000
        return True


class Changes:
    """Passes on only what differs from the last time, so that a stream carries text and little else."""

    def __init__(self) -> None:
        self._last: Updates = {}

    def only(self, updates: Updates) -> Updates:
        changed = {key: value for key, value in updates.items() if key not in self._last or self._last[key] != value}
        self._last |= changed
        return changed or dict.fromkeys(list(updates)[:1], gr.skip())


def as_properties(updates: Updates) -> Updates:
    """The same with text as an update of a property: with many bare values gradio 6.31 falls seconds behind when the
    browser is busy. What gets lost that way has to be shown again at the end."""
    return {key: gr.update(value=value) if isinstance(value, str) else value for key, value in updates.items()}
