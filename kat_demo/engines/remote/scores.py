"""Log-probabilities from a model server: of whole continuations, token by token, from its raw distribution.

Where continuations part after a few tokens they have in common, each place at which they part is asked for once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.kinds import Kind

MANY: Final = 100
"""Likeliest tokens that are asked for where one cannot ask for tokens by name."""

Likely = Callable[[list[int], Sequence[int]], dict[int, float]]
"""Log-probability of each wanted token behind a list of token ids; one that the server does not list may be missing.
Raises openai errors, and ValueError, KeyError, IndexError or TypeError for an answer that has none."""


def asker(kind: Kind, client: Client, model: str) -> Likely | None:
    """How to ask a server of this kind; None if it gives no log-probabilities."""
    if kind is Kind.VLLM:
        return lambda ids, wanted: _vllm(client, model, ids, wanted)
    if kind is Kind.SGLANG:
        return lambda ids, wanted: _sglang(client, ids, wanted)
    if kind is Kind.LLAMA_CPP:
        return lambda ids, wanted: _llama_cpp(client, ids, wanted)
    return None


def totals(likely: Likely, ids: list[int], variants: Sequence[Sequence[int]]) -> list[float]:
    """Log-probability of each variant behind `ids`, apart from the tokens that all variants share.

    A token that the server does not list counts as no likelier than the least likely one that it does.
    """
    shared = len(_common(variants))
    known: dict[tuple[int, ...], dict[int, float]] = {}
    result = []
    for variant in variants:
        total = 0.0
        for at in range(shared, len(variant)):
            before = tuple(variant[:at])
            if before not in known:
                wanted = sorted({other[at] for other in variants if len(other) > at and tuple(other[:at]) == before})
                known[before] = likely([*ids, *before], wanted)
            found = known[before]
            total += found[variant[at]] if variant[at] in found else min(found.values())
        result.append(total)
    return result


def _vllm(client: Client, model: str, ids: list[int], wanted: Sequence[int]) -> dict[int, float]:
    body = {
        "model": model, "prompt": ids, "max_tokens": 1, "temperature": 0.0, "logprobs": 1,
        "logprob_token_ids": list(wanted), "return_tokens_as_token_ids": True,
    }  # fmt: skip
    first = client.once(body)["choices"][0]["logprobs"]["top_logprobs"][0]
    return {int(token.removeprefix("token_id:")): float(value) for token, value in first.items()}


def _sglang(client: Client, ids: list[int], wanted: Sequence[int]) -> dict[int, float]:
    body = {
        "input_ids": ids, "sampling_params": {"max_new_tokens": 1, "temperature": 0.0}, "return_logprob": True,
        "logprob_start_len": -1, "token_ids_logprob": list(wanted),
    }  # fmt: skip
    with client.slots:
        first = client.ask("/generate", body)["meta_info"]["output_token_ids_logprobs"][0]
    return {int(entry[1]): float(entry[0]) for entry in first}


def _llama_cpp(client: Client, ids: list[int], wanted: Sequence[int]) -> dict[int, float]:
    body = {
        "prompt": ids, "n_predict": 1, "temperature": 0.0, "n_probs": MANY, "post_sampling_probs": False,
        "cache_prompt": True,
    }  # fmt: skip
    with client.slots:
        first: dict[str, Any] = client.ask("/completion", body)["completion_probabilities"][0]
    return {int(entry["id"]): float(entry["logprob"]) for entry in first["top_logprobs"]}


def _common(variants: Sequence[Sequence[int]]) -> Sequence[int]:
    """The tokens that all variants start with."""
    first = min(variants, key=len)
    for at, token in enumerate(first):
        if any(variant[at] != token for variant in variants):
            return first[:at]
    return first
