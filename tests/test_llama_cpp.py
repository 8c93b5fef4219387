"""The remote engine on a real llama.cpp server: `make test-llama`. The figures that it prints stand in the README."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import Server
from test_vllm import PRODUCTS, PROMPTS, replies, said

from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.served import LlamaCppTokenizer
from kat_demo.engines.remote.start import connect
from kat_demo.engines.remote.tokens import LocalTokenizer
from kat_demo.records import Finish, Mode, Request, Sampling

pytestmark = pytest.mark.llama


def test_greedy_replies_and_p_think_are_those_of_the_local_engine(nano: Engine, llama: Engine) -> None:
    there = [replies(llama, message) for message in PROMPTS]
    here = [replies(nano, message) for message in PROMPTS]
    pairs = [(one[mode], other[mode]) for one, other in zip(here, there, strict=True) for mode in Mode]
    apart = [abs((one.p_think or 0.0) - (other.p_think or 9.0)) for one, other in pairs]
    different = [(said(one), said(other)) for one, other in pairs if said(one) != said(other)]
    print(f"\n{len(pairs)} replies, {len(different)} different, p_think at most {max(apart):.5f} apart")
    assert max(apart) < 0.02 and not different


def test_several_at_once(llama: Engine) -> None:
    def speed(count: int) -> float:
        started = time.perf_counter()
        requests = [Request(PRODUCTS[at % 10], mode=Mode.THINK, sampling=Sampling(seed=at)) for at in range(count)]
        with ThreadPoolExecutor(count) as pool:
            turns = list(pool.map(lambda request: list(reply(llama, request))[-1], requests))
        assert all(turn.finish_reason in (Finish.STOP, Finish.LENGTH) for turn in turns)
        return sum(turn.usage.reply for turn in turns) / (time.perf_counter() - started)

    speed(1)
    one, four = speed(1), speed(4)
    print(f"\none: {one:.0f} tokens/s, 4 at once: {four:.0f} tokens/s, ratio {four / one:.1f}")


def test_the_server_s_tokenizer_cuts_as_the_model_s_own(llama_server: Server) -> None:
    from transformers import AutoTokenizer

    own = LocalTokenizer(AutoTokenizer.from_pretrained(str(NANO)))
    server = LlamaCppTokenizer(Client(llama_server.url))
    messages = [{"role": "user", "content": "What is 7 + 5? 小明有 é 😀"}]
    assert server.template(messages) == own.template(messages)
    for text in ("", "It is 12.\n</judge>\n\n<think_on>\n", "小明有15个苹果 é 😀\n\n x", own.template(messages)):
        assert server.encode(text) == own.encode(text)
        assert server.decode(own.encode(text)[0]) == text


def test_a_reply_needs_no_tokenizer_here(llama_server: Server, nano: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from kat_demo.engines.remote import start

    monkeypatch.setattr(start, "_from_files", lambda name, offline: lambda: 1 / 0)
    engine = connect(llama_server.url)
    try:
        message = "What is 47 * 86?"
        assert said(replies(engine, message)[Mode.AUTO]) == said(replies(nano, message)[Mode.AUTO])
    finally:
        engine.shutdown()
