"""Periods, as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from kibana_connectors.health.period import Period, iso, period_of
from kibana_connectors.kibana import InvalidRequest

NOW = datetime(2026, 11, 25, 8, 0, 0, 123456, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("24h", "2026-11-24T08:00:00.123Z"),
        ("30 m", "2026-11-25T07:30:00.123Z"),
        ("7D", "2026-11-18T08:00:00.123Z"),
        ("2w", "2026-11-11T08:00:00.123Z"),
        ("90s", "2026-11-25T07:58:30.123Z"),
        ("2026-11-24", "2026-11-24T00:00:00.000Z"),
        ("2026-11-24T10:00:00+02:00", "2026-11-24T08:00:00.000Z"),
        ("2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000Z"),
    ],
)
def test_since(text: str, start: str) -> None:
    period = period_of(text, None, NOW)

    assert (iso(period.start), iso(period.end)) == (start, "2026-11-25T08:00:00.123Z")


@pytest.mark.parametrize("text", ["", "x", "24", "-1h", "1y", "999999w", "2026-13-01", "now-1d"])
def test_what_is_no_point_in_time(text: str) -> None:
    with pytest.raises(
        InvalidRequest, match="--since: expected an age such as 30m, 24h, 7d or 2w, or a date"
    ):
        period_of(text, None, NOW)


def test_the_wrong_order() -> None:
    with pytest.raises(InvalidRequest, match="is not before"):
        period_of("1h", "2h", NOW)


def test_halves_share_no_millisecond_and_leave_none_out() -> None:
    whole = Period(NOW.replace(microsecond=0), NOW.replace(microsecond=0) + timedelta(milliseconds=7))
    later, earlier = whole.halves() or (whole, whole)

    assert later.start - earlier.end == timedelta(milliseconds=1)
    assert (earlier.start, later.end) == (whole.start, whole.end)
    left = [whole]
    while left:  # it ends
        left += [half for half in (left.pop().halves() or ()) if half.length]
