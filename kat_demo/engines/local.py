"""The local engine: a transformers model on this machine's GPU or CPU, in full precision or in 4 bits.

Loads any AutoThink checkpoint, from a folder or a hub, without executing code that comes with it. Whether the
format's tags are single tokens or plain text is for the tokenizer to say; nothing here assumes either.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from transformers.utils import logging as transformers_log

from kat_demo import format
from kat_demo.engines import ModelInfo, Progress, Stage, Why, memory
from kat_demo.engines.deferred import Report, silent
from kat_demo.engines.download import locate
from kat_demo.engines.failures import first_line
from kat_demo.engines.lane import LocalLane
from kat_demo.engines.loop import Loop
from kat_demo.errors import ContextError, ModelError
from kat_demo.records import Sampling

log = logging.getLogger(__name__)

SMALL = 1_000_000_000  # weights below which a CPU computes in 32 bits
TINY = 100_000_000  # weights below which a GPU does too, and a second CPU thread costs more than it gives
_SAMPLE: Final = 256  # values of a tensor that tell it from another


class Codec:
    """Text <-> tokens, without any special treatment: nothing is added, nothing is skipped."""

    def __init__(self, tokenizer: Any, end_ids: frozenset[int]) -> None:
        self.tokenizer = tokenizer
        self.backend = tokenizer.backend_tokenizer
        self.end_ids = end_ids

    def encode(self, text: str) -> list[int]:
        return self.encode_with_starts(text)[0]

    def encode_with_starts(self, text: str) -> tuple[list[int], list[int]]:
        """The tokens, and the character at which each starts."""
        if not text:
            return [], []
        encoding = self.backend.encode(text, add_special_tokens=False)
        return list(encoding.ids), [start for start, _ in encoding.offsets]

    def decode(self, ids: Sequence[int]) -> str:
        return str(self.backend.decode(list(ids), skip_special_tokens=False)) if ids else ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checkpoint in memory, and all that an engine is made of."""

    model: Any
    tokenizer: Any
    info: ModelInfo
    room: memory.Room


class LocalEngine:
    """See `kat_demo.engines.Engine`. `open_engine` makes one from settings."""

    def __init__(
        self, model: Any, tokenizer: Any, info: ModelInfo, room: memory.Room, fixed: bool | None = None
    ) -> None:
        if info.quantization != "none":
            _warm_up(model)
        self.model, self._info, self.lanes = model, info, room.lanes
        self.codec = Codec(tokenizer, _end_ids(model, tokenizer))
        self.markers = special_tokens(tokenizer)
        self._loop = Loop(model, room, fixed)

    @property
    def info(self) -> ModelInfo:
        return replace(self._info, error=self._loop.lost)

    def template(self, messages: list[dict[str, str]]) -> str:
        """The model's own chat template, with the generation prompt."""
        return render(self.codec.tokenizer, messages)

    def count_tokens(self, text: str) -> int:
        return len(self.codec.encode(text))

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> LocalLane:
        context = self.info.context_length
        limit = context - min(256, context // 8)  # what is left is the least that a reply needs
        ids = self.codec.encode(prompt)
        if len(ids) > limit:
            raise ContextError(len(ids), limit)
        return LocalLane(self._loop, self.codec, ids, sampling, context, text)

    def shutdown(self) -> None:
        self._loop.shutdown()


def load(source: str, *, eager: bool = False, report: Report = silent, **options: Any) -> LocalEngine:
    """An engine on a checkpoint from a folder or a hub; `eager` decodes without CUDA graphs. The `options` are those of
    `read`, as are the errors."""
    loaded = read(source, report=report, **options)
    report(Progress(Stage.WARM_UP))
    return LocalEngine(loaded.model, loaded.tokenizer, loaded.info, loaded.room, fixed=False if eager else None)


def read(
    source: str,
    *,
    name: str | None = None,
    quantize: str | None = None,
    lanes: int = 4,
    context: int | None = None,
    threads: int | None = None,
    why: Why = Why.ASKED,
    figures: Mapping[str, str] | None = None,
    report: Report = silent,
) -> Loaded:
    """Load a checkpoint from a folder or a hub. `quantize` is "nf4", "none", or None for what fits the device.

    Raises ModelError, with what to do, for anything that is not a whole AutoThink checkpoint, or does not fit.
    """
    name = name or (Path(source).name if Path(source).exists() else source)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        folder = str(locate(source, report))
        config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
        tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
        _check_architecture(config, tokenizer, source)
        check_template(partial(render, tokenizer))
        weights = memory.count(config)
        form = choose_form(config, weights.parameters, quantize, device)
        kind = "none" if form.quantization == "none" else "nf4"
        planned = memory.plan(config, kind, device=device.type, width=form.dtype.itemsize, weights=weights)
        room = memory.room(name, planned, device.type, lanes, context)
        model = load_weights(folder, form, device, threads, planned.parameters, report)
    except ModelError:
        raise
    except Exception as error:
        log.debug("Loading failed.", exc_info=True)
        raise ModelError(f"model: {source!r} cannot be loaded: {first_line(error)}") from error
    info = ModelInfo(
        model=name,
        engine="transformers",
        quantization=form.quantization,
        device=torch.cuda.get_device_name() if device.type == "cuda" else "CPU",
        dtype=str(model.dtype).removeprefix("torch."),
        context_length=room.context,
        parameters=planned.parameters,
        memory_bytes=model.get_memory_footprint(),
        why=why,
        figures=figures or {},
        weights=fingerprint(model),
    )
    return Loaded(model, tokenizer, info, room)


def fingerprint(model: Any) -> str:
    """What tells these weights from others: a digest of names, shapes and the first values of each tensor."""
    digest = hashlib.sha256()
    for name, tensor in model.state_dict().items():
        if isinstance(tensor, torch.Tensor):
            digest.update(f"{name}{tuple(tensor.shape)}".encode())
            digest.update(tensor.flatten()[:_SAMPLE].cpu().contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Form:
    """In which form weights are loaded; `ready` if the checkpoint is quantized already."""

    quantization: str
    dtype: torch.dtype
    ready: bool


def choose_form(config: Any, weights: int, quantize: str | None, device: torch.device) -> Form:
    cpu = device.type == "cpu"
    ready = getattr(config, "quantization_config", None)
    chosen = _quantization_name(ready) or quantize or ("none" if cpu or weights < SMALL else "nf4")
    return Form(chosen, torch.float32 if weights < (SMALL if cpu else TINY) else torch.bfloat16, ready is not None)


def load_weights(
    folder: str, form: Form, device: torch.device, threads: int | None, weights: int, report: Report
) -> Any:
    if device.type == "cpu":
        torch.set_num_threads(threads or (1 if weights < TINY else torch.get_num_threads()))
    options: dict[str, Any] = {"dtype": form.dtype, "attn_implementation": "sdpa", "trust_remote_code": False}
    if form.ready or form.quantization == "nf4":
        options["device_map"] = {"": device}
    if not form.ready and form.quantization == "nf4":
        options["quantization_config"] = four_bits(form.dtype)
    with _reporting(report):
        model, loaded = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True, **options)
    if missing := sorted(loaded["missing_keys"]):
        raise ModelError(f"model: {folder!r} lacks weights, such as {missing[0]!r} ({len(missing)} in all).")
    return model.to(device).eval() if "device_map" not in options else model.eval()


def four_bits(dtype: torch.dtype) -> BitsAndBytesConfig:
    """NF4 with double quantization, computing in `dtype`."""
    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=dtype,
    )


