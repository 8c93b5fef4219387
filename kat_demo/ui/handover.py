"""From the chat to the Compare page and back, and from a link onto it."""

from __future__ import annotations

import html
from typing import Any

import gradio as gr

from kat_demo.errors import InputError
from kat_demo.records import Mode
from kat_demo.ui import conversation
from kat_demo.ui.chat import ChatPage
from kat_demo.ui.compare import ComparePage, link
from kat_demo.ui.compare.session import Comparison, Viewer
from kat_demo.ui.conversation import Entry
from kat_demo.ui.pace import Updates
from kat_demo.ui.session import Live, Reader
from kat_demo.ui.text import Lang, say

PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}


class Handover:
    """Wires the two pages to each other; `tabs` shows one of them at a time."""

    def __init__(self, tabs: gr.Tabs, chat: ChatPage, compare: ComparePage) -> None:
        self.tabs, self.chat, self.compare = tabs, chat, compare
        chat.trace.compare.click(
            self.to_compare, [chat.live, chat.reader, chat.store, compare.result, compare.viewer],
            [tabs, *compare.outputs], **PRIVATE,
        )  # fmt: skip
        for mode, lane in compare.lanes.items():
            lane.onward.click(
                self._to_chat(mode), [compare.result, compare.viewer, chat.live, chat.reader, chat.store],
                [tabs, lane.onward, chat.store, chat.live, *chat.outputs], **PRIVATE,
            )  # fmt: skip

    def to_compare(
        self, live: Live | None, reader: Reader, stored: Any, current: Comparison | None, viewer: Viewer
    ) -> Updates:
        """*Compare this*: the question whose reply is looked at, with the conversation before it."""
        if current is not None and current.running:
            gr.Info(say(reader.lang, "busy"))
            return {self.tabs: gr.Tabs(selected="compare")}
        entries = conversation.read(stored)
        if live is not None and live.running:
            entries = live.within(entries)
        if not entries:
            return {self.tabs: gr.skip()}
        at = len(entries) - 1 if reader.looks_at is None else min(reader.looks_at, len(entries) - 1)
        page = self.compare
        updates = page.actions.restored(None, reader, viewer) | page.actions.open(entries[:at], reader.lang)
        updates[page.box] = page.actions.box(False, reader.lang, entries[at].message)
        return updates | {self.tabs: gr.Tabs(selected="compare")}

    def _to_chat(self, mode: Mode) -> Any:
        def to_chat(
            current: Comparison | None, viewer: Viewer, live: Live | None, reader: Reader, stored: Any
        ) -> Updates:
            """*Continue in chat*: the lane's reply becomes the end of the conversation. One that would be lost by it is
            replaced only when this is asked for twice."""
            button = self.compare.lanes[mode].onward
            if current is None:
                return {button: gr.skip()}
            if live is not None and live.running:
                gr.Info(say(reader.lang, "busy"))
                return {button: gr.skip()}
            entries = (*current.context, Entry(current.request.message, current.lanes[mode]))
            kept = conversation.read(stored)
            goes_on = bool(current.context) and kept[: len(current.context)] == current.context
            lost = bool(kept) and not (goes_on and len(kept) <= len(entries))
            if lost and viewer.replacing is not mode:
                viewer.replacing = mode
                return {button: say(reader.lang, "replace_chat")}
            viewer.replacing, reader.looks_at = None, None
            updates = self.chat.actions.restored(entries, reader)
            updates |= {self.chat.store: conversation.store(entries), self.chat.live: None}
            return updates | {button: say(reader.lang, "continue_in_chat"), self.tabs: gr.Tabs(selected="chat")}

        return to_chat

    @property
    def linked(self) -> list[Any]:
        """What a link fills in."""
        return [self.tabs, *self.compare.settings.inputs, self.compare.box, self.compare.expected]

    def arrive(self, query: Any, lang: Lang) -> Updates:
        """Open the Compare page if the address says so, with what it holds filled in."""
        page = self.compare
        try:
            linked = link.read(dict(query))
        except InputError as error:
            gr.Warning(html.escape(str(error)))
            return {self.tabs: gr.Tabs(selected="compare")}
        if linked is None:
            return {}
        filled = page.settings.values(linked.system_prompt, linked.sampling)
        filled |= {page.box: page.actions.box(False, lang, linked.message), page.expected: linked.expected}
        return filled | {self.tabs: gr.Tabs(selected="compare")}
