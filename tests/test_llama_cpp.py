"""The remote engine on a real llama.cpp server: `make test-llama`. The figures that it prints stand in the README."""

from __future__ import annotations

import pytest
from greedy import PROMPTS, check_replies, check_tokenizer, check_without_files, gain, replies
from serving import Server

from kat_demo.engines import Engine
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.served import LlamaCppTokenizer

pytestmark = pytest.mark.llama


def test_greedy_replies_and_p_think_are_those_of_the_local_engine(nano: Engine, llama: Engine) -> None:
    check_replies(nano, [replies(llama, message) for message in PROMPTS])


def test_several_at_once(llama: Engine) -> None:
    gain(llama, 4)  # every reply ends well; no figure is asked for, since on two cores one request fills both


def test_the_server_s_tokenizer_cuts_as_the_model_s_own(llama_server: Server) -> None:
    check_tokenizer(LlamaCppTokenizer(Client(llama_server.url)))


def test_a_reply_needs_no_tokenizer_here(llama_server: Server, nano: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    check_without_files(llama_server.url, nano, monkeypatch)
