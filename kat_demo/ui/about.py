"""What AutoThink is, in five sentences and a picture, and the keys of the page."""

from __future__ import annotations

from typing import Final

import gradio as gr

from kat_demo.ui.labels import Labels
from kat_demo.ui.text import Lang, say

KEYS: Final = (
    ("Enter", "key_send"), ("Esc", "key_stop"), ("Alt N", "key_new"), ("Alt 1 2 3", "key_mode"), ("/", "key_box"),
)  # fmt: skip


SENTENCES: Final = ("about_one", "about_two", "about_three", "about_four", "about_five")


class AboutPage:
    """Builds the page; there is nothing to do on it."""

    def __init__(self, labels: Labels) -> None:
        labels.put(gr.HTML(elem_id="kat-about"), value=shown)


def shown(lang: Lang) -> str:
    """The page in one language."""
    sentences = "".join(f"<p>{say(lang, sentence)}</p>" for sentence in SENTENCES)
    keys = "".join(f"<tr><th scope='row'><kbd>{key}</kbd></th><td>{say(lang, words)}</td></tr>" for key, words in KEYS)
    return (
        f'<div class="kat-about"><h2>{say(lang, "about_head")}</h2>{_picture(lang)}{sentences}'
        f"<h3>{say(lang, 'keys')}</h3><table>{keys}</table></div>"
    )


def _picture(lang: Lang) -> str:
    """A question, its judge, and the two ways from there."""
    question, answer = say(lang, "about_question"), say(lang, "part_answer")
    return (
        f'<svg viewBox="0 0 640 170" role="img" aria-label="{say(lang, "about_picture")}">'
        '<g class="kat-ways"><path d="M130 85h50"/><path class="kat-on" d="M300 75c30 0 20-35 60-35"/>'
        '<path class="kat-off" d="M300 95c40 0 20 35 200 35"/><path class="kat-on" d="M470 40h30"/></g>'
        + _box(10, 65, 120, "", question)
        + _box(180, 65, 120, "kat-judge", say(lang, "judge"))
        + _box(360, 20, 110, "kat-on", say(lang, "thinking"))
        + _box(500, 20, 120, "kat-on", answer)
        + _box(500, 110, 120, "kat-off", answer)
        + "</svg>"
    )


def _box(x: int, y: int, width: int, kind: str, words: str) -> str:
    return (
        f'<g class="kat-step {kind}"><rect x="{x}" y="{y}" width="{width}" height="40" rx="10"/>'
        f'<text x="{x + width // 2}" y="{y + 25}">{words}</text></g>'
    )
