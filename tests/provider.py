"""An OpenID provider on this machine, as far as a Space needs Hugging Face to be one."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = {"OAUTH_CLIENT_ID": "the-space", "OAUTH_CLIENT_SECRET": "its-secret", "OAUTH_SCOPES": "openid profile"}


class Provider:
    """Lets whoever comes sign in as `user`; what was sent to it for a token is in `exchanged`."""

    def __init__(self, user: str = "ada") -> None:
        self.user, self.exchanged, self._nonces = user, list[dict[str, str]](), dict[str, str]()
        self._key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}, private=True)
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                if parts.path == "/oauth/authorize":
                    self.send_response(302)
                    self.send_header("location", provider.authorize(asked))
                    self.end_headers()
                else:
                    self.say(provider.tell(parts.path))

            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["content-length"])).decode()
                self.say(provider.token({name: values[0] for name, values in parse_qs(form).items()}))

            def say(self, what: Any) -> None:
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Provider:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent, with a code: nobody is asked whether it may."""
        assert asked["client_id"] == CLIENT["OAUTH_CLIENT_ID"] and asked["response_type"] == "code"
        code = f"code-{len(self._nonces)}"
        self._nonces[code] = asked["nonce"]
        joint = "&" if urlsplit(asked["redirect_uri"]).query else "?"
        return asked["redirect_uri"] + joint + urlencode({"code": code, "state": asked["state"]})

    def tell(self, path: str) -> Any:
        if path == "/oauth/jwks":
            return {"keys": [self._key.as_dict(private=False)]}
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/oauth/authorize",
            "token_endpoint": f"{self.url}/oauth/token",
            "jwks_uri": f"{self.url}/oauth/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self, form: dict[str, str]) -> Any:
        self.exchanged.append(form)
        now, seconds = int(time.time()), 8 * 3600
        claims = {
            "iss": self.url,
            "aud": CLIENT["OAUTH_CLIENT_ID"],
            "sub": "1",
            "iat": now,
            "exp": now + seconds,
            "nonce": self._nonces[form["code"]],
            "preferred_username": self.user,
            "name": self.user.title(),
            "profile": f"{self.url}/{self.user}",
            "picture": f"{self.url}/{self.user}.png",
        }
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self._key)
        return {"access_token": "a-token", "token_type": "bearer", "expires_in": seconds, "id_token": signed}
