"""The connection to a model server: completions streamed by a thread of their own, tried again while nothing came.

The openai client does the talking, its own retries switched off: ours can be cancelled while they wait, and also cover
a stream that breaks before its first text. At most so many requests are under way at the same time; others wait.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import openai

from kat_demo.engines.remote import failures
from kat_demo.engines.remote.failures import BrokenStream
from kat_demo.errors import EngineError

log = logging.getLogger(__name__)

TRIES: Final = 3
"""How often a request is made before it is given up."""

CONNECT: Final = 10.0
"""Seconds in which a connection has to come about."""

SHORT: Final = 10.0
"""Seconds in which a server has to answer a question about itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a completion ended.

    Attributes:
        reason: "stop" (a stop string, or the end of the turn), "length" or "cancelled".
        tokens: drawn, as the server counts them; None if it does not say.
        cached: tokens of the prompt that it did not have to compute; None if it does not say.
    """

    reason: str
    tokens: int | None = None
    cached: int | None = None


class Client:
    """Talks to one server. `url` is the base of its interface, such as http://127.0.0.1:8000/v1.

    `silence` is how many seconds the server may say nothing while it generates.
    """

    def __init__(self, url: str, key: str = "", silence: float = 120.0, concurrency: int = 16) -> None:
        self.url = url.rstrip("/")
        self._key = key
        self._openai = openai.OpenAI(
            base_url=self.url,
            api_key=key or "none",  # the client wants one; a server without keys does not look at it
            max_retries=0,
            timeout=openai.Timeout(silence, connect=CONNECT),
        )
        self.slots = threading.BoundedSemaphore(concurrency)

    @property
    def root(self) -> str:
        """The address of the server itself, where its own interfaces lie."""
        return self.url.removesuffix("/v1")

    def explain(self, error: BaseException, place: bool = False) -> str:
        """One line for what went wrong, without the key; with the server's address for those who run it."""
        words = failures.describe(error, f" at {self.url}" if place else "")
        return words.replace(self._key, "…") if self._key else words

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The JSON that the server's own interface `path` gives; posted if there is a `body`. Raises openai errors."""
        options: Any = {"timeout": SHORT}
        if body is None:
            return self._openai.get(self.root + path, cast_to=object, options=options)
        return self._openai.post(self.root + path, cast_to=object, body=body, options=options)

    def models(self) -> list[dict[str, Any]]:
        """The entries of /models. Raises openai errors."""
        listed = self._openai.with_options(timeout=SHORT).models.list()
        return [entry.model_dump() for entry in listed.data]

    def once(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A completion in one piece. Raises openai errors."""
        with self.slots:
            made: Any = self._openai.completions.create(**_arguments(body))
        return dict(made.model_dump())

    def patiently(self, work: Any) -> Any:
        """What `work()` gives, tried again where that makes sense. Raises EngineError."""
        for attempt in range(TRIES):
            try:
                return work()
            except (openai.OpenAIError, ValueError, KeyError, IndexError, TypeError) as error:
                pause = failures.wait(error, attempt)
                if pause is None or attempt == TRIES - 1:
                    raise EngineError(self.explain(error)) from error
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def stream(self, body: Mapping[str, Any], chat: bool = False) -> openai.Stream[Any]:
        """A completion, or a chat completion, in pieces. Raises openai errors."""
        made = self._openai.chat.completions if chat else self._openai.completions
        return made.create(stream=True, **_arguments(body))  # type: ignore[no-any-return]

    def close(self) -> None:
        self._openai.close()


class Call:
    """One completion under way. A thread of its own reads it; any thread may cancel it."""

    def __init__(self, client: Client, body: Mapping[str, Any], chat: bool = False) -> None:
        self._client, self._body, self._chat = client, body, chat
        self._changed = threading.Condition()
        self._text = ""
        self._came = False  # whether any text has come
        self._stream: openai.Stream[Any] | None = None
        self._cancelled = threading.Event()
        self.outcome: Outcome | None = None
        self.error: EngineError | None = None
        threading.Thread(target=self._run, name="completion", daemon=True).start()

    @property
    def ended(self) -> bool:
        return self.outcome is not None or self.error is not None

    def take(self, wait: float, pace: float = 0.0) -> str:
        """What came since the last time: at once if there is something after `pace` seconds, else within `wait`."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended, timeout=pace)
            self._changed.wait_for(lambda: self.ended or bool(self._text), timeout=wait)
            text, self._text = self._text, ""
            return text

    def settle(self, seconds: float) -> None:
        """Give the server so long to end by itself, then end it."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended, timeout=seconds)
        self.cancel()

    def cancel(self) -> None:
        """End it: the connection is cut, by which the server knows."""
        self._cancelled.set()
        self._end(Outcome("cancelled"))
        if self._stream is not None:
            _cut(self._stream)

    def _end(self, outcome: Outcome | None, error: EngineError | None = None) -> None:
        with self._changed:
            if not self.ended:
                self.outcome, self.error = outcome, error
            self._changed.notify_all()

    def _run(self) -> None:
        for attempt in range(TRIES):
            try:
                self._end(self._read())
                return
            except Exception as error:
                if self._cancelled.is_set():
                    return
                pause = None if self._came or attempt == TRIES - 1 else failures.wait(error, attempt)
                if pause is None:
                    log.warning("A completion failed: %s", self._client.explain(error, place=True))
                    self._end(None, EngineError(self._client.explain(error)))
                    return
                self._cancelled.wait(pause)

    def _read(self) -> Outcome:
        """Read one stream to its end."""
        reason, tokens, cached = "", None, None
        with _slot(self._client.slots, self._cancelled) as free:
            if not free:
                return Outcome("cancelled")
            with self._client.stream(self._body, self._chat) as self._stream:
                if self._cancelled.is_set():
                    return Outcome("cancelled")
                for chunk in self._stream:
                    for choice in chunk.choices or ():
                        text = (choice.delta.content if self._chat else choice.text) or ""
                        reason = choice.finish_reason or reason
                        self._put(text)
                    usage = getattr(chunk, "usage", None)
                    if usage is not None:
                        tokens = usage.completion_tokens
                        details = getattr(usage, "prompt_tokens_details", None)
                        cached = getattr(details, "cached_tokens", None)
        if not reason:
            raise BrokenStream("it ended before the reply did")
        return Outcome("length" if reason == "length" else "stop", tokens, cached)

    def _put(self, text: str) -> None:
        if text:
            with self._changed:
                self._came = True
                self._text += text
                self._changed.notify_all()


class _slot:
    """A free place among the requests under way; entered with whether there is one before the cancel."""

    def __init__(self, slots: threading.BoundedSemaphore, cancelled: threading.Event) -> None:
        self._slots, self._cancelled, self._free = slots, cancelled, False

    def __enter__(self) -> bool:
        while not self._free and not self._cancelled.is_set():
            self._free = self._slots.acquire(timeout=0.2)
        return self._free

    def __exit__(self, *_: object) -> None:
        if self._free:
            self._slots.release()


def _arguments(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a request as the openai client takes it: what OpenAI does not know goes in separately."""
    known = {"model", "prompt", "messages", "max_tokens", "temperature", "top_p", "seed", "stop", "stream_options",
             "logprobs"}  # fmt: skip
    made = {name: value for name, value in body.items() if name in known}
    extra = {name: value for name, value in body.items() if name not in known}
    return {**made, "extra_body": extra} if extra else made


def _cut(stream: openai.Stream[Any]) -> None:
    """Shut the connection down under the thread that reads it, which wakes that thread up."""
    import socket

    network = stream.response.extensions.get("network_stream")
    connection = network.get_extra_info("socket") if network is not None else None
    if connection is not None:
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("The connection is closed already.")


def pieces(call: Call, wait: float, pace: float) -> Iterator[str]:
    """The text of a call as it comes, at a steady pace; "" where nothing came for a while, so that one can leave."""
    first = True
    while True:
        ended = call.ended
        text = call.take(wait, 0.0 if first else pace)
        if text:
            first = False
        if text or not ended:
            yield text
        if ended:
            return
