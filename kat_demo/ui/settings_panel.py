"""The sidebar in which a visitor sets how the next reply is made."""

from __future__ import annotations

from typing import Any

import gradio as gr

from kat_demo.errors import InputError
from kat_demo.records import Judge, Sampling
from kat_demo.ui.labels import Labels
from kat_demo.ui.text import Lang, say

DEFAULTS = Sampling()


class SettingsPanel:
    """Builds the sidebar; `inputs` are its components in the order that `read` takes."""

    def __init__(self, labels: Labels) -> None:
        with gr.Sidebar(open=False, position="right", width=340, elem_id="kat-settings"):
            labels.put(gr.Markdown(elem_classes="kat-settings-head"), value=_head)
            self.system_prompt = _box(labels, gr.Textbox(lines=3, max_lines=8), "system_prompt")
            self.max_new_tokens = _box(labels, gr.Textbox(max_lines=1), "max_new_tokens")
            self.thinking_budget = _box(labels, gr.Textbox(max_lines=1), "thinking_budget")
            self.think_threshold = _box(labels, gr.Slider(0, 1, DEFAULTS.think_threshold, step=0.01), "think_threshold")
            self.skip_judge = _box(labels, gr.Checkbox(False), "skip_judge")
            self.temperature = _box(labels, gr.Slider(0, 2, DEFAULTS.temperature, step=0.05), "temperature")
            self.top_p = _box(labels, gr.Slider(0.01, 1, DEFAULTS.top_p, step=0.01), "top_p")
            self.top_k = _box(labels, gr.Number(DEFAULTS.top_k, precision=0), "top_k")
            self.seed = _box(labels, gr.Textbox(max_lines=1), "seed", "seed_setting")

    @property
    def inputs(self) -> list[Any]:
        """The components whose values `read` takes."""
        return [
            self.system_prompt, self.max_new_tokens, self.temperature, self.top_p, self.top_k,
            self.seed, self.thinking_budget, self.think_threshold, self.skip_judge,
        ]  # fmt: skip

    def values(self, system_prompt: str, sampling: Sampling) -> dict[Any, Any]:
        """What each component holds for these settings; `read` gives them back."""
        return {
            self.system_prompt: system_prompt,
            self.max_new_tokens: _text(sampling.max_new_tokens),
            self.temperature: sampling.temperature,
            self.top_p: sampling.top_p,
            self.top_k: sampling.top_k,
            self.seed: _text(sampling.seed),
            self.thinking_budget: _text(sampling.thinking_budget),
            self.think_threshold: sampling.think_threshold,
            self.skip_judge: sampling.judge is Judge.SKIP,
        }

    @staticmethod
    def read(values: tuple[Any, ...]) -> tuple[str, Sampling]:
        """System prompt and sampling. Raises InputError for what is not allowed."""
        system_prompt, max_new_tokens, temperature, top_p, top_k, seed, budget, threshold, skip = values
        return system_prompt or "", Sampling(
            max_new_tokens=_number("max_new_tokens", max_new_tokens),
            temperature=temperature,
            top_p=top_p,
            top_k=DEFAULTS.top_k if top_k is None else top_k,
            seed=_number("seed", seed),
            thinking_budget=_number("thinking_budget", budget),
            think_threshold=threshold,
            judge=Judge.SKIP if skip else Judge.KEEP,
        )


def _box(labels: Labels, component: Any, key: str, label: str = "") -> Any:
    return labels.put(component, label=label or key, info=f"{key}_info")


def _number(field: str, text: str | None) -> int | None:
    """What was typed into an optional field; nothing is None."""
    if text is None or not text.strip():
        return None
    try:
        return int(text)
    except ValueError:
        raise InputError.of(field, text, "a whole number, or nothing") from None


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _head(lang: Lang) -> str:
    return f"### {say(lang, 'settings')}\n{say(lang, 'settings_lead')}"
