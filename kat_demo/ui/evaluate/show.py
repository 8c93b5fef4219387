"""A prompt set and the figures of a run -> what is shown of them. Pure; whatever comes from a file is escaped."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kat_demo.evaluate import charts
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import SECTIONS, Difference, Figures, Summary
from kat_demo.evaluate.rows import PromptSet
from kat_demo.evaluate.run import Progress
from kat_demo.evaluate.sweep import Sweep
from kat_demo.records import Mode
from kat_demo.ui.evaluate.picks import expected, short
from kat_demo.ui.render import count, escape, interval, percent, time
from kat_demo.ui.text import Lang, say

FIRST: Final = 5
"""Rows of a set that are shown before it is run."""

ISSUES: Final = 6

PAGE: Final[Mapping[str, str]] = {
    "card": "var(--kat-card)", "ink": "var(--kat-ink)", "muted": "var(--kat-muted)", "line": "var(--kat-line)",
    "auto": "var(--kat-ink)", "think": "var(--kat-think)", "no_think": "var(--kat-direct)",
    "judge": "var(--kat-judge)", "thinking": "var(--kat-think)", "answer": "var(--kat-direct)",
    "warn": "var(--kat-warn)", "soft": "var(--kat-think-soft)",
}  # fmt: skip
"""The colours of charts on the page, in its light and dark."""


def intro(lang: Lang) -> str:
    return f'<p class="kat-said">{say(lang, "evaluate_intro")}</p>'


def preview(prompts: PromptSet, lang: Lang) -> str:
    """What was understood of a set: how much of it, its first rows, and what is wrong with it."""
    categories = {row.category for row in prompts.rows if row.category}
    facts = [f"<b>{escape(prompts.name)}</b>", say(lang, "set_rows", count=count(len(prompts.rows)))]
    facts.append(say(lang, "set_graded", count=count(prompts.graded)))
    if categories:
        facts.append(say(lang, "set_categories", count=count(len(categories))))
    heads = [say(lang, key) for key in ("row_id", "column_category", "column_prompt", "column_answer", "grader")]
    rows = [
        [row.id, row.category, short(row.prompt), short(expected(row.key.answers), 40),
         say(lang, f"grader_{row.key.grader.value}") if row.key.answers else "–"]
        for row in prompts.rows[:FIRST]
    ]  # fmt: skip
    return (
        f'<div class="kat-preview"><p class="kat-said">{_spans(facts)}</p>{_table(heads, rows)}'
        f"{_issues(prompts, lang)}</div>"
    )


def refused(words: str) -> str:
    """Why a file cannot be used."""
    return f'<p class="kat-refused" role="alert">{escape(words)}</p>'


def progress(now: Progress, running: bool, lang: Lang) -> str:
    """How far a run is, as a bar and in words."""
    facts = [say(lang, "run_done", done=count(now.done), total=count(now.total))]
    if running and now.done < now.total:
        facts.append(say(lang, "run_left", time=time(now.seconds_left)) if now.seconds_left else say(lang, "run_going"))
    elif now.done < now.total:
        facts.append(say(lang, "run_stopped"))
    share = 100 * now.done / now.total if now.total else 0
    live = " data-live" if running else ""
    return (
        f'<div class="kat-run-progress"{live}><span role="status">{" · ".join(facts)}</span>'
        f'<span class="kat-progress" aria-hidden="true"><b style="width:{share:.1f}%"></b></span></div>'
    )


def figures(summary: Summary, found: Sweep | None, lang: Lang) -> str:
    """The claim, the table by mode, and the notes to it."""
    keys = ("right_head", "tokens_head", "median_head", "part_judge", "part_thinking", "part_answer")
    heads = ["", *(say(lang, key) for key in (*keys, "think_rate_head", "seconds_head", "ended_head"))]
    rows = "".join(_row(one, lang) for one in summary.figures.values())
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    notes = [say(lang, "evaluate_note")]
    if summary.failures:
        notes.append(say(lang, "rows_failed", count=count(summary.failures)))
    return (
        f'<div class="kat-summary"><p class="kat-claim">{_claim(summary.difference, lang)}</p>'
        f'<div class="kat-means kat-modes"><table><tr>{head}</tr>{rows}</table></div>'
        f'<p class="kat-said">{_spans(notes)}</p>{_swept(found, lang)}</div>'
    )


def plots(plan: Plan, results: Sequence[Result], lang: Lang) -> str:
    """All charts, in the colours of the page."""
    found = charts.draw(plan, results, chart_words(lang), PAGE)
    parts = (f'<figure class="kat-plot">{svg}</figure>' for svg in found.values())
    return f'<div class="kat-plots">{"".join(parts)}</div>'


def chart_words(lang: Lang) -> Callable[[str], str]:
    """The words of charts."""
    names = {mode.value: f"mode_{mode.value}" for mode in Mode} | {
        name: f"part_{name}" for name in ("judge", "thinking", "answer")
    }

    def words(key: str) -> str:
        if key == "p_think":
            return key
        return say(lang, names.get(key, f"plot_{key}"), **({"count": "{count}"} if key == "more" else {}))

    return words


def _claim(pair: Difference | None, lang: Lang) -> str:
    if pair is None:
        return say(lang, "evaluate_claim_none")
    spent = interval(pair.tokens, lambda value: _signed(value, 1))
    if pair.accuracy is None:
        return say(lang, "evaluate_claim_tokens", tokens=spent)
    return say(
        lang, "evaluate_claim", points=interval(pair.accuracy, lambda value: _signed(100 * value, 1)), tokens=spent
    )


def _swept(found: Sweep | None, lang: Lang) -> str:
    if found is None:
        return ""
    best, top = found.recommended, found.best
    said = say(
        lang, "sweep_said", threshold="> 1" if best.threshold > 1 else f"{best.threshold:g}",
        accuracy=percent(best.auto.accuracy), tokens=f"{best.auto.tokens:,.0f}", used=f"{found.chosen.threshold:g}",
        now=percent(found.chosen.auto.accuracy), spent=f"{found.chosen.auto.tokens:,.0f}",
        best=percent(top.accuracy), least=f"{top.tokens:,.0f}",
    )  # fmt: skip
    return f'<p class="kat-swept">{html.escape(said)}</p>'


def _row(one: Figures, lang: Lang) -> str:
    amounts = [f"{one.tokens['total'].mean:,.1f}", f"{one.tokens['total'].median:,g}"]
    amounts += [f"{one.tokens[name].mean:,.1f} <small>{one.tokens[name].median:,g}</small>" for name in SECTIONS[:-1]]
    ends = [f"{say(lang, f'finish_{name}')} {number}" for name, number in one.finishes.items()]
    cells = [interval(one.accuracy, percent), *amounts, interval(one.think_rate, percent), f"{one.seconds:.2f}"]
    cells.append(html.escape(" · ".join(ends)))
    columns = "".join(f"<td>{cell}</td>" for cell in cells)
    name = f'<i class="kat-key-{one.mode.value}"></i>{say(lang, f"mode_{one.mode.value}")}'
    return f'<tr><th scope="row">{name}</th>{columns}</tr>'


def _issues(prompts: PromptSet, lang: Lang) -> str:
    if not prompts.issues:
        return ""
    lines = "".join(f"<li>{escape(str(issue))}</li>" for issue in prompts.issues[:ISSUES])
    if (more := len(prompts.issues) - ISSUES) > 0:
        lines += f"<li>{say(lang, 'issues_more', count=count(more))}</li>"
    left = sum(not issue.used for issue in prompts.issues)
    head = say(lang, "issues", count=count(len(prompts.issues)), left=count(left))
    return f'<div class="kat-issues"><p>{head}</p><ul>{lines}</ul></div>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="kat-first-rows"><table><tr>{head}</tr>{body}</table></div>'


def _signed(value: float, digits: int) -> str:
    """-1.25 -> −1.2."""
    rounded = round(value, digits)
    return f"{'−' if rounded < 0 else '+' if rounded > 0 else '±'}{abs(rounded):,.{digits}f}"


def _spans(facts: Sequence[str]) -> str:
    return "".join(f"<span>{fact}</span>" for fact in facts)
