"""What a server that many visit has besides its pages: the line, the counters, `/health` and `/metrics`, and a doorman.

The routes and the doorman are handed to gradio when it is launched (`options`); they find the `Host` on the page that
is being served.
"""

from __future__ import annotations

import json
from typing import Any, Final

import gradio as gr
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kat_demo.engines import Engine
from kat_demo.ui.line import PER_VISITOR, Line, address
from kat_demo.ui.metrics import Metrics
from kat_demo.ui.preview import Preview, picture
from kat_demo.ui.sign_in import signed_in
from kat_demo.ui.text import of_browser, say

LARGEST: Final = 8 * 2**20
"""Bytes of a request that starts something: more than the longest conversation that a browser keeps."""
API: Final = "/gradio_api/"


class Host:
    """Made with the page; `blocks` is the gradio Blocks under construction."""

    def __init__(self, blocks: Any, engine: Engine, per_visitor: int = PER_VISITOR, sign_in: bool = False) -> None:
        self.engine, self.sign_in = engine, sign_in
        self.line = Line(blocks, engine.lanes, per_visitor)
        self.metrics = Metrics(
            lambda: engine.info.status == "ready", lambda: self.line.waiting, lambda: self.line.running
        )
        blocks.kat_host = self

    async def left(self, request: gr.Request) -> None:
        """What a closed page does."""
        if request.session_hash:
            await self.line.leave(request.session_hash)

    def health(self) -> dict[str, Any]:
        """What a load balancer wants to know."""
        info, line = self.engine.info, self.line
        return {
            "status": info.status,
            "model": info.model,
            "lanes": line.lanes,
            "running": line.running,
            "waiting": line.waiting,
        }


async def _health(request: Request) -> Response:
    """200 once the model is loaded, 503 before, and if it could not be."""
    health = _host(request.scope).health()
    return JSONResponse(health, 200 if health["status"] == "ready" else 503, {"Cache-Control": "no-store"})


async def _metrics(request: Request) -> Response:
    return Response(_host(request.scope).metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Doorman:
    """Refuses, before it waits, what the line does not take: too many of one visitor, or of all; or too large; or of
    somebody who has not signed in, where that is asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = str(scope.get("path", "")).removeprefix(API)
        if scope["type"] != "http" or scope["method"] != "POST" or not way.startswith(("queue/join", "call/")):
            await self.app(scope, receive, send)
            return
        request, lang = Request(scope, receive), of_browser(Request(scope).headers.get("accept-language", ""))
        body = await _read(request)
        refusal = None
        if body is None:
            await JSONResponse({"detail": say(lang, "too_large")}, 413)(scope, receive, send)
            return
        host = _host(scope)
        line = host.line
        if line.generates(*_asked(way, body)):
            if host.sign_in and not signed_in(request.session):
                await JSONResponse({"detail": say(lang, "sign_in_first")}, 401)(scope, receive, send)
                return
            refusal = line.refusal(address(request.client, request.headers))
        if refusal is not None:
            words = say(lang, refusal.value, most=line.per_visitor)
            await JSONResponse({"detail": words}, 429)(scope, receive, send)
            return

        async def again() -> Message:
            nonlocal body
            if body is None:
                return await receive()  # the end of the connection
            message, body = {"type": "http.request", "body": body, "more_body": False}, None
            return message

        await self.app(scope, again, send)


async def _read(request: Request) -> bytes | None:
    """The whole body; None if it is larger than allowed."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return body


def _asked(way: str, body: bytes) -> tuple[object, str | None]:
    """The number of the function that a request asks for, or its name."""
    if way.startswith("call/"):
        return None, way.removeprefix("call/").removeprefix("v2/").strip("/")
    try:
        asked = json.loads(body)
    except ValueError:
        return None, None
    return (asked.get("fn_index"), None) if isinstance(asked, dict) else (None, None)


def _host(scope: Scope) -> Host:
    host = scope["app"].get_blocks().kat_host
    assert isinstance(host, Host)
    return host


def options() -> dict[str, Any]:
    """What `launch` takes for it; new ones for every launch, since gradio changes them."""
    return {
        "app_kwargs": {
            "routes": [Route("/health", _health), Route("/metrics", _metrics), Route("/preview.png", picture)],
            "middleware": [Middleware(Doorman), Middleware(Preview)],
        },
        "state_session_capacity": 500,  # visitors whose state is kept; the least recent go first
        "max_file_size": "5mb",
        "ssr_mode": False,  # one server, the one that the tests know
    }
