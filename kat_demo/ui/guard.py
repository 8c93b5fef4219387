"""What is said when a request fails: a KatError speaks for itself, anything else is logged and gets an id."""

from __future__ import annotations

import logging
import secrets

from kat_demo.errors import KatError
from kat_demo.ui.text import Lang, say

log = logging.getLogger(__name__)


def words(error: Exception, lang: Lang = Lang.EN) -> str:
    """What the visitor is told about `error`; call it where the error is being handled."""
    if isinstance(error, KatError):
        return str(error)
    number = secrets.token_hex(3)
    log.error("unexpected failure, id %s", number, exc_info=error)
    return say(lang, "apology", id=number)
