"""Settings: from flags and KAT_* variables, a flag winning, validated once and then never changed."""

from __future__ import annotations

import argparse
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kat_demo.errors import ConfigError

NANO = Path(__file__).resolve().parent.parent / "assets" / "nano"
"""The embedded checkpoint."""

KAT = "Kwaipilot/KAT-V1-40B"

SERVERS = ("vllm", "sglang", "llama.cpp", "transformers", "other")
"""The kinds of model servers, as --server takes them."""


OAUTH = ("SPACE_ID", "OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_SCOPES", "OPENID_PROVIDER_URL")
"""Variables of a Space on which visitors can sign in."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server is set up. See `parser` for what each means and takes."""

    model: str = "auto"
    quantize: str | None = None
    lanes: int = 4
    context: int | None = None
    threads: int | None = None
    eager: bool = False
    endpoint: str | None = None
    server: str | None = None
    tokenizer: str | None = None
    concurrency: int = 16
    timeout: int = 120
    host: str = "127.0.0.1"
    port: int = 7860
    share: bool = False
    auth: str | None = field(default=None, repr=False)
    sign_in: bool = False
    per_visitor: int = 16

    def __post_init__(self) -> None:
        if self.quantize not in (None, "nf4", "none"):
            raise ConfigError(f"--quantize: got {self.quantize!r}, allowed is one of 'nf4', 'none'.")
        _within("--lanes", self.lanes, 1, 64)
        _within("--context", self.context, 256, 1_048_576)
        _within("--threads", self.threads, 1, 1024)
        _within("--port", self.port, 1, 65535)
        _within("--concurrency", self.concurrency, 1, 1024)
        _within("--timeout", self.timeout, 1, 86400)
        _check_endpoint(self.endpoint)
        if self.server not in (None, *SERVERS):
            raise ConfigError(f"--server: got {self.server!r}, allowed is one of {', '.join(map(repr, SERVERS))}.")
        if not self.model.strip():
            raise ConfigError("--model: got nothing, allowed is 'auto', 'nano', a hub id or a folder.")
        _within("--per-visitor", self.per_visitor, 1, 1024)
        if self.auth is not None and not (self.credentials and all(map(all, self.credentials))):
            raise ConfigError("--auth: allowed is USER:PASSWORD, one on each line.")
        if self.auth is not None and self.sign_in:
            raise ConfigError("--sign-in: visitors log in with a password already (--auth). Choose one of the two.")

    @property
    def credentials(self) -> list[tuple[str, str]] | None:
        """Users and their passwords, as gradio takes them; None where nobody has to log in."""
        if self.auth is None:
            return None
        return [(user, password) for user, _, password in (pair.partition(":") for pair in self.auth.split())]


