"""The Evaluate page: a prompt set in every mode, with accuracy against tokens.

This module lays the page out and says which event leads to which action; `actions` holds those of a run, `choosing`
those of the set, `show` writes the figures, `picks` the rows, `trace` shows one of them, `keep` knows where runs are.
"""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from kat_demo.engines import Engine
from kat_demo.evaluate import sets
from kat_demo.evaluate.graders import Grader
from kat_demo.evaluate.plan import MODES
from kat_demo.evaluate.reading import ENCODINGS
from kat_demo.ui import javascript
from kat_demo.ui.evaluate import show
from kat_demo.ui.evaluate.actions import EvaluateActions
from kat_demo.ui.evaluate.choosing import Choosing
from kat_demo.ui.evaluate.picks import Pick
from kat_demo.ui.evaluate.trace import RowPane
from kat_demo.ui.header import Header
from kat_demo.ui.labels import Labels
from kat_demo.ui.line import EVALUATE
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, say

QUIET: Final[dict[str, Any]] = {"size": "sm", "elem_classes": "kat-quiet"}
ROLES: Final = ("prompt", "answer", "id", "category")
FILES: Final = [".csv", ".tsv", ".txt", ".jsonl", ".json", ".parquet"]


class EvaluatePage:
    """Builds the page; `labels` learns its words. `token` must stand outside the tab, since the browser does not read
    what it has stored for a tab that is not open."""

    def __init__(
        self, engine: Engine, labels: Labels, reader: gr.State, settings: SettingsPanel, token: gr.BrowserState
    ) -> None:
        self.reader, self.settings, self.token = reader, settings, token
        self.sheet, self.prompts, self.current = gr.State(), gr.State(), gr.State()
        with gr.Column(elem_id="kat-evaluate"):
            labels.put(gr.HTML(elem_id="kat-evaluate-intro"), value=_intro)
            self._set(labels)
            self._controls(labels)
            self.progress = gr.HTML(visible=False, elem_id="kat-progress")
            # not in the part below: a part that appears shows what was hidden in it
            self.file_name, self.file_text = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")
            with gr.Column(visible=False, elem_id="kat-evaluation") as self.area:
                self._results(labels)
        self.actions, self.choosing = EvaluateActions(engine, self), Choosing(self)
        self._wire(engine)

    def _set(self, labels: Labels) -> None:
        with gr.Row(elem_classes="kat-line", elem_id="kat-set"):
            self.built_in = gr.Radio(
                list(sets.names()), container=False, elem_id="kat-built-in", elem_classes="kat-segments"
            )
            labels.put(self.built_in, label="set_choice")
            self.upload = gr.UploadButton(type="filepath", file_types=FILES, size="sm", elem_classes="kat-chip")
            labels.put(self.upload, label="set_upload")
        with gr.Row(visible=False, elem_id="kat-mapping") as self.mapping:
            self.columns = {role: labels.put(gr.Dropdown(min_width=120), label=f"column_{role}") for role in ROLES}
            self.grader = labels.put(
                gr.Dropdown(_graders(Lang.EN), value="auto", min_width=120), label="grader", choices=_graders
            )
            self.tolerance = labels.put(gr.Textbox(max_lines=1, min_width=90), label="tolerance")
            self.tolerance.placeholder = "0.01, 1%"
            self.encoding = labels.put(gr.Dropdown(list(ENCODINGS), value="auto", min_width=110), label="encoding")
        self.preview = gr.HTML(elem_id="kat-preview")

    def _controls(self, labels: Labels) -> None:
        with gr.Row(elem_classes="kat-line", elem_id="kat-run"):
            self.modes = gr.CheckboxGroup(
                _modes(Lang.EN), value=[mode.value for mode in MODES], container=False, elem_id="kat-modes"
            )
            labels.put(self.modes, label="run_modes", choices=_modes)
            self.limit = labels.put(gr.Number(60, precision=0, minimum=1, elem_id="kat-limit"), label="run_limit")
            self.seeds = labels.put(gr.Number(1, precision=0, minimum=1, elem_id="kat-seeds"), label="run_seeds")
            self.greedy = labels.put(gr.Checkbox(True, elem_id="kat-greedy"), label="run_greedy")
            with gr.Row(elem_id="kat-run-buttons"):
                self.start = labels.put(gr.Button(size="sm", elem_id="kat-start"), value="run_start")
                self.stop = gr.Button(size="sm", visible=False, elem_id="kat-stop", elem_classes="kat-chip")
                labels.put(self.stop, value="run_stop")
                self.resume = gr.Button(size="sm", visible=False, elem_id="kat-resume", elem_classes="kat-chip")
                labels.put(self.resume, value="run_resume")

    def _results(self, labels: Labels) -> None:
        self.figures = gr.HTML(elem_id="kat-mode-figures")
        self.charts = gr.HTML(elem_id="kat-plots")
        with gr.Row(elem_classes="kat-line", elem_id="kat-keep"):
            self.exports = {
                name: labels.put(gr.Button(**QUIET), value=f"keep_{name}")
                for name in ("csv", "jsonl", "report", "svg", "png")
            }
        with gr.Column(elem_id="kat-rows"):
            self.pick = gr.Dropdown(_picks(Lang.EN), value=Pick.ALL.value, container=False, elem_id="kat-pick")
            labels.put(self.pick, label="pick", choices=_picks)
            self.rows = gr.Dataframe(
                interactive=False, wrap=True, max_height=380, show_label=False, elem_id="kat-row-table", buttons=[]
            )
        self.trace = RowPane(labels)

    def _wire(self, engine: Engine) -> None:
        actions, choosing, reader = self.actions, self.choosing, self.reader
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = private | {"concurrency_limit": None}
        runs_on = private | {"concurrency_id": EVALUATE, "concurrency_limit": 1}
        understood = [self.sheet, self.prompts, self.built_in, self.mapping, *self.choices, self.preview]
        self.built_in.input(choosing.pick, [self.built_in, reader], understood, **quick)
        self.upload.upload(choosing.upload, [self.upload, self.encoding, reader], understood, **quick)
        for choice in self.choices[:-1]:
            choice.input(choosing.map, [self.sheet, *self.choices, reader], [self.prompts, self.preview], **quick)
        self.encoding.input(choosing.upload, [self.upload, self.encoding, reader], understood, **quick)

        shown = self.shown
        asked = [self.prompts, reader, self.modes, self.limit, self.seeds, self.greedy, *self.settings.inputs]
        begins = [
            self.start.click(actions.begin, asked, [self.token, *shown], **quick),
            self.resume.click(actions.resume, [self.current, reader], shown, **quick),
        ]
        runs = [begin.success(actions.run, [self.current, reader, self.pick], shown, **runs_on) for begin in begins]
        settled = [self.current, reader, self.pick]
        for taken in runs:  # or not, where the line is full
            taken.failure(actions.settle, settled, shown, **quick)
        stopped = self.stop.click(None, None, None, cancels=runs, **quick)
        stopped.then(actions.settle, settled, shown, **quick).then(
            actions.settle, settled, shown, js=javascript.LATER, **quick
        )

        self.pick.input(actions.filtered, [self.current, reader, self.pick], self.rows, **quick)
        self.rows.select(actions.open, [self.current, reader], self.trace.outputs, **quick)
        files = [self.file_name, self.file_text]
        for name, button in self.exports.items():
            write = button.click(actions.keeping(name), [self.current, reader], files, **quick)
            write.then(None, files, None, js=javascript.DOWNLOAD_PICTURE if name == "png" else javascript.DOWNLOAD)

    def wire(self, demo: gr.Blocks, header: Header) -> None:
        """What happens as the page loads, and as another language is chosen."""
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        kept = [self.token, self.current, self.prompts, self.pick]
        outputs = [self.prompts, self.built_in, self.preview, *self.shown]
        demo.load(self.actions.arrive, [header.remembered, *kept], outputs, **quick)
        header.language.input(self.actions.speak, [header.language, *kept], outputs, **quick)

    @property
    def choices(self) -> list[Any]:
        """How an uploaded file is understood; the encoding comes last."""
        return [*self.columns.values(), self.grader, self.tolerance, self.encoding]

    @property
    def shown(self) -> list[Any]:
        """What a run changes."""
        return [
            self.current, self.start, self.stop, self.resume, self.progress, self.area, self.figures, self.charts,
            self.rows, *self.trace.outputs,
        ]  # fmt: skip


def _intro(lang: Lang) -> str:
    return show.intro(lang)


def _modes(lang: Lang) -> list[tuple[str, str]]:
    return [(say(lang, f"mode_{mode.value}"), mode.value) for mode in MODES]


def _graders(lang: Lang) -> list[tuple[str, str]]:
    return [(say(lang, f"grader_{one.value}"), one.value) for one in Grader]


def _picks(lang: Lang) -> list[tuple[str, str]]:
    return [(say(lang, f"pick_{one.value}"), one.value) for one in Pick]
