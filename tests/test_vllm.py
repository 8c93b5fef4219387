"""The remote engine on a real vLLM server: `make test-vllm`. The figures that it prints stand in the README."""

from __future__ import annotations

import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from greedy import PROMPTS, check_replies, check_tokenizer, check_without_files, gain, replies
from serving import Server

from kat_demo import format
from kat_demo.autothink import reply
from kat_demo.engines import Engine
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.served import VllmTokenizer
from kat_demo.records import Request, Sampling

pytestmark = pytest.mark.vllm


def counted(server: Server, name: str) -> float:
    """A counter of vLLM's own metrics."""
    text = urllib.request.urlopen(f"{server.root}/metrics", timeout=30).read().decode()
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(f"vllm:{name}_total"))


def test_greedy_replies_and_p_think_are_those_of_the_local_engine(nano: Engine, vllm: Engine) -> None:
    assert len(PROMPTS) == 50
    with ThreadPoolExecutor(4) as pool:
        there = list(pool.map(lambda message: replies(vllm, message), PROMPTS))
    check_replies(nano, there)


def test_16_requests_at_once_give_at_least_3_times_the_tokens_of_one(vllm: Engine) -> None:
    assert gain(vllm, 16) >= 3


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
    check_tokenizer(VllmTokenizer(Client(vllm_server.url), "nano"))


def test_a_reply_needs_no_tokenizer_here(vllm_server: Server, nano: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    check_without_files(vllm_server.url, nano, monkeypatch)
