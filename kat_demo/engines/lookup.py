"""Guesses at the next tokens: what followed when the same few tokens came before, in the prompt or in the reply.

Thinking quotes its question and repeats its own lines, so such a guess is often right; the model checks several tokens
in about the time that it takes for one. A guess only ever saves time: what is drawn does not depend on it.
"""

from __future__ import annotations

from typing import Final

SIZES: Final = (3, 2)
"""How many tokens have to be the same, the longer first."""

MOST: Final = 4
"""Tokens of a guess."""


class Lookup:
    """Remembers, of one sequence that grows, where each short run of tokens was last followed by something."""

    def __init__(self) -> None:
        self._seen = 0
        self._next: dict[tuple[int, ...], int] = {}

    def guess(self, ids: list[int]) -> list[int]:
        """Up to `MOST` tokens that may follow `ids`; none where nothing like its end has been before."""
        for at in range(max(self._seen, 1), len(ids)):
            for size in SIZES:
                if size <= at:
                    self._next[tuple(ids[at - size : at])] = at
        self._seen = len(ids)
        for size in SIZES:
            at = self._next.get(tuple(ids[-size:]), 0)
            if 0 < at < len(ids):
                return ids[at : at + MOST]
        return []

    def forget(self, kept: int) -> None:
        """The sequence has changed behind its first `kept` tokens."""
        self._seen = min(self._seen, kept)
