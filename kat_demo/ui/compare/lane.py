"""One lane of the Compare page: a reply in one mode."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.compare import Cost
from kat_demo.records import Mode, Phase, Turn
from kat_demo.ui import javascript, render
from kat_demo.ui.compare import show
from kat_demo.ui.compare.session import Viewer
from kat_demo.ui.labels import Labels
from kat_demo.ui.markdown import MATH, plain
from kat_demo.ui.text import Lang
from kat_demo.ui.thinking import ThinkingPane


class LanePane:
    """Builds the lane; `update` says what to change for a record."""

    def __init__(self, labels: Labels, mode: Mode) -> None:
        self.mode = mode
        quiet: dict[str, Any] = {"size": "sm", "elem_classes": "kat-quiet"}
        with gr.Column(elem_id=f"kat-lane-{mode.value}", elem_classes="kat-lane kat-reply", min_width=0):
            with gr.Row(elem_classes="kat-lane-head"):
                self.head = gr.HTML()
                self.widen = labels.put(gr.Button(**quiet), value="widen")
            self.error = gr.Markdown(elem_classes="kat-error", visible=False)
            self.thinking = ThinkingPane(f"kat-thinking-{mode.value}", height="34vh")
            self.answer = gr.Markdown(latex_delimiters=MATH, elem_classes="kat-lane-answer")
            self.figures = gr.HTML()
            self.onward = labels.put(gr.Button(visible=False, **quiet), value="continue_in_chat")
        self.widen.click(None, None, None, js=javascript.widen(mode.value))

    def watch(self, viewer: gr.State) -> None:
        """Notice the reader's own clicks on the thinking pane."""
        self.thinking.watch(viewer, lambda value: value.folds[self.mode])

    @property
    def outputs(self) -> list[Any]:
        """Everything that `update` may change."""
        return [self.head, self.error, *self.thinking.outputs, self.answer, self.figures, self.onward]

    def update(self, turn: Turn, cost: Cost, viewer: Viewer, lang: Lang) -> dict[Any, Any]:
        """Show `turn`."""
        return {
            self.head: show.lane_head(turn, lang),
            self.error: gr.update(value=plain(turn.error or ""), visible=bool(turn.error)),
            self.answer: "" if turn.phase is Phase.THINKING else render.answer(turn, lang),
            self.figures: show.lane_figures(turn, cost, lang),
            self.onward: gr.update(visible=turn.done and bool(turn.answer.strip())),
            **self.thinking.update(turn, viewer.folds[self.mode], lang),
        }
