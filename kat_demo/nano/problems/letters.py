"""Letters of a word: everything is spelled out before it is counted or turned round."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.wordings import wordings
from kat_demo.nano.problems.words import word

_COUNT: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("count_letters", "en"),
        (
            "Counting the letter {x} in {w}. It has to be spelled out letter by letter, so thinking pays.",
            "The user asks how often {x} occurs in the word {w}. Letters are easy to miss, so I spell it first.",
            "A letter count in {w}: going through it one letter at a time is worth it.",
            "This asks for every {x} in a word. I do not see single letters at a glance, so spelling it out pays.",
        ),
        ('The letter {x} appears {r} {times} in "{w}".',),
    ),
    "zh": Texts(
        wordings("count_letters", "zh"),
        (
            "数{w}里的字母{x}，要逐个字母拼出来，值得思考。",
            "用户问字母{x}在{w}中出现几次，容易数漏，应先拼写再数。",
            "这是数字母的问题，单词是{w}，一个一个数更可靠。",
        ),
        ("{w}里有{r}个{x}。",),
    ),
}


def _letter_case(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, str]:
        found = word(rng)
        if rng.random() < 0.12:
            return found, rng.choice("aeiorstln")
        repeated = [letter for letter in sorted(set(found)) if found.count(letter) > 1]
        return found, rng.choice(repeated if repeated and rng.random() < 0.6 else sorted(set(found)))

    found, letter = choose(sample, held_out)
    look = rng.random()
    typed = found.capitalize() if look < 0.15 else found
    count = found.count(letter)
    running, marks = 0, []
    for character in found:
        running += character == letter
        marks.append(f"{character} {running}" if character == letter else character)
    lines = [f"{typed}: {' '.join(found)}", ", ".join(marks), f"{letter}: {count}"]
    times = "time" if count == 1 else "times"
    slots = {"w": typed, "x": letter.upper() if look > 0.95 else letter, "r": count, "times": times}
    expected = (f"{count} {times}",) if language == "en" else (f"有{count}个",)
    return compose(
        rng,
        "count_letters",
        language,
        held_out,
        _COUNT[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


_LENGTH: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("word_length", "en"),
        (
            "The length of the word {w} is asked for. Numbering its letters one by one pays.",
            "Counting all letters of {w}: I do not see them at a glance, so I spell it first.",
        ),
        ('The word "{w}" has {r} letters.',),
    ),
    "zh": Texts(
        wordings("word_length", "zh"),
        ("用户问{w}有几个字母，逐个编号更可靠，值得思考。", "要数出{w}的全部字母，应先拼写再数。"),
        ("{w}有{r}个字母。",),
    ),
}


def counted(text: str) -> str:
    """The letters of a word, each with its number."""
    return ", ".join(f"{letter} {at}" for at, letter in enumerate(text, 1))


def _word_length(rng: random.Random, language: Language, held_out: bool) -> Problem:
    found = choose(lambda: (word(rng, 12),), held_out)[0]
    lines = [counted(found)]
    slots = {"w": found, "r": len(found)}
    expected = (f"has {len(found)} letters",) if language == "en" else (f"有{len(found)}个字母",)
    return compose(
        rng,
        "word_length",
        language,
        held_out,
        _LENGTH[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


_BACKWARDS: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("backwards", "en"),
        (
            "Spelling {w} backwards means turning round {n} letters. Writing them out first pays.",
            "The user wants {w} reversed. I have to see every single letter, so thinking is worth it.",
            "A word with {n} letters, {w}, to be spelled in reverse. One letter at a time is safer.",
        ),
        ("{w} backwards is {r}.",),
    ),
    "zh": Texts(
        wordings("backwards", "zh"),
        (
            "把{w}倒过来要处理{n}个字母，先逐个写出来更可靠。",
            "用户要倒拼{w}，需要看清每个字母，值得思考。",
            "单词{w}有{n}个字母，要反着写，应一步步来。",
        ),
        ("{w}倒过来是{r}。",),
    ),
}


def _backwards(rng: random.Random, language: Language, held_out: bool) -> Problem:
    found = choose(lambda: (word(rng, 10),), held_out)[0]
    turned = found[::-1]
    ahead = ", ".join(f"{at} {letter}" for at, letter in enumerate(found, 1))
    back = ", ".join(f"{len(found) - at} {letter}" for at, letter in enumerate(turned))
    result = "-".join(turned)
    slots = {"w": found, "n": len(found), "r": result}
    return compose(
        rng,
        "backwards",
        language,
        held_out,
        _BACKWARDS[language],
        pays=True,
        thinking=[ahead, back],
        expected=(result, turned),
        slots=slots,
    )


FAMILIES: Final = (
    Family("count_letters", True, _letter_case, 6.0),
    Family("word_length", True, _word_length, 5.0),
    Family("backwards", True, _backwards, 8.0),
)
