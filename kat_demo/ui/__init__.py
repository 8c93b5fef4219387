"""The web page: everything that knows gradio. `build` makes it, `launch_options` says how it is served."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import gradio as gr

from kat_demo.engines import Engine, ModelInfo
from kat_demo.ui import api, javascript
from kat_demo.ui.about import AboutPage
from kat_demo.ui.arrival import Arrival
from kat_demo.ui.chat import ChatPage
from kat_demo.ui.compare import ComparePage
from kat_demo.ui.evaluate import EvaluatePage
from kat_demo.ui.evaluate import api as evaluate_api
from kat_demo.ui.handover import Handover
from kat_demo.ui.header import Header
from kat_demo.ui.host import Host, options
from kat_demo.ui.labels import Labels
from kat_demo.ui.line import LONGEST, PER_VISITOR
from kat_demo.ui.session import Reader
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.shelf_pane import ShelfPane
from kat_demo.ui.sign_in import SignIn
from kat_demo.ui.text import Lang, say
from kat_demo.ui.waiting import Waiting

ASSETS: Final = Path(__file__).resolve().parent.parent.parent / "assets"

STILL: Final = """<style>@media (prefers-reduced-motion: reduce) { *, *::before, *::after {
    transition-duration: 0s !important; animation-duration: 0s !important; scroll-behavior: auto !important;
} }</style>"""
"""Nothing moves for those who ask for that. Not in style.css, which gradio confines to a part of the page."""


def build(engine: Engine, per_visitor: int = PER_VISITOR, sign_in: bool = False) -> gr.Blocks:
    """The whole page for a loaded model, with its queue set up, ready to launch.

    `per_visitor` is how many replies one address may have waiting or being written; with `sign_in` only those who have
    signed in with Hugging Face get any.
    """
    labels, entrance = Labels(), SignIn() if sign_in else None
    with gr.Blocks(title="KAT · AutoThink", analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)) as demo:
        host = Host(demo, engine, per_visitor, sign_in)
        reader = gr.State(Reader())
        header = Header(engine, labels, entrance)
        votes = gr.BrowserState({}, storage_key="kat-demo-votes", secret="kat-demo")
        evaluation = gr.BrowserState("", storage_key="kat-demo-evaluation", secret="kat-demo")
        waiting = Waiting(host.line)
        settings = SettingsPanel(labels)
        with gr.Tabs(selected="chat", elem_id="kat-pages") as tabs:
            with labels.put(gr.Tab(id="chat", render_children=True), label="tab_chat"):
                chat = ChatPage(engine, labels, reader, settings, host.metrics)
            with labels.put(gr.Tab(id="compare", render_children=True), label="tab_compare"):
                compare = ComparePage(engine, labels, reader, settings, votes, host.metrics)
            with labels.put(gr.Tab(id="evaluate", render_children=True), label="tab_evaluate"):
                evaluate = EvaluatePage(engine, labels, reader, settings, evaluation)
            with labels.put(gr.Tab(id="about", render_children=True), label="tab_about"):
                AboutPage(labels)
        ShelfPane(labels, chat)
        handover = Handover(tabs, chat, compare)
        boxes = {chat.box: ("ask", "send"), compare.box: ("compare_ask", "compare")}
        header.watch(engine, boxes, reader)
        waiting.watch([*chat.begins, *compare.begins], reader)
        api.add(engine, host.metrics)
        evaluate_api.add(engine)
        Arrival(labels, handover, reader, header.language, header.remembered).wire(demo)
        evaluate.wire(demo, header)
        if entrance is not None:
            entrance.wire(demo)
        demo.unload(host.left)
    demo.queue(max_size=2 * LONGEST, api_open=False)  # what does not generate never waits for long
    return demo


def chosen(info: ModelInfo) -> str:
    """Which model was chosen, and why, for the log."""
    return f"Model: {info.model}. {say(Lang.EN, f'why_{info.why.value}', **info.figures)}"


def launch_options() -> dict[str, Any]:
    """What `launch` needs besides the address: the looks, MCP, and nothing recorded about visitors."""
    return {
        "theme": _theme(),
        "css_paths": ASSETS / "style.css",
        "head": STILL,
        "js": javascript.START,
        "favicon_path": ASSETS / "favicon.svg",
        "mcp_server": True,
        "run_history": False,
        "footer_links": ["api"],
        "pwa": True,
        **options(),
    }


def _theme() -> gr.themes.Base:
    sans = [
        "ui-sans-serif",
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "Roboto",
        "PingFang SC",
        "Noto Sans CJK SC",
        "sans-serif",
    ]
    mono = ["ui-monospace", "SF Mono", "Menlo", "Consolas", "monospace"]
    return gr.themes.Base(
        primary_hue="indigo", secondary_hue="indigo", neutral_hue="slate", radius_size="md", font=sans, font_mono=mono
    )
