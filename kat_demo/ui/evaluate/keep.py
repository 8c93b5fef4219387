"""Where the runs of the page are kept: one file each, under a name that only the browser which began it knows.

They lie in the temporary folder of the machine and are removed a week after their last row.
"""

from __future__ import annotations

import re
import secrets
import tempfile
import time
from pathlib import Path
from typing import Final

from kat_demo.errors import KatError
from kat_demo.evaluate.store import Store

FOLDER: Final = Path(tempfile.gettempdir()) / "kat-demo-evaluations"
DAYS: Final = 7

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def fresh() -> str:
    """The token of a new run; old runs are removed on the way."""
    FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in FOLDER.glob("*.jsonl"):
        try:
            if path.stat().st_mtime < time.time() - DAYS * 86400:
                path.unlink()
        except OSError:
            continue
    return secrets.token_urlsafe(16)


def path_of(token: str) -> Path:
    """The file of a run."""
    return FOLDER / f"{token}.jsonl"


def find(token: object) -> Store | None:
    """The run of a token; None if there is none any more."""
    if not isinstance(token, str) or not _TOKEN.fullmatch(token) or not path_of(token).exists():
        return None
    try:
        return Store.read(path_of(token))
    except KatError:
        return None
