"""A Turn record -> what is shown of it. Pure: it knows neither gradio nor the network.

HTML made here holds numbers, enums and words of `text.py` only. What the model wrote leaves this module as Markdown
that went through `markdown.safe`, and as nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kat_demo.compare import Estimate
from kat_demo.engines import ModelInfo, Progress, Stage, Why
from kat_demo.format import Decision
from kat_demo.records import Finish, Judge, Phase, Turn
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.markdown import block, plain, safe
from kat_demo.ui.text import Lang, say


@dataclass(frozen=True, slots=True)
class Trace:
    """What the pane beside the conversation shows of one reply."""

    badge: str
    judge: str
    figures: str
    error: str


def trace(turn: Turn, lang: Lang) -> Trace:
    """The whole pane for `turn`."""
    return Trace(
        badge=badge(turn, lang),
        judge=judge(turn, lang),
        figures=figures(turn, lang),
        error=plain(turn.error) if turn.error else "",
    )


def messages(entries: Conversation, lang: Lang) -> list[dict[str, Any]]:
    """The conversation for the chatbot: two messages an exchange, as parts, which keep their indentation."""
    shown = []
    for entry in entries:
        for role, text in (("user", safe(entry.message)), ("assistant", answer(entry.turn, lang))):
            shown.append({"role": role, "content": [{"type": "text", "text": text}]})
    return shown


def answer(turn: Turn, lang: Lang) -> str:
    """The reply's place in the conversation: its answer, or in a few words why there is none (yet)."""
    if turn.answer.strip():
        return safe(turn.answer)
    if not turn.done:
        return f"###### {say(lang, 'note_' + turn.phase.value)}"
    ended = turn.finish_reason.value if turn.finish_reason else ""
    return f"###### {say(lang, f'note_{ended}' if f'note_{ended}' in _ENDED_NOTES else 'note_empty')}"


_ENDED_NOTES = ("note_cancelled", "note_length", "note_error")


def judge(turn: Turn, lang: Lang) -> str:
    """The judge's rationale; where there is none, why."""
    if turn.judge.strip():
        return block(turn.judge)
    if turn.sampling.judge is Judge.SKIP:
        return f"*{say(lang, 'judge_skipped')}*"
    waiting = not turn.done and turn.decision is None
    return f"*{say(lang, 'judge_coming' if waiting else 'judge_silent')}*"


def badge(turn: Turn, lang: Lang) -> str:
    """The mode, who chose it, how the reply ended, and how the judge leaned."""
    kind, word = mode_of(turn, lang)
    pills = [f'<span class="kat-pill">{word}</span>']
    if turn.decision is not None:
        pills.append(f'<span class="kat-how">{say(lang, "by_you" if turn.forced else "by_model")}</span>')
    if turn.finish_reason not in (None, Finish.STOP):
        ended = html.escape(say(lang, f"finish_{turn.finish_reason.value}"))
        pills.append(f'<span class="kat-ended">{ended}</span>')
    live = "" if turn.done else " data-live"
    return (
        f'<div class="kat-badge kat-{kind}" role="status"{live}><div>{"".join(pills)}</div>{leaning(turn, lang)}</div>'
    )


def thought_label(turn: Turn, lang: Lang) -> str:
    """The heading of the thinking pane."""
    running = turn.phase is Phase.THINKING
    seconds, tokens = time(turn.seconds.thinking), count(turn.usage.thinking)
    label = say(lang, "thinking_for" if running else "thought_for", seconds=seconds, tokens=tokens)
    return label + (say(lang, "thought_cut") if turn.finish_reason is Finish.BUDGET else "")


