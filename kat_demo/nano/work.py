"""The work folder of the recipe: the settings that its results belong to, and the time that each stage took.

`settings.json` is written at the start and compared ever after, so that no checkpoint is continued under other
settings. `times.json` gathers the wall time of the stages, across interruptions.

This module knows nothing of what the stages do.
"""

from __future__ import annotations

import json
import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from kat_demo.errors import ConfigError

SETTINGS: Final = "settings.json"
TIMES: Final = "times.json"
_TICK: Final = 30.0
"""Seconds of a stage's time that a crash can lose."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall time of a stage so far, and the machine that it ran on. `whole`: it is all of the time, as far as known."""

    seconds: float
    hardware: str
    whole: bool = True


def claim(work: Path, target: Path, settings: Mapping[str, object]) -> None:
    """Make sure that the results in `work` are those of `settings`, and that `work` and `target` can be written.

    A new folder gets the settings, one with results of an older recipe, which kept none, takes them over. Raises a
    ConfigError that names the setting that differs.
    """
    for folder in (work, target.parent):
        _try_to_write(folder)
    path = work / SETTINGS
    wanted: dict[str, object] = json.loads(json.dumps(settings))
    if path.exists():
        _compare(path, wanted)
    elif any(work.glob("*.safetensors")):
        print(f"{work}: results without settings are taken over, as if they were made with those of this command.")
    _write(path, wanted)


def _compare(path: Path, wanted: Mapping[str, object]) -> None:
    kept = _read(path)
    for name, value in wanted.items():
        if name in kept and kept[name] != value:
            raise ConfigError(
                f"{name}: the results in {path.parent} were made with {kept[name]!r}, this command says {value!r}. "
                "Say the same, choose another --out, or delete that folder."
            )


def _try_to_write(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written ({error}). Choose another folder.") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}). Delete it, if you know what its folder holds.") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path}: no such file of this recipe. Delete it, if you know what its folder holds.")
    return content


def _write(path: Path, content: Mapping[str, object]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, path)


def times(work: Path) -> dict[str, Spent]:
    """What the stages took so far, by their names; empty if none was timed."""
    path = work / TIMES
    return {name: Spent(**entry) for name, entry in _read(path).items()} if path.exists() else {}


@contextmanager
def timed(work: Path, stage: str, begun: bool) -> Iterator[None]:
    """Add the time inside to that of the stage, again and again, so that a crash loses little of it.

    `begun` says that the stage has left something already: with no time kept for that, its time is not whole.
    """
    before = times(work).get(stage) or Spent(0.0, "", whole=not begun)
    started, over = time.monotonic(), threading.Event()

    def note() -> None:
        spent = Spent(before.seconds + time.monotonic() - started, hardware(), before.whole)
        _write(work / TIMES, {name: asdict(one) for name, one in {**times(work), stage: spent}.items()})

    def tick() -> None:
        while not over.wait(_TICK):
            note()

    clock = threading.Thread(target=tick, name="times", daemon=True)
    clock.start()
    try:
        yield
    finally:
        over.set()
        clock.join()
        note()


def hardware() -> str:
    """The processor of this machine and how many cores of it may be used, and its GPU if there is one."""
    import torch

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = f"{_processor()}, {cores} core{'s' if cores > 1 else ''}"
    return f"{torch.cuda.get_device_name()}, {found}" if torch.cuda.is_available() else found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
