"""The parts of the remote engine that need no server."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import httpx2
import openai
import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from kat_demo import format
from kat_demo.config import SERVERS, Settings
from kat_demo.engines import Stop
from kat_demo.engines.remote import failures, scores, start
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.kinds import DIALECTS, Kind, sampling_fields, stop_fields
from kat_demo.engines.remote.served import starts
from kat_demo.engines.remote.stops import Stops
from kat_demo.engines.remote.tokens import Cut, LocalTokenizer
from kat_demo.errors import ConfigError, ModelError

TOKENIZER = LocalTokenizer(tiny.plain_tokenizer())
WORDS = st.sampled_from(
    [*format.TAGS, "\n", "\n\n", " ", "  x", ".", "judge", "Sum 4", "= 7\n", "中文。", "é", "😀", "<", ">"]
)
TEXTS = st.lists(WORDS, max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(TEXTS, max_size=5))
def test_text_that_comes_in_pieces_is_cut_as_the_whole(pieces: list[str]) -> None:
    made, whole = Cut(TOKENIZER), "".join(pieces)
    for piece in pieces:
        made.add(piece)
    assert (made.text, made.ids, made.starts) == (whole, *TOKENIZER.encode(whole))
    assert sum(made.count([len(whole) // 2])) == len(made.ids)


@settings(max_examples=300, deadline=None)
@given(head=TEXTS, tail=TEXTS, cuts=st.lists(st.integers(0, 60), max_size=6))
def test_the_end_is_found_however_the_text_is_cut(head: str, tail: str, cuts: list[int]) -> None:
    text = head + "</judge>" + tail
    stops, found = Stops(("</judge>", "\n<answer>"), ("<|im_end|>",)), ""
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    for low, high in pairwise(places):
        found += stops.feed(text[low:high])
    found += stops.finish()
    first = min(("\n" + text).find(mark) for mark in ("</judge>", "\n<answer>") if mark in "\n" + text)
    assert found == text[: max(first - 1, 0)] and stops.met is not None and stops.met.reason == "stop"


@pytest.mark.parametrize(
    "pieces, text, met",
    [
        (["It is", ".<|im_", "end|>"], "It is.", Stop("end")),
        (["<answer>\n", "Hi"], "", Stop("stop", "\n<answer>")),
        (["a < b", "</jud", "ging"], "a < b</judging", None),
        (["</jud"], "</jud", None),
    ],
)
def test_an_end_of_turn_ends_it_and_half_a_mark_is_text(pieces: list[str], text: str, met: Stop | None) -> None:
    stops = Stops(("</judge>", "\n<answer>"), ("<|im_end|>",))
    assert "".join(map(stops.feed, pieces)) + stops.finish() == text and stops.met == met


def test_a_field_is_sent_only_where_it_is_understood() -> None:
    sent = {kind: sampling_fields(DIALECTS[kind], 0.6, 0.9, 0, 5) | dict(DIALECTS[kind].fields) for kind in Kind}
    plain = {"temperature": 0.6, "top_p": 0.9, "seed": 5}
    assert sent[Kind.TRANSFORMERS] == sent[Kind.OTHER] == plain
    assert sent[Kind.VLLM]["skip_special_tokens"] is False and sent[Kind.VLLM]["top_k"] == -1
    assert sent[Kind.SGLANG]["no_stop_trim"] is True and "skip_special_tokens" not in sent[Kind.LLAMA_CPP]
    assert sent[Kind.LLAMA_CPP]["top_k"] == 0 and sent[Kind.LLAMA_CPP]["min_p"] == 0.0


def test_a_server_that_cuts_the_stop_string_off_is_told_one_only() -> None:
    stops = format.stops(format.Section.JUDGE)
    assert len(stops) == 5
    assert stop_fields(DIALECTS[Kind.VLLM], stops) == {"stop": list(stops[:4])}
    assert stop_fields(DIALECTS[Kind.OTHER], stops) == {"stop": [format.END_JUDGE]}
    assert stop_fields(DIALECTS[Kind.OTHER], ()) == {}


def test_continuations_are_scored_from_where_they_part() -> None:
    asked: list[tuple[list[int], list[int]]] = []

    def likely(ids: list[int], wanted: Any) -> dict[int, float]:
        asked.append((ids, list(wanted)))
        return {token: -float(token) for token in wanted if token != 9} | {5: -5.0}

    assert scores.totals(likely, [1], [[7, 2, 4], [7, 3, 4]]) == [-6.0, -7.0]
    assert asked == [([1, 7], [2, 3]), ([1, 7, 2], [4]), ([1, 7, 3], [4])]
    assert scores.totals(likely, [1], [[2], [9]]) == [-2.0, -5.0]  # 9 is not listed: no likelier than the last one


def test_a_server_s_tokens_start_at_characters() -> None:
    assert starts([b"a", "é".encode(), "中".encode()[:1], "中".encode()[1:], b"b"]) == [0, 1, 2, 2, 3]


@pytest.mark.parametrize(
    "models, pages, kind",
    [
        ([{"id": "x", "owned_by": "vllm"}], [], Kind.VLLM),
        ([{"id": "x", "owned_by": "sglang"}], [], Kind.SGLANG),
        ([{"id": "x", "owned_by": "llamacpp"}], [], Kind.LLAMA_CPP),
        ([{"id": "x", "owned_by": "org"}], ["/load_model", "/v1/completions"], Kind.TRANSFORMERS),
        ([{"id": "x"}], ["/v1/completions"], Kind.OTHER),
        ([], [], Kind.OTHER),
    ],
)
def test_the_kind_of_server_is_found_out(models: Any, pages: list[str], kind: Kind) -> None:
    assert start.detect(models, pages) is kind


def test_the_model_is_the_one_meant() -> None:
    models = [{"id": "kat", "root": "Kwaipilot/KAT-V1-40B"}, {"id": "other"}]

    def chosen(asked: str, listed: Any = models) -> Any:
        return start.choose(asked, listed, Kind.VLLM, "http://s/v1")["id"]

    assert chosen("kat") == chosen("Kwaipilot/KAT-V1-40B") == "kat"
    assert chosen("auto", models[:1]) == "kat" and chosen("anything", []) == "anything"
    assert chosen("tests", models[:1]) == "kat"  # a folder, for its tokenizer
    with pytest.raises(ModelError, match=r"--model: the server at http://s/v1 does not serve 'cat'. It has 'kat'"):
        chosen("cat")
    with pytest.raises(ModelError, match=r"serves several models \('kat', 'other'\)"):
        chosen("auto")
    with pytest.raises(ModelError, match="does not say what it serves"):
        chosen("auto", [])


@pytest.mark.parametrize(
    "url, says",
    [
        ("localhost:8000/v1", "allowed is http://HOST:PORT/v1"),
        ("ftp://host/v1", "allowed is http://HOST:PORT/v1"),
        ("http://127.0.0.1:8000", r"has no path. Most servers want http://127.0.0.1:8000/v1"),
        ("http://127.0.0.1:8000/", "has no path"),
        ("http://host:port/v1", "no address"),
        ("http://me:secret@host/v1", "KAT_API_KEY"),
        ("http://host/v1?key=secret", "more than a path"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(url: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        Settings(endpoint=url)
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_kind_of_server_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match="--server: got 'tgi', allowed is one of 'vllm', 'sglang'"):
        Settings(server="tgi")
    assert [kind.value for kind in Kind] == list(SERVERS)


def answered(status: int, headers: dict[str, str] | None = None, body: Any = None) -> openai.APIStatusError:
    response = httpx2.Response(status, headers=headers, request=httpx2.Request("POST", "http://s/v1"))
    return openai.APIStatusError("said", response=response, body=body)


@pytest.mark.parametrize(
    "error, seconds",
    [
        (answered(429, {"retry-after": "3"}), 3.0),
        (answered(503, {"retry-after": "0"}), 0.0),
        (answered(503, {"retry-after": "Wed, 21 Oct 2037 07:28:00 GMT"}), 0.5),
        (answered(503, {"retry-after": "900"}), None),
        (answered(500), 0.5),
        (answered(401), None),
        (answered(404), None),
    ],
)
def test_what_makes_sense_to_try_again(error: Exception, seconds: float | None) -> None:
    assert failures.wait(error, 0) == seconds


def test_a_key_is_in_no_message_and_a_refused_key_is_not_discussed() -> None:
    client = Client("http://s/v1", "sk-secret")
    echo = answered(400, body={"error": {"message": "bad thing with sk-secret"}})
    assert "bad thing with …" in client.explain(echo)
    refused = client.explain(answered(401, body={"error": {"message": "Incorrect key sk-se**et"}}))
    assert "KAT_API_KEY" in refused and "sk-se" not in refused
