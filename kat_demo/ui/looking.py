"""What a reader does with a conversation that is there: looking at its replies one by one, and taking it home."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.ui import conversation, export
from kat_demo.ui.session import Live, Reader
from kat_demo.ui.trace import TracePane


class Looking:
    """The actions that show the trace of one exchange or another, and those that write files."""

    def __init__(self, trace: TracePane) -> None:
        self.trace = trace

    def at(self, event: gr.SelectData, live: Live | None, reader: Reader, stored: Any) -> dict[Any, Any]:
        """Look at the exchange that was clicked."""
        return self._look(conversation.entry_of(event.index), live, reader, stored)

    def back(self, live: Live | None, reader: Reader, stored: Any) -> dict[Any, Any]:
        """Look at the exchange before the one shown."""
        return self._look(-2 if reader.looks_at is None else max(reader.looks_at - 1, 0), live, reader, stored)

    def on(self, live: Live | None, reader: Reader, stored: Any) -> dict[Any, Any]:
        """Look at the exchange after the one shown."""
        return self._look(-1 if reader.looks_at is None else reader.looks_at + 1, live, reader, stored)

    def _look(self, at: int, live: Live | None, reader: Reader, stored: Any) -> dict[Any, Any]:
        """Show exchange `at`, where -1 is the newest; looking at the newest means to follow what is new."""
        entries = conversation.read(stored)
        if live is not None and live.running:
            entries = live.within(entries)
        if not entries:
            return {self.trace.where: gr.skip()}
        newest = len(entries) - 1
        at = min(max(at if at >= 0 else len(entries) + at, 0), newest)
        reader.looks_at = None if at == newest else at
        return self.trace.update(entries, at, reader)

    @staticmethod
    def as_markdown(reader: Reader, stored: Any) -> tuple[str, str]:
        """Name and text of the conversation as Markdown; no text if there is none."""
        entries = conversation.read(stored)
        return "autothink.md", export.to_markdown(entries, reader.lang) if entries else ""

    @staticmethod
    def as_json(stored: Any) -> tuple[str, str]:
        """Name and text of the conversation as JSON; no text if there is none."""
        entries = conversation.read(stored)
        return "autothink.json", export.to_json(entries) if entries else ""
