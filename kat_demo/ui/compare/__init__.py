"""The Compare page: one question in all modes side by side, from one judge.

This module lays the page out and says which event leads to which action; `actions` holds the actions, `lane` is one
lane, `show` writes the figures, `session` is what goes on, `votes`, `link` and `export` are what their names say.
"""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from kat_demo.engines import Engine
from kat_demo.records import Mode
from kat_demo.ui import javascript
from kat_demo.ui.compare.actions import CompareActions
from kat_demo.ui.compare.lane import LanePane
from kat_demo.ui.compare.session import Viewer
from kat_demo.ui.compare.votes import Vote
from kat_demo.ui.labels import Labels
from kat_demo.ui.markdown import MATH
from kat_demo.ui.metrics import Metrics
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, say

EXAMPLES: Final = ("What is 7 + 5?", "What is 47 * 86?", "小明有15个苹果，给了小红6个，又买了8个，现在有几个？")
QUIET: Final[dict[str, Any]] = {"size": "sm", "elem_classes": "kat-quiet"}


class ComparePage:
    """Builds the page; `labels` learns its words. `votes` must stand outside the tab, since the browser does not read
    what it has stored for a tab that is not open."""

    def __init__(
        self, engine: Engine, labels: Labels, reader: gr.State, settings: SettingsPanel, votes: gr.BrowserState,
        metrics: Metrics,
    ) -> None:  # fmt: skip
        self.reader, self.settings, self.votes = reader, settings, votes
        self.viewer, self.pending, self.result = gr.State(Viewer()), gr.State(), gr.State()
        self.context = gr.State(())
        with gr.Column(elem_id="kat-compare"):
            self._question(labels)
            self._welcome(labels)
            self._judge()
            self._lanes(labels)
            self._vote(labels)
            self._summary(labels)
        self.actions = CompareActions(engine, self, metrics)
        self._wire(engine)

    def _question(self, labels: Labels) -> None:
        with gr.Row(elem_id="kat-context", visible=False) as self.context_row:
            self.context_line = gr.HTML()
            self.drop = labels.put(gr.Button(**QUIET), value="drop_context")
        self.box = gr.Textbox(
            show_label=False,
            lines=1,
            max_lines=6,
            elem_id="kat-compare-box",
            elem_classes="kat-box",
            submit_btn="Compare",
        )
        labels.put(self.box, placeholder="compare_ask", label="compare_ask_label")
        with gr.Row(elem_id="kat-compare-controls", elem_classes="kat-line"):
            self.expected = gr.Textbox(show_label=False, container=False, max_lines=1, elem_id="kat-expected")
            labels.put(self.expected, placeholder="expected", label="expected")
            self.blind = labels.put(gr.Checkbox(False, elem_id="kat-blind-choice"), label="blind")
            with gr.Row(elem_classes="kat-tools"):
                self.copy = labels.put(gr.Button(**QUIET), value="copy_link")
                self.as_markdown = labels.put(gr.Button(**QUIET), value="export_markdown")
                self.as_json = labels.put(gr.Button(**QUIET), value="export_json")
        self.file_name, self.file_text = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")
        self.query = gr.Textbox(visible="hidden")

    def _welcome(self, labels: Labels) -> None:
        with gr.Column(elem_id="kat-compare-intro") as self.intro:
            labels.put(gr.HTML(), value=_intro)
            with gr.Row(elem_classes="kat-chips"):
                self.examples = [gr.Button(text, size="sm", elem_classes="kat-chip") for text in EXAMPLES]

    def _judge(self) -> None:
        with gr.Column(elem_id="kat-shared", elem_classes="kat-reply", visible=False) as self.shared:
            self.verdict = gr.HTML()
            self.judge = gr.Markdown(line_breaks=True, latex_delimiters=MATH, elem_id="kat-shared-text")

    def _lanes(self, labels: Labels) -> None:
        with gr.Column(visible=False, elem_id="kat-lanes-area") as self.lanes_area:
            self.lane_choice = gr.Radio([mode.value for mode in Mode], value="auto", container=False)
            self.lane_choice.elem_id, self.lane_choice.elem_classes = "kat-lane-choice", ["kat-segments"]
            labels.put(self.lane_choice, label="lane_choice", choices=_modes)
            with gr.Row(elem_id="kat-lanes"):
                self.lanes = {mode: LanePane(labels, mode) for mode in Mode}

    def _vote(self, labels: Labels) -> None:
        with gr.Column(visible=False, elem_id="kat-vote") as self.vote_area:
            self.vote_line = gr.HTML()
            with gr.Row(elem_id="kat-vote-answers"):
                self.sides = [
                    gr.Markdown(latex_delimiters=MATH, elem_classes="kat-lane-answer kat-side-answer") for _ in range(2)
                ]
            with gr.Row(visible=False, elem_classes="kat-chips") as self.vote_row:
                self.vote_buttons = {
                    vote: labels.put(gr.Button(size="sm", elem_classes="kat-chip"), value=f"vote_{vote.value}")
                    for vote in Vote
                }

    def _summary(self, labels: Labels) -> None:
        with gr.Column(visible=False, elem_id="kat-result") as self.summary_area:
            self.summary = gr.HTML()
            with gr.Row(elem_classes="kat-line", elem_id="kat-repeat"):
                self.repeat = labels.put(gr.Button(size="sm", elem_classes="kat-chip"), value="repeat")
                self.times = gr.Number(5, precision=0, minimum=1, maximum=30, container=False, elem_id="kat-times")
                labels.put(self.times, label="repeat_times")
                labels.put(gr.HTML(), value=lambda lang: f"<span>{say(lang, 'repeat_more')}</span>")
        self.totals = gr.HTML()

    def _wire(self, engine: Engine) -> None:
        actions, reader, viewer, result = self.actions, self.reader, self.viewer, self.result
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = private | {"concurrency_limit": None}
        lanes = private | {"concurrency_id": "generate", "concurrency_limit": engine.lanes}
        shown, seen = self.shown, [result, reader, viewer]
        asked = [*seen, self.context, self.expected, self.blind, *self.settings.inputs]

        begins = [self.box.submit(actions.ask, [*asked, self.box], [self.pending, *shown], **quick)]
        begins += [
            button.click(actions.ask, [*asked, button], [self.pending, *shown], **quick) for button in self.examples
        ]
        self.begins = begins
        runs = [begin.success(actions.run, [self.pending, reader, viewer], shown, **lanes) for begin in begins]
        runs.append(self.repeat.click(actions.repeat, [*seen, self.times], shown, **lanes))
        stopped = self.box.stop(actions.stop, seen, shown, cancels=runs, **quick)
        stopped.then(actions.settle, seen, shown, js=javascript.LATER, **quick)
        for run in runs:
            run.then(actions.settle, seen, shown, **quick)
            run.failure(actions.not_taken, seen, shown, **quick)  # `then` misses what the line refused

        for vote, button in self.vote_buttons.items():
            button.click(actions.voting(vote), [*seen, self.votes], [self.votes, self.totals, *shown], **quick)
        for lane in self.lanes.values():
            lane.watch(viewer)
        self.lane_choice.input(None, self.lane_choice, None, js=javascript.SHOW_LANE)
        place = [self.context, self.context_row]
        self.drop.click(actions.drop_context, None, place, **quick)

        files, asked_now = [self.file_name, self.file_text], [result, reader, self.box, self.expected]
        for button, write in ((self.as_markdown, actions.as_markdown), (self.as_json, actions.as_json)):
            button.click(write, [result, reader], files, **quick).then(None, files, None, js=javascript.DOWNLOAD)
        linked = self.copy.click(actions.as_link, [*asked_now, *self.settings.inputs], self.query, **quick)
        linked.then(None, self.query, None, js=javascript.COPY_LINK)

    @property
    def shown(self) -> list[Any]:
        """What a comparison changes."""
        fixed = [
            self.result, self.box, self.intro, self.shared, self.verdict, self.judge, self.lanes_area, self.vote_area,
            self.vote_line, *self.sides, self.vote_row, self.summary_area, self.summary, self.repeat,
        ]  # fmt: skip
        return [*fixed, *(output for lane in self.lanes.values() for output in lane.outputs)]

    @property
    def outputs(self) -> list[Any]:
        """What the page changes when it is put into another language, or opened with a question."""
        return [*self.shown, self.totals, self.context, self.context_row, self.context_line]


def _intro(lang: Lang) -> str:
    lines = "".join(f"<li>{say(lang, key)}</li>" for key in ("compare_one", "compare_two", "compare_three"))
    return f'<div class="kat-intro"><p>{say(lang, "compare_intro")}</p><ol>{lines}</ol></div>'


def _modes(lang: Lang) -> list[tuple[str, str]]:
    return [(say(lang, f"mode_{mode.value}"), mode.value) for mode in Mode]
