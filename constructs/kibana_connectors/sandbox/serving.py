"""A uvicorn server on a loopback socket, in a background thread or in the foreground."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..errors import SandboxError
from .gate import TRANSPORT

_START_SECONDS = 15.0
_STOP_SECONDS = 15.0


class _Protocol(H11Protocol):
    """HTTP/1.1 that passes the connection to the application, so that it can drop it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


class _Server(uvicorn.Server):
    """A server that calls `on_ready` once it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._on_ready()


def make_server(app: ASGIApp, on_ready: Callable[[], None]) -> _Server:
    """Return a server that logs neither requests nor its start and stop.

    Args:
        app: The application.
        on_ready: Called once requests are answered.
    """
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    return _Server(config, on_ready)


def listen(host: str, port: int) -> socket.socket:
    """Bind a loopback socket, so that the port is known and reserved before the server starts.

    Args:
        host: A loopback address or `localhost`.
        port: Port; 0 takes a free one.

    Raises:
        SandboxError: The host is not a loopback address, or the port is taken.
    """
    address = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address)
    except ValueError:
        loopback = None
    if loopback is None or not loopback.is_loopback:
        raise SandboxError(
            f"the sandbox listens on a loopback address only, such as 127.0.0.1; got {host!r}: "
            "it keeps what it is sent in memory and speaks plain HTTP"
        )
    family = socket.AF_INET if loopback.version == 4 else socket.AF_INET6
    # asyncio turns Nagle's algorithm off only where TCP is named. It would cost 40 ms per response.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        raise SandboxError(f"cannot listen on {host} port {port}: {error}") from error
    return bound


def url_of(bound: socket.socket) -> str:
    """Return the URL of a bound socket.

    Args:
        bound: A socket that `listen` returned.
    """
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class BackgroundServer:
    """A server in a daemon thread."""

    def __init__(self, app: ASGIApp, bound: socket.socket) -> None:
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._bound = bound
        self._server = make_server(app, self._ready.set)
        self._thread = threading.Thread(target=self._serve, name="kibana-sandbox", daemon=True)

    def start(self) -> None:
        """Start and wait until requests are answered.

        Raises:
            SandboxError: It does not start.
        """
        self._thread.start()
        if not self._ready.wait(_START_SECONDS) or self._failure is not None:
            self.stop()
            raise SandboxError("the sandbox's server did not start") from self._failure

    def stop(self) -> None:
        """Stop and wait until the port is free again."""
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)
        self._bound.close()

    def _serve(self) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[self._bound]))
        except BaseException as error:
            # SystemExit included: uvicorn raises it if it cannot start.
            self._failure = error
        finally:
            self._ready.set()
