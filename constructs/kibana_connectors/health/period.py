"""A period of time, as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from ..kibana.errors import InvalidRequest

_AGO = re.compile(r"(\d{1,6}) ?(s|m|h|d|w)", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Period:
    """A period.

    Attributes:
        start: Its first millisecond, in UTC.
        end: Its last millisecond, in UTC.
    """

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def halves(self) -> tuple[Period, Period] | None:
        """Return its later and its earlier half, no millisecond in both; None where there is only one."""
        step = timedelta(milliseconds=1)
        if self.length < 2 * step:
            return None
        half = self.start + timedelta(milliseconds=self.length // step // 2)
        return Period(half + step, self.end), Period(self.start, half)


def period_of(since: str, until: str | None, now: datetime) -> Period:
    """Return the period between two points in time.

    Args:
        since: An age such as `24h`, or a date with or without a time, in ISO 8601; UTC unless it says.
        until: The same; None is now.
        now: The time, with time zone.

    Raises:
        InvalidRequest: One is no point in time, or they are in the wrong order.
    """
    start = _instant("since", since, now)
    end = now if until is None else _instant("until", until, now)
    if start >= end:
        raise InvalidRequest(
            f"--since, --until: {iso(start)} is not before {iso(end)}: expected a period in the past"
        )
    return Period(_milliseconds(start), _milliseconds(end))


def _instant(name: str, text: str, now: datetime) -> datetime:
    ago = _AGO.fullmatch(text.strip())
    try:
        if ago is not None:
            return now - timedelta(**{_UNITS[ago[2].lower()]: int(ago[1])})
        read = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return (read if read.tzinfo else read.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise InvalidRequest(
            f"--{name}: expected an age such as 30m, 24h, 7d or 2w, or a date such as 2026-11-25 or "
            "2026-11-25T08:00:00Z"
        ) from None


def _milliseconds(when: datetime) -> datetime:
    return when.replace(microsecond=when.microsecond // 1000 * 1000)


def iso(when: datetime) -> str:
    """Return a point in time as Kibana writes it.

    Args:
        when: The point in time, with time zone.
    """
    return when.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
