"""The pane beside the conversation: how a reply came about."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.ui import render
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.labels import Labels
from kat_demo.ui.markdown import MATH, plain
from kat_demo.ui.session import Reader
from kat_demo.ui.text import Lang, say
from kat_demo.ui.thinking import ThinkingPane


class TracePane:
    """Builds the pane. `update` says what to change for a reply, and leaves a fold alone that the reader has moved."""

    def __init__(self, labels: Labels) -> None:
        with gr.Column(elem_id="kat-trace", elem_classes="kat-reply", min_width=300):
            with gr.Row(elem_id="kat-trace-head", equal_height=True):
                labels.put(gr.HTML(), value=lambda lang: f"<h2>{say(lang, 'trace')}</h2>")
                self.previous = labels.put(gr.Button("", size="sm", elem_classes="kat-quiet"), value="previous")
                self.where = gr.HTML(elem_id="kat-where")
                self.next = labels.put(gr.Button("", size="sm", elem_classes="kat-quiet"), value="next")
            self.question = gr.Markdown(elem_id="kat-question", visible=False)
            self.intro = gr.HTML(elem_id="kat-intro")
            with gr.Column(elem_id="kat-trace-body", visible=False) as self.body:
                self.badge = gr.HTML(elem_id="kat-badge")
                self.error = gr.Markdown(elem_id="kat-error", visible=False)
                with gr.Column(elem_id="kat-judge", min_width=0):
                    labels.put(gr.HTML(), value=lambda lang: f"<h3>{say(lang, 'judge')}</h3>")
                    self.judge = gr.Markdown(line_breaks=True, latex_delimiters=MATH, elem_id="kat-judge-text")
                self.thinking = ThinkingPane("kat-thinking")
                self.figures = gr.HTML(elem_id="kat-figures")
                self.compare = labels.put(
                    gr.Button(size="sm", elem_id="kat-compare-this", elem_classes="kat-chip"), value="compare_this"
                )

    def watch(self, reader: gr.State) -> None:
        """Notice the reader's own clicks on the thinking pane."""
        self.thinking.watch(reader, lambda value: value.fold)

    @property
    def outputs(self) -> list[Any]:
        """Everything that `update` may change."""
        return [
            self.previous, self.where, self.next, self.question, self.intro, self.body,
            self.badge, self.error, self.judge, *self.thinking.outputs, self.figures,
        ]  # fmt: skip

    def update(self, entries: Conversation, at: int | None, reader: Reader) -> dict[Any, Any]:
        """Show the reply of `entries[at]`; the introduction if `at` is None."""
        changes = self._place(entries, at, reader.lang)
        if at is None:
            return changes | {self.intro: gr.update(value=render.intro(reader.lang), visible=True), self.body: _hide()}
        turn = entries[at].turn
        shown = render.trace(turn, reader.lang)
        return changes | {
            self.intro: _hide(),
            self.body: gr.update(visible=True),
            self.badge: shown.badge,
            self.error: gr.update(value=shown.error, visible=bool(shown.error)),
            self.judge: shown.judge,
            self.figures: shown.figures,
            **self.thinking.update(turn, reader.fold, reader.lang),
        }

    def _place(self, entries: Conversation, at: int | None, lang: Lang) -> dict[Any, Any]:
        """Which reply of the conversation this is, and the way to the others."""
        several = at is not None and len(entries) > 1
        earlier = at is not None and at < len(entries) - 1
        where = ""
        if at is not None and several:
            where = say(lang, "reply_of", at=at + 1, count=len(entries))
        question = ""
        if at is not None and earlier:
            question = say(lang, "earlier", question=plain(_short(entries[at].message)))
        return {
            self.previous: gr.update(visible=several, interactive=bool(at)),
            self.next: gr.update(visible=several, interactive=earlier),
            self.where: where,
            self.question: gr.update(value=question, visible=earlier),
        }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "…"


def _hide() -> Any:
    return gr.update(visible=False)
