"""One row of a run: its prompt, the judge, and the reply of each mode side by side."""

from __future__ import annotations

import html
from typing import Any

import gradio as gr

from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import tokens
from kat_demo.records import Mode, Turn
from kat_demo.ui import render
from kat_demo.ui.evaluate.picks import expected
from kat_demo.ui.labels import Labels
from kat_demo.ui.markdown import MATH, block, plain, safe
from kat_demo.ui.text import Lang, say


class RowPane:
    """Builds the pane; `update` says what to change for a result."""

    def __init__(self, labels: Labels) -> None:
        with gr.Column(visible=False, elem_id="kat-row") as self.area:
            self.prompt = gr.Markdown(line_breaks=True, latex_delimiters=MATH, elem_id="kat-row-prompt")
            self.facts = gr.Markdown(elem_id="kat-row-facts")
            with gr.Column(elem_classes="kat-reply", elem_id="kat-row-judge"):
                labels.put(gr.HTML(), value=lambda lang: f"<h3>{say(lang, 'judge')}</h3>")
                self.judge = gr.Markdown(line_breaks=True, latex_delimiters=MATH)
            self.heads, self.answers, self.thoughts = {}, {}, {}
            with gr.Row(elem_id="kat-row-lanes"):
                for mode in Mode:
                    with gr.Column(elem_classes="kat-lane kat-reply", min_width=240):
                        self.heads[mode] = gr.HTML()
                        self.answers[mode] = gr.Markdown(latex_delimiters=MATH, elem_classes="kat-lane-answer")
                        self.thoughts[mode] = gr.Markdown(
                            line_breaks=True, latex_delimiters=MATH, max_height="34vh", elem_classes="kat-row-thinking"
                        )

    @property
    def outputs(self) -> list[Any]:
        """Everything that `update` may change."""
        panes = [*self.heads.values(), *self.answers.values(), *self.thoughts.values()]
        return [self.area, self.prompt, self.facts, self.judge, *panes]

    def update(self, plan: Plan, result: Result, lang: Lang) -> dict[Any, Any]:
        """Show a result."""
        row = next(row for row in plan.prompts.rows if row.id == result.id)
        before = "\n\n".join(f"*{say(lang, 'you') if entry.role == 'user' else say(lang, 'answer')}*: "
                             f"{safe(entry.content)}" for entry in row.history)  # fmt: skip
        facts = [plain(row.id), *([plain(row.category)] if row.category else [])]
        if row.key.answers:
            facts.append(f"{say(lang, 'column_answer')}: {plain(expected(row.key.answers))}")
        if result.error:
            facts.append(f"{say(lang, 'finish_error')}: {plain(result.error)}")
        judged = next(iter(result.turns.values()), Turn())
        updates: dict[Any, Any] = {
            self.area: gr.update(visible=True),
            self.prompt: (before + "\n\n" if before else "") + safe(row.prompt),
            self.facts: " · ".join(facts),
            self.judge: render.judge(judged, lang) if result.turns else "",
        }
        for mode in Mode:
            updates |= self._lane(mode, result, lang)
        return updates

    def _lane(self, mode: Mode, result: Result, lang: Lang) -> dict[Any, Any]:
        turn = result.turns.get(mode)
        if turn is None:
            return {self.heads[mode]: "", self.answers[mode]: "", self.thoughts[mode]: ""}
        kind, word = render.mode_of(turn, lang)
        right = result.correct.get(mode)
        mark = "" if right is None else (
            f'<b class="kat-{"right" if right else "wrong"}">{"✓" if right else "✗"} '
            f"{say(lang, 'is_right' if right else 'is_wrong')}</b>"
        )  # fmt: skip
        ended = html.escape(say(lang, f"finish_{turn.finish_reason.value}")) if turn.finish_reason else ""
        spent = say(lang, "tokens", count=render.count(tokens(turn)))
        head = (
            f'<div class="kat-lane-title kat-{kind}"><h3>{say(lang, f"mode_{mode.value}")}</h3>'
            f'<span class="kat-pill">{word}</span>{mark}<p class="kat-road">{spent} · {ended}</p></div>'
        )
        error = f"\n\n{plain(turn.error)}" if turn.error else ""
        return {
            self.heads[mode]: head,
            self.answers[mode]: render.answer(turn, lang) + error,
            self.thoughts[mode]: block(turn.thinking),
        }
