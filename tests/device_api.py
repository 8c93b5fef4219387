"""The service that gives out GPUs on ZeroGPU, as far as the `spaces` package speaks to it, on this machine."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class DeviceApi:
    """What was asked of it is in `calls`, as (what, parameters). `refusal` is a status, headers and a body that it
    answers to whoever asks for a GPU, instead of lending one."""

    refusal: tuple[int, dict[str, str], str] | None = None
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __enter__(self) -> DeviceApi:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                parts = urlsplit(self.path)
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                service.calls.append((parts.path.strip("/"), asked))
                status, headers, body = service.answer(parts.path.strip("/"))
                self.send_response(status)
                for name, value in {"content-type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def asked(self, what: str) -> list[dict[str, str]]:
        return [parameters for name, parameters in self.calls if name == what]

    def answer(self, what: str) -> tuple[int, dict[str, str], str]:
        if what != "schedule":
            return 200, {}, "{}"
        if self.refusal is not None:
            return self.refusal
        token = f"token-{len(self.asked('schedule'))}"
        return 200, {}, json.dumps({"idle": True, "nvidiaIndex": 0, "nvidiaUUID": "GPU-0", "allowToken": token})
