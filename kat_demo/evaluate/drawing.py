"""SVG for charts: lines, bars, dots, words and axes. Pure.

Colours are named by what they stand for; a palette says what they are, so that the same chart is a file that shows
anywhere, or a part of a page that follows its light and dark. Words are escaped, for HTML templates too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH: Final = 440
LEFT, RIGHT, TOP, BOTTOM = 46, 22, 42, 62
"""Room around the plot, in pixels: what is named at its sides."""

FILE: Final[Mapping[str, str]] = {
    "card": "#ffffff", "ink": "#1c2530", "muted": "#566270", "line": "#e3e7ec", "auto": "#1c2530", "think": "#5b5bd6",
    "no_think": "#0d8577", "judge": "#a3aebd", "thinking": "#5b5bd6", "answer": "#0d8577", "warn": "#b26a00",
    "soft": "#dcdbf6",
}  # fmt: skip
"""Colours of a file."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: what is along it, from where to where."""

    low: float
    high: float
    percent: bool = False

    @classmethod
    def around(cls, values: Sequence[float], percent: bool = False, zero: bool = False) -> Scale:
        """A scale with round ends around the values, from zero on if asked."""
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        low = 0.0 if zero else low
        step = _step(max(high - low, 0.1 if percent else 1.0), 5)
        low, high = math.floor(low / step - 1e-9) * step, math.ceil(high / step + 1e-9) * step
        return cls(max(low, 0.0), min(high, 1.0) if percent else high, percent)

    def share(self, value: float) -> float:
        """Where a value lies between the ends: 0 to 1."""
        return (value - self.low) / ((self.high - self.low) or 1)

    def ticks(self, most: int = 6) -> list[float]:
        """Round values, at most so many."""
        step = _step((self.high - self.low) or 1, most - 1)
        first = math.ceil(self.low / step - 1e-9)
        return [at * step for at in range(first, math.floor(self.high / step + 1e-9) + 1)]

    def label(self, value: float) -> str:
        return f"{value * 100:.0f} %" if self.percent else f"{value:,g}"


class Canvas:
    """One chart in the making: a title, and a plot between the two scales."""

    def __init__(self, title: str, palette: Mapping[str, str], height: int = 280, left: int = LEFT) -> None:
        self.palette, self.height, self.left = palette, height, left
        self.right, self.bottom = WIDTH - RIGHT, height - BOTTOM
        self.x, self.y = Scale(0, 1), Scale(0, 1)
        box = f"0 0 {WIDTH} {height}"
        self.root = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=box, role="img")
        self.root.set("font-family", "system-ui, sans-serif")
        SubElement(self.root, "title").text = title
        self.rect(0, 0, WIDTH, height, "card")
        self.words(title, 4, 16, "ink", size=14, weight="600")

    def axes(self, x: Scale, y: Scale, x_name: str, y_name: str = "") -> None:
        """Set the scales and draw them."""
        self.x, self.y = x, y
        for value in y.ticks():
            self.line((self.left, self.up(value)), (self.right, self.up(value)), "line")
            self.words(y.label(value), self.left - 6, self.up(value) + 4, "muted", anchor="end")
        for value in x.ticks():
            self.words(x.label(value), self.across(value), self.bottom + 16, "muted", anchor="middle")
        self.line((self.left, self.bottom), (self.right, self.bottom), "muted")
        self.words(x_name, self.right, self.bottom + 32, "muted", anchor="end")
        self.words(y_name, 4, TOP - 10, "muted", size=11)

    def across(self, value: float) -> float:
        return self.left + self.x.share(value) * (self.right - self.left)

    def up(self, value: float) -> float:
        return self.bottom - self.y.share(value) * (self.bottom - TOP - 4)

    def words(
        self, text: str, x: float, y: float, colour: str, *, anchor: str = "start", size: int = 12, weight: str = "400"
    ) -> None:
        if text:
            attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "font-size": str(size)}
            attributes |= {"font-weight": weight, "style": f"fill:{self.palette[colour]}"}
            SubElement(self.root, "text", attributes).text = _printable(text)

    def line(
        self, one: tuple[float, float], two: tuple[float, float], colour: str, width: float = 1, dash: str = ""
    ) -> None:
        self.path([one, two], colour, width, dash)

    def path(self, places: Sequence[tuple[float, float]], colour: str, width: float = 2, dash: str = "") -> None:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        style = f"fill:none;stroke:{self.palette[colour]};stroke-width:{width};stroke-linejoin:round"
        SubElement(self.root, "polyline", points=points, style=style + (f";stroke-dasharray:{dash}" if dash else ""))

    def rect(self, x: float, y: float, width: float, height: float, colour: str, hint: str = "") -> None:
        size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{max(width, 0):.1f}", "height": f"{max(height, 0):.1f}"}
        self._hint(SubElement(self.root, "rect", size, style=f"fill:{self.palette[colour]}"), hint)

    def dot(self, x: float, y: float, colour: str, size: float = 5, hollow: bool = False, hint: str = "") -> None:
        inside = self.palette["card" if hollow else colour]
        style = f"fill:{inside};stroke:{self.palette[colour]};stroke-width:2"
        self._hint(SubElement(self.root, "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{size:g}", style=style), hint)

    def legend(self, names: Sequence[tuple[str, str, str]]) -> None:
        """Names under the plot, each with its colour; the third says how a line is dashed, "■" is a box."""
        x, y = float(self.left), float(self.height - 10)
        for text, colour, dash in names:
            if dash == "■":
                self.rect(x, y - 9, 10, 10, colour)
            else:
                self.path([(x, y - 4), (x + 14, y - 4)], colour, 2, dash)
            self.words(text, x + 18, y, "muted")
            x += 32 + sum(13 if ord(char) > 0x2E80 else 6.6 for char in text)

    def svg(self) -> str:
        """The chart. No character in it means anything to a template of the page."""
        text = tostring(self.root, encoding="unicode")
        return "".join(f"&#{ord(char)};" if char in "${}`\\" else char for char in text)

    @staticmethod
    def _hint(element: Any, hint: str) -> None:
        if hint:
            SubElement(element, "title").text = _printable(hint)


def _step(span: float, parts: int) -> float:
    """A round step that cuts the span into at most so many parts."""
    size: float = 10 ** math.floor(math.log10(span / parts))
    return next(size * factor for factor in (1, 2, 5, 10) if span / (size * factor) <= parts + 1e-9)


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(char if char.isprintable() else " " for char in text)
