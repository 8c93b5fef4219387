"""The sidebar with the conversations that are not open: to open one again, and to name, delete or take in one.

Opening one puts the conversation that was open onto the shelf, also in the middle of a reply, which then counts as
stopped. Both live in the visitor's browser alone.
"""

from __future__ import annotations

import html
from typing import Any, Final

import gradio as gr

from kat_demo.errors import InputError
from kat_demo.ui import conversation, javascript, shelf
from kat_demo.ui.chat import ChatPage
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.labels import Labels
from kat_demo.ui.pace import Updates
from kat_demo.ui.session import Live, Reader
from kat_demo.ui.shelf import Shelf
from kat_demo.ui.text import Lang, say

STORAGE: Final = {"storage_key": "kat-demo-shelf", "secret": "kat-demo"}


class ShelfPane:
    """Builds the sidebar for a chat page, and wires both."""

    def __init__(self, labels: Labels, chat: ChatPage) -> None:
        self.chat = chat
        self.store = gr.BrowserState(shelf.store(Shelf()), **STORAGE)
        with gr.Sidebar(open=False, position="left", width=320, elem_id="kat-shelf"):
            labels.put(gr.Markdown(elem_classes="kat-settings-head"), value=_head)
            self.search = labels.put(
                gr.Textbox(show_label=False, max_lines=1, elem_id="kat-shelf-search"),
                placeholder="shelf_search", label="shelf_search",
            )  # fmt: skip
            self.list = labels.put(gr.Radio([], visible=False, elem_id="kat-shelf-list"), label="shelf_earlier")
            self.name = labels.put(
                gr.Textbox(max_lines=1, max_length=shelf.LONGEST, elem_id="kat-shelf-name"), label="shelf_name"
            )
            with gr.Row(elem_id="kat-shelf-tools"):
                quiet: dict[str, Any] = {"size": "sm", "elem_classes": "kat-quiet"}
                self.delete = labels.put(gr.Button(elem_id="kat-shelf-delete", **quiet), value="shelf_delete")
                self.file = labels.put(
                    gr.UploadButton(file_types=[".json"], type="binary", elem_id="kat-shelf-file", **quiet),
                    label="shelf_import",
                )
        self._wire()

    def _wire(self) -> None:
        chat = self.chat
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        now = [self.store, chat.store, chat.live, chat.reader]
        shown = [self.store, self.list, self.name, self.search, *chat.shown]
        stops = quick | {"cancels": chat.runs}
        chat.clear.click(self.new, now, shown, **stops)
        self.list.input(self.open, [self.list, *now], shown, **stops)
        self.file.upload(self.take_in, [self.file, *now], shown, **stops)
        self.delete.click(self.remove, [self.store, chat.reader], shown, **stops)
        named = [self.name.submit, self.name.blur]
        gr.on(named, self.rename, [self.name, self.store, chat.store], [self.store, self.name], **quick)
        self.search.input(self.find, [self.search, self.store], self.list, trigger_mode="always_last", **quick)
        chat.conversations.click(
            self.look, [self.store, chat.store], [self.list, self.name], js=javascript.OPEN_SHELF, **quick
        )

    # Going from one conversation to another

    def new(self, data: Any, stored: Any, live: Live | None, reader: Reader) -> Updates:
        """An empty conversation; the open one is kept."""
        return self._opened(shelf.read(data).put(_current(stored, live)), (), reader)

    def open(self, chosen: str, data: Any, stored: Any, live: Live | None, reader: Reader) -> Updates:
        """A conversation that was chosen from the list."""
        kept = shelf.read(data)
        taken = kept.put(_current(stored, live)).take(chosen or "")
        return self._opened(*taken, reader) if taken else self._listed(kept)

    def take_in(self, file: bytes | None, data: Any, stored: Any, live: Live | None, reader: Reader) -> Updates:
        """A conversation out of a file that was exported here."""
        try:
            entries = shelf.taken_in(file or b"")
        except InputError as error:
            gr.Warning(html.escape(str(error)), title=say(reader.lang, "not_imported"))
            return {self.list: gr.skip()}
        return self._opened(shelf.read(data).put(_current(stored, live)), entries, reader)

    def remove(self, data: Any, reader: Reader) -> Updates:
        """The open conversation is gone for good."""
        return self._opened(Shelf("", shelf.read(data).kept), (), reader)

    def _opened(self, kept: Shelf, entries: Conversation, reader: Reader) -> Updates:
        updates = {self.store: shelf.store(kept), self.name: kept.title(entries), self.search: ""}
        return updates | self._listed(kept) | self.chat.actions.open(entries, reader)

    # What is on the shelf

    def rename(self, name: str, data: Any, stored: Any) -> Updates:
        """Another name for the open conversation; an empty one is its first question."""
        entries = conversation.read(stored)
        kept = shelf.read(data).named("" if name.strip() == shelf.first_question(entries) else name)
        return {self.store: shelf.store(kept), self.name: kept.title(entries)}

    def find(self, words: str, data: Any) -> Updates:
        """The conversations in which all the words are."""
        return self._listed(shelf.read(data), words)

    def look(self, data: Any, stored: Any) -> Updates:
        """The sidebar is opened."""
        kept = shelf.read(data)
        return self._listed(kept) | {self.name: kept.title(conversation.read(stored))}

    def _listed(self, kept: Shelf, words: str = "") -> Updates:
        found = [(one.title, one.id) for one in kept.having(words)]
        return {self.list: gr.update(choices=found, value=None, visible=bool(found))}


def _head(lang: Lang) -> str:
    return f"### {say(lang, 'shelf_head')}\n{say(lang, 'shelf_info')}"


def _current(stored: Any, live: Live | None) -> Conversation:
    """The open conversation as it stands, with the reply under way as if it were stopped."""
    entries = conversation.read(stored)
    if live is not None and live.running:
        entries = Live(live.task, conversation.stopped(live.turn)).within(entries)
    return entries
