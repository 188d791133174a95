"""Stands before an HTTP server, passes everything on, and remembers what was asked."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Asked(NamedTuple):
    """One request, as the server got it; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def recorder(asked: list[Asked], port: int) -> type[BaseHTTPRequestHandler]:
    """Return what answers requests: it remembers each, and passes it on.

    Args:
        asked: Where it remembers.
        port: The server's.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def pass_on(self) -> None:
            body = self._body()
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.append(Asked(self.command, self.path, headers, body))
            headers.pop("transfer-encoding", None)
            headers["content-length"] = str(len(body))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

        def _body(self) -> bytes:
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.pass_on
            raise AttributeError(name)

    return Handler


@contextmanager
def recording_proxy(port: int) -> Iterator[tuple[int, list[Asked]]]:
    """Run a proxy before a server, and give its port and the requests so far."""
    asked: list[Asked] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), recorder(asked, port))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
