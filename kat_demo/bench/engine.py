"""What is measured of the engine itself: tokens a second, alone and together, and seconds to the first token."""

from __future__ import annotations

import copy
import itertools
import threading
import time
from dataclasses import fields, replace
from typing import Any, Final

import torch
from transformers import ContinuousBatchingConfig, GenerationConfig

from kat_demo.autothink import prompt_of, reply
from kat_demo.engines.local import LocalEngine
from kat_demo.records import Message, Request, Sampling

QUESTION: Final = "What is 4747 * 86?"
TOKENS: Final = 200
"""Of one measured generation, unless told otherwise; the thinking about the question is longer."""

SAMPLING: Final = Sampling()
FLAT: Final = Sampling(top_p=1.0)
"""For random weights: nearly all of a vocabulary would be in the nucleus, and sorting it would be what is measured."""

PAGE: Final = 256
"""Tokens of a page of the continuous batching manager, and of what it computes at once."""

_NEVER: Final = ("<nothing stops here>",)
_THINKING: Final = "</judge>\n\n<think_on>\n<think>\n"


def together(engine: LocalEngine, count: int, tokens: int = TOKENS, sampling: Sampling = SAMPLING) -> float:
    """Tokens a second of so many lanes that start at once, from the first token to the last, all of them added up."""
    drawn = [replace(sampling, seed=seed) for seed in range(count)]
    lanes = [engine.open(prompt_of(engine, Request(QUESTION)), one) for one in drawn]
    try:
        for lane in lanes:
            lane.write(_THINKING)
            lane.prefill()
        with _no_end(engine):
            started = time.perf_counter()
            readers = [threading.Thread(target=_drain, args=(lane, tokens)) for lane in lanes]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            return sum(lane.generated for lane in lanes) / (time.perf_counter() - started)
    finally:
        for lane in lanes:
            lane.close()


def _drain(lane: Any, tokens: int) -> None:
    for _ in lane.generate(_NEVER, tokens, "bench"):
        pass


def plain(engine: LocalEngine) -> Any:
    """The engine's model as transformers loads it. On a GPU there is no room for two, and it is the engine's own."""
    if engine.model.device.type != "cpu" or engine.info.quantization != "none":
        return engine.model
    found = copy.deepcopy(engine.model)
    for weight in found.parameters():
        weight.data = weight.data.contiguous()
    found.tie_weights()
    return found


def generate(engine: LocalEngine, model: Any, tokens: int = TOKENS, sampling: Sampling = SAMPLING) -> float:
    """Tokens a second of `model.generate` after the same prompt, its prefill not counted."""
    ids = torch.tensor([_prompt(engine)], device=model.device)
    options = _options(sampling)
    seconds = []
    for length in (1, tokens):
        started = time.perf_counter()
        with torch.inference_mode():
            model.generate(ids, max_new_tokens=length, min_new_tokens=length, **options)
        seconds.append(time.perf_counter() - started)
    return (tokens - 1) / (seconds[1] - seconds[0])


def manager(engine: LocalEngine, model: Any, count: int, tokens: int = TOKENS, sampling: Sampling = SAMPLING) -> float:
    """The same as `together` of transformers' continuous batching: from when all have a token to the last one.

    Its pages hold just what is measured (by default it takes most of the memory), and the attention stays the model's.
    """
    ids = _prompt(engine)
    wanted = {
        "num_blocks": count * ((len(ids) + tokens) // PAGE + 2),
        "max_batch_tokens": PAGE,
        "auto_switch_to_flash": False,  # which older releases never do, and have no word for
    }
    known = {field.name for field in fields(ContinuousBatchingConfig)}
    batching = ContinuousBatchingConfig(**{name: value for name, value in wanted.items() if name in known})
    options = GenerationConfig(max_new_tokens=tokens, eos_token_id=-1, **_options(sampling))
    made = model.continuous_batching_context_manager(generation_config=options, continuous_batching_config=batching)
    with made as running:
        for _ in range(count):
            running.add_request(ids, record_timestamps=True)
        results = list(itertools.islice(running, count))
    times = [result.timestamps for result in results]
    started, ended = max(one[0] for one in times), max(one[-1] for one in times)
    return float(sum(at > started for one in times for at in one) / (ended - started))


def _prompt(engine: LocalEngine) -> list[int]:
    """What is measured goes on from here."""
    return engine.codec.encode(prompt_of(engine, Request(QUESTION)) + _THINKING)


def _options(sampling: Sampling) -> dict[str, Any]:
    """What transformers calls it, greedy where the temperature is 0."""
    if sampling.temperature == 0:
        return {"do_sample": False}
    return {"do_sample": True, "temperature": sampling.temperature, "top_p": sampling.top_p, "top_k": 0}


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
