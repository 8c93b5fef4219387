"""A comparison as a file to keep: Markdown for people, JSON for programs. Pure."""

from __future__ import annotations

import json

from kat_demo.compare import Summary, gather
from kat_demo.fork import Lanes
from kat_demo.ui.compare.session import Comparison
from kat_demo.ui.export import quote, reply
from kat_demo.ui.render import count, time
from kat_demo.ui.text import Lang, say


def to_json(comparison: Comparison) -> str:
    """{"format", "message", "history", "system_prompt", "expected", "samples": [{"lanes", "summary"}]}."""
    request = comparison.request
    data = {
        "format": "kat-demo comparison 1",
        "message": request.message,
        "history": [{"role": entry.role, "content": entry.content} for entry in request.history],
        "system_prompt": request.system_prompt,
        "expected": comparison.expected,
        "samples": [
            _sample(lanes, summary)
            for lanes, summary in zip((comparison.lanes, *comparison.more), comparison.samples, strict=True)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_markdown(comparison: Comparison, lang: Lang = Lang.EN) -> str:
    """The question, the judge, each mode's reply, and the figures side by side."""
    judged, one = comparison.judged, comparison.summary
    lines = [f"# {say(lang, 'exported_compare', model=judged.model or 'AutoThink')}"]
    lines += [f"## {say(lang, 'you')}", comparison.request.message]
    if judged.judge:
        lines += [f"## {say(lang, 'judge')}", quote(judged.judge)]
    for mode, turn in comparison.lanes.items():
        lines += [f"## {say(lang, f'mode_{mode.value}')}", *reply(turn.evolve(judge=""), lang)]
    lines += [f"## {say(lang, 'figures')}", _table(one, lang)]
    if one.agreement is not None:
        lines.append(say(lang, f"agree_{one.agreement.value}"))
    if comparison.more:
        lines.append(_means(comparison, lang))
    return "\n\n".join(line.strip("\n") for line in lines if line) + "\n"


def _sample(lanes: Lanes, summary: Summary) -> dict[str, object]:
    return {"lanes": {mode.value: turn.to_dict() for mode, turn in lanes.items()}, "summary": summary.to_dict()}


def _table(summary: Summary, lang: Lang) -> str:
    parts = ("judge", "thinking", "answer", "total")
    names = [say(lang, f"part_{part}") for part in parts[:3]] + [say(lang, "total"), say(lang, "seconds_head")]
    rows = [["", *names], ["---"] * (len(names) + 1)]
    for mode, cost in summary.costs.items():
        tokens = [count(round(getattr(cost.tokens, part))) for part in parts]
        rows.append([say(lang, f"mode_{mode.value}"), *tokens, time(cost.seconds.total)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _means(comparison: Comparison, lang: Lang) -> str:
    means = gather(comparison.samples)
    lines = [f"## {say(lang, 'samples', done=means.samples, wanted=means.samples)}", ""]
    for mode, tokens in means.tokens.items():
        lines.append(f"- {say(lang, f'mode_{mode.value}')}: {say(lang, 'tokens', count=f'{tokens.mean:.0f}')}")
    return "\n".join(lines)
