"""Which words stand on which component, so that the whole page can change its language at once."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.ui.text import Lang, say


class Labels:
    """A register of components and the words on them, filled while the page is built."""

    def __init__(self) -> None:
        self._words: list[tuple[Any, dict[str, Any]]] = []

    def put(self, component: Any, **words: Any) -> Any:
        """Let each property of `component` hold the words of a key, or what a function of the language returns."""
        self._words.append((component, words))
        return component

    @property
    def components(self) -> list[Any]:
        """Everything with words on it, in the order of `updates`."""
        return [component for component, _ in self._words]

    def updates(self, lang: Lang) -> list[Any]:
        """One update for each of `components`."""
        return [
            gr.update(**{name: key(lang) if callable(key) else say(lang, key) for name, key in words.items()})
            for _, words in self._words
        ]
