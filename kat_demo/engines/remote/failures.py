"""What goes wrong between here and a model server, in the words that a host or a visitor gets.

No message holds the API key, nor anything that the server said about it.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from typing import Any, Final

import openai

KEY: Final = "KAT_API_KEY"
"""The variable that holds the API key."""

LONGEST_WAIT: Final = 30.0
"""Seconds that a server may ask to be left alone before the next try; one that wants longer is not tried again."""


class BrokenStream(Exception):
    """A stream of text that ended before the reply did."""


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def describe(error: BaseException, place: str) -> str:
    """One line for what went wrong with the server; `place` is where it is, such as " at http://…/v1", or nothing."""
    server = f"The model server{place}"
    if isinstance(error, openai.APIStatusError):
        return _status(error, server)
    for cause in chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"{server} has a certificate that does not verify ({cause.verify_message}). Serve it with one that "
                "this machine trusts, or name the authority's file in SSL_CERT_FILE."
            )
        if isinstance(cause, ssl.SSLError):
            return f"{server} does not speak https ({cause.reason or 'TLS failure'}). Try http:// instead."
    if isinstance(error, openai.APITimeoutError):
        return f"{server} does not answer in time. It may be overloaded, or --timeout too short."
    for cause in chain(error):
        if isinstance(cause, ConnectionRefusedError):
            return f"{server} cannot be reached (connection refused). Start it, or correct --endpoint."
        if isinstance(cause, socket.gaierror):
            return f"{server} cannot be reached (its name is not known). Correct --endpoint."
    if isinstance(error, openai.APIConnectionError | BrokenStream | ValueError):
        return f"{server} broke the connection off ({_reason(error)}). Try again."
    if isinstance(error, openai.APIError):
        return f"{server} failed: {_message(error.body) or error.message}"
    return f"{server} failed ({type(error).__name__})."


def wait(error: BaseException, attempt: int) -> float | None:
    """Seconds after which another try makes sense, None if it does not. The first attempt is number 0."""
    backoff = 0.5 * 2.0**attempt
    if isinstance(error, openai.APIStatusError):
        if error.status_code not in (408, 409, 429) and error.status_code < 500:
            return None
        asked = _retry_after(error)
        if asked is None:
            return backoff
        return asked if asked <= LONGEST_WAIT else None
    if any(isinstance(cause, ssl.SSLError) for cause in chain(error)):
        return None
    if isinstance(error, openai.APITimeoutError):
        return None  # it has had its time
    return backoff if isinstance(error, openai.APIConnectionError | BrokenStream | ValueError) else None


def _status(error: openai.APIStatusError, server: str) -> str:
    code = error.status_code
    if code in (401, 403):
        return f"{server} wants another API key (status {code}). Set it as {KEY}."
    if code == 429:
        return f"{server} has too many requests (status 429). Try again later."
    if code in (502, 503, 504):
        return f"{server} is not ready or overloaded (status {code}). Try again later."
    said = _message(error.body)
    return f"{server} refuses the request (status {code}){': ' + said if said else '.'}"


def _message(body: Any) -> str:
    """What a server says in the body of an error, as one short line."""
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = (inner.get("message") or inner.get("detail") or inner) if isinstance(inner, dict) else inner
    if body is None:
        return ""
    text = body if isinstance(body, str) else json.dumps(body)
    return " ".join(text.split())[:300]


def _reason(error: BaseException) -> str:
    """The innermost cause that says something."""
    if isinstance(error, ValueError):
        return "it sent half a message"
    said = [line for line in (str(cause).strip().partition("\n")[0] for cause in chain(error)) if line]
    return said[-1][:200] if said else type(error).__name__


def _retry_after(error: openai.APIStatusError) -> float | None:
    """The seconds that the server asks for, if it does so in seconds."""
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:
        return None