@contextmanager
def _reporting(report: Report) -> Iterator[None]:
    """Hand the progress bar of transformers to `report`, tensor by tensor, instead of drawing it."""

    class Bar(transformers_log.EmptyTqdm):  # type: ignore[misc]
        def __init__(self, iterable: Iterable[Any] = (), *_: Any, **__: Any) -> None:
            super().__init__(iterable)
            self._items = list(iterable)

        def __iter__(self) -> Iterator[Any]:
            for done, item in enumerate(self._items):
                report(Progress(Stage.WEIGHTS, done, len(self._items)))
                yield item

    before = transformers_log.set_tqdm_hook(lambda factory, args, options: Bar(*args, **options))
    try:
        yield
    finally:
        transformers_log.set_tqdm_hook(before)


def render(tokenizer: Any, messages: list[dict[str, str]]) -> str:
    """The tokenizer's chat template, with the generation prompt; a ModelError if it has none."""
    if not tokenizer.chat_template:
        raise ModelError("The checkpoint has no chat template. Use an AutoThink model, such as Kwaipilot/KAT-V1-40B.")
    return str(tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False))


def special_tokens(tokenizer: Any) -> tuple[str, ...]:
    """The tokenizer's special tokens as text."""
    return tuple(str(token) for token in tokenizer.all_special_tokens)


def check_template(template: Any) -> None:
    """An AutoThink model's generation prompt opens the judge section."""
    prompt = template([{"role": "user", "content": "?"}])
    if not prompt.rstrip().endswith(format.JUDGE):
        raise ModelError(
            "The checkpoint's chat template does not end in <judge>, so this is not an AutoThink model. "
            "Use one, such as Kwaipilot/KAT-V1-40B or nano."
        )


def _check_architecture(config: Any, tokenizer: Any, source: str) -> None:
    kinds = set(getattr(config, "layer_types", None) or ["full_attention"])
    if kinds != {"full_attention"}:
        raise ModelError(f"model: {source!r} has {', '.join(sorted(kinds))} layers; only full attention is supported.")
    if not tokenizer.is_fast:
        raise ModelError(f"model: {source!r} has no tokenizer.json.")


def _quantization_name(ready: Any) -> str:
    """The name of the quantization that a checkpoint comes with, "" if none."""
    if ready is None:
        return ""
    values = ready if isinstance(ready, dict) else ready.to_dict()
    return str(values.get("bnb_4bit_quant_type") or values.get("quant_method") or "unknown")


def _end_ids(model: Any, tokenizer: Any) -> frozenset[int]:
    """Tokens that end a turn."""
    configured = model.generation_config.eos_token_id
    found = set(configured if isinstance(configured, list) else [configured]) | {tokenizer.eos_token_id}
    found |= {tokenizer.get_vocab().get(marker) for marker in format.END_OF_TURN}
    return frozenset(token for token in found if token is not None)


def _warm_up(model: Any) -> None:
    """Quantized weights are repacked at their first use, which is not safe on several threads."""
    with torch.inference_mode():
        model(torch.zeros((1, 1), dtype=torch.long, device=model.device))
