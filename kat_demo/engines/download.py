"""A checkpoint on a hub -> a folder on this machine, with its progress in bytes and a look at the disk first.

Only what a model consists of is fetched: weights in safetensors, configuration and tokenizer. Nothing that could
execute is, and a file that is there already is not fetched again.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from huggingface_hub import constants, snapshot_download
from tqdm import tqdm

from kat_demo.config import KAT
from kat_demo.engines import Progress, Stage
from kat_demo.engines.deferred import Report
from kat_demo.errors import ModelError

FILES: Final = ("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model")
"""Patterns of the files that are fetched."""

SPARE: Final = 1 << 30
"""Bytes that stay free on the disk."""


def check(source: str) -> None:
    """Raise ModelError unless `source` is a folder or may be a repository of a hub."""
    path = Path(source)
    if not path.exists() and (path.is_absolute() or source.startswith(".") or source.count("/") != 1):
        raise ModelError(f"model: there is no folder {source!r}. Give a folder, a hub id such as {KAT}, or nano.")


def locate(source: str, report: Report) -> Path:
    """The folder of a checkpoint that is a folder or lies on a hub. Raises ModelError if it is neither."""
    check(source)
    return Path(source) if Path(source).exists() else fetch(source, report)


def fetch(repository: str, report: Report) -> Path:
    """The folder that holds `repository`, fetched if it is not there. Raises ModelError if the disk has no room."""
    report(Progress(Stage.DOWNLOAD))
    listed = snapshot_download(repository, allow_patterns=list(FILES), dry_run=True)
    missing = sum(file.file_size or 0 for file in listed if file.will_download)
    check_room(repository, missing)
    folder = snapshot_download(repository, allow_patterns=list(FILES), tqdm_class=_bar(missing, report))
    return Path(folder)


def check_room(repository: str, missing: int) -> None:
    """Raise ModelError unless the cache's disk has room for so many bytes."""
    cache = Path(constants.HF_HUB_CACHE)
    existing = next(folder for folder in (cache, *cache.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if missing + SPARE > free:
        raise ModelError(
            f"model: {repository} takes {missing / 1e9:.1f} GB more on the disk of {cache}, and {free / 1e9:.1f} GB "
            "are free. Make room, or set HF_HOME to a folder on a larger disk."
        )


def _bar(total: int, report: Report) -> type[tqdm[Any]]:
    """A progress bar class that reports bytes instead of drawing."""

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            self._bytes, self._done = options.get("unit") == "B", 0
            super().__init__(*args, **{**options, "disable": True})

        def update(self, n: float | None = 1) -> None:
            if self._bytes:
                self._done += int(n or 0)
                report(Progress(Stage.DOWNLOAD, min(self._done, total), total))

    return Bar
