"""Finds out, at the start, which server an endpoint is, what it can do and which model it serves; or what is wrong.

Every check ends in one line that says what to change.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openai

from kat_demo import format
from kat_demo.config import NANO
from kat_demo.engines import ModelInfo, Why
from kat_demo.engines.failures import first_line
from kat_demo.engines.remote.client import Client
from kat_demo.engines.remote.engine import WATCH, RemoteEngine, Served, special
from kat_demo.engines.remote.failures import KEY
from kat_demo.engines.remote.kinds import DIALECTS, Dialect, Kind
from kat_demo.engines.remote.scores import Likely, asker
from kat_demo.engines.remote.served import served_tokenizer
from kat_demo.engines.remote.tokens import LocalTokenizer, Tokenizer
from kat_demo.errors import ModelError

log = logging.getLogger(__name__)

CONTEXT: Final = 32768
"""Context length in tokens where nobody says another."""

OWNERS: Final = {"vllm": Kind.VLLM, "sglang": Kind.SGLANG, "llamacpp": Kind.LLAMA_CPP}
"""How servers sign the models that they list."""

Models = Sequence[Mapping[str, Any]]


def connect(
    url: str,
    *,
    key: str = "",
    model: str = "auto",
    server: str | None = None,
    tokenizer: str | None = None,
    context: int | None = None,
    concurrency: int = 16,
    silence: float = 120.0,
    watch: float = WATCH,
) -> RemoteEngine:
    """The engine for the server at `url`. `model` is its name there, or a folder with its tokenizer; "auto" is the
    only one that is served.

    Raises ModelError if the server cannot be reached, or does not serve an AutoThink model.
    """
    client = Client(url, key, silence, concurrency)
    models, pages = _models(client), _pages(client)
    kind = Kind(server) if server else detect(models, pages)
    dialect = DIALECTS[kind]
    asked = str(NANO) if model == "nano" else model
    entry = choose(asked, models, kind, client.url)
    served = str(entry["id"])
    words = find_tokenizer(client, kind, served, [tokenizer] if tokenizer else [asked, str(entry.get("root")), served])
    _check_format(words, dialect)
    ids = words.encode(words.template([{"role": "user", "content": "?"}]))[0]
    chat = _only_chats(client, dialect, served, words.template([{"role": "user", "content": "?"}]))
    likely = None if chat else _likely(kind, client, served, ids)
    where = f"{dialect.name} at {client.url}"
    if chat:
        log.warning("%s takes no raw prompt: automatic mode works, forcing a mode and Compare do not.", where)
    elif likely is None:
        log.warning("%s gives no log-probabilities: p_think is not known, the decision is read from the text.", where)
    info = ModelInfo(
        model="KAT-nano" if str(NANO) in (asked, served) else Path(served).name if Path(served).exists() else served,
        engine=dialect.name,
        quantization="",
        device="",
        dtype="",
        context_length=min(filter(None, (context, _context(client, kind, entry, [asked, served])))),
        parameters=0,
        memory_bytes=0,
        why=Why.ENDPOINT,
        figures={"server": dialect.name},
        forces=not chat,
        scores=likely is not None,
    )
    return RemoteEngine(client, Served(kind, served, chat, likely), words, info, concurrency, watch)


def detect(models: Models, pages: Sequence[str]) -> Kind:
    """Which server it is, by how it signs its models and by the `pages` that it has of its own."""
    for entry in models:
        if entry.get("owned_by") in OWNERS:
            return OWNERS[str(entry["owned_by"])]
    return Kind.TRANSFORMERS if "/load_model" in pages and "/v1/completions" in pages else Kind.OTHER


def choose(asked: str, models: Models, kind: Kind, url: str) -> Mapping[str, Any]:
    """The entry of the list of models that is meant by `asked`: a name, a folder, or "auto"."""
    listed = {str(entry["id"]): entry for entry in models if kind is not Kind.TRANSFORMERS or _loaded(entry)}
    names = ", ".join(map(repr, listed))
    if asked in listed:
        return listed[asked]
    if asked == "auto":
        if len(listed) == 1:
            return next(iter(listed.values()))
        what = f"serves several models ({names})" if listed else "does not say what it serves"
        raise ModelError(f"--model: the server at {url} {what}. Give the name of the one to use.")
    for entry in listed.values():
        if entry.get("root") == asked:
            return entry
    if len(listed) == 1 and Path(asked).is_dir():
        return next(iter(listed.values()))
    if listed:
        raise ModelError(f"--model: the server at {url} does not serve {asked!r}. It has {names}.")
    return {"id": asked}


def _loaded(entry: Mapping[str, Any]) -> bool:
    """Whether `transformers serve` has this model in memory; it also lists those that only lie in its cache."""
    status = entry.get("status")
    return isinstance(status, dict) and status.get("value") == "loaded"


def find_tokenizer(client: Client, kind: Kind, served: str, names: Sequence[str]) -> Tokenizer:
    """The tokenizer of the served model: from a folder or the hub's cache, from the server, or from the hub."""
    folders = [name for name in names if Path(name).is_dir()]
    ids = list(dict.fromkeys(name for name in names if name.count("/") == 1 and not Path(name).is_absolute()))
    remote = served_tokenizer(client, kind, served)
    ways: list[Callable[[], Tokenizer]] = [
        *(_from_files(name, True) for name in folders or ids),
        *([lambda: remote] if remote is not None else []),
        *(_from_files(name, False) for name in ids if not folders),
    ]
    said = "it is no folder and no hub id"
    for way in ways:
        try:
            return way()
        except Exception as error:
            log.debug("No tokenizer that way.", exc_info=True)
            said = first_line(error)
    raise ModelError(f"--tokenizer: none was found for {served!r} ({said}). Give a folder or a hub id that has it.")


