"""Reports to write pages of."""

from __future__ import annotations

from typing import Any

from kibana_connectors.guard.uses import User
from kibana_connectors.report.page import Report, ReportedConnector

EVIL = (
    "<script>alert('name')</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)> & 'quotes'",
    "' onmouseover='alert(3)",
    "javascript:alert(4)",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<!-- <style>* { display: none } -->",
    "</textarea></title></style>",
)


def connector(number: int, **changes: Any) -> ReportedConnector:
    fields: dict[str, Any] = {
        "id": f"id-{number}",
        "name": f"Connector {number}",
        "space": "default",
        "type_id": ".slack",
        "type_name": "Slack",
        "counted_users": 0,
        **changes,
    }
    return ReportedConnector(**fields)


def report(*connectors: ReportedConnector, **changes: Any) -> Report:
    fields: dict[str, Any] = {
        "endpoint": "https://kibana.example:5601/base",
        "made": "2026-11-25 08:00 UTC",
        "version": "9.4.0",
        "since": "2026-11-24 08:00 UTC",
        "until": "2026-11-25 08:00 UTC",
        "slices": ((3, 1), (0, 0), (5, 0)),
        **changes,
    }
    return Report(connectors=connectors, **fields)


def team() -> Report:
    """A few connectors that differ in all that can be searched, filtered and sorted."""
    rule = User("rule", "r 1", "CPU high", "ops", True)
    workflow = User("workflow", "w", "Escalate", "ops", False)
    return report(
        connector(
            1,
            name="On-call",
            space="ops",
            type_id=".pagerduty",
            type_name="PagerDuty",
            users=(rule, workflow),
            counted_users=1,
            is_unused=False,
            runs=8,
            failures=1,
            p95_ms=1200.0,
            last_error="[500] <b>Internal</b> Server Error",
            slices=((3, 1), (5, 0)),
        ),
        connector(2, name="Audit hook", type_id=".webhook", type_name="Webhook", is_missing_secrets=True),
        connector(3, name="Tickets", space="sec", is_deprecated=True, is_unused=True),
        connector(4, name="Mail", space="*", is_preconfigured=True, counted_users=None, runs=20, p95_ms=5.0),
        connector(5, name="chat 10", space="ops", remarks=("above the license",)),
        connector(6, name="chat 9", space="ops"),
    )
