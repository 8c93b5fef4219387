"""The app as a user starts it, on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


class App:
    """`python app.py` in a process of its own, with the embedded model unless `flags` say otherwise.

    `program` is what is run instead of app.py, `environ` are variables beside those of this process.
    """

    def __init__(self, *flags: str, program: Sequence[str] = ("app.py",), environ: Mapping[str, str] = {}) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        started = time.perf_counter()
        command = [sys.executable, *program, "--model", "nano", "--port", str(self.port), "--threads", "1", *flags]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        while True:
            try:
                urllib.request.urlopen(self.url, timeout=5).read()
                break
            except OSError:
                assert self.process.poll() is None, self.process.communicate()[0]
                assert time.perf_counter() - started < 120, "the page did not open"
                time.sleep(0.2)
        self.ready_after = time.perf_counter() - started

    def close(self) -> str:
        """End it as Ctrl-C does; returns what it logged."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.communicate(timeout=20)[0]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
