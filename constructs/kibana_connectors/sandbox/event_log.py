"""The execution log of connectors: what ran, when, how long, and how it ended."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .kql import KqlError, parse
from .responses import ApiError, json_response
from .schema import Reader

_MOST_FOUND = 1000
"""Kibana looks at no more executions than this."""
_SORTED_BY = ("timestamp", "execution_duration", "schedule_delay")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "M": 2592000, "y": 31536000}
_AGO = re.compile(r"(?:now-)?(\d+)([smhdwMy])(?:/[smhdwMy])?")


@dataclass(frozen=True)
class Run:
    """One run of a connector.

    Attributes:
        id: Id of the execution.
        timestamp: When it began, with time zone.
        duration_ms: How long it took, in milliseconds.
        connector_id: The connector.
        connector_name: Its name at that time.
        type_id: Its type.
        space: Space that it ran in.
        error: What went wrong, with the target's answer; None where it succeeded.
        source: What started it: `http_request`, `alert` for a rule, and others.
        schedule_delay_ms: How long it waited, in milliseconds.
        timed_out: Whether it was cut off.
    """

    id: str
    timestamp: datetime
    duration_ms: float
    connector_id: str
    connector_name: str
    type_id: str
    space: str
    error: str | None = None
    source: str = "http_request"
    schedule_delay_ms: float = 0
    timed_out: bool = False

    @property
    def status(self) -> str:
        """`success` or `failure`."""
        return "success" if self.error is None else "failure"

    @property
    def message(self) -> str:
        """What the log says of it."""
        what = "action executed" if self.error is None else "action execution failure"
        return f"{what}: {self.type_id}:{self.connector_id}: {self.connector_name}"

    def fields(self) -> dict[str, Any]:
        """Return the fields of the event that filters can name."""
        return {
            "@timestamp": _iso(self.timestamp),
            "event.provider": "actions",
            "event.action": "execute",
            "event.outcome": self.status,
            "event.duration": str(int(self.duration_ms * 1_000_000)),
            "message": self.message,
            "error.message": self.error,
            "kibana.action.id": self.connector_id,
            "kibana.action.name": self.connector_name,
            "kibana.action.type_id": self.type_id,
            "kibana.action.execution.source": self.source,
            "kibana.action.execution.uuid": self.id,
            "kibana.space_ids": [self.space],
            "kibana.saved_objects": [
                {"rel": "primary", "type": "action", "id": self.connector_id, "type_id": self.type_id}
            ],
        }

    def view(self, version: str) -> dict[str, Any]:
        """Return Kibana's JSON of one line of the log.

        Args:
            version: Kibana's version.
        """
        return {
            "id": self.id,
            "timestamp": _iso(self.timestamp),
            "duration_ms": self.duration_ms,
            "status": self.status,
            "message": self.message if self.error is None else f"{self.message} - {self.error}",
            "version": version,
            "source": self.source,
            "schedule_delay_ms": self.schedule_delay_ms,
            "space_ids": [self.space],
            "connector_name": self.connector_name,
            "connector_id": self.connector_id,
            "timed_out": self.timed_out,
        }


class ExecutionLog:
    """The runs, oldest first. A test's thread may add some while the server reads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: list[Run] = []

    def add(self, run: Run) -> Run:
        """Write down a run.

        Args:
            run: The run.
        """
        with self._lock:
            self._runs.append(run)
        return run

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs, in the order in which they were written down."""
        with self._lock:
            return tuple(self._runs)

    def clear(self) -> None:
        """Forget all runs."""
        with self._lock:
            self._runs.clear()

    def find(
        self, start: datetime, end: datetime, filter_text: str | None, spaces: Collection[str]
    ) -> list[Run]:
        """Return runs, newest first.

        Args:
            start: Not before this.
            end: Not after this.
            filter_text: A filter in KQL.
            spaces: In one of these spaces.

        Raises:
            ApiError: The filter is not KQL.
        """
        try:
            matches = parse(filter_text or "")
        except KqlError:
            raise ApiError(400, f"Invalid kuery syntax for filter {filter_text}") from None
        found = [
            run
            for run in self.runs
            if run.space in spaces and start <= run.timestamp <= end and matches(run.fields())
        ]
        return sorted(found, key=lambda run: run.timestamp, reverse=True)


@dataclass
class EventLogRoutes(Area):
    """The routes behind the "Logs" tab of Kibana's connectors page. They are internal.

    Attributes:
        log: The runs.
    """

    log: ExecutionLog = field(default_factory=ExecutionLog)

    def table(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/internal/actions/_global_connector_execution_logs", self.search, methods=["POST"]),
            Route("/internal/actions/_global_connector_execution_kpi", self.kpi, methods=["POST"]),
        ]

    async def search(self, request: Request) -> Response:
        """Serve a page of the log."""
        body = Reader(await body_of(request))
        period = _Period.read(body)
        per_page = body.number("per_page", 10, least=1)
        page = body.number("page", 1, least=1)
        order = _order(body.items("sort", [{"timestamp": {"order": "desc"}}]))
        body.refuse_other_keys()
        found = self._found(request, period)
        for key, reverse in reversed(order):
            found.sort(key=lambda run: _sort_value(run, key), reverse=reverse)
        found = found[:_MOST_FOUND]
        shown = found[(page - 1) * per_page : page * per_page]
        views = [run.view(self.settings.version) for run in shown]
        return json_response({"total": len(found), "data": views})

    async def kpi(self, request: Request) -> Response:
        """Serve how many runs ended in which way."""
        body = Reader(await body_of(request))
        period = _Period.read(body)
        body.refuse_other_keys()
        counts = {"success": 0, "unknown": 0, "failure": 0, "warning": 0}
        for run in self._found(request, period):
            counts[run.status] += 1
        return json_response(counts)

    def _found(self, request: Request, period: _Period) -> list[Run]:
        self.require(request, "read", "get actions")
        now = datetime.now(timezone.utc)
        start = _instant("dateStart", period.start, now)
        end = now if period.end is None else _instant("dateEnd", period.end, now)
        return self.log.find(start, end, period.filter_text, period.spaces or [self.space_of(request)])


@dataclass(frozen=True)
class _Period:
    start: str
    end: str | None
    filter_text: str | None
    spaces: Sequence[str] | None

    @classmethod
    def read(cls, body: Reader) -> _Period:
        return cls(
            body.text("date_start"),
            body.text("date_end", None),
            body.text("filter", None),
            body.texts("namespaces", None),
        )


def _order(given: list[Any]) -> list[tuple[str, bool]]:
    order = []
    for item in given:
        key, how = next(iter(item.items())) if isinstance(item, dict) and len(item) == 1 else ("", None)
        direction = how.get("order") if isinstance(how, dict) else None
        if key not in _SORTED_BY or direction not in ("asc", "desc"):
            allowed = ", ".join(_SORTED_BY)
            raise ApiError(
                400, f"Invalid sort field specified for sort: must be one of [{allowed}], asc or desc"
            )
        order.append((key, direction == "desc"))
    return order


def _sort_value(run: Run, key: str) -> Any:
    return {
        "timestamp": run.timestamp,
        "execution_duration": run.duration_ms,
        "schedule_delay": run.schedule_delay_ms,
    }[key]


def _instant(name: str, text: str, now: datetime) -> datetime:
    if text == "now":
        return now
    ago = _AGO.fullmatch(text)
    if ago is not None:
        return now - timedelta(seconds=int(ago[1]) * _UNITS[ago[2]])
    try:
        read = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise ApiError(400, f'Invalid date for parameter {name}: "{text}"') from None
    return read if read.tzinfo else read.replace(tzinfo=timezone.utc)


def _iso(when: datetime) -> str:
    return when.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_run(
    *,
    connector_id: str,
    connector_name: str,
    type_id: str,
    space: str,
    error: str | None,
    when: datetime | None,
    duration_ms: float,
    source: str,
) -> Run:
    """Return a run that a test writes into the log.

    Args:
        connector_id: See `Run`, like all the others.
        connector_name: See `Run`.
        type_id: See `Run`.
        space: See `Run`.
        error: See `Run`.
        when: When it began; None for now. Without time zone it counts as UTC.
        duration_ms: See `Run`.
        source: See `Run`.
    """
    began = datetime.now(timezone.utc) if when is None else when
    if began.tzinfo is None:
        began = began.replace(tzinfo=timezone.utc)
    return Run(
        str(uuid.uuid4()), began, duration_ms, connector_id, connector_name, type_id, space, error, source
    )