def _from_files(name: str, offline: bool) -> Callable[[], Tokenizer]:
    def load() -> Tokenizer:
        from transformers import AutoTokenizer

        return LocalTokenizer(AutoTokenizer.from_pretrained(name, trust_remote_code=False, local_files_only=offline))

    return load


def _models(client: Client) -> Models:
    """What the server lists; nothing if it cannot."""
    try:
        return client.models()
    except openai.APIStatusError as error:
        if error.status_code in (401, 403):
            raise ModelError(client.explain(error, place=True)) from error
        log.debug("No list of models.", exc_info=True)
        return ()
    except openai.OpenAIError as error:
        raise ModelError(client.explain(error, place=True)) from error
    except ValueError:
        return ()


def _pages(client: Client) -> Sequence[str]:
    """The server's own pages, if it says so."""
    try:
        return list(client.ask("/openapi.json")["paths"])
    except (openai.OpenAIError, ValueError, KeyError, TypeError):
        return ()


def _check_format(words: Tokenizer, dialect: Dialect) -> None:
    """The model speaks AutoThink, and the server does not drop its tags."""
    from kat_demo.engines.local import check_template

    check_template(words.template)
    hidden = special(words, format.TAGS)
    if hidden and not dialect.shows_special:
        raise ModelError(
            f"The model's tags ({', '.join(hidden)}) are special tokens, and {dialect.name} drops those from the text. "
            "Serve it with vLLM or SGLang, or say with --server which server it is."
        )


def _only_chats(client: Client, dialect: Dialect, model: str, prompt: str) -> bool:
    """Whether only chat completions are there. Raises ModelError if nothing works, with what the server says."""
    try:
        client.once({"model": model, "prompt": prompt, "max_tokens": 1, **dialect.fields})
        return False
    except openai.APIStatusError as error:
        if error.status_code not in (404, 405, 501):
            raise ModelError(client.explain(error, place=True)) from error
        code = error.status_code
    except (openai.OpenAIError, ValueError) as error:
        raise ModelError(client.explain(error, place=True)) from error
    try:
        with client.stream(
            {"model": model, "messages": [{"role": "user", "content": "?"}], "max_tokens": 1}, chat=True
        ) as stream:
            next(iter(stream), None)
        return True
    except openai.APIStatusError as error:
        if error.status_code in (404, 405, 501):
            raise ModelError(
                f"--endpoint: {client.url} has no completions (status {code}), nor does it serve {model!r} as a chat. "
                "Most servers have them at http://HOST:PORT/v1."
            ) from error
        raise ModelError(client.explain(error, place=True)) from error
    except (openai.OpenAIError, ValueError) as error:
        raise ModelError(client.explain(error, place=True)) from error


def _likely(kind: Kind, client: Client, model: str, ids: list[int]) -> Likely | None:
    """How to ask for log-probabilities, if the server really gives them."""
    likely = asker(kind, client, model)
    if likely is not None:
        try:
            likely(ids, ids[-1:])
        except (openai.OpenAIError, ValueError, KeyError, IndexError, TypeError):
            log.debug("No log-probabilities.", exc_info=True)
            return None
    return likely


def _context(client: Client, kind: Kind, entry: Mapping[str, Any], names: Sequence[str]) -> int:
    """The context length in tokens, from the server, else from the model's folder."""
    if isinstance(entry.get("max_model_len"), int):
        return int(entry["max_model_len"])
    try:
        if kind is Kind.LLAMA_CPP:
            return int(client.ask("/props")["default_generation_settings"]["n_ctx"])
        for name in names:
            if (Path(name) / "config.json").is_file():
                config = json.loads((Path(name) / "config.json").read_text(encoding="utf-8"))
                return int(config["max_position_embeddings"])
    except (openai.OpenAIError, ValueError, KeyError, TypeError):
        log.debug("The context length is not known.", exc_info=True)
    return CONTEXT


def key_of(environ: Mapping[str, str]) -> str:
    """The API key, which comes from the environment alone."""
    return environ.get(KEY, "").strip()
