"""Real model servers on this machine, and a proxy that makes them fail as servers do."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from running import ROOT, free_port

PARTS = ("chunked", "content-length", "connection", "transfer-encoding")


class Server:
    """A model server in a process of its own. `command` gets its port; it is up when /health answers."""

    def __init__(self, command: list[str], log: Path, environ: dict[str, str], patience: float = 300) -> None:
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.root}/v1"
        self.log = log
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
                env={**os.environ, **environ}, start_new_session=True,
            )  # fmt: skip
        started = time.monotonic()
        while True:
            try:
                urllib.request.urlopen(f"{self.root}/health", timeout=5).read()
                return
            except OSError:
                assert self.process.poll() is None, log.read_text()[-3000:]
                assert time.monotonic() - started < patience, log.read_text()[-3000:]
                time.sleep(0.3)

    def close(self) -> None:
        """End it and all that it started."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)


def transformers_serve(model: Path, folder: Path) -> Server:
    """`transformers serve`, with an empty hub cache: without one it cannot list its models."""
    (folder / "hub").mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).parent / "transformers"), "serve", str(model), "--device", "cpu"]
    environ = {"HF_HOME": str(folder), "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    return Server([*command, "--dtype", "float32", "--host", "127.0.0.1"], folder / "serve.log", environ)


def vllm(model: Path, folder: Path) -> Server:
    """vLLM, from the environment that `make test-vllm` makes or that VLLM_PYTHON names.

    Without compilation: on a CPU it takes longer than all tests. Threads are not bound to cores, which others may use.
    """
    python = os.environ.get("VLLM_PYTHON") or str(ROOT / ".venv-vllm" / "bin" / "python")
    command = [
        python, "-m", "vllm.entrypoints.openai.api_server", "--model", str(model), "--served-model-name", "nano",
        "--host", "127.0.0.1", "--enforce-eager", "--dtype", "float32", "--max-num-seqs", "16",
        "--enable-prompt-tokens-details",
    ]  # fmt: skip
    environ = {
        "HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "VLLM_CPU_KVCACHE_SPACE": "1", "OMP_NUM_THREADS": "1",
        "VLLM_CPU_OMP_THREADS_BIND": "nobind", "TORCHDYNAMO_DISABLE": "1",
    }  # fmt: skip
    return Server(command, folder / "serve.log", environ, patience=900)


def llama_cpp(model: Path, folder: Path) -> Server:
    """The llama-server that LLAMA_SERVER names, with the model as a GGUF file; four replies at a time."""
    import gguf_of

    gguf_of.write(model, folder / "model.gguf")
    command = [
        os.environ.get("LLAMA_SERVER") or "llama-server", "--model", str(folder / "model.gguf"), "--alias", "nano",
        "--host", "127.0.0.1", "--ctx-size", "8192", "--parallel", "4", "--threads", "2", "--jinja", "--special",
    ]  # fmt: skip
    return Server(command, folder / "llama.log", {})


@dataclass
class Fault:
    """What goes wrong with completions, for the next `times` of them.

    Attributes:
        status: answered with this instead, with `headers` and `body`.
        cut: the connection dies after so many bytes of the stream, or in the middle of the first character of
            several bytes if it is -1.
        quiet_end: it ends after `cut` bytes as if all were well.
        bytewise: every byte comes by itself.
        hang: nothing is ever answered.
        drop: fields of the request that the server does not get.
        missing: the paths that the server does not have.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = "{}"
    cut: int | None = None
    quiet_end: bool = False
    bytewise: bool = False
    hang: bool = False
    drop: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    times: int = 1_000_000


class Proxy:
    """Stands before a server at `port` of this machine; `fault` can be changed at any time. `seen` holds the requests
    for completions, as (path, headers, body)."""

    def __init__(self, port: int, certificate: Path | None = None) -> None:
        self.fault = Fault()
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.done = threading.Event()
        self.connections: list[socket.socket] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, port))
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "http" if certificate is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self) -> Fault:
        """The fault for one more completion."""
        fault = self.fault
        if fault.times <= 0:
            return Fault(missing=fault.missing)
        fault.times -= 1
        return fault

    def close(self) -> None:
        self.done.set()
        self._server.shutdown()
        self._server.server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _handler(proxy: Proxy, port: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            proxy.connections.append(self.connection)

        def do_GET(self) -> None:
            self._forward(b"", Fault())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if not self.path.endswith("/completions"):
                self._forward(body, Fault())
                return
            asked = json.loads(body)
            proxy.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}, asked))
            fault = proxy.take()
            if self.path in fault.missing:
                self._say(404, {}, b'{"detail": "Not Found"}')
            elif fault.hang:
                proxy.done.wait(300)
            elif fault.status:
                self._say(fault.status, fault.headers, fault.body.encode())
            else:
                asked = {name: value for name, value in asked.items() if name not in fault.drop}
                self._forward(json.dumps(asked).encode(), fault)

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _forward(self, body: bytes, fault: Fault) -> None:
            upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            try:
                upstream.request(self.command, self.path, body or None, {"content-type": "application/json"})
                answer = upstream.getresponse()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in PARTS:
                        self.send_header(name, value)
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                self._stream(answer, fault)
            except OSError:
                self.close_connection = True
            finally:
                upstream.close()

        def _stream(self, answer: http.client.HTTPResponse, fault: Fault) -> None:
            sent = 0
            while piece := answer.read1(65536):
                end = _end(piece, sent, fault)
                for at in range(0, end, 1 if fault.bytewise else max(end, 1)):
                    chunk = piece[at : at + 1] if fault.bytewise else piece[:end]
                    self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
                    self.wfile.flush()
                sent += end
                if end < len(piece):
                    if not fault.quiet_end:
                        self.close_connection = True
                        self.connection.shutdown(socket.SHUT_RDWR)
                        return
                    break
            self.wfile.write(b"0\r\n\r\n")
            self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _end(piece: bytes, sent: int, fault: Fault) -> int:
    """How many bytes of the piece still get through."""
    if fault.cut is None:
        return len(piece)
    if fault.cut >= 0:
        return min(len(piece), max(fault.cut - sent, 0))
    return next((at + 1 for at, byte in enumerate(piece) if byte >= 0xC0), len(piece))
