"""Secrets are renewed from time to time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from ...errors import InvalidPolicy
from ...stack_files.connectors import StackConnector
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity

_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_USUAL_DAYS = 365


class SecretsYoungEnough(ConnectorPolicy):
    """A `secrets_version` is a date, such as `2026-11-25`, and not long ago.

    Args:
        days: How old secrets may be.
        today: The day that counts as today; by default today.

    Raises:
        InvalidPolicy: The number of days is none.
    """

    id: ClassVar[str] = "secrets-young-enough"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "A secret that is never renewed is known to more people each year."
    remedy: ClassVar[str] = "Renew the secret, and give secrets_version the day"
    is_usual: ClassVar[bool] = False

    def __init__(self, days: int = _USUAL_DAYS, today: date | None = None) -> None:
        if not isinstance(days, int) or isinstance(days, bool) or days < 1:
            raise InvalidPolicy("SecretsYoungEnough: days: expected a number of days, at least 1")
        self._days = days
        self._today = today

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield secrets that are older, or whose age nothing tells."""
        if connector.body.get("secrets_wo") is None:
            return
        version = connector.body.get("secrets_wo_version")
        day = _day_of(version)
        if day is None:
            message = "secrets_version is no date, so that nothing tells how old the secrets are"
            yield self.found(connector, message, place="secrets_version", severity="info")
        elif (self._today or date.today()) - day > timedelta(days=self._days):
            message = f"the secrets are of {day}, more than {self._days} days ago"
            yield self.found(connector, message, place="secrets_version")


def _day_of(version: object) -> date | None:
    found = _DATE.match(version) if isinstance(version, str) else None
    try:
        return date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        return None
