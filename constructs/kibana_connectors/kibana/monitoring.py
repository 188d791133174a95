"""What connectors did: the execution log, and its counts. Both routes are internal to Kibana."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from .answers import as_
from .call import Call
from .connectors import READ
from .errors import InvalidRequest
from .model import Model, text

_PAGE = 100
MOST = 1000
"""Kibana's log shows no more runs than this, however many there were."""


class Execution(Model):
    """One run of a connector.

    Attributes:
        id: The run's id.
        timestamp: When it began, in ISO 8601.
        duration_ms: How long it took, in milliseconds.
        status: `success`, `failure`, `warning` or `unknown`.
        message: What happened.
        connector_id: The connector.
        connector_name: Its name then.
        space_ids: The spaces.
        source: What ran it.
        schedule_delay_ms: How long it waited to begin, in milliseconds.
        timed_out: Whether it was ended for taking too long.
        version: Kibana's version then.
    """

    id: str
    timestamp: str
    duration_ms: float | None = None
    status: str = "unknown"
    message: str | None = None
    connector_id: str | None = None
    connector_name: str | None = None
    space_ids: tuple[str, ...] = ()
    source: str | None = None
    schedule_delay_ms: float | None = None
    timed_out: bool | None = None
    version: str | None = None


class ExecutionCounts(Model):
    """How many runs ended how.

    Attributes:
        success: Runs that did what they should.
        failure: Runs that did not.
        warning: Runs that did in part.
        unknown: Runs of which it is not known.
    """

    success: int = 0
    failure: int = 0
    warning: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All runs."""
        return self.success + self.failure + self.warning + self.unknown


class ExecutionLog(Model):
    """Runs of connectors, latest first.

    Attributes:
        total: How many there were, as Kibana counts: at most 1,000.
        executions: The runs that were asked for.
    """

    total: int
    executions: tuple[Execution, ...]

    @property
    def may_be_cut(self) -> bool:
        """Whether there may have been more runs than Kibana shows."""
        return self.total >= MOST


class _Page(Model):
    total: int
    data: tuple[Execution, ...] = ()


_page = as_(_Page)


def execution_log(
    *,
    start: str,
    end: str | None = None,
    connector_id: str | None = None,
    kql: str | None = None,
    spaces: Sequence[str] | None = None,
    at_most: int = MOST,
    space: str | None = None,
) -> Generator[Call[Any], Any, ExecutionLog]:
    """Read the log of what connectors did, latest first, page by page.

    What failed before it ran, such as params that a type refuses, is not in it.

    Args:
        start: From when on: ISO 8601, or date math such as `now-1d`.
        end: Until when; None is now.
        connector_id: Only this connector's.
        kql: Only runs that match, in Kibana's query language, over fields of the event log.
        spaces: Runs in these spaces; None means the space that is called.
        at_most: How many runs to read; Kibana shows 1,000 at most.
        space: The space that is called; None takes the client's.
    """
    if not isinstance(at_most, int) or at_most < 1:
        raise InvalidRequest("at_most: expected a number of 1 or more")
    body = _body(start, end, connector_id, kql, spaces)
    found: dict[str, Execution] = {}
    total = 0
    for number in range(1, MOST // _PAGE + 1):
        paging = {"per_page": min(_PAGE, at_most), "page": number, "sort": [{"timestamp": {"order": "desc"}}]}
        page = yield from _call("logs", {**body, **paging}, _page, space)
        total = page.total
        found.update((each.id, each) for each in page.data)
        if not page.data or len(found) >= min(at_most, page.total) or number * _PAGE >= page.total:
            break
    return ExecutionLog(total=total, executions=tuple(found.values())[:at_most])


def execution_counts(
    *,
    start: str,
    end: str | None = None,
    connector_id: str | None = None,
    kql: str | None = None,
    spaces: Sequence[str] | None = None,
    space: str | None = None,
) -> Call[ExecutionCounts]:
    """Count the runs of connectors by how they ended.

    Args:
        start: From when on: ISO 8601, or date math such as `now-1d`.
        end: Until when; None is now.
        connector_id: Only this connector's.
        kql: Only runs that match, in Kibana's query language, over fields of the event log.
        spaces: Runs in these spaces; None means the space that is called.
        space: The space that is called; None takes the client's.
    """
    return _call("kpi", _body(start, end, connector_id, kql, spaces), as_(ExecutionCounts), space)


def _call(what: str, body: dict[str, Any], read: Any, space: str | None) -> Call[Any]:
    path = f"/internal/actions/_global_connector_execution_{what}"
    return Call("POST", path, read, body=body, space=space, is_internal=True, needs=READ)


def _body(
    start: str, end: str | None, connector_id: str | None, kql: str | None, spaces: Sequence[str] | None
) -> dict[str, Any]:
    filters = [] if kql is None else [f"({text('kql', kql)})"]
    if connector_id is not None:
        quoted = text("connector_id", connector_id).replace("\\", "\\\\").replace('"', '\\"')
        filters.append(f'kibana.action.id: "{quoted}"')
    optional = {
        "date_end": end,
        "filter": " and ".join(filters) or None,
        "namespaces": None if spaces is None else list(spaces),
    }
    return {
        "date_start": text("start", start),
        **{key: value for key, value in optional.items() if value is not None},
    }
