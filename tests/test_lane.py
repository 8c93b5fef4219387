"""A lane keeps tokens and text aligned, however text comes onto it. No model is needed for that."""

from __future__ import annotations

from typing import Any

import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from kat_demo import format
from kat_demo.engines import Stop
from kat_demo.engines.lane import LocalLane
from kat_demo.engines.local import Codec
from kat_demo.records import Sampling

TOKENIZER = tiny.plain_tokenizer()
CODEC = Codec(TOKENIZER, frozenset({TOKENIZER.eos_token_id}))
PROMPT = CODEC.encode("<|im_start|>assistant\n<judge>\n")
WORDS = st.sampled_from(
    [*format.TAGS, "\n", "\n\n", " ", "  x", ".", "judge", "Sum 4", "= 7\n", "中文。", "é", "😀", "<", ">"]
)
TEXTS = st.lists(WORDS, max_size=8).map("".join)


class Loop:
    """Instead of a model: the lane takes these tokens as if they had been drawn."""

    tokens: list[int]

    def decode(self, lane: LocalLane) -> None:
        if all(lane.take(token) for token in self.tokens):
            lane.settle(Stop("length"))


def lane(text: str = "") -> LocalLane:
    loop: Any = Loop()
    return LocalLane(loop, CODEC, PROMPT, Sampling(seed=1), 4000, text)


def generate(on: LocalLane, ids: list[int], stop: tuple[str, ...] = ()) -> str:
    """What the lane's reader gets when these tokens are drawn."""
    loop: Any = on._loop
    loop.tokens = ids
    return "".join(on.generate(stop, 1000, "test"))


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(TEXTS, max_size=4))
def test_written_text_is_encoded_as_the_whole(pieces: list[str]) -> None:
    whole = "".join(pieces)
    made = lane()
    for piece in pieces:
        made.write(piece)
    assert made.text == whole
    assert made.ids == PROMPT + CODEC.encode(whole)
    assert sum(made.count([])) == len(made.ids) - len(PROMPT)
    assert made.starts == CODEC.encode_with_starts(whole)[1]


@settings(max_examples=300, deadline=None)
@given(before=TEXTS, drawn=TEXTS, after=TEXTS)
def test_generated_text_is_what_its_tokens_say_and_can_be_written_on(before: str, drawn: str, after: str) -> None:
    made = lane(before)
    assert generate(made, CODEC.encode(drawn)) == drawn
    assert made.text == before + drawn
    made.write(after)
    assert made.text == before + drawn + after
    assert CODEC.decode(made.ids) == CODEC.decode(PROMPT) + made.text


@settings(max_examples=300, deadline=None)
@given(head=TEXTS, tail=TEXTS)
def test_a_stop_string_ends_the_text_before_it_wherever_its_tokens_are_cut(head: str, tail: str) -> None:
    made = lane()
    text = head + "</judge>" + tail
    end = text.index("</judge>")
    assert generate(made, CODEC.encode(text), ("</judge>",)) == text[:end]
    assert made.stopped == Stop("stop", "</judge>")
    made.write("</judge>\n\n<think_on>\n")
    assert CODEC.decode(made.ids) == CODEC.decode(PROMPT) + text[:end] + "</judge>\n\n<think_on>\n"


def test_a_stop_string_at_the_start_of_a_line_also_counts_at_the_very_start() -> None:
    made = lane()
    assert generate(made, CODEC.encode("<answer>\nHi"), ("</think>", "\n<answer>")) == ""
    assert made.stopped == Stop("stop", "\n<answer>")


def test_a_character_of_several_tokens_comes_whole_and_half_of_one_is_not_lost() -> None:
    ids = CODEC.encode("a😀")
    assert len(ids) == 5
    assert generate(lane(), ids) == "a😀"
    assert generate(lane(), ids[:3]).startswith("a") and "\ufffd" in generate(lane(), ids[:3])


def test_counts_fall_to_the_stretch_in_which_a_token_starts() -> None:
    made = lane("It is.\n</judge>\n\n<think_on>\n")
    border = made.text.index("\n\n<think_on>")
    judge, rest = made.count([border])
    assert judge == len(CODEC.encode("It is.\n</judge>\n\n")) and judge + rest == len(CODEC.encode(made.text))
