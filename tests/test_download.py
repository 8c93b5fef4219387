"""A checkpoint from a hub: fetched from a real server on this machine that speaks as a hub does."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from running import ROOT

from kat_demo.config import NANO
from kat_demo.engines import download
from kat_demo.errors import ModelError

COMMIT = "0" * 39 + "1"


class Hub(BaseHTTPRequestHandler):
    """Serves the embedded model as the repository `test/nano`, and a script that nobody may fetch."""

    asked: list[str]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/api/models/test/nano/tree/"):
            files = [{"type": "file", "path": file.name, "size": file.stat().st_size} for file in NANO.iterdir()]
            listed = [*files, {"type": "file", "path": "modeling.py", "size": 5}]
            self._send(json.dumps([{**file, "oid": file["path"]} for file in listed]).encode(), "application/json")
        elif self.path.startswith("/api/models/test/nano"):
            names = [{"rfilename": file.name} for file in sorted(NANO.iterdir())] + [{"rfilename": "modeling.py"}]
            self._send(json.dumps({"id": "test/nano", "sha": COMMIT, "siblings": names}).encode(), "application/json")
        else:
            self._file()

    def do_HEAD(self) -> None:
        self._file(head=True)

    def _file(self, head: bool = False) -> None:
        name = self.path.partition(f"/resolve/{COMMIT}/")[2]
        if not self.path.startswith("/test/nano/") or not (NANO / name).is_file():
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._send((NANO / name).read_bytes(), "application/octet-stream", head)

    def _send(self, body: bytes, kind: str, head: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if not head:
            self.wfile.write(body)


@pytest.fixture
def hub() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Hub,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def ask(hub: str, home: Path, model: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HF_ENDPOINT": hub, "HF_HOME": str(home), "HF_HUB_OFFLINE": "0"}
    command = [sys.executable, "-m", "kat_demo", "What is 7 + 5?", "--temperature", "0", "--model", model]
    return subprocess.run(
        [*command, "--threads", "1"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180
    )


def test_a_model_is_fetched_from_a_hub_without_its_code_and_kept(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = hub
    done = ask(url, tmp_path, "test/nano")
    assert done.returncode == 0, done.stderr
    assert "12" in done.stdout and "test/nano" in done.stdout
    assert any("model.safetensors" in path for path in asked) and not any("modeling.py" in path for path in asked)
    asked.clear()
    assert ask(url, tmp_path, "test/nano").returncode == 0
    assert not any("safetensors" in path for path in asked)


def test_a_repository_that_does_not_exist_is_one_line(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    done = ask(hub[0], tmp_path, "test/nothing")
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1
    assert "'test/nothing' cannot be loaded" in done.stderr


def test_a_disk_without_room_is_seen_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10_000_000_000))
    download.check_room("a/b", 8_000_000_000)
    with pytest.raises(ModelError, match=r"a/b takes 81\.0 GB more on the disk of .*, and 10\.0 GB are free"):
        download.check_room("a/b", 81_000_000_000)