def figures(turn: Turn, lang: Lang) -> str:
    """Tokens and seconds by section, as a bar and its legend, and a line of the rest."""
    usage, seconds = turn.usage, turn.seconds
    if not usage.reply:
        return ""
    answering = max(seconds.total - seconds.first_answer, 0.0) if seconds.first_answer else 0.0
    parts = [("judge", usage.judge, seconds.judge), ("thinking", usage.thinking, seconds.thinking)]
    parts = [part for part in [*parts, ("answer", usage.answer, answering)] if part[1]]
    bar = "".join(f'<i class="kat-{name}" style="flex-grow:{tokens}"></i>' for name, tokens, _ in parts)
    rows = "".join(_row(lang, name, tokens, spent) for name, tokens, spent in parts)
    rows += (
        f'<tr class="kat-total"><th scope="row">{say(lang, "total")}</th>'
        f"<td>{say(lang, 'tokens', count=count(usage.reply))}</td><td>{time(seconds.total)}</td></tr>"
    )
    kind, _ = mode_of(turn, lang)
    return (
        f'<div class="kat-figures kat-{kind}"><div class="kat-bar" aria-hidden="true">{bar}</div>'
        f'<table aria-label="{say(lang, "figures")}">{rows}</table><p>{_rest(turn, lang)}</p></div>'
    )


def model_line(info: ModelInfo, lang: Lang) -> str:
    """Which model is loaded, where, how and why. Its strings come from the host, and are escaped all the same."""
    name = f"<b>{escape(info.model)}</b>"
    if info.status != "ready":
        return f'<div class="kat-model"><i class="kat-waiting"></i>{name}{loading(info, lang)}</div>'
    plain_weights = info.quantization in ("", "none")
    facts = [name]
    if info.parameters:  # a server does not say how many, nor in what form
        facts.append(say(lang, "parameters", count=_parameters(info.parameters)))
        facts.append(say(lang, "not_quantized") if plain_weights else escape(info.quantization))
    facts += [escape(fact) for fact in (info.dtype, info.device) if fact]
    if info.memory_bytes >= _SHOWN:
        facts.append(say(lang, "memory", gib=f"{info.memory_bytes / 2**30:.1f}"))
    facts.append(say(lang, "context", count=count(info.context_length)))
    figures = {key: escape(value) for key, value in info.figures.items()}
    why = say(lang, f"why_{info.why.value}", **figures)
    if not info.forces or not info.scores:
        why += " " + say(lang, "no_scores" if info.forces else "only_auto")
    return f'<p class="kat-model"><i></i><span>{" · ".join(facts)}</span><span>{why}</span></p>'


_SHOWN = 2**30 // 10
"""Bytes of weights below which nobody asks how much memory they take."""


def loading(info: ModelInfo, lang: Lang) -> str:
    """How far a model is loaded, as a bar and in words; why it could not be."""
    if info.error:
        what = say(lang, "server_failed" if info.why is Why.ENDPOINT else "loading_failed")
        return f'<span class="kat-failed">{what} {escape(info.error)}</span>'
    progress = info.progress or Progress()
    facts = [say(lang, f"loading_{progress.stage.value}")]
    if progress.total:
        if progress.stage is Stage.DOWNLOAD:
            done, total = (f"{value / 1e9:.1f}" for value in (progress.done, progress.total))
            facts.append(say(lang, "loading_bytes", done=done, total=total))
        else:
            facts.append(say(lang, "loading_tensors", done=count(progress.done), total=count(progress.total)))
        facts.append(f"{100 * progress.done // progress.total} %")
    if progress.seconds_left is not None:
        facts.append(say(lang, "loading_left", seconds=time(progress.seconds_left)))
    share = progress.done / progress.total if progress.total else 0.0
    bar = f'<span class="kat-progress" aria-hidden="true"><b style="width:{100 * share:.1f}%"></b></span>'
    return f'<span role="status">{" · ".join(facts)}</span>{bar}'


def intro(lang: Lang) -> str:
    """What the pane says before there is a reply."""
    words = {
        "thinking": f'<span class="kat-pill kat-think">{say(lang, "thinking")}</span>',
        "direct": f'<span class="kat-pill kat-direct">{say(lang, "direct")}</span>',
    }
    lines = "".join(f"<li>{say(lang, key, **words)}</li>" for key in ("intro_judge", "intro_mode", "intro_cost"))
    return f'<div class="kat-intro"><p>{say(lang, "intro")}</p><ol>{lines}</ol></div>'


def count(number: int) -> str:
    """1204 -> 1,204."""
    return f"{number:,}"


