"""The foldable thinking of one reply. It opens while the reply thinks and folds when it has thought, but never against
its reader, who may have folded or unfolded it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from kat_demo.format import Decision
from kat_demo.records import Phase, Turn
from kat_demo.ui import render
from kat_demo.ui.markdown import MATH, block
from kat_demo.ui.text import Lang


@dataclass
class Fold:
    """Who moved a thinking pane last. Events of the page change it while a reply is being written."""

    unfolded: bool = False
    """How the program last set the pane."""
    touched: bool = False
    """Whether the reader has folded or unfolded it since."""
    announced: list[bool] = field(default_factory=list)
    """What the program did to the pane and the browser has not confirmed yet."""

    def begin(self) -> None:
        """A new reply: whatever its reader did before."""
        self.touched = False
        self.announced.clear()

    def moved(self, open: bool) -> None:
        """The browser says that the pane is open or not now. What the program did not do, the reader did."""
        if open in self.announced:
            del self.announced[: self.announced.index(open) + 1]
        else:
            self.touched = True

    def for_turn(self, turn: Turn) -> dict[str, bool]:
        """How the pane is to be set for `turn`; nothing once the reader has taken over. A busy browser may drop an
        update, so it is repeated until the browser confirms it, and a reply that is done is folded again."""
        wanted = turn.phase is Phase.THINKING
        if self.touched:
            return {}
        if wanted is not self.unfolded:
            self.unfolded = wanted
            self.announced.append(wanted)
        unconfirmed = bool(self.announced) and self.announced[-1] is wanted
        return {"open": wanted} if unconfirmed or turn.done else {}


class ThinkingPane:
    """Builds the pane; `update` says what to change for a reply."""

    def __init__(self, elem_id: str, height: str = "44vh") -> None:
        with gr.Accordion("", open=False, visible=False, elem_id=elem_id, elem_classes="kat-thoughts") as self.fold:
            self.text = gr.Markdown(
                line_breaks=True, latex_delimiters=MATH, max_height=height,
                elem_id=f"{elem_id}-text", elem_classes="kat-thinking-text",
            )  # fmt: skip

    def watch(self, state: gr.State, fold_of: Any) -> None:
        """Notice the reader's own clicks on the pane; `fold_of` finds its Fold in the value of `state`."""

        def expanded(value: Any) -> None:
            fold_of(value).moved(True)

        def collapsed(value: Any) -> None:
            fold_of(value).moved(False)

        private: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        self.fold.expand(expanded, state, None, **private)
        self.fold.collapse(collapsed, state, None, **private)

    @property
    def outputs(self) -> list[Any]:
        return [self.fold, self.text]

    def update(self, turn: Turn, fold: Fold, lang: Lang) -> dict[Any, Any]:
        """Show the thinking of `turn`."""
        label, thinks = render.thought_label(turn, lang), turn.decision is Decision.THINK_ON
        return {
            self.text: block(turn.thinking),
            self.fold: gr.update(label=label, visible=thinks, **fold.for_turn(turn)),
        }
