"""The outermost layer: keeps the request log, makes faults happen, and lets no crash tell a secret."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import deque
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .faults import Fault, Faults
from .responses import error_response, usual_message
from .routes import CONTROL_PREFIX

#: Where the server puts a connection's transport, for dropping it.
TRANSPORT = "kibana_connectors.transport"

logger = logging.getLogger("kibana_connectors.sandbox")

#: A delay looks this often whether the sandbox is stopping.
_NAP = 0.05


@dataclass(frozen=True)
class RequestRecord:
    """A request as the log keeps it: no body, no header, no query.

    Attributes:
        method: HTTP method.
        path: Path as it was sent, space prefix included.
        status: Status of the answer; None when the connection was dropped.
    """

    method: str
    path: str
    status: int | None


@dataclass
class Gate:
    """ASGI middleware around everything.

    Attributes:
        app: What is behind it.
        faults: Faults still to come.
        verbose: Write each request to the log.
        stopping: Set when the server is about to end, so that delays end too.
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
        # The raw path holds no control characters that could forge a line of the log.
        path = scope["raw_path"].decode("ascii", "replace")
        method = scope["method"]
        answered = False

        async def recorded_send(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                # Before the answer leaves, so that whoever got it finds the request in the log.
                self._record(method, path, message["status"])
            await send(message)

        own = path.startswith(CONTROL_PREFIX)
        fault = None if own else self.faults.take(method, path)
        try:
            if fault is None or await self._happen(fault, scope, receive, recorded_send):
                await self.app(scope, receive, recorded_send)
        except ClientDisconnect:
            return
        except Exception as error:
            _log_crash(error)
            if not answered:
                await error_response(500, usual_message(500))(scope, receive, recorded_send)

    async def _happen(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> bool:
        """Make a fault happen; true when the request is to be served after all."""
        await self._wait(fault.delay)
        if fault.applied:
            await self.app(scope, receive, _discard)
        if fault.drop or self.stopping:
            self._record(scope["method"], scope["raw_path"].decode("ascii", "replace"), None)
            await _drop(scope, receive)
            return False
        if fault.status is None:
            return True
        response = error_response(fault.status, usual_message(fault.status), fault.headers)
        await response(scope, receive, send)
        return False

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.stopping and (left := end - loop.time()) > 0:
            await asyncio.sleep(min(left, _NAP))

    def _record(self, method: str, path: str, status: int | None) -> None:
        self.records.append(RequestRecord(method, path, status))
        if self.verbose:
            logger.info("%s %s %s", method, path, "dropped" if status is None else status)


async def _discard(_message: Message) -> None:
    """Take an answer that is to be lost."""


async def _drop(scope: Scope, receive: Receive) -> None:
    """Close the connection without an answer."""
    cast(asyncio.Transport, scope["state"][TRANSPORT]).abort()
    # Once the server has noticed, it expects no answer any more.
    while (await receive())["type"] != "http.disconnect":
        pass


def _log_crash(error: Exception) -> None:
    # The exception's own text may quote the payload: only its class and place are told.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    logger.error("%s in %s, line %s, in %s", type(error).__name__, frame.filename, frame.lineno, frame.name)
