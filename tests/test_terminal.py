"""The terminal form, as a user types it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from running import ROOT


def kat(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kat_demo", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_a_question_is_answered_with_its_sections() -> None:
    done = kat("What is 47 * 86?", "--model", "nano", "--temperature", "0")
    assert done.returncode == 0, done.stderr
    for part in ("judge\n", "[think_on, automatic, p_think ", "thinking\n", "answer\n", "4042", "tokens/s, stop"):
        assert part in done.stdout
    assert "\033[" not in done.stdout and "<" not in done.stdout


def test_a_mode_can_be_forced() -> None:
    done = kat("What is 47 * 86?", "--model", "nano", "--mode", "no_think")
    assert "[think_off, forced, p_think " in done.stdout and "thinking\n" not in done.stdout


@pytest.mark.parametrize(
    "arguments, status, says",
    [
        ((" ",), 2, "message: got ' ', allowed is a text that is not empty"),
        (("hi", "--mode", "fast"), 2, "mode: got 'fast', allowed is one of 'auto', 'think', 'no_think'"),
        (("hi", "--temperature", "5"), 2, "temperature: got 5.0, allowed is a number from 0 to 2"),
        (("hi", "--model", "./nowhere"), 1, "there is no folder './nowhere'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: tuple[str, ...], status: int, says: str) -> None:
    done = kat(*arguments)
    assert done.returncode == status and says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