def time(seconds: float) -> str:
    """0.42 -> 0.42 s; 3.14 -> 3.1 s; 75 -> 1 min 15 s."""
    if seconds < 1:
        return f"{seconds:.2f} s"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def percent(share: float) -> str:
    """0.97 -> 97 %; what is nearly certain is not shown as certain."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def escape(text: str) -> str:
    """For gr.HTML, whose template also knows `${}` and `{{}}`."""
    escaped = html.escape(text)
    return "".join(f"&#{ord(char)};" if char in "${}`\\" else char for char in escaped)


def mode_of(turn: Turn, lang: Lang) -> tuple[str, str]:
    """The css name of the mode, and its word."""
    if turn.decision is Decision.THINK_ON:
        return "think", say(lang, "thinking")
    if turn.decision is Decision.THINK_OFF:
        return "direct", say(lang, "direct")
    return "open", say(lang, {Phase.QUEUED: "waiting", Phase.DONE: "undecided"}.get(turn.phase, "judging"))


def leaning(turn: Turn, lang: Lang) -> str:
    """How much the judge leaned towards thinking, with the threshold marked, and whether it was overruled."""
    if turn.p_think is None and turn.decision is not None:
        return f'<p class="kat-leaning">{say(lang, "leaning_unknown")}</p>'
    if turn.p_think is None:
        return ""
    share, threshold = turn.p_think, turn.sampling.think_threshold
    lean = "think" if share >= threshold else "direct"
    mark = say(lang, "threshold", percent=percent(threshold))
    note = ""
    if turn.overruled:
        key = "overruled_on" if turn.decision is Decision.THINK_ON else "overruled_off"
        note = f'<p class="kat-overruled">{say(lang, key)}</p>'
    return (
        f'<p class="kat-leaning"><span>{say(lang, "leaning")}</span>'
        f'<span class="kat-gauge kat-{lean}" title="{mark}"><i style="width:{share * 100:.1f}%"></i>'
        f'<b style="left:{threshold * 100:.1f}%"></b></span><strong>{html.escape(percent(share))}</strong></p>{note}'
    )


def _row(lang: Lang, name: str, tokens: int, seconds: float) -> str:
    return (
        f'<tr><th scope="row"><i class="kat-{name}"></i>{say(lang, "part_" + name)}</th>'
        f"<td>{say(lang, 'tokens', count=count(tokens))}</td><td>{time(seconds)}</td></tr>"
    )


def _rest(turn: Turn, lang: Lang) -> str:
    """Speed, waiting, prompt, seed and how it ended, in one line."""
    usage, seconds = turn.usage, turn.seconds
    facts = []
    if turn.tokens_per_second:
        facts.append(say(lang, "speed", speed=f"{turn.tokens_per_second:.0f}"))
    if seconds.first_token:
        facts.append(say(lang, "first_token", seconds=time(seconds.first_token)))
    if seconds.first_answer:
        facts.append(say(lang, "first_answer", seconds=time(seconds.first_answer)))
    if usage.cached:
        facts.append(say(lang, "cached", cached=count(usage.cached), prompt=count(usage.prompt)))
    elif usage.prompt:
        facts.append(say(lang, "prompt", prompt=count(usage.prompt)))
    if turn.sampling.seed is not None:
        facts.append(say(lang, "seed", seed=turn.sampling.seed))
    if turn.finish_reason is not None:
        facts.append(say(lang, f"finish_{turn.finish_reason.value}"))
    return "".join(f"<span>{fact}</span>" for fact in facts)


def _parameters(number: int) -> str:
    """5_100_000 -> 5.1 M."""
    for unit, size in (("B", 10**9), ("M", 10**6)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return count(number)


def interval(estimate: Estimate | None, write: Callable[[float], str]) -> str:
    """The mean, and in small its interval."""
    if estimate is None:
        return "–"
    middle = html.escape(write(estimate.mean))
    if estimate.low is None or estimate.high is None:
        return middle
    return f"{middle} <small>[{html.escape(write(estimate.low))}, {html.escape(write(estimate.high))}]</small>"
