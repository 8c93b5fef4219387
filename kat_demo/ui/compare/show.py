"""A comparison -> what is shown of it. Pure; its HTML holds numbers, enums and words of `text.py` only."""

from __future__ import annotations

import html
from collections.abc import Mapping

from kat_demo.compare import Cost, Means, Parts, Saving, gather
from kat_demo.format import Decision
from kat_demo.records import Finish, Mode, Phase, Turn
from kat_demo.ui.compare.session import Comparison
from kat_demo.ui.render import count, interval, leaning, mode_of, percent, time
from kat_demo.ui.text import Lang, say

_SECTIONS = ("prompt", "judge", "thinking", "answer")


def judge_line(turn: Turn, lang: Lang) -> str:
    """How the judge leaned, what it chose, and what it took; it stands above all lanes."""
    live = "" if turn.done or turn.decision else " data-live"
    kind, word = mode_of(turn, lang)
    facts = ""
    if turn.usage.judge:
        facts = f"<span>{say(lang, 'tokens', count=count(turn.usage.judge))} · {time(turn.seconds.judge)}</span>"
    head = f'<h3>{say(lang, "judge")}</h3><span class="kat-pill">{word}</span>'
    return f'<div class="kat-verdict kat-{kind}"{live}>{head}{leaning(turn, lang)}{facts}</div>'


def lane_head(turn: Turn, lang: Lang) -> str:
    """The mode of a lane, its badge, and whether the judge took this road."""
    kind, word = mode_of(turn, lang)
    note = ""
    if turn.mode is Mode.AUTO:
        note = say(lang, "lane_auto") if turn.decision else ""
    elif turn.preferred is not None:
        note = say(lang, "lane_taken" if turn.preferred is turn.mode.forces else "lane_not_taken")
    taken = " kat-taken" if turn.mode is not Mode.AUTO and turn.preferred is turn.mode.forces is not None else ""
    ended = ""
    if turn.finish_reason not in (None, Finish.STOP):
        ended = f'<span class="kat-ended">{html.escape(say(lang, f"finish_{turn.finish_reason.value}"))}</span>'
    live = "" if turn.done else " data-live"
    return (
        f'<div class="kat-lane-title kat-{kind}" role="status"{live}><h3>{say(lang, f"mode_{turn.mode.value}")}</h3>'
        f'<span class="kat-pill">{word}</span>{ended}<p class="kat-road{taken}">{note}</p></div>'
    )


def lane_figures(turn: Turn, cost: Cost, lang: Lang) -> str:
    """Tokens and seconds of a lane by section; the judge's only where it counts."""
    if not turn.usage.reply or turn.phase is Phase.JUDGE:
        return ""
    rows = ""
    for name in _SECTIONS[1:]:
        if tokens := getattr(cost.tokens, name):
            rows += _row(say(lang, f"part_{name}"), tokens, getattr(cost.seconds, name), lang, name)
    rows += _row(say(lang, "total"), cost.tokens.total, cost.seconds.total, lang)
    facts = []
    if turn.seconds.first_answer:
        facts.append(say(lang, "first_answer", seconds=time(cost.seconds.total - cost.seconds.answer)))
    if turn.tokens_per_second:
        facts.append(say(lang, "speed", speed=f"{turn.tokens_per_second:.0f}"))
    kind, _ = mode_of(turn, lang)
    table = f'<table aria-label="{say(lang, "figures")}">{rows}</table>'
    return f'<div class="kat-figures kat-{kind}">{table}<p>{_spans(facts)}</p></div>'


def summary(comparison: Comparison, lang: Lang) -> str:
    """The whole lower part: the claim, what else is known, two charts, and the means of several samples."""
    one = comparison.summary
    if comparison.judged.decision is None and not comparison.written:
        return f'<p class="kat-claim">{say(lang, "claim_waiting")}</p>'
    kinds = {mode: mode_of(turn, lang)[0] for mode, turn in comparison.lanes.items()}
    tokens = _chart(say(lang, "chart_tokens"), {mode: cost.tokens for mode, cost in one.costs.items()}, kinds, lang)
    seconds = _chart(
        say(lang, "chart_seconds"), {mode: cost.seconds for mode, cost in one.costs.items()}, kinds, lang, clock=True
    )
    means = _means(gather(comparison.samples), comparison, lang) if comparison.more or comparison.wanted else ""
    return (
        f'<div class="kat-summary"><p class="kat-claim">{_claim(comparison, one.saving, lang)}</p>'
        f'{_facts(comparison, lang)}<div class="kat-charts">{tokens}{seconds}</div>{_legend(lang)}{means}</div>'
    )


def _claim(comparison: Comparison, saving: Saving | None, lang: Lang) -> str:
    if not comparison.written:
        return say(lang, "claim_waiting")
    if saving is None:
        return say(lang, "claim_none")
    thinks = comparison.judged.decision is Decision.THINK_ON
    return say(
        lang,
        "claim_thinks" if thinks else "claim_direct",
        tokens=_change(saving.tokens),
        seconds=_change(saving.seconds),
    )


