"""Which model to load, and why; and loading it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kat_demo.config import KAT, NANO, Settings, zero_gpu
from kat_demo.engines import Engine, ModelInfo, Why
from kat_demo.engines.deferred import Deferred, Report, silent
from kat_demo.engines.download import check
from kat_demo.errors import ModelError

FIRST: Final = 8.0
"""Seconds in which a model that cannot be loaded ends the program; later the page says so, and offers another try."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A checkpoint (a folder or a hub id), the name to show, and why it was chosen."""

    source: str
    name: str
    why: Why
    figures: Mapping[str, str] = field(default_factory=dict)


def open_engine(settings: Settings, report: Report = silent) -> Engine:
    """The engine that `settings` ask for, ready. Raises ModelError if there is none."""
    return _load(_choice(settings), settings, report)


def open_later(settings: Settings) -> Engine:
    """The same, loading while the page is up. Raises what goes wrong in the first seconds.

    The embedded model takes no longer than these, so nobody need see it load. On ZeroGPU everything is loaded at once.
    """
    if zero_gpu() and settings.endpoint is None:
        return _lent(settings)
    choice = _choice(settings)
    name = "transformers" if settings.endpoint is None else ""
    info = ModelInfo(choice.name, name, settings.quantize or "", "", "", 0, 0, 0, choice.why, choice.figures)
    lanes = settings.lanes if settings.endpoint is None else settings.concurrency
    engine = Deferred(lambda report: _load(choice, settings, report), info, lanes)
    engine.wait(None if choice.source == str(NANO) else FIRST)
    return engine


def _load(choice: Choice, settings: Settings, report: Report) -> Engine:
    if settings.endpoint is not None:
        return _connect(settings.endpoint, settings)
    from kat_demo.engines.local import load  # torch takes seconds to import, and the page can be up by then

    return load(
        choice.source,
        name=choice.name,
        quantize=settings.quantize,
        lanes=settings.lanes,
        context=settings.context,
        threads=settings.threads,
        eager=settings.eager,
        why=choice.why,
        figures=choice.figures,
        report=report,
    )


def _lent(settings: Settings) -> Engine:
    """The engine of a ZeroGPU Space. Which GPU a reply will be lent is not known here, so "auto" is the miniature."""
    from kat_demo.engines.zero import load

    chosen = choose("nano" if settings.model == "auto" else settings.model)
    return load(
        chosen.source,
        name=chosen.name,
        quantize=settings.quantize,
        context=settings.context,
        lanes=settings.lanes,
        why=Why.GPU_LENT,
    )


def _choice(settings: Settings) -> Choice:
    """The endpoint if one is given, else the checkpoint for --model."""
    if settings.endpoint is not None:
        name = "AutoThink"  # until the server says; its address is nothing for visitors
        return Choice(settings.endpoint, name, Why.ENDPOINT, {"server": "…"})
    return choose(settings.model)


def _connect(endpoint: str, settings: Settings) -> Engine:
    from kat_demo.engines.remote.start import connect, key_of  # as above

    return connect(
        endpoint,
        key=key_of(os.environ),
        model=settings.model,
        server=settings.server,
        tokenizer=settings.tokenizer,
        context=settings.context,
        concurrency=settings.concurrency,
        silence=settings.timeout,
    )


def choose(model: str) -> Choice:
    """The checkpoint for what --model says."""
    if model not in ("auto", "nano"):
        check(model)
        path = Path(model)
        return Choice(model, path.resolve().name if path.exists() else model, Why.ASKED)
    why, figures = (Why.EMBEDDED, {}) if model == "nano" else _look_for_gpu()
    if why is Why.GPU_HOLDS:
        return Choice(KAT, KAT, why, figures)
    if not (NANO / "config.json").exists():
        raise ModelError(
            "The embedded model is missing from assets/nano. Run `make nano` to train it, or give --model PATH."
        )
    return Choice(str(NANO), "KAT-nano", why, figures)


def _look_for_gpu() -> tuple[Why, dict[str, str]]:
    """Whether a GPU is here that holds the 40B in 4 bits, and the figures of it."""
    import torch

    from kat_demo.engines.memory import GIB, plan, shape

    if not torch.cuda.is_available():
        return Why.NO_GPU, {}
    free, forty = torch.cuda.mem_get_info()[0], plan(shape(KAT))
    figures = {"free": f"{free / GIB:.0f}", "weights": f"{forty.weight_bytes / GIB:.0f}"}
    return (Why.GPU_HOLDS if forty.fits(free) else Why.GPU_SMALL), figures
