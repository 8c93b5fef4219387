"""A chart as SVG: axes, points or lines, and words. Nothing else is in the file, so it is safe to show anywhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH: Final = 640
HEIGHT: Final = 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 130, 40, 48
_NAME: Final = (90, 14)
"""The room that a name takes."""
_COLOURS: Final = ("#2563eb", "#c2410c", "#15803d", "#7c3aed")
_INK: Final = "#333333"
_FAINT: Final = "#dddddd"


@dataclass(frozen=True, slots=True)
class Series:
    """Named points (x, y), joined by a line or each by itself."""

    name: str
    points: Sequence[tuple[float, float]]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """What is shown along an axis, and from where to where."""

    name: str
    low: float
    high: float
    percent: bool = False

    def share(self, value: float) -> float:
        """Where a value lies between the ends: 0 to 1."""
        return (value - self.low) / ((self.high - self.low) or 1)

    def ticks(self) -> list[float]:
        """Round values, four to eight of them."""
        span = (self.high - self.low) or 1
        step = 10 ** math.floor(math.log10(span))
        step *= next(factor for factor in (0.2, 0.5, 1, 2) if span / (step * factor) <= 8)
        first = math.ceil(self.low / step - 1e-9)
        return [at * step for at in range(first, math.floor(self.high / step + 1e-9) + 1)]

    def label(self, value: float) -> str:
        return f"{value:.0%}" if self.percent else f"{value:g}"


def chart(title: str, x: Axis, y: Axis, series: Sequence[Series]) -> str:
    """The SVG of all series, each with its name at its last point."""
    root = Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=str(WIDTH), height=str(HEIGHT)
    )
    SubElement(root, "rect", width=str(WIDTH), height=str(HEIGHT), fill="#ffffff")
    _text(root, title, _LEFT, 22, size=15)
    _axes(root, x, y)
    named: list[tuple[float, float]] = []
    for colour, one in zip(_COLOURS, series, strict=False):
        places = [(_across(x, at), _up(y, value)) for at, value in one.points]
        if not places:
            continue
        if one.joined:
            line = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
            SubElement(root, "polyline", {"points": line, "fill": "none", "stroke": colour, "stroke-width": "2"})
        else:
            for left, top in places:
                SubElement(root, "circle", cx=f"{left:.1f}", cy=f"{top:.1f}", r="5", fill=colour)
        named.append(_free(places[-1], named))
        _text(root, one.name, named[-1][0] + 9, named[-1][1] + 4, colour=colour)
    return tostring(root, encoding="unicode") + "\n"


def _free(place: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The place, or one below it that no name stands on yet."""
    left, top = place
    while any(abs(left - at) < _NAME[0] and abs(top - height) < _NAME[1] for at, height in taken):
        top += 1
    return left, top


def _axes(root: Element, x: Axis, y: Axis) -> None:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    for value in y.ticks():
        top = _up(y, value)
        _line(root, _LEFT, top, right, top, _FAINT)
        _text(root, y.label(value), _LEFT - 8, top + 4, anchor="end")
    for value in x.ticks():
        left = _across(x, value)
        _line(root, left, bottom, left, bottom + 5, _INK)
        _text(root, x.label(value), left, bottom + 19, anchor="middle")
    _line(root, _LEFT, bottom, right, bottom, _INK)
    _text(root, x.name, right, HEIGHT - 10, anchor="end")
    _text(root, y.name, 8, _TOP - 2)


def _across(x: Axis, value: float) -> float:
    return _LEFT + x.share(value) * (WIDTH - _LEFT - _RIGHT)


def _up(y: Axis, value: float) -> float:
    return HEIGHT - _BOTTOM - y.share(value) * (HEIGHT - _TOP - _BOTTOM - 8)


def _line(root: Element, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
    SubElement(root, "line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", stroke=colour)


def _text(
    root: Element, text: str, x: float, y: float, *, size: int = 12, colour: str = _INK, anchor: str = "start"
) -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "fill": colour, "text-anchor": anchor}
    attributes |= {"font-size": str(size), "font-family": "sans-serif"}
    SubElement(root, "text", attributes).text = text
