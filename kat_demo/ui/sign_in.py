"""Signing in with Hugging Face, where the host wants to know that visitors have an account there.

Everybody sees the page; only who is signed in gets replies. Who that is stays in a signed cookie of their browser, and
is neither written down nor shown to anybody else. gradio has the way to Hugging Face and back, on a Space.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

import gradio as gr

from kat_demo.ui.labels import Labels

_GO: Final = "() => window.location.assign('/{way}?_target_url=' + encodeURIComponent('/' + window.location.search))"

_LOOK: Final[dict[str, Any]] = {"size": "sm", "variant": "secondary", "visible": False, "elem_classes": "kat-quiet"}


class SignIn:
    """Two buttons, of which one is shown, and the visitor's own name.

    Made before the page is: inside it, gradio's button would tell by its English words whether somebody has signed in.
    That it is there is what gives the server the way to Hugging Face.
    """

    def __init__(self) -> None:
        self.enter = gr.LoginButton(elem_id="kat-sign-in", **_LOOK)

    def put(self, labels: Labels) -> None:
        """Onto the page that is being built."""
        self.name = gr.HTML(visible=False, elem_id="kat-user")
        labels.put(self.enter, value="sign_in").render()
        self.leave = labels.put(gr.Button(elem_id="kat-sign-out", **_LOOK), value="sign_out")

    def wire(self, demo: gr.Blocks) -> None:
        private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        demo.load(_who, None, [self.name, self.enter, self.leave], **private)
        self.enter.click(None, js=_GO.format(way="login/huggingface"))
        self.leave.click(None, js=_GO.format(way="logout"))


def _who(profile: gr.OAuthProfile | None) -> list[Any]:
    """Name and buttons, as the page is loaded."""
    name = "" if profile is None else profile.username
    return [gr.update(value=name, visible=bool(name)), gr.update(visible=not name), gr.update(visible=bool(name))]


def signed_in(session: Mapping[str, Any]) -> bool:
    """Whether this is the session of somebody who signed in, and has not been for too long."""
    known = session.get("oauth_info")
    return isinstance(known, dict) and float(known.get("expires_at") or 0) > time.time()
