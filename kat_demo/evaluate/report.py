"""A run as files to keep: its rows as CSV and JSON Lines, figures as JSON, charts as SVG, and a report in Markdown.

No cell of the CSV starts a formula in a spreadsheet: what begins like one gets an apostrophe ahead.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kat_demo.compare import Estimate
from kat_demo.errors import ConfigError
from kat_demo.evaluate import charts
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import SECTIONS, Figures, Summary, gain, summarize, tokens
from kat_demo.evaluate.store import Store
from kat_demo.evaluate.sweep import Sweep, sweep
from kat_demo.records import Mode

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NAMES: Final = {Mode.AUTO: "auto", Mode.THINK: "always think", Mode.NO_THINK: "never think"}


def to_csv(plan: Plan, results: Sequence[Result]) -> str:
    """One line a row and seed: what was asked and expected, then of each mode the answer, whether it is right, its
    decision, tokens, seconds and how it ended."""
    rows = {row.id: row for row in plan.prompts.rows}
    parts = ("answer", "correct", "decision", *(f"{name}_tokens" for name in SECTIONS), "seconds", "finish", "error")
    head = ["id", "category", "seed", "prompt", "expected", "p_think", "thinking", "error"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*head, *(f"{mode.value}_{part}" for mode in plan.modes for part in parts)])
    for result in results:
        row, effect = rows[result.id], gain(result)
        cells: list[Any] = [row.id, row.category, result.seed, row.prompt, " | ".join(row.key.answers)]
        cells += [result.p_think, effect.value if effect else "", result.error or ""]
        for mode in plan.modes:
            cells += _cells(result, mode, len(parts))
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def to_jsonl(plan: Plan, results: Sequence[Result]) -> str:
    """One object a row and seed: the row as it was asked, and the result with its Turn records."""
    rows = {row.id: row for row in plan.prompts.rows}
    lines = (rows[result.id].to_dict() | result.to_dict() for result in results)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def guarded(cell: Any) -> Any:
    """The cell, as text that no spreadsheet takes for a formula; numbers stay."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def to_markdown(store: Store, results: Sequence[Result] | None = None) -> str:
    """Settings, model, hardware, commit, and the tables."""
    results = store.results if results is None else results
    plan, about = store.plan, store.about
    summary, found = summarize(plan, results), sweep(results, plan.sampling.think_threshold)
    prompts, model, sampling = plan.prompts, about.model, plan.sampling
    facts = {
        "Set": f"{prompts.name}, {len(prompts.rows)} rows ({prompts.digest}), seeds: {plan.seeds}",
        "Done": f"{len(results)} of {store.total}",
        "Model": f"{model.get('model')}, {model.get('quantization')}, {model.get('dtype')}, {model.get('engine')}",
        "Hardware": f"{model.get('device')}; {about.hardware}",
        "Commit": about.commit or "not known",
        "Began": about.began,
        "Sampling": f"temperature {sampling.temperature:g}, top_p {sampling.top_p:g}, top_k {sampling.top_k}, "
        f"first seed {sampling.seed}, longest reply {sampling.max_new_tokens or 'what the context leaves'}, "
        f"thinking budget {'none' if sampling.thinking_budget is None else sampling.thinking_budget}, "
        f"threshold {sampling.think_threshold:g}, judge {sampling.judge.value}",
    }
    if plan.system_prompt:
        facts["System prompt"] = " ".join(plan.system_prompt.split())
    parts = [
        f"# Evaluation: {_cell(prompts.name)}",
        "\n".join(f"* {name}: {_cell(v)}" for name, v in facts.items()),
    ]
    parts += [headline(summary), notes(summary)]
    if found:
        parts += ["## Thresholds", swept(found)]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline(summary: Summary) -> str:
    """A row for each mode, in Markdown."""
    head = (
        "| mode | accuracy | 95 % interval | graded | mean tokens | median | of always think | think rate | seconds |"
    )
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    always = summary.figures.get(Mode.THINK)
    return "\n".join([*lines, *(_line(one, always) for one in summary.figures.values())])


