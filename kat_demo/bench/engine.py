"""What is measured of the engine itself: tokens a second, alone and together, and seconds to the first token."""

from __future__ import annotations

import itertools
import threading
import time
from typing import Any, Final

import torch

from kat_demo.autothink import prompt_of, reply
from kat_demo.engines.local import LocalEngine
from kat_demo.records import Message, Request, Sampling

QUESTION: Final = "What is 4747 * 86?"
TOKENS: Final = 200
"""Of one measured generation; the thinking about the question is longer."""

_NEVER: Final = ("<nothing stops here>",)
_THINKING: Final = "</judge>\n\n<think_on>\n<think>\n"


def together(engine: LocalEngine, count: int) -> float:
    """Tokens a second of so many lanes that start at once, from the first token to the last, all of them added up."""
    lanes = [engine.open(prompt_of(engine, Request(QUESTION)), Sampling(seed=seed)) for seed in range(count)]
    try:
        for lane in lanes:
            lane.write(_THINKING)
            lane.prefill()
        with _no_end(engine):
            started = time.perf_counter()
            readers = [threading.Thread(target=_drain, args=(lane,)) for lane in lanes]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            return sum(lane.generated for lane in lanes) / (time.perf_counter() - started)
    finally:
        for lane in lanes:
            lane.close()


def _drain(lane: Any) -> None:
    for _ in lane.generate(_NEVER, TOKENS, "bench"):
        pass


def generate(engine: LocalEngine) -> float:
    """Tokens a second of `model.generate` after the same prompt, its prefill not counted."""
    text = prompt_of(engine, Request(QUESTION)) + _THINKING
    ids = torch.tensor([engine.codec.encode(text)], device=engine.model.device)
    options: dict[str, Any] = {"do_sample": True, "temperature": 0.6, "top_p": 0.95, "top_k": 0}
    seconds = []
    for tokens in (1, TOKENS):
        started = time.perf_counter()
        with torch.inference_mode():
            engine.model.generate(ids, max_new_tokens=tokens, min_new_tokens=tokens, **options)
        seconds.append(time.perf_counter() - started)
    return (TOKENS - 1) / (seconds[1] - seconds[0])


class _no_end:
    """While measuring, the model does not end its turn."""

    def __init__(self, engine: LocalEngine) -> None:
        self.codec = engine.codec

    def __enter__(self) -> None:
        self.ends, self.codec.end_ids = self.codec.end_ids, frozenset()

    def __exit__(self, *exc: object) -> None:
        self.codec.end_ids = self.ends


_fresh = itertools.count()


def first_token(engine: LocalEngine, reuse: bool) -> float:
    """Seconds to the first token of the tenth turn of a long conversation, its ninth just answered.

    Without reuse the system prompt is one that the engine has not seen, so nothing behind it is.
    """
    system = "Be brief." if reuse else f"Be brief, {next(_fresh)}."
    if reuse:
        _ask(engine, _conversation(8), system)
    return _ask(engine, _conversation(9), system)


def _ask(engine: LocalEngine, history: tuple[Message, ...], system: str) -> float:
    request = Request(
        QUESTION, history, system_prompt=system, sampling=Sampling(max_new_tokens=8, temperature=0, seed=1)
    )
    *_, turn = reply(engine, request)
    return turn.seconds.first_token


def _conversation(turns: int) -> tuple[Message, ...]:
    """So many exchanges, about 120 tokens each."""
    told = " ".join(f"{number} * 86 = {number * 86}." for number in range(41, 47))
    pair = (Message("user", "Say a few products with 86, please."), Message("assistant", told))
    return pair * turns
