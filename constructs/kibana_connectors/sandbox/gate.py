"""The outermost middleware: it logs requests, applies faults, and keeps secrets out of crash logs."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import deque
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .control import CONTROL_PREFIX
from .faults import Fault, Faults
from .responses import error_response, usual_message

#: Key of a connection's transport in the ASGI state. The gate needs it to drop the connection.
TRANSPORT = "kibana_connectors.transport"

logger = logging.getLogger("kibana_connectors.sandbox")

#: Seconds between checks, during a delay, whether the sandbox is stopping.
_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class RequestRecord:
    """A request in the log, without body, headers and query.

    Attributes:
        method: HTTP method.
        path: Path as it was sent, space prefix included.
        status: Status of the response; None if the connection was dropped.
    """

    method: str
    path: str
    status: int | None


@dataclass
class Gate:
    """ASGI middleware around everything.

    Attributes:
        app: The application behind it.
        faults: The pending faults.
        verbose: Write each request to the logger.
        stopping: Set before the server stops, so that delays end.
        records: The latest requests.
    """

    app: ASGIApp
    faults: Faults
    verbose: bool = False
    stopping: bool = False
    records: deque[RequestRecord] = field(default_factory=lambda: deque(maxlen=10_000))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            return
        # The raw path has no control characters that could forge a line of the log.
        path = scope["raw_path"].decode("ascii", "replace")
        method = scope["method"]
        answered = False

        async def recorded_send(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                # Before sending, so that a client that has the response finds the request in the log.
                self._record(method, path, message["status"])
            await send(message)

        is_control = path.startswith(CONTROL_PREFIX)
        fault = None if is_control else self.faults.take(method, path)
        try:
            if fault is None or await self._apply(fault, scope, receive, recorded_send):
                cut = fault is not None and fault.cut
                await self.app(scope, receive, _cut(scope, recorded_send) if cut else recorded_send)
        except ClientDisconnect:
            return
        except Exception as error:
            _log_crash(error)
            if not answered:
                await error_response(500, usual_message(500))(scope, receive, recorded_send)

    async def _apply(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> bool:
        """Apply a fault; return whether the request must still be served."""
        await self._wait(fault.delay)
        if fault.applied:
            await self.app(scope, receive, _discard)
        if fault.drop or self.stopping:
            self._record(scope["method"], scope["raw_path"].decode("ascii", "replace"), None)
            await _drop(scope, receive)
            return False
        if not fault.answers:
            return True
        await _own_answer(fault)(scope, receive, send)
        return False

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.stopping and (left := end - loop.time()) > 0:
            await asyncio.sleep(min(left, _POLL_SECONDS))

    def _record(self, method: str, path: str, status: int | None) -> None:
        self.records.append(RequestRecord(method, path, status))
        if self.verbose:
            logger.info("%s %s %s", method, path, "dropped" if status is None else status)


def _own_answer(fault: Fault) -> Response:
    headers = dict(fault.headers)
    if fault.body is not None:
        headers = {"Content-Type": fault.content_type, **headers}
        return Response(fault.body, fault.status or 200, headers)
    if fault.size is not None:
        text = '"' + "x" * (fault.size - 2) + '"'
        return Response(text, fault.status or 200, headers, media_type="application/json")
    status = fault.status or 500
    return error_response(status, usual_message(status), headers)


def _cut(scope: Scope, send: Send) -> Send:
    """Return a `send` that breaks the connection off after half of the body."""

    async def cut_send(message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            await send({**message, "body": body[: len(body) // 2], "more_body": True})
            cast(asyncio.Transport, scope["state"][TRANSPORT]).close()
        else:
            await send(message)

    return cut_send


async def _discard(_message: Message) -> None:
    """Discard a response that the fault loses."""


async def _drop(scope: Scope, receive: Receive) -> None:
    """Close the connection without a response."""
    cast(asyncio.Transport, scope["state"][TRANSPORT]).abort()
    # After the disconnect, the server no longer expects a response.
    while (await receive())["type"] != "http.disconnect":
        pass


def _log_crash(error: Exception) -> None:
    # The exception's text may quote the payload: log only its class and its place.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    logger.error("%s in %s, line %s, in %s", type(error).__name__, frame.filename, frame.lineno, frame.name)
