"""Single facts, answered directly: capitals, opposites, translations of words, colours, units, animals."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, OTHER_NAMES, TRANSLATIONS, UNITS
from kat_demo.nano.problems.family import Family, Texts, compose, stated
from kat_demo.nano.problems.wordings import wordings

_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A single fact about {x}, which I know. A direct answer is enough.",
        "The user asks for {kind}, here for {x}. It is recalled, not worked out, so no thinking is needed.",
        "This is general knowledge about {x}; thinking would add nothing.",
        "{Kind} is asked for. One fact, no steps, so I answer directly.",
    ),
    "zh": (
        "这是关于{x}的常识，直接回答即可。",
        "用户问{x}的{kind}，记得就能答，不需要思考。",
        "只问一个事实（{kind}），没有步骤，直接作答。",
        "{x}的{kind}是常识，思考没有帮助。",
    ),
}

_ONE_WAY: Final = ("young", "tall", "wrong", "fat")
"""Words whose opposite has another one: from "short" people go to "long"."""


def _fact(
    rng: random.Random,
    family: str,
    language: Language,
    held_out: bool,
    asks: tuple[str, ...],
    answer: str,
    kind: str,
    x: str,
    r: str,
    expected: str | None = None,
    **more: str,
) -> Problem:
    slots = {"x": x, "r": r, "kind": kind, "Kind": kind[0].upper() + kind[1:], **more}
    if x.isascii() and x[0].isupper() and rng.random() < 0.25:
        slots["x"] = x.lower()  # as people type it
    texts = Texts(asks, _JUDGE[language], (answer,))
    question = compose(
        rng,
        family,
        language,
        held_out,
        texts,
        pays=False,
        expected=(expected or r,),
        slots=slots,
    )
    clean = {**slots, "x": x, "X": x[0].upper() + x[1:]}
    said = answer.format_map(clean)
    return replace(question, judge=rng.choice(_JUDGE[language]).format_map(clean), thinking=said, answer=said)


def _capital(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(OTHER_NAMES if rng.random() < 0.12 else CAPITALS)
    country, city = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "The capital of {x} is {r}.", "a capital"
    else:
        answer, kind = "{x}的首都是{r}。", "首都"
    return _fact(rng, "capital", language, held_out, wordings("capital", language), answer, kind, country, city)


def _country(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice([row for row in CAPITALS if row[0] != "England"])
    country, city = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "{x} is the capital of {r}.", "a country"
    else:
        answer, kind = "{x}是{r}的首都。", "国家"
    return _fact(rng, "country", language, held_out, wordings("country", language), answer, kind, city, country)


def _opposite(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(OPPOSITES)
    pair = row[:2] if language == "en" else row[2:]
    x, r = pair if row[0] in _ONE_WAY or rng.random() < 0.5 else (pair[1], pair[0])
    if language == "en":
        answer, kind = "The opposite of {x} is {r}.", "an opposite"
    else:
        answer, kind = "{x}的反义词是{r}。", "反义词"
    return _fact(
        rng,
        "opposite",
        language,
        held_out,
        wordings("opposite", language),
        answer,
        kind,
        x,
        r,
        stated(r, language),
    )


def _translation(rng: random.Random, language: Language, held_out: bool) -> Problem:
    english, chinese = rng.choice(TRANSLATIONS)
    to_chinese = rng.random() < 0.5
    asks = wordings("to_chinese" if to_chinese else "to_english", language)
    x, r = (english, chinese) if to_chinese else (chinese, english)
    if language == "en":
        target = "Chinese" if to_chinese else "English"
        answer, kind = f'"{{x}}" in {target} is "{{r}}".', "a translation of one word"
    else:
        target = "中文" if to_chinese else "英文"
        answer, kind = f"“{{x}}”的{target}是“{{r}}”。", f"{target}词"
    expected = f'"{r}"' if language == "en" else f"“{r}”"
    return _fact(rng, "translation", language, held_out, asks, answer, kind, x, r, expected)


def _colour(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(COLOURS)
    x, r = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "The colour of {x} is {r}.", "a colour"
    else:
        answer, kind = "{x}是{r}的。", "颜色"
    expected = stated(r, language)
    return _fact(rng, "colour", language, held_out, wordings("colour", language), answer, kind, x, r, expected)


def _unit(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(UNITS)
    if language == "en":
        unit, x, r, answer, kind = row[0], row[1], row[2], "There are {r} {u} in {x}.", "a number of parts"
    else:
        unit, x, r, answer, kind = row[4], row[3], row[2], "{x}有{r}{u}。", "数量"
    return _fact(rng, "unit", language, held_out, wordings("unit", language), answer, kind, x, r, u=unit)


def _animal(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(ANIMALS)
    x = row[0] if language == "en" else row[3]
    an = "an" if row[0][0] in "aeiou" else "a"
    if row[2] and rng.random() < 0.5:
        sound = row[2] if language == "en" else row[4]
        answer, kind = ("{An} {x} {r}.", "an animal sound") if language == "en" else ("{x}{r}。", "叫声")
        return _fact(
            rng, "animal", language, held_out, wordings("sound", language), answer, kind, x, sound, an=an, An=an.title()
        )
    answer, kind = ("{An} {x} has {r} legs.", "a number of legs") if language == "en" else ("{x}有{r}条腿。", "腿数")
    return _fact(
        rng, "animal", language, held_out, wordings("legs", language), answer, kind, x, row[1], an=an, An=an.title()
    )


FAMILIES: Final = (
    Family("capital", False, _capital, 5.0),
    Family("country", False, _country, 2.0),
    Family("opposite", False, _opposite, 7.0),
    Family("translation", False, _translation, 5.0),
    Family("colour", False, _colour, 3.0),
    Family("unit", False, _unit, 1.5),
    Family("animal", False, _animal, 1.5),
)
