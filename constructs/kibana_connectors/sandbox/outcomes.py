"""How connectors run, where a test asks for something else than success."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from ..errors import SandboxError
from .pending import Pending

ErrorSource = Literal["user", "framework"]


@dataclass(frozen=True)
class Outcome:
    """How the next matching run of a connector ends. With a `message` it fails, without one it succeeds.

    Attributes:
        message: What went wrong, such as `error calling webhook, retry later`.
        service_message: What the target answered, such as `[500] Internal Server Error`.
        retry: Whether trying again may help, or the ISO time from when on; None leaves it out.
        error_source: Who is to blame: `user` or `framework`.
        data: What a run that succeeds returns; None leaves it out.
        duration_ms: What the execution log says about how long it took; the answer does not wait.
        connector_id: Only runs of this connector.
        type_id: Only runs of connectors of this type.
        space: Only runs in this space.
        times: How many runs; None for all.
    """

    message: str | None = None
    service_message: str | None = None
    retry: bool | str | None = None
    error_source: ErrorSource = "framework"
    data: Any = None
    duration_ms: float | None = None
    connector_id: str | None = None
    type_id: str | None = None
    space: str | None = None
    times: int | None = 1

    def __post_init__(self) -> None:
        for name in ("message", "service_message", "connector_id", "type_id", "space"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise SandboxError(f"an outcome's {name} must be a text; got {value!r}")
        if self.error_source not in get_args(ErrorSource):
            raise SandboxError(
                f"an outcome's error_source must be user or framework; got {self.error_source!r}"
            )
        if not isinstance(self.retry, (bool, str, type(None))):
            raise SandboxError(f"an outcome's retry must be true, false or an ISO time; got {self.retry!r}")
        if self.message is None and (self.service_message is not None or self.retry is not None):
            raise SandboxError("an outcome with a service_message or retry needs a message: it is a failure")
        if self.message is not None and self.data is not None:
            raise SandboxError("an outcome takes either a message or data, not both")
        duration = self.duration_ms
        if duration is not None and not (
            isinstance(duration, (int, float)) and math.isfinite(duration) and duration >= 0
        ):
            raise SandboxError(f"an outcome's duration_ms must be a number of milliseconds; got {duration!r}")
        if self.times is not None and (not isinstance(self.times, int) or self.times < 1):
            raise SandboxError(f"an outcome's times must be at least 1, or None; got {self.times!r}")

    @classmethod
    def from_json(cls, body: object) -> Outcome:
        """Read an outcome from JSON.

        Args:
            body: Object with the attributes of this class.

        Raises:
            SandboxError: It is not an outcome.
        """
        names = [field.name for field in fields(cls)]
        if not isinstance(body, dict):
            raise SandboxError("an outcome must be a JSON object")
        unknown = [name for name in body if name not in names]
        if unknown:
            raise SandboxError(f"an outcome has no field {unknown[0]}; its fields are {', '.join(names)}")
        return cls(**body)

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def matches(self, space: str, connector_id: str, type_id: str) -> bool:
        """Whether the outcome is for a run.

        Args:
            space: Space of the request.
            connector_id: The connector that runs.
            type_id: Its type.
        """
        return (
            self.connector_id in (None, connector_id)
            and self.type_id in (None, type_id)
            and self.space in (None, space)
        )


class Outcomes(Pending[Outcome]):
    """The pending outcomes. A run gets the oldest one that matches; without one it succeeds."""

    def fail(
        self,
        message: str = "an error occurred while running the action",
        *,
        service_message: str | None = None,
        retry: bool | str | None = True,
        error_source: ErrorSource = "framework",
        duration_ms: float | None = None,
        connector_id: str | None = None,
        type_id: str | None = None,
        space: str | None = None,
        times: int | None = 1,
    ) -> Outcome:
        """Let the next matching runs fail.

        Args:
            message: As in `Outcome`, like all the others.
            service_message: See `Outcome`.
            retry: See `Outcome`.
            error_source: See `Outcome`.
            duration_ms: See `Outcome`.
            connector_id: See `Outcome`.
            type_id: See `Outcome`.
            space: See `Outcome`.
            times: See `Outcome`.

        Raises:
            SandboxError: The arguments do not fit together.
        """
        outcome = Outcome(
            message,
            service_message,
            retry,
            error_source,
            None,
            duration_ms,
            connector_id,
            type_id,
            space,
            times,
        )
        return self.append(outcome)

    def succeed(
        self,
        data: Any = None,
        *,
        duration_ms: float | None = None,
        connector_id: str | None = None,
        type_id: str | None = None,
        space: str | None = None,
        times: int | None = 1,
    ) -> Outcome:
        """Let the next matching runs succeed and return something.

        Args:
            data: What they return.
            duration_ms: See `Outcome`, like all the others.
            connector_id: See `Outcome`.
            type_id: See `Outcome`.
            space: See `Outcome`.
            times: See `Outcome`.

        Raises:
            SandboxError: The arguments do not fit together.
        """
        return self.append(
            Outcome(
                data=data,
                duration_ms=duration_ms,
                connector_id=connector_id,
                type_id=type_id,
                space=space,
                times=times,
            )
        )

    def take(self, space: str, connector_id: str, type_id: str) -> Outcome | None:
        """Return the outcome of a run, if any, and count it down.

        Args:
            space: Space of the request.
            connector_id: The connector that runs.
            type_id: Its type.
        """
        return self.take_first(lambda outcome: outcome.matches(space, connector_id, type_id))
