"""What a link to the page looks like where it is shared: its title, a sentence and a picture.

gradio writes its own tags of this kind into the page, and crawlers take the first they find: so these replace them.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kat_demo.ui.text import Lang, say

PICTURE: Final = Path(__file__).resolve().parent.parent.parent / "assets" / "pictures" / "chat.png"
TITLE: Final = "KAT · AutoThink"
OTHERS: Final = re.compile(rb'<meta\s+(?:property="og:|name="(?:twitter:|description"))[^>]*>\s*')
START: Final = re.compile(rb"<head>\s*(?:<meta charset[^>]*>)?")


async def picture(request: Request) -> Response:
    """The picture, for those who fetch it without visiting the page."""
    return FileResponse(PICTURE, headers={"Cache-Control": "public, max-age=86400"})


class Preview:
    """Puts the tags of this page into the HTML of it, in place of others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        body = b""

        async def rewritten(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                is_html = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
                if is_html:
                    held.append(message)
                else:
                    await send(message)
                return
            if not held:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            body = with_tags(body, _address(Request(scope)))
            MutableHeaders(raw=held[0]["headers"])["content-length"] = str(len(body))
            await send(held[0])
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, rewritten)


def with_tags(page: bytes, url: str) -> bytes:
    """The HTML of the page at `url`, with its own tags."""
    words = say(Lang.EN, "lead")
    properties = {
        "og:title": TITLE, "og:type": "website", "og:url": url, "og:description": words,
        "og:image": f"{url}preview.png",
    }  # fmt: skip
    names = {
        "description": words, "twitter:card": "summary_large_image", "twitter:title": TITLE,
        "twitter:description": words, "twitter:image": f"{url}preview.png",
    }  # fmt: skip
    tags = [f'<meta property="{key}" content="{html.escape(value)}" />' for key, value in properties.items()]
    tags += [f'<meta name="{key}" content="{html.escape(value)}" />' for key, value in names.items()]
    # behind the charset, which has to come early
    return START.sub(lambda start: start[0] + "".join(tags).encode(), OTHERS.sub(b"", page), count=1)


def _address(request: Request) -> str:
    """The address under which the page was asked for, with a / at its end."""
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme).split(",")[0].strip()
    host = request.headers.get("x-forwarded-host", request.headers.get("host", "")).split(",")[0].strip()
    return f"{'https' if scheme == 'https' else 'http'}://{host}/"
