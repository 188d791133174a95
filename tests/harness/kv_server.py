"""A stand-in for a Vault or OpenBao server: tokens, and the key-value engine of version 2 at `secret/`."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "token-of-the-vault"
_DATA = "/v1/secret/data/"


class KvServer:
    """The server; `put` is what a person does in Vault.

    Attributes:
        reads: The path and the version of each secret that was read; version 0 where none was asked for.
    """

    def __init__(self) -> None:
        self.reads: list[tuple[str, int]] = []
        self._versions: dict[str, list[dict[str, str]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def put(self, path: str, **fields: str) -> int:
        """Add a version of a secret, and return its number."""
        versions = self._versions.setdefault(path, [])
        versions.append(fields)
        return len(versions)

    def __enter__(self) -> KvServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method: str, target: str, token: str | None) -> tuple[int, Any]:
        """Answer one request."""
        asked = urlsplit(target)
        if token != TOKEN:
            return 403, {"errors": ["permission denied"]}
        if (method, asked.path) == ("GET", "/v1/auth/token/lookup-self"):
            return 200, {"data": {"id": TOKEN, "policies": ["kibana"]}}
        if method != "GET" or not asked.path.startswith(_DATA):
            return 404, {"errors": []}
        path = asked.path.removeprefix(_DATA)
        version = int(parse_qs(asked.query).get("version", ["0"])[0])
        self.reads.append((path, version))
        versions = self._versions.get(path, [])
        number = version or len(versions)
        if not 1 <= number <= len(versions):
            return 404, {"errors": []}
        metadata = {
            "created_time": f"2026-11-0{number}T08:00:00Z",
            "deletion_time": "",
            "destroyed": False,
            "version": number,
        }
        return 200, {"data": {"data": versions[number - 1], "metadata": metadata}}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = server.answer("GET", self.path, self.headers.get("X-Vault-Token"))
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
