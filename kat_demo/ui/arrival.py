"""The page as a visitor arrives, and as it changes its language: their words, conversation, votes and link."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.ui import conversation, javascript
from kat_demo.ui.compare import votes
from kat_demo.ui.compare.session import Comparison, Viewer
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.handover import Handover
from kat_demo.ui.labels import Labels
from kat_demo.ui.pace import Updates
from kat_demo.ui.session import Live, Reader
from kat_demo.ui.text import Lang, of_browser


class Arrival:
    """Wires what happens as the page loads, and when another language is chosen."""

    def __init__(
        self, labels: Labels, handover: Handover, reader: gr.State, language: gr.Radio, remembered: gr.BrowserState
    ) -> None:
        self.labels, self.handover, self.reader = labels, handover, reader
        self.chat, self.compare = handover.chat, handover.compare
        self.language, self.remembered = language, remembered

    def wire(self, demo: gr.Blocks) -> None:
        chat, compare = self.chat, self.compare
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        state = [self.reader, chat.live, chat.store, compare.result, compare.viewer, compare.votes, compare.context]
        words = [*self.labels.components, *self.outputs]
        demo.load(self.arrive, [self.remembered, *state], [self.language, *words, *self.handover.linked], **private)
        self.language.input(self.switch, [self.language, *state], [self.remembered, *words], **private)
        self.language.change(None, self.language, None, js=javascript.SPEAK)

    @property
    def outputs(self) -> list[Any]:
        """What the pages change besides their words; a component with words may be among them, and is changed twice."""
        return [*self.chat.outputs, *self.compare.outputs]

    def arrive(self, request: gr.Request, chosen: str, reader: Reader, *state: Any) -> list[Any]:
        """The language that was chosen last time, or the browser's; and what a link asks for."""
        known = chosen in [lang.value for lang in Lang]
        lang = Lang(chosen) if known else of_browser(request.headers.get("accept-language", ""))
        linked = self.handover.arrive(request.query_params, lang)
        return [lang.value, *self._speak(lang, reader, *state), *_listed(linked, self.handover.linked)]

    def switch(self, chosen: str, reader: Reader, *state: Any) -> list[Any]:
        """Another language was chosen, and is remembered."""
        return [chosen, *self._speak(Lang(chosen), reader, *state)]

    def _speak(
        self, lang: Lang, reader: Reader, live: Live | None, stored: Any, compared: Comparison | None, viewer: Viewer,
        voted: Any, context: Conversation,
    ) -> list[Any]:  # fmt: skip
        reader.lang = lang
        updates: Updates = {self.compare.totals: votes.shown(votes.read(voted), lang)}
        if live is None or not live.running:
            updates |= self.chat.actions.restored(conversation.read(stored), reader)
        if compared is None or not compared.running:
            updates |= self.compare.actions.restored(compared, reader, viewer)
        updates |= self.compare.actions.open(context, lang)
        return [*self.labels.updates(lang), *_listed(updates, self.outputs)]


def _listed(updates: Updates, outputs: list[Any]) -> list[Any]:
    return [updates.get(output, gr.skip()) for output in outputs]
