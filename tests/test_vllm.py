"""The remote engine on a real vLLM server: `make test-vllm`. The figures that it prints stand in the README."""

from __future__ import annotations

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import Server

from kat_demo import format
from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.served import VllmTokenizer
from kat_demo.engines.remote.start import connect
from kat_demo.engines.remote.tokens import LocalTokenizer
from kat_demo.fork import Lanes, fork
from kat_demo.records import Finish, Mode, Request, Sampling, Turn

pytestmark = pytest.mark.vllm

SUMS = [f"What is {left} + {left * 3 % 47 + 2}?" for left in range(3, 83, 8)]
PRODUCTS = [f"What is {left} * {left * 7 % 89 + 11}?" for left in range(12, 92, 8)]
DECIMALS = [f"Which is bigger, {left}.{left + 2} or {left}.9?" for left in range(2, 12)]
PRIMES = [f"Is {number} prime?" for number in range(83, 103, 2)]
CHINESE = [f"{left} * {left + 5} 等于多少？" for left in range(11, 21)]
PROMPTS = [*SUMS, *PRODUCTS, *DECIMALS, *PRIMES, *CHINESE]


def replies(engine: Engine, message: str) -> Lanes:
    *_, lanes = fork(engine, Request(message, sampling=Sampling(temperature=0, seed=1)), list(Mode))
    return lanes


def said(turn: Turn) -> tuple[object, ...]:
    return turn.decision, turn.judge, turn.thinking, turn.answer, turn.finish_reason, turn.usage.reply


def counted(server: Server, name: str) -> float:
    """A counter of vLLM's own metrics."""
    text = urllib.request.urlopen(f"{server.root}/metrics", timeout=30).read().decode()
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(f"vllm:{name}_total"))


def test_greedy_replies_and_p_think_are_those_of_the_local_engine(nano: Engine, vllm: Engine) -> None:
    assert len(PROMPTS) == 50
    with ThreadPoolExecutor(4) as pool:
        there = list(pool.map(lambda message: replies(vllm, message), PROMPTS))
    here = [replies(nano, message) for message in PROMPTS]
    pairs = [(one[mode], other[mode]) for one, other in zip(here, there, strict=True) for mode in Mode]
    apart = [abs((one.p_think or 0.0) - (other.p_think or 9.0)) for one, other in pairs]
    different = [(said(one), said(other)) for one, other in pairs if said(one) != said(other)]
    print(f"\n{len(pairs)} replies, {len(different)} different, p_think at most {max(apart):.5f} apart")
    assert max(apart) < 0.02 and not different


def test_16_requests_at_once_give_at_least_3_times_the_tokens_of_one(vllm: Engine) -> None:
    def speed(count: int) -> float:
        started = time.perf_counter()
        requests = [Request(PRODUCTS[at % 10], mode=Mode.THINK, sampling=Sampling(seed=at)) for at in range(count)]
        with ThreadPoolExecutor(count) as pool:
            turns = list(pool.map(lambda request: list(reply(vllm, request))[-1], requests))
        assert all(turn.finish_reason in (Finish.STOP, Finish.LENGTH) for turn in turns)
        return sum(turn.usage.reply for turn in turns) / (time.perf_counter() - started)

    speed(1)
    one, many = speed(1), speed(16)
    print(f"\none: {one:.0f} tokens/s, 16 at once: {many:.0f} tokens/s, ratio {many / one:.1f}")
    assert many >= 3 * one


def test_the_decision_step_reads_the_prefix_cache(vllm: Engine, vllm_server: Server) -> None:
    request = Request("hello", system_prompt="You are careful. " * 60, sampling=Sampling(temperature=0, seed=1))
    lane = vllm.open(vllm.template([{"role": "system", "content": request.system_prompt},
                                    {"role": "user", "content": "hello"}]), request.sampling)  # fmt: skip
    list(lane.generate((format.END_JUDGE,), 100, "judge"))
    lane.write(f"{format.END_JUDGE}\n\n")
    before = counted(vllm_server, "prefix_cache_hits")
    assert lane.score([decision.tag for decision in format.Decision]) is not None
    hits = counted(vllm_server, "prefix_cache_hits") - before
    print(f"\n{hits:.0f} of {lane.prompt_tokens + sum(lane.count([]))} tokens of the decision step from the cache")
    assert hits >= lane.prompt_tokens // 2
    list(lane.generate((format.END_ANSWER,), 5, "answer"))
    lane.close()
    *_, turn = reply(vllm, request)
    assert turn.usage.cached >= lane.prompt_tokens // 2


def test_the_server_s_tokenizer_cuts_as_the_model_s_own(vllm_server: Server) -> None:
    from transformers import AutoTokenizer

    own = LocalTokenizer(AutoTokenizer.from_pretrained(str(NANO)))
    server = VllmTokenizer(Client(vllm_server.url), "nano")
    messages = [{"role": "user", "content": "What is 7 + 5? 小明有 é 😀"}]
    assert server.template(messages) == own.template(messages)
    for text in ("", "It is 12.\n</judge>\n\n<think_on>\n", "小明有15个苹果 é 😀\n\n x", own.template(messages)):
        assert server.encode(text) == own.encode(text)
        assert server.decode(own.encode(text)[0]) == text


def test_a_reply_needs_no_tokenizer_here(vllm_server: Server, nano: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from kat_demo.engines.remote import start

    monkeypatch.setattr(start, "_from_files", lambda name, offline: lambda: 1 / 0)
    engine = connect(vllm_server.url)
    try:
        message = "What is 47 * 86?"
        assert said(replies(engine, message)[Mode.AUTO]) == said(replies(nano, message)[Mode.AUTO])
    finally:
        engine.shutdown()
