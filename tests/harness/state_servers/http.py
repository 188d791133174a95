"""A server of the `http` backend's protocol: one state, one lock, a password."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

from harness.cdk import HttpBackend
from harness.state_servers.stored_state import StoredState

PASSWORD = "value-of-the-http-password"


class _Kept:
    def __init__(self) -> None:
        self.state: bytes | None = None
        self.lock: bytes | None = None
        self.guard = Lock()


@contextmanager
def http() -> Iterator[StoredState]:
    """Run a server, and keep a state in it."""
    kept = _Kept()
    login = "Basic " + base64.b64encode(f"state:{PASSWORD}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def answer(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_request(self) -> None:
            given = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != login:
                self.answer(401)
                return
            with kept.guard:
                self.answer(*self.changed(given))

        def changed(self, given: bytes) -> tuple[int, bytes]:
            if self.command == "LOCK":
                if kept.lock is not None:
                    return 423, kept.lock
                kept.lock = given
            elif self.command == "UNLOCK":
                kept.lock = None
            elif self.command == "POST":
                holder = json.loads(kept.lock)["ID"] if kept.lock else ""
                if holder and f"ID={holder}" not in self.path:
                    return 409, b""
                kept.state = given
            elif self.command == "DELETE":
                kept.state = None
            elif kept.state is None:
                return 404, b""
            else:
                return 200, kept.state
            return 200, b""

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.handle_request
            raise AttributeError(name)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}/state"
    try:
        yield StoredState(
            add_backend=lambda stack: HttpBackend(
                stack, address=address, lock_address=address, unlock_address=address
            ),
            environment={"TF_HTTP_USERNAME": "state", "TF_HTTP_PASSWORD": PASSWORD},
            stored=lambda: kept.state or b"",
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
