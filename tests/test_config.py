"""Settings: flags, variables, refusals."""

from __future__ import annotations

import socket

import pytest

from kat_demo import config
from kat_demo.config import Settings
from kat_demo.errors import ConfigError


def test_defaults_listen_on_this_machine_only() -> None:
    assert config.load([], {}) == Settings() and Settings().host == "127.0.0.1"


def test_a_flag_wins_over_a_variable() -> None:
    environ = {"KAT_PORT": "8000", "KAT_MODEL": "nano", "KAT_SHARE": "true"}
    settings = config.load(["--port", "9000"], environ)
    assert (settings.port, settings.model, settings.share) == (9000, "nano", True)


@pytest.mark.parametrize(
    "flags, environ, says",
    [
        (["--quantize", "int3"], {}, "--quantize: got 'int3', allowed is one of 'nf4', 'none'"),
        (["--port", "0"], {}, "--port: got 0, allowed is 1 to 65535"),
        (["--lanes", "0"], {}, "--lanes"),
        (["--context", "5"], {}, "--context"),
        (["--auth", "nobody"], {}, "USER:PASSWORD"),
        ([], {"KAT_PORT": "many"}, "KAT_PORT: got 'many', allowed is a whole number"),
        ([], {"KAT_SHARE": "perhaps"}, "KAT_SHARE"),
    ],
)
def test_a_bad_setting_is_refused_by_name(flags: list[str], environ: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        config.load(flags, environ)


def test_a_password_is_never_in_the_message() -> None:
    with pytest.raises(ConfigError) as caught:
        Settings(auth="secretwithoutuser")
    assert "secret" not in str(caught.value)


def test_every_setting_has_a_flag_with_help() -> None:
    text = config.parser().format_help()
    assert all(f"--{name.replace('_', '-')}" in text for name in Settings.__dataclass_fields__)


def test_a_port_in_use_is_found_before_the_model_is_loaded() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ConfigError, match=r"cannot listen on .*--port"),
    ):
        config.check_port(Settings(port=taken.getsockname()[1]))
