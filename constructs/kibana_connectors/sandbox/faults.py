"""Faults that a test asks for: error responses, delays, lost connections."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import SandboxError


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the next matching requests.

    Attributes:
        status: Respond with this status and Kibana's error envelope.
        delay: Seconds to wait first. With a delay alone, the request is then served as usual.
        drop: Close the connection without a response.
        applied: Let the request take effect before the fault, as when only the response is lost.
        method: Only requests with this method.
        path_contains: Only requests whose path, space prefix included, contains this.
        times: How many requests; None for all.
        headers: Headers of the error response, such as `Retry-After`.
    """

    status: int | None = None
    delay: float = 0.0
    drop: bool = False
    applied: bool = False
    method: str | None = None
    path_contains: str | None = None
    times: int | None = 1
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.status is None and not self.drop and not self.delay:
            raise SandboxError("a fault needs a status, a delay or drop=True")
        if self.status is not None and self.drop:
            raise SandboxError("a fault takes either a status or drop=True, not both")
        if self.status is not None and not 400 <= self.status <= 599:
            raise SandboxError(f"a fault's status must be between 400 and 599; got {self.status}")
        if self.applied and self.status is None and not self.drop:
            raise SandboxError("applied needs a status or drop=True: a delay alone changes no response")
        if not (math.isfinite(self.delay) and self.delay >= 0):
            raise SandboxError(f"a fault's delay must be a number of seconds; got {self.delay}")
        if self.times is not None and self.times < 1:
            raise SandboxError(f"a fault's times must be at least 1, or None; got {self.times}")
        if self.headers and self.status is None:
            raise SandboxError("headers need a status: without one there is no response that could have them")

    def matches(self, method: str, path: str) -> bool:
        """Whether the fault is for a request.

        Args:
            method: Its method.
            path: Its path without query.
        """
        if self.method is not None and self.method.upper() != method.upper():
            return False
        return self.path_contains is None or self.path_contains in path

    @classmethod
    def from_json(cls, body: object) -> Fault:
        """Read a fault from JSON.

        Args:
            body: Object with the attributes of this class.

        Raises:
            SandboxError: It is not a fault.
        """
        if not isinstance(body, dict):
            raise SandboxError("a fault must be a JSON object")
        for name, value in body.items():
            types = _JSON_TYPES.get(name)
            if types is None:
                raise SandboxError(f"a fault has no field {name}; its fields are {', '.join(_JSON_TYPES)}")
            # In Python, bool is a subclass of int.
            if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
                raise SandboxError(f"a fault's {name} has the wrong type")
        headers = body.get("headers", {})
        if not all(isinstance(value, str) for value in headers.values()):
            raise SandboxError("a fault's headers must be texts")
        return cls(**body)

    def to_json(self) -> dict[str, Any]:
        """Return the fault as JSON data."""
        return {name: getattr(self, name) for name in _JSON_TYPES} | {"headers": dict(self.headers)}


_NONE = type(None)
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "status": (int, _NONE),
    "delay": (int, float),
    "drop": (bool,),
    "applied": (bool,),
    "method": (str, _NONE),
    "path_contains": (str, _NONE),
    "times": (int, _NONE),
    "headers": (dict,),
}


class Faults:
    """The pending faults. A request gets the oldest one that matches."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending: list[Fault] = []

    def add(
        self,
        *,
        status: int | None = None,
        delay: float = 0.0,
        drop: bool = False,
        applied: bool = False,
        method: str | None = None,
        path_contains: str | None = None,
        times: int | None = 1,
        headers: Mapping[str, str] | None = None,
    ) -> Fault:
        """Create and add a fault.

        Args:
            status: Respond with this status and Kibana's error envelope.
            delay: Seconds to wait first. With a delay alone, the request is then served as usual.
            drop: Close the connection without a response.
            applied: Let the request take effect before the fault, as when only the response is lost.
            method: Only requests with this method.
            path_contains: Only requests whose path, space prefix included, contains this.
            times: How many requests; None for all.
            headers: Headers of the error response, such as `Retry-After`.

        Raises:
            SandboxError: The arguments do not fit together.
        """
        return self.append(
            Fault(status, delay, drop, applied, method, path_contains, times, dict(headers or {}))
        )

    def append(self, fault: Fault) -> Fault:
        """Add an existing fault.

        Args:
            fault: The fault.
        """
        with self._lock:
            self._pending.append(fault)
        return fault

    def clear(self) -> None:
        """Remove all pending faults."""
        with self._lock:
            self._pending.clear()

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The pending faults; `times` is how many requests are left."""
        with self._lock:
            return tuple(self._pending)

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault for a request, if any, and count it down.

        Args:
            method: The request's method.
            path: Its path without query.
        """
        with self._lock:
            for index, fault in enumerate(self._pending):
                if not fault.matches(method, path):
                    continue
                if fault.times == 1:
                    del self._pending[index]
                elif fault.times is not None:
                    self._pending[index] = replace(fault, times=fault.times - 1)
                return fault
        return None