def notes(summary: Summary) -> str:
    """What the table leaves unsaid."""
    lines = ["Tokens count the judge in every mode. Seconds are those of a reply among others at the same time."]
    for mode, one in summary.figures.items():
        sections = ", ".join(f"{name} {one.tokens[name].mean:.1f} (median {one.tokens[name].median:g})"
                             for name in SECTIONS[:-1])  # fmt: skip
        ends = ", ".join(f"{name} {count}" for name, count in one.finishes.items()) or "none"
        lines.append(f"* {_NAMES[mode]}: tokens by section: {sections}; ended by: {ends}; failed: {one.failed}")
    if (pair := summary.difference) is not None:
        said = [f"tokens {_interval(pair.tokens, lambda value: f'{value:+.1f}')}"]
        if pair.accuracy:
            said.insert(0, f"accuracy {_interval(pair.accuracy, lambda value: f'{100 * value:+.1f} points')}")
        lines.append(f"* auto less always think, row by row, over {pair.count}: {'; '.join(said)}")
    if summary.failures:
        lines.append(f"* {summary.failures} rows failed as a whole")
    return "\n".join([lines[0], "", *lines[1:]])


def swept(found: Sweep) -> str:
    """Some thresholds, the one in use and the best one among them."""
    wanted = {0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0, 1.01, found.chosen.threshold, found.recommended.threshold}
    head = "| threshold | accuracy | mean tokens | think rate | best choice at this rate | random choice |"
    lines = [head, "|---|---|---|---|---|---|"]
    for point in found.points:
        if point.threshold in wanted:
            auto, mark = point.auto, " (in use)" if point is found.chosen else ""
            name = "above 1" if point.threshold > 1 else f"{point.threshold:g}"
            lines.append(
                f"| {name}{mark} | {auto.accuracy:.1%} | {auto.tokens:.1f} | {auto.think_rate:.1%} "
                f"| {point.oracle.accuracy:.1%} | {point.random.accuracy:.1%} |"
            )
    best, top = found.recommended, found.best
    said = (
        f"Over the {found.count} rows of which both ways are known. The best threshold on these is {best.threshold:g} "
        f"({best.auto.accuracy:.1%} at {best.auto.tokens:.1f} tokens); other rows may want another. Never wrong about "
        f"whether to think would be {top.accuracy:.1%} at {top.tokens:.1f} tokens."
    )
    return said + "\n\n" + "\n".join(lines)


def to_summary(store: Store, results: Sequence[Result] | None = None) -> dict[str, Any]:
    """The figures in the public form, with the sweep where there is one."""
    results = store.results if results is None else results
    found = sweep(results, store.plan.sampling.think_threshold)
    return summarize(store.plan, results).to_dict() | {"sweep": found.to_dict() if found else None}


def write(store: Store, folder: Path) -> list[Path]:
    """Everything, into a folder; the files. Raises ConfigError if they cannot be written."""
    results = store.results
    files = {
        "rows.csv": "\ufeff" + to_csv(store.plan, results),
        "report.md": to_markdown(store, results),
        "summary.json": json.dumps(to_summary(store, results), indent=1, ensure_ascii=False) + "\n",
    }
    files |= {f"{name}.svg": svg + "\n" for name, svg in charts.draw(store.plan, results).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written ({error}). Choose another folder.") from error
    return [folder / name for name in files]


def _cells(result: Result, mode: Mode, count: int) -> list[Any]:
    turn = result.turns.get(mode)
    if turn is None:
        return [""] * count
    right = result.correct.get(mode)
    return [
        turn.answer,
        "" if right is None else int(right),
        turn.decision.value if turn.decision else "",
        *(tokens(turn, name) for name in SECTIONS),
        round(turn.seconds.total, 3),
        turn.finish_reason.value if turn.finish_reason else "",
        turn.error or "",
    ]


def _line(one: Figures, always: Figures | None) -> str:
    total = one.tokens["total"]
    share = f"{total.mean / always.tokens['total'].mean:.0%}" if always and always.tokens["total"].mean else "–"
    right = f"{one.accuracy.mean:.1%}" if one.accuracy else "–"
    between = f"{one.accuracy.low:.1%} to {one.accuracy.high:.1%}" if one.accuracy else "–"
    thinks = f"{one.think_rate.mean:.1%}" if one.think_rate else "–"
    return (
        f"| {_NAMES[one.mode]} | {right} | {between} | {one.graded} of {one.count} | {total.mean:.1f} "
        f"| {total.median:g} | {share} | {thinks} | {one.seconds:.2f} |"
    )


def _interval(estimate: Estimate, write: Any) -> str:
    if estimate.low is None or estimate.high is None:
        return str(write(estimate.mean))
    return f"{write(estimate.mean)} [{write(estimate.low)}, {write(estimate.high)}]"


def _cell(text: str) -> str:
    """Text that came from elsewhere, harmless in Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_|<>[]#" else char for char in text.replace("\n", " "))
