"""What each model server understands beyond OpenAI's completions, as one table.

Servers differ in what they do with a field that they do not know: some ignore it, some refuse the request. So a field
is sent only where it is known to be understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final


class Kind(str, Enum):
    """The servers that are told apart."""

    VLLM = "vllm"
    SGLANG = "sglang"
    LLAMA_CPP = "llama.cpp"
    TRANSFORMERS = "transformers"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to speak to one kind of server.

    Attributes:
        name: as the page calls it.
        token_prompt: a prompt may be a list of token ids, so that text is cut into tokens here and nowhere else.
        keeps_stop: a stop string that ended the text stands at its end; elsewhere it is cut off.
        shows_special: special tokens can be kept in the text.
        top_k: the field of that name is understood.
        asks_usage: sends token counts with a stream if asked to.
        fields: what is sent with every completion.
    """

    name: str
    token_prompt: bool = False
    keeps_stop: bool = False
    shows_special: bool = False
    top_k: bool = False
    asks_usage: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)


DIALECTS: Final[Mapping[Kind, Dialect]] = {
    Kind.VLLM: Dialect(
        "vLLM",
        token_prompt=True,
        keeps_stop=True,
        shows_special=True,
        top_k=True,
        asks_usage=True,
        fields={
            "skip_special_tokens": False,
            "spaces_between_special_tokens": False,
            "include_stop_str_in_output": True,
            "add_special_tokens": False,
            "repetition_penalty": 1.0,
            "min_p": 0.0,
        },
    ),
    Kind.SGLANG: Dialect(
        "SGLang",
        token_prompt=True,
        keeps_stop=True,
        shows_special=True,
        top_k=True,
        asks_usage=True,
        fields={"skip_special_tokens": False, "no_stop_trim": True, "repetition_penalty": 1.0, "min_p": 0.0},
    ),
    Kind.LLAMA_CPP: Dialect(
        "llama.cpp",
        token_prompt=True,
        top_k=True,
        asks_usage=True,
        fields={"cache_prompt": True, "repeat_penalty": 1.0, "min_p": 0.0},
    ),
    Kind.TRANSFORMERS: Dialect("transformers serve", keeps_stop=True),
    Kind.OTHER: Dialect("OpenAI-compatible server"),
}
"""Every kind of server, and how to speak to it."""

MOST_STOPS: Final = 4
"""Stop strings that OpenAI's interface takes."""


def sampling_fields(dialect: Dialect, temperature: float, top_p: float, top_k: int, seed: int) -> dict[str, Any]:
    """The fields that say how tokens are drawn; `top_k` is left out where it is not understood."""
    made: dict[str, Any] = {"temperature": temperature, "top_p": top_p, "seed": seed}
    if dialect.top_k:
        made["top_k"] = top_k if top_k or dialect is DIALECTS[Kind.LLAMA_CPP] else -1
    return made


def stop_fields(dialect: Dialect, stop: tuple[str, ...]) -> dict[str, Any]:
    """The field that names the stop strings.

    A server that cuts the stop string off is told the first only, so that one knows which it was; the others are found
    here, in the text.
    """
    sent = stop[:MOST_STOPS] if dialect.keeps_stop else stop[:1]
    return {"stop": list(sent)} if sent else {}
