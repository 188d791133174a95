"""A server on the loopback that makes and invalidates API keys, as Elasticsearch does."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Keys:
    """What was asked.

    Args:
        pair: The key that every call gives, as `id:key`.
    """

    def __init__(self, pair: str) -> None:
        self.pair = pair
        self.url = ""
        self.made: list[dict[str, Any]] = []
        self.invalidated: list[str] = []


@contextmanager
def elasticsearch(pair: str) -> Iterator[Keys]:
    """Serve for as long as the block lasts."""
    keys = Keys(pair)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def _answer(self, body: Any) -> None:
            text = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def _body(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")

        def do_GET(self) -> None:
            version = {"number": "9.4.0", "build_flavor": "default"}
            self._answer({"name": "n", "cluster_name": "c", "cluster_uuid": "u", "version": version})

        def do_POST(self) -> None:
            body = self._body()
            keys.made.append(body)
            id, _, key = pair.partition(":")
            encoded = base64.b64encode(pair.encode()).decode()
            self._answer({"id": id, "name": body.get("name"), "api_key": key, "encoded": encoded})

        def do_PUT(self) -> None:
            self.do_POST()

        def do_DELETE(self) -> None:
            ids = self._body().get("ids", [])
            keys.invalidated.extend(ids)
            self._answer(
                {"invalidated_api_keys": ids, "previously_invalidated_api_keys": [], "error_count": 0}
            )

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    keys.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield keys
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
