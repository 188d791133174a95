"""Faults a test asks for: error answers, delays, lost connections."""

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
        status: Answer with this status and Kibana's error envelope.
        delay: Seconds to wait first; alone, the request is then served as usual.
        drop: Close the connection without an answer.
        applied: Let the request take effect before the fault, as when only the answer is lost.
        method: Only requests with this method.
        path_contains: Only requests whose path, space prefix included, contains this.
        times: How many requests; None for all.
        headers: Headers of the error answer, such as `Retry-After`.
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
            raise SandboxError("a fault either answers with a status or drops the connection")
        if self.status is not None and not 400 <= self.status <= 599:
            raise SandboxError(f"a fault's status must be between 400 and 599; got {self.status}")
        if self.applied and self.status is None and not self.drop:
            raise SandboxError("applied belongs to a status or a drop: a delay alone loses nothing")
        if not (math.isfinite(self.delay) and self.delay >= 0):
            raise SandboxError(f"a fault's delay must be a number of seconds; got {self.delay}")
        if self.times is not None and self.times < 1:
            raise SandboxError(f"a fault happens once or more; got times={self.times}")
        if self.headers and self.status is None:
            raise SandboxError("headers need a status: without one there is no answer to put them on")

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is meant.

        Args:
            method: Its method.
            path: Its path without query.
        """
        if self.method is not None and self.method.upper() != method.upper():
            return False
        return self.path_contains is None or self.path_contains in path

    @classmethod
    def from_wire(cls, body: object) -> Fault:
        """Read a fault from JSON.

        Args:
            body: Object with the attributes of this class.

        Raises:
            SandboxError: It is none.
        """
        if not isinstance(body, dict):
            raise SandboxError("a fault is a JSON object")
        for name, value in body.items():
            kinds = _WIRE_KINDS.get(name)
            if kinds is None:
                raise SandboxError(f"a fault has no {name}: it has {', '.join(_WIRE_KINDS)}")
            # To Python true is a number too.
            if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
                raise SandboxError(f"{name} of a fault has the wrong type")
        headers = body.get("headers", {})
        if not all(isinstance(value, str) for value in headers.values()):
            raise SandboxError("headers of a fault are texts")
        return cls(**body)

    def to_wire(self) -> dict[str, Any]:
        """Return the fault as JSON content."""
        return {name: getattr(self, name) for name in _WIRE_KINDS} | {"headers": dict(self.headers)}


_NONE = type(None)
_WIRE_KINDS: dict[str, tuple[type, ...]] = {
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
    """Faults still to come; the oldest that matches a request happens to it."""

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
        """Add a fault.

        Args:
            status: Answer with this status and Kibana's error envelope.
            delay: Seconds to wait first; alone, the request is then served as usual.
            drop: Close the connection without an answer.
            applied: Let the request take effect before the fault, as when only the answer is lost.
            method: Only requests with this method.
            path_contains: Only requests whose path, space prefix included, contains this.
            times: How many requests; None for all.
            headers: Headers of the error answer, such as `Retry-After`.

        Raises:
            SandboxError: The parts do not fit together.
        """
        return self.append(
            Fault(status, delay, drop, applied, method, path_contains, times, dict(headers or {}))
        )

    def append(self, fault: Fault) -> Fault:
        """Add a fault that was made elsewhere.

        Args:
            fault: What to add.
        """
        with self._lock:
            self._pending.append(fault)
        return fault

    def clear(self) -> None:
        """Forget the faults still to come."""
        with self._lock:
            self._pending.clear()

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The faults still to come, with the times they have left."""
        with self._lock:
            return tuple(self._pending)

    def take(self, method: str, path: str) -> Fault | None:
        """Use up the fault that happens to a request, if any.

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