def _facts(comparison: Comparison, lang: Lang) -> str:
    """One sample of how many, whether the answers agree, which are right."""
    one, seed = comparison.summary, comparison.judged.sampling.seed
    facts = [say(lang, "one_sample", seed=seed)] if seed is not None else []
    if one.agreement is not None:
        facts.append(f'<b class="kat-{one.agreement.value}">{say(lang, f"agree_{one.agreement.value}")}</b>')
    marks = {True: ("kat-right", "✓"), False: ("kat-wrong", "✗")}
    for mode, cost in one.costs.items():
        if cost.correct is not None:
            css, mark = marks[cost.correct]
            said = say(lang, "is_right" if cost.correct else "is_wrong")
            facts.append(f'<b class="{css}" title="{said}">{mark} {say(lang, f"mode_{mode.value}")}</b>')
    return f'<p class="kat-said">{_spans(facts)}</p>'


def _chart(title: str, parts: Mapping[Mode, Parts], kinds: Mapping[Mode, str], lang: Lang, clock: bool = False) -> str:
    """A stacked bar for each mode, all on one scale."""
    longest = max((amount.total for amount in parts.values()), default=0) or 1
    rows = ""
    for mode, amount in parts.items():
        bars = "".join(
            f'<i class="kat-{name}" style="width:{100 * value / longest:.2f}%" '
            f'title="{_amount(value, clock, lang, name)}"></i>'
            for name in _SECTIONS
            if (value := getattr(amount, name))
        )
        total = time(amount.total) if clock else count(round(amount.total))
        rows += (
            f'<div class="kat-chart-row kat-{kinds[mode]}"><span>{say(lang, f"mode_{mode.value}")}</span>'
            f'<div class="kat-stack">{bars}</div><b>{total}</b></div>'
        )
    return f'<figure class="kat-chart"><figcaption>{title}</figcaption>{rows}</figure>'


def _legend(lang: Lang) -> str:
    keys = "".join(f'<span><i class="kat-{name}"></i>{say(lang, f"part_{name}")}</span>' for name in _SECTIONS)
    return f'<p class="kat-legend">{keys}<em>{say(lang, "judge_counts")}</em></p>'


def _means(means: Means, comparison: Comparison, lang: Lang) -> str:
    """The table of several samples."""
    head = [say(lang, "tokens_head"), say(lang, "seconds_head"), *([say(lang, "right_head")] if means.correct else [])]
    rows = ""
    for mode in comparison.lanes:
        cells = [interval(means.tokens.get(mode), lambda value: f"{value:,.0f}"),
                 interval(means.seconds.get(mode), lambda value: f"{value:.2f}")]  # fmt: skip
        if means.correct:
            cells.append(interval(means.correct.get(mode), percent))
        columns = "".join(f"<td>{cell}</td>" for cell in cells)
        rows += f'<tr><th scope="row">{say(lang, f"mode_{mode.value}")}</th>{columns}</tr>'
    facts = [say(lang, "thinks_share", share=interval(means.thinks, percent))]
    if means.agree:
        facts.append(say(lang, "agree_share", share=interval(means.agree, percent)))
    if means.saved_tokens and means.saved_seconds:
        facts.insert(0, say(
            lang, "saved_mean", tokens=interval(means.saved_tokens, _change),
            seconds=interval(means.saved_seconds, _change),
        ))  # fmt: skip
    title = say(lang, "samples", done=means.samples, wanted=comparison.wanted + 1)
    heads = "".join(f'<th scope="col">{word}</th>' for word in head)
    return (
        f'<div class="kat-means"><h3>{title}</h3><table><tr><td></td>{heads}</tr>{rows}</table>'
        f'<p class="kat-said">{_spans(facts)}</p><p>{say(lang, "interval_note")}</p></div>'
    )


def _spans(facts: list[str]) -> str:
    return "".join(f"<span>{fact}</span>" for fact in facts)


def _row(name: str, tokens: float, seconds: float, lang: Lang, css: str = "") -> str:
    key = f'<i class="kat-{css}"></i>' if css else ""
    kind = "" if css else ' class="kat-total"'
    said = say(lang, "tokens", count=count(round(tokens)))
    return f'<tr{kind}><th scope="row">{key}{name}</th><td>{said}</td><td>{time(seconds)}</td></tr>'


def _amount(value: float, clock: bool, lang: Lang, name: str) -> str:
    said = time(value) if clock else say(lang, "tokens", count=count(round(value)))
    return f"{say(lang, f'part_{name}')}: {said}"


def _change(share: float) -> str:
    """-0.62 -> −62 %."""
    rounded = round(share * 100)
    return f"{'−' if rounded < 0 else '+' if rounded > 0 else '±'}{abs(rounded)} %"
