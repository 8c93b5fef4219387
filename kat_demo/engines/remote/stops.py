"""Where a text that comes in pieces ends: at a stop string or at the end of the turn, whatever the server made of them.

What may still become one of them is held back. The beginning of the text counts as that of a line, so that a stop
string which begins with a line break is found there too.
"""

from __future__ import annotations

from collections.abc import Sequence

from kat_demo.engines import Stop


class Stops:
    """Finds the end of one generation. `ends` are the markers that end the model's turn."""

    def __init__(self, stop: Sequence[str], ends: Sequence[str]) -> None:
        self._stop, self._ends = tuple(stop), tuple(ends)
        self._held = ""
        self._fresh = True  # nothing was given out yet
        self.met: Stop | None = None

    def feed(self, text: str) -> str:
        """Take the next piece; returns what of the text is certain."""
        if self.met is not None:
            return ""
        self._held += text
        lead = "\n" if self._fresh else ""
        window = lead + self._held
        found = [(window.find(mark), mark) for mark in (*self._stop, *self._ends) if mark in window]
        if found:
            at, mark = min(found)
            self.met = Stop("stop", mark) if mark in self._stop else Stop("end")
            return self._give(max(at - len(lead), 0))
        return self._give(len(self._held) - self._undecided(window))

    def finish(self) -> str:
        """Say that no more text comes: what was held back is text after all."""
        return "" if self.met is not None else self._give(len(self._held))

    def _give(self, size: int) -> str:
        text, self._held = self._held[:size], self._held[size:]
        self._fresh = self._fresh and not text
        return text

    def _undecided(self, window: str) -> int:
        """How many characters at the end may become a stop string or a marker."""
        marks = (*self._stop, *self._ends)
        longest = max(map(len, marks), default=1) - 1
        for size in range(min(longest, len(window)), 0, -1):
            tail = window[-size:]
            if any(mark.startswith(tail) for mark in marks):
                return min(size, len(self._held))
        return 0
