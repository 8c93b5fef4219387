"""Numbers with units, exactly: "1.5 km", "1,500 m", "3/4 小时". Pure. A unit that is not known counts as none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kat_demo import answers


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured, and how many of its base unit one is."""

    kind: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, and its unit if it has one that is known."""

    value: Fraction
    unit: Unit | None = None


_KINDS: Final[dict[str, dict[str, str]]] = {
    "length": {
        "1": "m meter meters metre metres 米", "1000": "km kilometer kilometers kilometre kilometres 公里 千米",
        "1/100": "cm centimeter centimeters centimetre centimetres 厘米", "1/1000": "mm millimeter millimeters 毫米",
        "0.0254": "inch inches", "0.3048": "ft foot feet", "1609.344": "mile miles 英里",
    },
    "mass": {
        "1": "g gram grams 克", "1000": "kg kilogram kilograms 千克 公斤", "1/1000": "mg milligram milligrams 毫克",
        "1000000": "t ton tons tonne tonnes 吨", "500": "斤",
    },
    "time": {
        "1": "s sec second seconds 秒", "60": "min mins minute minutes 分钟", "3600": "h hr hour hours 小时",
        "86400": "day days 天", "604800": "week weeks 周 星期", "1/1000": "ms millisecond milliseconds 毫秒",
    },
    "volume": {"1": "l liter liters litre litres 升", "1/1000": "ml milliliter milliliters 毫升"},
    "speed": {"1": "m/s 米/秒", "5/18": "km/h kph 公里/小时 千米/时"},
    "share": {"1": "% percent"},
    "dollars": {"1": "$ dollar dollars usd 美元"}, "euros": {"1": "€ euro euros eur 欧元"},
    "yuan": {"1": "¥ yuan rmb 元 块"}, "pounds": {"1": "£"},
}  # fmt: skip
_UNITS: Final = {
    name: Unit(kind, Fraction(factor))
    for kind, factors in _KINDS.items()
    for factor, names in factors.items()
    for name in names.split()
}
_BEFORE: Final = "$€¥£"
_BEHIND: Final = re.compile(r"\s*([%$€¥£]|[A-Za-z]+(?:/[A-Za-z]+)?|[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)?)")
_AMOUNT: Final = re.compile(r"(?<![A-Za-z0-9_.])-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:/\d+)?")
_WORDS_AROUND: Final = re.compile(r"[\s.。$€¥£]*")


def read(text: str) -> Quantity | None:
    """The quantity that `text` is, with nothing besides but a unit of any kind; None if it is none."""
    text = _plain(text).strip()
    found = _AMOUNT.search(text)
    if found is None or not _WORDS_AROUND.fullmatch(text[: found.start()]):
        return None
    rest = text[found.end() :].strip(" .。")
    if rest and not re.fullmatch(r"[%$€¥£]|[^\W\d]+(?:[ /][^\W\d]+)?", rest):
        return None
    return _quantity(text, found)


def find(answer: str) -> Quantity | None:
    """The quantity that an answer gives as its result: the last one that is set off, else the last one at all."""
    wanted = answers.number(answer)
    if wanted is None:
        return None
    text = _plain(answer)
    for found in reversed(list(_AMOUNT.finditer(text))):
        quantity = _quantity(text, found)
        if quantity is not None and quantity.value == wanted:
            return quantity
    return Quantity(wanted)


def _quantity(text: str, found: re.Match[str]) -> Quantity | None:
    value = answers.number(found[0])
    if value is None:
        return None
    behind = _BEHIND.match(re.sub(r"[*_`}\\]+", "", text[found.end() :][:40]))
    name = behind[1] if behind else text[found.start() - 1 : found.start()]
    if not behind and name not in _BEFORE:
        name = ""
    unit = _UNITS.get(name) or _UNITS.get(name.lower()) or _chinese(name)
    if unit is None and text[max(0, found.start() - 1) : found.start()] in (*_BEFORE,):
        unit = _UNITS[text[found.start() - 1]]
    return Quantity(value, unit)


def _chinese(name: str) -> Unit | None:
    """Chinese runs on behind a unit: the longest unit that the text starts with."""
    for size in range(min(len(name), 5), 0, -1):
        if not name[0].isascii() and (unit := _UNITS.get(name[:size])):
            return unit
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-")
