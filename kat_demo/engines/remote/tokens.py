"""Text <-> tokens beside a model server: by the model's own tokenizer here, or by the server's.

Nothing is computed here, only counted and cut; the weights are elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Protocol


class Tokenizer(Protocol):
    """What the remote engine needs of a tokenizer, wherever it is."""

    markers: tuple[str, ...]
    """The special tokens as text."""

    def template(self, messages: list[dict[str, str]], /) -> str:
        """The chat template, with the generation prompt."""

    def encode(self, text: str) -> tuple[list[int], list[int]]:
        """The tokens, and the character at which each starts."""

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens."""


class LocalTokenizer:
    """The tokenizer of a checkpoint on this machine, of which the weights need not be here."""

    def __init__(self, tokenizer: Any) -> None:
        from kat_demo.engines.local import Codec

        self._tokenizer = tokenizer
        self._codec = Codec(tokenizer, frozenset())
        self.markers = tuple(str(token) for token in tokenizer.all_special_tokens)

    def template(self, messages: list[dict[str, str]], /) -> str:
        from kat_demo.engines.local import render

        return render(self._tokenizer, messages)

    def encode(self, text: str) -> tuple[list[int], list[int]]:
        return self._codec.encode_with_starts(text)

    def decode(self, ids: Sequence[int]) -> str:
        return self._codec.decode(ids)


class Cut:
    """A reply's text with its tokens, cut as the tokenizer cuts the whole, however the text came.

    Only what lies behind the last safe border is cut anew when text is added: a place where a line and a token start,
    and no line break can be swallowed.
    """

    def __init__(self, tokenizer: Tokenizer, text: str = "") -> None:
        self._tokenizer = tokenizer
        self.text = ""
        self.ids: list[int] = []
        self.starts: list[int] = []
        self.add(text)

    def add(self, text: str) -> None:
        """Put text behind what is there."""
        if text:
            self.ids, self.starts = self.with_added(text)
            self.text += text

    def with_added(self, text: str) -> tuple[list[int], list[int]]:
        """The tokens, and where each starts, if `text` came behind what is there."""
        whole = self.text + text
        border = self._safe_border(whole)
        keep = bisect_left(self.starts, border)
        ids, starts = self._tokenizer.encode(whole[border:])
        return self.ids[:keep] + ids, self.starts[:keep] + [border + start for start in starts]

    def count(self, borders: Sequence[int], behind: str = "") -> list[int]:
        """Tokens in each stretch up to one of the `borders`, and behind the last, with those of a text `behind` it."""
        starts = self.with_added(behind)[1] if behind else self.starts
        cuts = [bisect_left(starts, border) for border in borders]
        return [end - start for start, end in zip([0, *cuts], [*cuts, len(starts)], strict=True)]

    def copy(self) -> Cut:
        made = Cut(self._tokenizer)
        made.text, made.ids, made.starts = self.text, list(self.ids), list(self.starts)
        return made

    def _safe_border(self, whole: str) -> int:
        for start in reversed([*self.starts, len(self.text)]):
            if start == 0 or (whole[start - 1] == "\n" and not whole[start : start + 1].isspace()):
                return start
        return 0
