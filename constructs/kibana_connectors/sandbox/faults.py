"""Faults that a test asks for: error responses, delays, lost connections, answers that are not Kibana's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import SandboxError
from .pending import Pending

HTML = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Please log in.</body></html>"
"""A body such as a proxy or a login page sends in place of Kibana's answer."""
_MOST_BYTES = 1_000_000_000


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
        headers: Headers of the response, such as `Retry-After`.
        body: Respond with this text in place of an error envelope; `status` is 200 unless it is given.
        content_type: Content type of `body`.
        size: Respond with a JSON text of this many bytes; `status` is 200 unless it is given.
        cut: Serve the request and break the connection off in the middle of the response's body.
        skip: How many matching requests to let pass first.
    """

    status: int | None = None
    delay: float = 0.0
    drop: bool = False
    applied: bool = False
    method: str | None = None
    path_contains: str | None = None
    times: int | None = 1
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    content_type: str = "text/html; charset=utf-8"
    size: int | None = None
    cut: bool = False
    skip: int = 0

    def __post_init__(self) -> None:
        if not (self.answers or self.drop or self.cut or self.delay):
            raise SandboxError("a fault needs a status, a body, a size, a delay, drop=True or cut=True")
        if self.answers + self.drop + self.cut > 1:
            raise SandboxError("a fault takes either an answer of its own, or drop=True, or cut=True")
        if self.body is not None and self.size is not None:
            raise SandboxError("a fault takes either a body or a size, not both")
        lowest = 400 if self.body is None and self.size is None else 200
        if self.status is not None and not lowest <= self.status <= 599:
            raise SandboxError(f"a fault's status must be between {lowest} and 599; got {self.status}")
        if self.size is not None and not 2 <= self.size <= _MOST_BYTES:
            raise SandboxError(f"a fault's size must be between 2 and {_MOST_BYTES} bytes; got {self.size}")
        if self.applied and not (self.answers or self.drop):
            raise SandboxError("applied needs an answer or drop=True: a delay alone changes no response")
        if not (math.isfinite(self.delay) and self.delay >= 0):
            raise SandboxError(f"a fault's delay must be a number of seconds; got {self.delay}")
        if self.times is not None and self.times < 1:
            raise SandboxError(f"a fault's times must be at least 1, or None; got {self.times}")
        if self.skip < 0:
            raise SandboxError(f"a fault's skip must not be negative; got {self.skip}")
        if self.headers and not self.answers:
            raise SandboxError("headers need a status, body or size: else no response could have them")

    @property
    def answers(self) -> bool:
        """Whether the fault has an answer of its own."""
        return self.status is not None or self.body is not None or self.size is not None

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
        shown = {name: getattr(self, name) for name in _JSON_TYPES} | {"headers": dict(self.headers)}
        # What came later is shown only where it says something.
        return {name: value for name, value in shown.items() if name not in _LATER or value != _LATER[name]}


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
    "body": (str, _NONE),
    "content_type": (str,),
    "size": (int, _NONE),
    "cut": (bool,),
    "skip": (int,),
}
_LATER: dict[str, Any] = {
    "body": None,
    "content_type": "text/html; charset=utf-8",
    "size": None,
    "cut": False,
    "skip": 0,
}


class Faults(Pending[Fault]):
    """The pending faults. A request gets the oldest one that matches."""

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
        body: str | None = None,
        content_type: str = "text/html; charset=utf-8",
        size: int | None = None,
        cut: bool = False,
        skip: int = 0,
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
            headers: Headers of the response, such as `Retry-After`.
            body: Respond with this text, such as `HTML`; `status` is 200 unless it is given.
            content_type: Content type of `body`.
            size: Respond with a JSON text of this many bytes; `status` is 200 unless it is given.
            cut: Serve the request and break the connection off in the middle of the response's body.
            skip: How many matching requests to let pass first.

        Raises:
            SandboxError: The arguments do not fit together.
        """
        given = dict(headers or {})
        return self.append(
            Fault(
                status,
                delay,
                drop,
                applied,
                method,
                path_contains,
                times,
                given,
                body,
                content_type,
                size,
                cut,
                skip,
            )
        )

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault for a request, if any, and count it down.

        Args:
            method: The request's method.
            path: Its path without query.
        """
        return self.take_first(lambda fault: fault.matches(method, path))
