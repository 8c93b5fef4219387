"""The head of the page: what this is, which model answers and how far it is loaded, language, settings."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.engines import Engine
from kat_demo.engines.deferred import Deferred
from kat_demo.ui import javascript, render
from kat_demo.ui.labels import Labels
from kat_demo.ui.session import Reader
from kat_demo.ui.sign_in import SignIn
from kat_demo.ui.text import say

LOOK: float = 1.0
"""Seconds between two looks at a model that is being loaded."""


class Header:
    """Builds the head of the page. `language` is the visitor's choice, `remembered` from visit to visit; `sign_in` is
    None where nobody has to."""

    def __init__(self, engine: Engine, labels: Labels, sign_in: SignIn | None = None) -> None:
        self.remembered = gr.BrowserState("", storage_key="kat-demo-language", secret="kat-demo")
        with gr.Row(elem_id="kat-header"):
            with gr.Column(scale=1, min_width=240):
                labels.put(
                    gr.HTML(elem_id="kat-title"),
                    value=lambda lang: f"<h1>KAT<span>AutoThink</span></h1><p>{say(lang, 'lead')}</p>",
                )
                self.model = labels.put(gr.HTML(), value=lambda lang: render.model_line(engine.info, lang))
                self.retry = labels.put(
                    gr.Button("", size="sm", visible=False, elem_id="kat-retry"), value="retry_loading"
                )
            with gr.Row(elem_id="kat-menu"):
                if sign_in is not None:
                    sign_in.put(labels)
                self.language = gr.Radio(
                    [("EN", "en"), ("中文", "zh")],
                    value="en",
                    container=False,
                    elem_id="kat-language",
                    elem_classes="kat-segments",
                )
                labels.put(self.language, label="language")
                settings = labels.put(gr.Button(size="sm", elem_id="kat-open-settings"), value="settings")
        settings.click(None, js=javascript.OPEN_SETTINGS)

    def watch(self, engine: Engine, boxes: dict[gr.Textbox, tuple[str, str]], reader: gr.State) -> None:
        """While the model is loading, show how far it is, and let nothing be sent; offer another try if it failed.

        `boxes` are those from which is sent, each with the words in it and on its button once the model is ready.
        """
        if not isinstance(engine, Deferred):
            return
        timer = gr.Timer(LOOK)
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}

        def look(reader: Reader) -> list[Any]:
            info = engine.info
            ready = info.status == "ready"
            waiting = {"loading": "loading_wait", "failed": "loading_failed"}.get(info.status)
            return [
                render.model_line(info, reader.lang),
                gr.update(visible=info.status == "failed"),
                gr.Timer(active=not ready),
                *(
                    gr.update(placeholder=say(reader.lang, waiting or ask), submit_btn=ready and say(reader.lang, send))
                    for ask, send in boxes.values()
                ),
            ]

        shown = [self.model, self.retry, timer, *boxes]
        timer.tick(look, reader, shown, **private)
        again = self.retry.click(engine.retry, None, None, **private)
        again.then(look, reader, shown, **private)
