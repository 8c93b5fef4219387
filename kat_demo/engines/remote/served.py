"""The tokenizer of a model server, where the model's own is not on this machine: vLLM's and llama.cpp's.

Both cut any text into tokens and render the chat template. vLLM gives tokens as a byte-level vocabulary spells them,
llama.cpp as text or as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import openai

from kat_demo import format
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.kinds import Kind
from kat_demo.engines.remote.tokens import Tokenizer
from kat_demo.errors import EngineError


def served_tokenizer(client: Client, kind: Kind, model: str) -> Tokenizer | None:
    """The server's tokenizer, None if its kind has none that would do."""
    if kind is Kind.VLLM:
        return VllmTokenizer(client, model)
    return LlamaCppTokenizer(client) if kind is Kind.LLAMA_CPP else None


class VllmTokenizer:
    """Over vLLM's /tokenize and /detokenize."""

    def __init__(self, client: Client, model: str) -> None:
        self._client, self._model = client, model
        self._bytes = _spelling()
        self.markers: tuple[str, ...] = format.END_OF_TURN

    def template(self, messages: list[dict[str, str]], /) -> str:
        made = self._ask("/tokenize", {"messages": messages, "add_generation_prompt": True})
        return self.decode(made["tokens"])

    def encode(self, text: str) -> tuple[list[int], list[int]]:
        if not text:
            return [], []
        made = self._ask("/tokenize", {"prompt": text, "add_special_tokens": False, "return_token_strs": True})
        return list(made["tokens"]), starts([self._spelt(token) for token in made["token_strs"]])

    def decode(self, ids: Sequence[int]) -> str:
        return str(self._ask("/detokenize", {"tokens": list(ids)})["prompt"])

    def _spelt(self, token: str) -> bytes:
        """The bytes of a token of the vocabulary; one that was added is spelt as it is."""
        if all(letter in self._bytes for letter in token):
            return bytes(self._bytes[letter] for letter in token)
        return token.encode()

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        return _asked(self._client, lambda: self._client.ask(path, {"model": self._model, **body}))


class LlamaCppTokenizer:
    """Over llama.cpp's /apply-template, /tokenize and /detokenize."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.markers: tuple[str, ...] = format.END_OF_TURN

    def template(self, messages: list[dict[str, str]], /) -> str:
        return str(self._ask("/apply-template", {"messages": messages})["prompt"])

    def encode(self, text: str) -> tuple[list[int], list[int]]:
        if not text:
            return [], []
        body = {"content": text, "add_special": False, "parse_special": True, "with_pieces": True}
        tokens = self._ask("/tokenize", body)["tokens"]
        pieces = [token["piece"] for token in tokens]
        spelt = [piece.encode() if isinstance(piece, str) else bytes(piece) for piece in pieces]
        return [int(token["id"]) for token in tokens], starts(spelt)

    def decode(self, ids: Sequence[int]) -> str:
        return str(self._ask("/detokenize", {"tokens": list(ids)})["content"])

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        return _asked(self._client, lambda: self._client.ask(path, body))


def starts(tokens: Sequence[bytes]) -> list[int]:
    """The character at which each token starts, where a character may take several tokens."""
    found, characters = [], 0
    for token in tokens:
        inside = bool(token) and token[0] & 0xC0 == 0x80  # it goes on with the character before
        found.append(max(characters - inside, 0))
        characters += sum(byte & 0xC0 != 0x80 for byte in token)
    return found


def _asked(client: Client, ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except (openai.OpenAIError, ValueError) as error:
        raise EngineError(client.explain(error)) from error


def _spelling() -> dict[str, int]:
    """The byte that each letter of a byte-level vocabulary stands for."""
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    return {letter: byte for byte, letter in bytes_to_unicode().items()}