def zero_gpu(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this is a ZeroGPU Space, which lends a GPU for the time of one call."""
    return environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


def check_port(settings: Settings) -> None:
    """Fail early, before a model is loaded, if the address cannot be listened on."""
    try:
        with socket.create_server((settings.host, settings.port)):
            pass
    except OSError as error:
        raise ConfigError(
            f"--port: cannot listen on {settings.host}:{settings.port} ({error.strerror}). "
            "End what uses the port, or choose another with --port."
        ) from None


def parser(prog: str = "app.py") -> argparse.ArgumentParser:
    """The command line; each flag is also a variable, such as KAT_MODEL for --model."""
    made = argparse.ArgumentParser(
        prog=prog,
        description="Chat with AutoThink, a model that decides by itself whether to think.",
        epilog="Each flag can also be set as a variable: KAT_MODEL for --model, and so on. A flag wins. KAT_AUTH holds "
        "USER:PASSWORD itself, several apart by spaces: no password belongs into a command line.",
    )
    add_model_flags(made)
    made.add_argument("--host", metavar="H", help="address to listen on (default 127.0.0.1; 0.0.0.0 for everyone)")
    made.add_argument("--port", type=int, metavar="P", help="port to listen on (default 7860)")
    made.add_argument("--share", action="store_true", default=None, help="also open a public link through gradio")
    made.add_argument("--auth", metavar="FILE", help="ask visitors to log in: a file with USER:PASSWORD on each line")
    made.add_argument(
        "--sign-in", action="store_true", default=None, help="on a Space: answer only who signs in with Hugging Face"
    )
    made.add_argument(
        "--per-visitor", type=int, metavar="N", help="replies of one address, waiting or being written (default 16)"
    )
    return made


def add_model_flags(made: argparse.ArgumentParser) -> None:
    """The flags that say which model is loaded, and how."""
    made.add_argument(
        "--model",
        metavar="auto|nano|HUB_ID|PATH",
        help=f"auto (default): {KAT} where a GPU can hold it, else nano, the embedded miniature",
    )
    made.add_argument(
        "--quantize",
        metavar="nf4|none",
        help="4-bit weights through bitsandbytes (default: nf4 for a big model on a GPU)",
    )
    made.add_argument("--lanes", type=int, metavar="N", help="replies generated at the same time (default 4)")
    made.add_argument("--context", type=int, metavar="N", help="context length in tokens (default: the model's own)")
    made.add_argument(
        "--endpoint", metavar="URL", help="a model server to ask instead of loading a model: http://HOST:PORT/v1"
    )
    made.add_argument("--server", metavar="KIND", help=f"of the endpoint: {', '.join(SERVERS)} (default: found out)")
    made.add_argument(
        "--tokenizer",
        metavar="HUB_ID|PATH",
        help="the endpoint's tokenizer (default: the model's own, or the server's)",
    )
    made.add_argument("--concurrency", type=int, metavar="N", help="requests to the endpoint at a time (default 16)")
    made.add_argument(
        "--timeout", type=int, metavar="S", help="seconds that the endpoint may be silent in a reply (default 120)"
    )
    made.add_argument("--threads", type=int, metavar="N", help="CPU threads of the model (default: by its size)")
    made.add_argument("--eager", action="store_true", default=None, help="decode without CUDA graphs on a GPU")


def read(arguments: argparse.Namespace, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from parsed flags and the environment. Raises ConfigError for what is not allowed."""
    values: dict[str, Any] = {}
    for item in fields(Settings):
        flag = getattr(arguments, item.name, None)
        variable = environ.get(f"KAT_{item.name.upper()}", "").strip()
        if flag is not None:
            values[item.name] = _from_file(flag) if item.name == "auth" else flag
        elif variable:
            values[item.name] = _from_text(item.name, variable, str(item.type))
    if "SPACE_ID" in environ:
        values.setdefault("host", "0.0.0.0")  # a Space reaches its app from outside of the container
    return Settings(**values)


def load(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the server from its command line."""
    settings = read(parser().parse_args(argv), environ)
    if settings.sign_in and not all(environ.get(name) for name in OAUTH):
        raise ConfigError(
            "--sign-in: only a Space can send visitors to Hugging Face and back, with `hf_oauth: true` at the top of "
            "its README.md. Elsewhere use --auth."
        )
    return settings


def _from_text(name: str, text: str, kind: str) -> object:
    if "int" in kind:
        try:
            return int(text)
        except ValueError:
            raise ConfigError(f"KAT_{name.upper()}: got {text!r}, allowed is a whole number.") from None
    if kind == "bool":
        if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise ConfigError(f"KAT_{name.upper()}: got {text!r}, allowed is true or false.")
        return text.lower() in ("1", "true", "yes")
    return text


def _check_endpoint(url: str | None) -> None:
    """Raise ConfigError unless `url` is the base of a server's interface, and holds no secret."""
    if url is None:
        return
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ConfigError(f"--endpoint: that is no address ({error}).") from None
    if parts.username or parts.password:
        raise ConfigError("--endpoint: it holds a user or a password. Give a key as the variable KAT_API_KEY instead.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"--endpoint: got {url!r}, allowed is http://HOST:PORT/v1 or https://HOST/v1.")
    if not parts.path.strip("/"):
        raise ConfigError(f"--endpoint: got {url!r}, which has no path. Most servers want {url.rstrip('/')}/v1.")
    if parts.query or parts.fragment:
        raise ConfigError("--endpoint: it has more than a path. Allowed is http://HOST:PORT/v1.")


def _from_file(path: str) -> str:
    """The pairs in the file that --auth names; nothing of it is ever said, for it may be a password by mistake."""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, ValueError):
        raise ConfigError(
            "--auth: the file cannot be read. Give one with USER:PASSWORD on each line, or set KAT_AUTH."
        ) from None


def _within(flag: str, value: int | None, low: int, high: int) -> None:
    if value is not None and not low <= value <= high:
        raise ConfigError(f"{flag}: got {value}, allowed is {low} to {high}.")
