"""What is the same on every model server that gives log-probabilities: the embedded model's replies, and its tokens."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.remote import start
from kat_demo.engines.remote.tokens import LocalTokenizer, Tokenizer
from kat_demo.fork import Lanes, fork
from kat_demo.records import Finish, Mode, Request, Sampling, Turn

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


def check_replies(nano: Engine, there: Sequence[Lanes]) -> None:
    """The replies to `PROMPTS` are those of the local engine, and so is p_think; prints how far they are apart."""
    here = [replies(nano, message) for message in PROMPTS]
    pairs = [(one[mode], other[mode]) for one, other in zip(here, there, strict=True) for mode in Mode]
    apart = [abs((one.p_think or 0.0) - (other.p_think or 9.0)) for one, other in pairs]
    different = [(said(one), said(other)) for one, other in pairs if said(one) != said(other)]
    print(f"\n{len(pairs)} replies, {len(different)} different, p_think at most {max(apart):.5f} apart")
    assert max(apart) < 0.02 and not different


def gain(engine: Engine, count: int) -> float:
    """Tokens a second of so many requests at once against one; prints both."""

    def speed(count: int) -> float:
        started = time.perf_counter()
        requests = [Request(PRODUCTS[at % 10], mode=Mode.THINK, sampling=Sampling(seed=at)) for at in range(count)]
        with ThreadPoolExecutor(count) as pool:
            turns = list(pool.map(lambda request: list(reply(engine, request))[-1], requests))
        assert all(turn.finish_reason in (Finish.STOP, Finish.LENGTH) for turn in turns)
        return sum(turn.usage.reply for turn in turns) / (time.perf_counter() - started)

    speed(1)
    one, many = speed(1), speed(count)
    print(f"\none: {one:.0f} tokens/s, {count} at once: {many:.0f} tokens/s, ratio {many / one:.1f}")
    return many / one


def check_tokenizer(server: Tokenizer) -> None:
    """A server's tokenizer renders and cuts as the model's own."""
    from transformers import AutoTokenizer

    own = LocalTokenizer(AutoTokenizer.from_pretrained(str(NANO)))
    messages = [{"role": "user", "content": "What is 7 + 5? 小明有 é 😀"}]
    assert server.template(messages) == own.template(messages)
    for text in ("", "It is 12.\n</judge>\n\n<think_on>\n", "小明有15个苹果 é 😀\n\n x", own.template(messages)):
        assert server.encode(text) == own.encode(text)
        assert server.decode(own.encode(text)[0]) == text


def check_without_files(url: str, nano: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no tokenizer is on this machine, the server's gives the same reply."""
    monkeypatch.setattr(start, "_from_files", lambda name, offline: lambda: 1 / 0)
    engine = start.connect(url)
    try:
        message = "What is 47 * 86?"
        assert said(replies(engine, message)[Mode.AUTO]) == said(replies(nano, message)[Mode.AUTO])
    finally:
        engine.shutdown()
