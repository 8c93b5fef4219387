"""The parser: whole texts, every way of cutting them, and texts that stray from the format."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kat_demo import format
from kat_demo.format import Parsed, Section, TagParser, parse

THINK_ON = "A product.\n</judge>\n\n<think_on>\n<think>\n7 * 8 = 56.\n</think>\n\n<answer>\nIt is 56.\n</answer>"
THINK_OFF = "A greeting.\n</judge>\n\n<think_off>\n<answer>\nHello!\n</answer>"

TRANSCRIPTS = {
    "think on": (THINK_ON, Parsed("A product.", "think_on", "7 * 8 = 56.", "It is 56.", True)),
    "think off": (THINK_OFF, Parsed("A greeting.", "think_off", "", "Hello!", True)),
    "end of turn behind it": (THINK_OFF + "<|im_end|>\n", Parsed("A greeting.", "think_off", "", "Hello!", True)),
    "opening tag repeated": (
        "<judge>\n" + THINK_ON,
        Parsed("A product.", "think_on", "7 * 8 = 56.", "It is 56.", True),
    ),
    "no blank lines": (
        "J.</judge><think_on><think>T</think><answer>A</answer>",
        Parsed("J.", "think_on", "T", "A", True),
    ),
    "many blank lines": (
        "\n\n J. \n\n</judge>\n\n\n<think_on>\n\n\n<think>\n\nT\n\n</think>\n<answer>\n\n\nA\n\n</answer>\n\n",
        Parsed(" J.", "think_on", "T", "A", True),
    ),
    "judge not closed": ("J.\n<think_off>\n<answer>\nA\n</answer>", Parsed("J.", "think_off", "", "A", True)),
    "thinking not closed": (
        "J.\n</judge>\n<think_on>\n<think>\nT\n<answer>\nA\n</answer>",
        Parsed("J.", "think_on", "T", "A", True),
    ),
    "no think tag": ("J.</judge><think_on>\nT\n</think>\n<answer>A</answer>", Parsed("J.", "think_on", "T", "A", True)),
    "no answer tag": ("J.</judge>\n<think_off>\nA\n</answer>", Parsed("J.", "think_off", "", "A", True)),
    "no decision": ("J.</judge>\nThe answer.", Parsed("J.", None, "", "The answer.", False)),
    "ends in the judge": ("I was about to", Parsed("I was about to", None, "", "", False)),
    "ends in the thinking": ("J.</judge><think_on><think>so", Parsed("J.", "think_on", "so", "", False)),
    "ends in a tag": ("J.</judge><think_off><answer>A</ans", Parsed("J.", "think_off", "", "A</ans", False)),
    "text behind the end": (THINK_OFF + "more", Parsed("A greeting.", "think_off", "", "Hello!\n\nmore", False)),
    "a tag inside the answer": (
        "J.</judge><think_off><answer>Use <think> or </think>.</answer>",
        Parsed("J.", "think_off", "", "Use <think> or </think>.", True),
    ),
    "a tag named in the judge": (
        "Not <think_on> here.\n</judge><think_off><answer>A</answer>",
        Parsed("Not <think_on> here.", "think_off", "", "A", True),
    ),
    "an indented answer": (
        "J.</judge><think_off>\n<answer>\n    code\n  more\n</answer>",
        Parsed("J.", "think_off", "", "    code\n  more", True),
    ),
    "less-than signs": (
        "1 < 2 <</judge><think_on><think>a<b</think><answer>x </answer>",
        Parsed("1 < 2 <", "think_on", "a<b", "x", True),
    ),
}


def fold(pieces: list[str], start: str = "judge") -> Parsed:
    """Feed the pieces one by one."""
    parser = TagParser(start)
    sections = dict.fromkeys(Section, "")
    for piece in pieces:
        for event in parser.feed(piece):
            sections[event.section] += event.text
    for event in parser.finish():
        sections[event.section] += event.text
    decision = parser.decision.value if parser.decision else None
    return Parsed(
        sections[Section.JUDGE], decision, sections[Section.THINKING], sections[Section.ANSWER], parser.complete
    )


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_parses_to_its_sections(name: str) -> None:
    text, expected = TRANSCRIPTS[name]
    assert parse(text) == expected


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_cut_at_any_two_places_parses_the_same(name: str) -> None:
    text, expected = TRANSCRIPTS[name]
    for first in range(len(text) + 1):
        assert fold([text[:first], text[first:]]) == expected
        assert fold([text[:first], text[first : first + 3], text[first + 3 :]]) == expected
    assert fold(list(text)) == expected


PARTS = st.one_of(
    st.sampled_from([*format.TAGS, *format.END_OF_TURN, "\n", " ", "<", ">", "</", "x"]), st.text(max_size=6)
)
TEXTS = st.lists(PARTS, max_size=14).map("".join)


@settings(max_examples=600, deadline=None)
@given(
    text=TEXTS, cuts=st.lists(st.integers(0, 80), max_size=8), start=st.sampled_from(["judge", "thinking", "answer"])
)
def test_any_text_in_any_pieces_parses_as_the_whole(text: str, cuts: list[int], start: str) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    pieces = [text[low:high] for low, high in pairwise(places)]
    assert fold(pieces, start) == parse(text, start)


@settings(max_examples=600, deadline=None)
@given(text=TEXTS)
def test_nothing_but_tags_and_blank_space_is_lost(text: str) -> None:
    parser = TagParser()
    shown = "".join(event.text for event in parser.feed(text) + parser.finish())
    tags = "|".join(map(re.escape, (*format.TAGS, *format.END_OF_TURN)))

    def bare(words: str) -> str:
        while (shorter := "".join(re.sub(tags, "", words).split())) != words:
            words = shorter
        return words

    assert bare(shown) == bare(text)


def test_a_half_tag_is_held_back_while_streaming() -> None:
    parser = TagParser()
    assert [event.text for event in parser.feed("Done.\n</jud")] == ["Done."]
    assert parser.feed("ge>\n\n<think_o") == []
    assert parser.feed("ff>\n<answer>\n") == []
    assert [event.text for event in parser.feed("Hi")] == ["Hi"]
    assert parser.section is Section.ANSWER


def test_stops_name_the_end_tag_first() -> None:
    assert format.stops(Section.JUDGE)[0] == "</judge>"
    assert format.stops(Section.THINKING) == ("</think>", "\n<answer>")
    assert format.stops(Section.ANSWER) == ("</answer>",)


def test_an_unknown_start_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'judge', 'thinking', 'answer'"):
        TagParser("middle")
