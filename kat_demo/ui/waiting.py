"""The line that says how many are before a visitor who waits, on whatever page that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import gradio as gr

from kat_demo.ui.line import Line, Place
from kat_demo.ui.render import time
from kat_demo.ui.session import Reader
from kat_demo.ui.text import Lang, say

LOOK: Final = 2.0
"""Seconds between two looks at the line, while a visitor waits in it."""


class Waiting:
    """Builds the line. It looks at the queue only from when a visitor has to wait until they need not any more."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.shown = gr.HTML(visible=False, elem_id="kat-waiting")
        self.timer = gr.Timer(LOOK, active=False)

    def watch(self, begins: Iterable[Any], reader: gr.State) -> None:
        """Look after each of these events, which put a visitor into the line."""
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
        for begin in begins:
            begin.success(self._start, None, self.timer, **private)
        self.timer.tick(self._look, reader, [self.shown, self.timer], **private)

    def _start(self) -> Any:
        busy = self._line.waiting or self._line.running >= self._line.lanes
        return gr.Timer(active=True) if busy else gr.skip()

    def _look(self, reader: Reader, request: gr.Request) -> tuple[Any, Any]:
        place = self._line.place(request.session_hash)
        if place is None:
            return gr.update(visible=False), gr.Timer(active=False)
        return gr.update(value=shown(place, reader.lang), visible=True), gr.skip()


def shown(place: Place, lang: Lang) -> str:
    """A place in words."""
    ahead = say(lang, "line_ahead", count=place.ahead) if place.ahead else say(lang, "line_next")
    wait = "" if place.seconds is None else say(lang, "line_wait", seconds=time(place.seconds))
    return f'<p role="status">{ahead}{wait}</p>'
