"""The remote engine: a model that a server has loaded, asked over the network. See `kat_demo.engines.Engine`.

A watch of its own asks the server now and then whether it is well, so that `info` can say so at once.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import openai

from kat_demo import format
from kat_demo.engines import ModelInfo
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.kinds import DIALECTS, Dialect, Kind
from kat_demo.engines.remote.lane import RemoteLane
from kat_demo.engines.remote.scores import Likely
from kat_demo.engines.remote.tokens import Cut, Tokenizer
from kat_demo.errors import ContextError, EngineError
from kat_demo.records import Sampling

log = logging.getLogger(__name__)

WATCH: Final = 10.0
"""Seconds between two looks at the server's health."""


@dataclass(frozen=True, slots=True)
class Served:
    """What was found out about a server at the start.

    Attributes:
        model: its name on the server.
        chat: only chat completions are there, so a reply cannot be continued from text.
        likely: asks for log-probabilities; None if the server has none.
        health: the path that tells whether it is well.
    """

    kind: Kind
    model: str
    chat: bool
    likely: Likely | None
    health: str = "/health"


class RemoteEngine:
    """Replies from a server. `lanes` of them at once; `info` says whether the server is well."""

    def __init__(
        self, client: Client, served: Served, tokenizer: Tokenizer, info: ModelInfo, lanes: int, watch: float = WATCH
    ) -> None:
        self.client, self.lanes = client, lanes
        self.dialect: Dialect = DIALECTS[served.kind]
        self.served, self.chat, self.likely = served.model, served.chat, served.likely
        self.markers = tokenizer.markers
        self.ends = tuple(dict.fromkeys((*format.END_OF_TURN, *tokenizer.markers)))
        self._tokenizer, self._info, self._health = tokenizer, info, served.health
        self._error = ""
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._look, args=(watch,), name="watch", daemon=True)
        self._watch.start()

    @property
    def info(self) -> ModelInfo:
        return replace(self._info, error=self._error)

    def template(self, messages: list[dict[str, str]], /) -> str:
        """The chat template; for a server that applies its own, the messages themselves."""
        return json.dumps(messages, ensure_ascii=False) if self.chat else self._tokenizer.template(messages)

    def count_tokens(self, text: str) -> int:
        return len(self._encode(text))

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> RemoteLane:
        context = self._info.context_length
        limit = context - min(256, context // 8)  # what is left is the least that a reply needs
        ids = self._encode(prompt)
        if len(ids) > limit:
            raise ContextError(len(ids), limit)
        return RemoteLane(self, prompt, ids, sampling, Cut(self._tokenizer, text))

    def shutdown(self) -> None:
        self._closed.set()
        self.client.close()

    def prompt(self, words: str, ids: list[int], reply: Cut) -> dict[str, Any]:
        """The field that holds the prompt and the reply so far."""
        if self.chat:
            return {"messages": json.loads(words)}
        return {"prompt": [*ids, *reply.ids] if self.dialect.token_prompt else words + reply.text}

    def noticed(self, error: EngineError | None) -> None:
        """A request has ended, with or without a failure; a failure is looked into."""
        if error is None:
            self._error = ""
        else:
            self._check()

    def _encode(self, prompt: str) -> list[int]:
        words = self._tokenizer.template(json.loads(prompt)) if self.chat else prompt
        return self._tokenizer.encode(words)[0]

    def _look(self, seconds: float) -> None:
        while not self._closed.wait(seconds):
            self._check()

    def _check(self) -> None:
        """Ask the server whether it is well. That it has no such page is fine."""
        failure: BaseException | None = None
        try:
            self.client.ask(self._health)
        except openai.APIStatusError as answer:
            failure = answer if answer.status_code >= 500 or answer.status_code in (401, 403) else None
        except openai.OpenAIError as error:
            failure = error
        except ValueError:
            pass  # an answer that is no JSON is an answer
        words = "" if failure is None else self.client.explain(failure)
        if words != self._error and not self._closed.is_set():
            log.warning(
                "%s", self.client.explain(failure, place=True) if failure else "The model server answers again."
            )
        self._error = words


def special(tokenizer: Tokenizer, tags: Sequence[str]) -> list[str]:
    """The tags that are special tokens."""
    return [tag for tag in tags if tag in tokenizer.markers]
