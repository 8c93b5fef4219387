"""The chat page: the conversation on the left, answers only, and beside it how the chosen reply came about.

This module lays the page out and says which event leads to which action; `actions` holds the actions.
"""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from kat_demo.engines import Engine
from kat_demo.records import Mode
from kat_demo.ui import javascript
from kat_demo.ui.actions import Actions
from kat_demo.ui.labels import Labels
from kat_demo.ui.looking import Looking
from kat_demo.ui.markdown import MATH
from kat_demo.ui.metrics import Metrics
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, say
from kat_demo.ui.trace import TracePane

EXAMPLES: Final = (
    "What is 7 + 5?",
    "What is 47 * 86?",
    "Which is bigger, 9.11 or 9.9?",
    "How many r's are in strawberry?",
    "小明有15个苹果，给了小红6个，又买了8个，现在有几个？",
    "what is autothink",
)
STORAGE: Final = {"storage_key": "kat-demo-conversation", "secret": "kat-demo"}
"""Where the browser keeps the conversation. The key only has to stay the same over restarts; it guards nothing."""


class ChatPage:
    """Builds the page; `labels` learns its words.

    Whatever opens another conversation changes `shown` and cancels `runs`.
    """

    def __init__(
        self, engine: Engine, labels: Labels, reader: gr.State, settings: SettingsPanel, metrics: Metrics
    ) -> None:
        self.reader, self.settings = reader, settings
        self.store = gr.BrowserState([], **STORAGE)
        self.pending, self.live = gr.State(), gr.State()
        with gr.Row(elem_id="kat-panes"):
            with gr.Column(elem_id="kat-talk", scale=6, min_width=300):
                self._conversation(labels)
                self._input(labels)
            with gr.Column(elem_id="kat-side", scale=5, min_width=300):
                self.trace = TracePane(labels)
        self.actions = Actions(engine, self, metrics)
        self._wire(engine)

    def _conversation(self, labels: Labels) -> None:
        self.chatbot = gr.Chatbot(
            elem_id="kat-chat", show_label=False, height="100%", buttons=["copy"], editable="user",
            latex_delimiters=MATH, examples=[{"text": text} for text in EXAMPLES], group_consecutive_messages=False,
        )  # fmt: skip
        labels.put(self.chatbot, placeholder=_welcome, label="conversation")

    def _input(self, labels: Labels) -> None:
        with gr.Column(elem_id="kat-input"):
            with gr.Row(elem_id="kat-now"):
                self.now = labels.put(gr.Button(visible=False, size="sm", elem_id="kat-answer-now"), value="answer_now")
                self.more = labels.put(
                    gr.Button(visible=False, size="sm", elem_id="kat-think-more"), value="think_it_through"
                )
            self.box = labels.put(
                gr.Textbox(
                    show_label=False, lines=1, max_lines=8, autofocus=True, elem_id="kat-box", elem_classes="kat-box"
                ),
                placeholder="ask", label="ask_label",
            )  # fmt: skip
            with gr.Row(elem_id="kat-controls", elem_classes="kat-line", equal_height=True):
                self.mode = gr.Radio(
                    [mode.value for mode in Mode],
                    value="auto",
                    container=False,
                    elem_id="kat-mode",
                    elem_classes="kat-segments",
                )
                labels.put(self.mode, label="mode", choices=_modes)
                with gr.Row(elem_classes="kat-tools"):
                    quiet: dict[str, Any] = {"size": "sm", "elem_classes": "kat-quiet"}
                    self.conversations = labels.put(gr.Button(elem_id="kat-open-shelf", **quiet), value="shelf")
                    self.clear = labels.put(gr.Button(elem_id="kat-new", **quiet), value="new_chat")
                    self.as_markdown = labels.put(gr.Button(**quiet), value="export_markdown")
                    self.as_json = labels.put(gr.Button(**quiet), value="export_json")
            self.file_name, self.file_text = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")

    def _wire(self, engine: Engine) -> None:
        actions, store, reader, live = self.actions, self.store, self.reader, self.live
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = private | {"concurrency_limit": None}
        lanes = private | {"concurrency_id": "generate", "concurrency_limit": engine.lanes}
        shown = [self.chatbot, store, live, self.box, self.now, self.more, *self.trace.outputs]
        asked = [reader, live, store, self.mode, *self.settings.inputs]

        begins = [
            self.box.submit(actions.ask, [*asked, self.box], [self.pending, *shown], **quick),
            self.chatbot.example_select(actions.example, asked, [self.pending, *shown], **quick),
            self.chatbot.retry(actions.retry, asked, [self.pending, *shown], **quick),
            self.chatbot.edit(actions.edit, asked, [self.pending, *shown], **quick),
            self.more.click(actions.think_it_through, asked, [self.pending, *shown], **quick),
        ]
        self.begins = begins
        runs = [begin.success(actions.run, [self.pending, reader, store], shown, **lanes) for begin in begins]
        runs.append(self.now.click(actions.answer_now, [live, reader, store], shown, cancels=list(runs), **lanes))
        stopped = self.box.stop(actions.stop, [live, reader, store], shown, cancels=runs, **quick)
        stopped.then(actions.settle, [live, reader, store], shown, js=javascript.LATER, **quick)
        for run in runs:
            run.then(actions.settle, [live, reader, store], shown, **quick)
            run.failure(actions.not_taken, [live, reader, store], shown, **quick)  # `then` misses what the line refused

        self.shown, self.runs = shown, runs

        looking, looks, files = Looking(self.trace), [live, reader, store], [self.file_name, self.file_text]
        self.chatbot.select(looking.at, looks, self.trace.outputs, **quick)
        self.trace.previous.click(looking.back, looks, self.trace.outputs, **quick)
        self.trace.next.click(looking.on, looks, self.trace.outputs, **quick)
        self.trace.watch(reader)
        written = [
            self.as_markdown.click(looking.as_markdown, [reader, store], files, **quick),
            self.as_json.click(looking.as_json, store, files, **quick),
        ]
        for file in written:
            file.then(None, files, None, js=javascript.DOWNLOAD)

    @property
    def outputs(self) -> list[Any]:
        """What `restore` may change."""
        return [self.chatbot, self.box, self.now, self.more, *self.trace.outputs]


def _welcome(lang: Lang) -> str:
    return f"### {say(lang, 'welcome')}\n{say(lang, 'welcome_more')}"


def _modes(lang: Lang) -> list[tuple[str, str]]:
    return [(say(lang, f"mode_{mode.value}"), mode.value) for mode in Mode]
