"""Choosing a wording and roughening it the way people type.

Of words in brackets, [one|another], one is taken. Only the fixed text of a wording is roughened, never what is filled
in: a typo must not change the question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Final

from kat_demo.nano.problem import Language

KEPT: Final = 2
"""How many wordings, the last ones of every tuple, are kept for evaluation."""

_SLOT: Final = re.compile(r"(\{\w+\})")
EITHER: Final = re.compile(r"\[([^\[\]|]*\|[^\[\]]*)\]")
"""Several words of which one is taken: [one|another]."""

_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_CLEAN: Final = 0.55
_KINDS: Final = (
    "lower", "lower", "bare", "bare", "typo", "space", "prefix", "suffix", "contract", "indirect", "indirect",
)  # fmt: skip
_PREFIXES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "please ", "hi, ", "hey, ", "ok, ", "Quick question: ", "Hello! ", "so ", "Tell me: ", "um, ", "Can you help? ",
        "Hi! ", "hello, ", "Question: ", "One question: ", "excuse me, ", "well, ", "I have a question: ", "hmm, ",
        "Help me please: ", "Just wondering: ", "Can you answer this? ", "sorry, ",
    ),
    "zh": (
        "请问", "请问，", "你好，", "帮我看看，", "问一下，", "请回答：", "那", "嗨，", "麻烦问下，", "请告诉我，",
        "您好，", "想问一下，", "问个问题：", "你好！", "哈喽，", "帮个忙，", "嗯，", "我想问，", "麻烦你，",
        "请教一下，",
    ),
}  # fmt: skip
_SUFFIXES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (" thanks", "?", "!", " please", " :)", "...", ", thank you", " pls", " ??", " Thanks!", " thx", ", please?"),
    "zh": ("谢谢", "！", "？", "。", "呢", "，谢谢！", "？？", "，多谢", "~", "，谢谢你", "……", "，谢啦！"),
}
_LEADS: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "en": (
        ("Do you know ", "?"), ("Can you tell me ", "?"), ("Could you tell me ", "?"), ("I want to know ", "."),
        ("I would like to know ", "."), ("Tell me ", "."), ("Please tell me ", "."), ("Any idea ", "?"),
        ("I wonder ", "."), ("Can you say ", "?"), ("do you happen to know ", "?"), ("I need to know ", ""),
    ),
    "zh": (
        ("你知道", "吗？"), ("能告诉我", "吗？"), ("我想知道", ""), ("你能告诉我", "吗"), ("知不知道", "？"),
        ("说说", ""), ("可以告诉我", "吗？"), ("想知道", "。"),
    ),
}  # fmt: skip
"""What a question is led into by, and what ends it then."""
_ASKED: Final = re.compile(r"(what|who)(?: is|'s) (?!bigger|larger|greater|more)([^,?]+)\?", re.IGNORECASE)
_DIRECT: Final = re.compile(r"(?:which|how many|how much|what) [^?]+\?", re.IGNORECASE)
_ZH_ASKED: Final = re.compile(r"(?!.*(?:[吗告请帮求说谢]|知道))[^？。，\n]*(?:什么|多少|几|哪)[^？。，\n]*？?")
_CONTRACTIONS: Final = (("What is ", "What's "), ("what is ", "whats "), ("Who is ", "Who's "), ("I am ", "I'm "))


def numbers(templates: Sequence[object], held_out: bool) -> range:
    """The indices of the wordings that may be used."""
    kept = len(templates) - KEPT
    return range(kept, len(templates)) if held_out else range(kept)


def phrase(
    rng: random.Random, templates: Sequence[str], language: Language, held_out: bool, slots: Mapping[str, object]
) -> tuple[str, int]:
    """A question as somebody might type it, and the number of its wording."""
    wording = rng.choice(numbers(templates, held_out))
    return fill(rng, either(rng, templates[wording]), language, slots), wording


def either(rng: random.Random, template: str) -> str:
    """The template with one of each [one|another] taken: a wording stands for many."""
    return EITHER.sub(lambda match: rng.choice(match.group(1).split("|")), template)


def fill(rng: random.Random, template: str, language: Language, slots: Mapping[str, object]) -> str:
    """A wording with its slots filled in, roughened now and then."""
    if rng.random() >= _CLEAN:
        template = roughen(rng, template, language)
    return template.format_map(slots).strip()


def roughen(rng: random.Random, template: str, language: Language) -> str:
    """Apply one or two kinds of noise to the fixed text of a template."""
    for _ in range(rng.choice((1, 1, 2))):
        kind = rng.choice(_KINDS)
        template = _apply(rng, template, language, kind)
    return template


def _apply(rng: random.Random, template: str, language: Language, kind: str) -> str:
    if kind == "bare":
        return template.rstrip("?？.。!！ ") or template
    if kind == "prefix":
        return rng.choice(_PREFIXES[language]) + template
    if kind == "suffix":
        return template.rstrip("?？.。") + rng.choice(_SUFFIXES[language])
    if kind == "indirect":
        return _led(rng, template, language)
    if kind == "contract":
        for long, short in _CONTRACTIONS:
            template = template.replace(long, short)
        return template.replace("？", "?").replace("，", ",")
    parts = _SLOT.split(template)
    fixed = [at for at, part in enumerate(parts) if part and not _SLOT.fullmatch(part)]
    if not fixed:
        return template
    if kind == "lower":
        return "".join(part if _SLOT.fullmatch(part) else part.lower() for part in parts)
    at = rng.choice(fixed)
    parts[at] = _typo(rng, parts[at]) if kind == "typo" else _space(rng, parts[at])
    return "".join(parts)


def _led(rng: random.Random, template: str, language: Language) -> str:
    """The question as somebody asks it who begins with "Do you know"; as it is if it is none that can be led into."""
    lead, end = rng.choice(_LEADS[language])
    if language == "zh":
        return lead + template.rstrip("？") + end if _ZH_ASKED.fullmatch(template) else template
    turned = _ASKED.fullmatch(template)
    if turned:
        return f"{lead}{turned[1].lower()} {turned[2]} is{end}"
    return lead + template[0].lower() + template[1:-1] + end if _DIRECT.fullmatch(template) else template


def _typo(rng: random.Random, text: str) -> str:
    found = list(_WORD.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    word = match.group()
    at = rng.randrange(1, len(word) - 1)
    wrong = rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )
    return text[: match.start()] + wrong + text[match.end() :]


def _space(rng: random.Random, text: str) -> str:
    places = [at for at, character in enumerate(text) if character == " "]
    if not places:
        return text + " "
    at = rng.choice(places)
    return text[:at] + " " + text[at:]
