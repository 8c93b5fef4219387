"""The charts of an evaluation, as SVG. Pure; words come in, so that they can be in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kat_demo.evaluate.drawing import FILE, TOP, WIDTH, Canvas, Scale
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import Category, Figures, Gain, categories, gain, summarize
from kat_demo.evaluate.sweep import NEVER, Point, Sweep, sweep
from kat_demo.records import Mode

Say = Callable[[str], str]
"""The words for a key of `ENGLISH`."""

ENGLISH: Final = {
    "auto": "Auto",
    "think": "Think",
    "no_think": "Don’t think",
    "judge": "Judge",
    "thinking": "Thinking",
    "answer": "Answer",
    "accuracy_tokens": "Accuracy against tokens",
    "tokens_sections": "Mean tokens by section",
    "leaning": "How the judge leaned, and whether thinking helped",
    "categories": "Accuracy and think rate by category",
    "sweep_accuracy": "Accuracy at every threshold",
    "sweep_tokens": "Tokens at every threshold",
    "accuracy": "accuracy",
    "tokens": "mean tokens",
    "rows": "rows",
    "p_think": "p_think",
    "threshold": "threshold",
    "helps": "helps",
    "same": "makes no difference",
    "hurts": "hurts",
    "unknown": "not known",
    "oracle": "best choice",
    "random": "random choice",
    "chosen": "in use",
    "think_rate": "think rate of Auto",
    "more": "{count} more categories",
}
MOST: Final = 48
"""Categories in a chart."""

_GAINS: Final = {Gain.HELPS: "think", Gain.SAME: "judge", Gain.HURTS: "warn", None: "judge"}


def draw(
    plan: Plan, results: Sequence[Result], say: Say = ENGLISH.__getitem__, palette: Mapping[str, str] = FILE
) -> dict[str, str]:
    """The charts for which there is something to show, by name."""
    figures = {mode: one for mode, one in summarize(plan, results).figures.items() if one.count}
    found = sweep(results, plan.sampling.think_threshold)
    groups = categories(plan, results)
    charts = {
        "accuracy_tokens": _accuracy(figures, found, Canvas(say("accuracy_tokens"), palette), say),
        "tokens_sections": _sections(figures, Canvas(say("tokens_sections"), palette, 200, 92), say),
        "categories": _categories(groups, palette, say),
        "leaning": _leaning(results, Canvas(say("leaning"), palette), say),
        "sweep_accuracy": _sweep(found, Canvas(say("sweep_accuracy"), palette), say, "accuracy"),
        "sweep_tokens": _sweep(found, Canvas(say("sweep_tokens"), palette), say, "tokens"),
    }
    return {name: svg for name, svg in charts.items() if svg}


def _accuracy(figures: Mapping[Mode, Figures], found: Sweep | None, canvas: Canvas, say: Say) -> str:
    """A point for each mode with its interval, and the thresholds as a line between them."""
    graded = {mode: one for mode, one in figures.items() if one.accuracy}
    if not graded:
        return ""
    shares = [edge for one in graded.values() if one.accuracy
              for edge in (one.accuracy.low or 0.0, one.accuracy.high or 0.0)]  # fmt: skip
    spent = [one.tokens["total"].mean for one in graded.values()]
    if found:
        shares.append(found.best.accuracy)
        spent.append(found.best.tokens)
    canvas.axes(
        Scale.around([0, 1.15 * max(spent)]), Scale.around(shares, percent=True), say("tokens"), say("accuracy")
    )
    if found:
        canvas.path([_place(canvas, point) for point in found.points], "muted", 1.5)
        best = canvas.across(found.best.tokens), canvas.up(found.best.accuracy)
        canvas.dot(*best, "muted", 4, hollow=True, hint=say("oracle"))
        canvas.words(say("oracle"), best[0], best[1] - 9, "muted", anchor="middle")
    for mode, one in graded.items():
        assert one.accuracy
        x, y = canvas.across(one.tokens["total"].mean), canvas.up(one.accuracy.mean)
        ends = [canvas.up(edge) for edge in (one.accuracy.low, one.accuracy.high) if edge is not None]
        canvas.path([(x, end) for end in ends], mode.value, 2)
        canvas.dot(x, y, mode.value, 5.5, hint=f"{say(mode.value)}: {one.accuracy.mean:.1%}")
    canvas.legend([(say(mode.value), mode.value, "") for mode in graded])
    return canvas.svg()


def _place(canvas: Canvas, point: Point) -> tuple[float, float]:
    return canvas.across(point.auto.tokens), canvas.up(point.auto.accuracy)


def _sections(figures: Mapping[Mode, Figures], canvas: Canvas, say: Say) -> str:
    """A bar for each mode, made of its sections."""
    most = max((one.tokens["total"].mean for one in figures.values()), default=0) or 1
    names, room = ("judge", "thinking", "answer"), canvas.right - canvas.left - 44
    for at, (mode, one) in enumerate(figures.items()):
        x, y = float(canvas.left), TOP + 6 + 36 * at
        canvas.words(say(mode.value), canvas.left - 8, y + 15, "ink", anchor="end")
        for name in names:
            amount = one.tokens[name].mean
            width = room * amount / most
            canvas.rect(x, y, width, 22, name, hint=f"{say(name)}: {amount:.1f}")
            x += width
        canvas.words(f"{one.tokens['total'].mean:,.0f}", x + 6, y + 15, "ink")
    canvas.legend([(say(name), name, "■") for name in names])
    return canvas.svg() if figures else ""


def _leaning(results: Sequence[Result], canvas: Canvas, say: Say) -> str:
    """A histogram of p_think, its bars cut by what thinking does for the answer."""
    known = [(result.p_think, gain(result)) for result in results if result.p_think is not None]
    if not known:
        return ""
    bins: list[list[Gain | None]] = [[] for _ in range(10)]
    for share, effect in known:
        bins[min(int(share * 10), 9)].append(effect)
    canvas.axes(Scale(0, 1), Scale.around([0, max(map(len, bins))]), say("p_think"), say("rows"))
    width = canvas.across(0.1) - canvas.across(0)
    kinds = [kind for kind in (Gain.HELPS, Gain.SAME, Gain.HURTS, None) if any(kind in group for group in bins)]
    for at, group in enumerate(bins):
        base = 0
        for kind in kinds:
            if count := group.count(kind):
                top, foot = canvas.up(base + count), canvas.up(base)
                hint = f"{_effect(kind, say)}: {count}"
                canvas.rect(canvas.across(at / 10) + 1, top, width - 2, foot - top, _GAINS[kind], hint)
                base += count
    canvas.legend([(_effect(kind, say), _GAINS[kind], "■") for kind in kinds])
    return canvas.svg()


def _effect(kind: Gain | None, say: Say) -> str:
    return say(kind.value if kind else "unknown")


def _sweep(found: Sweep | None, canvas: Canvas, say: Say, what: str) -> str:
    """Automatic mode at every threshold, between the best and a random choice at the same think rate."""
    if found is None:
        return ""
    points = [point for point in found.points if point.threshold < NEVER]
    kinds = [("oracle", "think", "5 3"), ("random", "muted", "2 3"), ("auto", "auto", "")]
    lines = {kind: [float(getattr(getattr(point, kind), what)) for point in points] for kind, _, _ in kinds}
    values, percent = [value for line in lines.values() for value in line], what == "accuracy"
    canvas.axes(Scale(0, 1), Scale.around(values, percent, zero=not percent), say("threshold"), say(what))
    chosen = canvas.across(found.chosen.threshold)
    canvas.line((chosen, TOP + 4), (chosen, canvas.bottom), "muted", 1, "3 3")
    for kind, colour, dash in kinds:
        places = [(canvas.across(point.threshold), canvas.up(value))
                  for point, value in zip(points, lines[kind], strict=True)]  # fmt: skip
        canvas.path(places, colour, 2.5 if kind == "auto" else 1.5, dash)
    height = canvas.up(float(getattr(found.chosen.auto, what)))
    canvas.dot(chosen, height, "auto", 5, hint=f"{say('chosen')}: {found.chosen.threshold:g}")
    canvas.legend([(say(kind), colour, dash) for kind, colour, dash in reversed(kinds)])
    return canvas.svg()


def _categories(groups: Sequence[Category], palette: Mapping[str, str], say: Say) -> str:
    """A line for each category: its think rate as a bar, the accuracy of each mode as a dot."""
    if not groups:
        return ""
    shown, step = groups[:MOST], 20
    canvas = Canvas(say("categories"), palette, TOP + step * len(shown) + 66, 130)
    canvas.x = Scale(0, 1, percent=True)
    for value in canvas.x.ticks():
        x = canvas.across(value)
        canvas.line((x, TOP), (x, canvas.bottom), "line")
        canvas.words(canvas.x.label(value), x, canvas.bottom + 16, "muted", anchor="middle")
    modes = [mode for mode in Mode if any(mode in group.accuracy for group in shown)]
    for at, group in enumerate(shown):
        y = TOP + step * at + step / 2
        name = group.name if len(group.name) <= 18 else group.name[:17] + "…"
        canvas.words(name, canvas.left - 8, y + 4, "ink", anchor="end")
        if group.think_rate:
            hint = f"{say('think_rate')}: {group.think_rate:.0%}"
            canvas.rect(canvas.left, y - 7, canvas.across(group.think_rate) - canvas.left, 14, "soft", hint)
        for mode in reversed(modes):
            if mode in group.accuracy:
                share = group.accuracy[mode]
                hint = f"{group.name}, {say(mode.value)}: {share:.0%} / {group.count}"
                canvas.dot(canvas.across(share), y, mode.value, 4, hollow=mode is not Mode.AUTO, hint=hint)
    if len(groups) > len(shown):
        canvas.words(say("more").format(count=len(groups) - len(shown)), canvas.left, canvas.bottom + 32, "muted")
    names = [(say("think_rate"), "soft", "■"), *((say(mode.value), mode.value, "■") for mode in modes)]
    canvas.left = 8
    canvas.legend(names)
    return canvas.svg()


def sheet(found: Mapping[str, str]) -> str:
    """All charts in one picture, in two columns; "" if there is none."""
    columns, placed = [0, 0], ""
    for svg in found.values():
        at = columns.index(min(columns))
        height = int(svg.partition('viewBox="0 0 ')[2].partition('"')[0].split()[1])
        placed += svg.replace("<svg ", f'<svg x="{at * WIDTH}" y="{columns[at]}" width="{WIDTH}" height="{height}" ', 1)
        columns[at] += height
    width, height = WIDTH * sum(1 for used in columns if used), max(columns)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    back = f'<rect width="{width}" height="{height}" style="fill:#ffffff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{back}{placed}</svg>\n' if found else ""
