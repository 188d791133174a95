"""All runs of a period are read, however many, and what is not read is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from kibana_connectors.health.period import Period
from kibana_connectors.health.reading import RunsOfPeriod, read_runs
from kibana_connectors.health.statistics import health_of, slices_of
from kibana_connectors.kibana import Kibana
from kibana_connectors.kibana.monitoring import Execution
from kibana_connectors.sandbox import Sandbox

START = datetime(2026, 11, 24, tzinfo=timezone.utc)
DAY = Period(START, START + timedelta(days=1))


@pytest.fixture(scope="module")
def busy() -> Iterator[Sandbox]:
    """3,000 runs in a row, and 1,200 in one millisecond of another day."""
    with Sandbox(spaces=["default", "ops"]) as kibana:
        for number in range(3000):
            space = "ops" if number % 2 else "default"
            kibana.add_run(f"c{number % 3}", space=space, when=START + timedelta(seconds=28 * number))
        for _ in range(1200):
            kibana.add_run("c", when=START - timedelta(days=3))
        yield kibana


def read(kibana: Sandbox, period: Period = DAY, at_most: int = 10_000) -> RunsOfPeriod:
    with Kibana(kibana.url, api_key=kibana.api_key) as client:
        return client.run(read_runs(period, ["default", "ops"], at_most))


def test_more_than_kibana_shows_at_once(busy: Sandbox) -> None:
    runs = read(busy)

    assert len(runs.executions) == runs.counts.total == 3000
    assert not runs.is_cut
    assert {each.space_ids for each in runs.executions} == {("default",), ("ops",)}


def test_the_latest_where_only_some_are_wanted(busy: Sandbox) -> None:
    runs = read(busy, at_most=1500)

    assert runs.is_cut
    assert len(runs.executions) == 1500
    assert min(each.timestamp for each in runs.executions) > "2026-11-24T11"


def test_one_millisecond_with_more_runs_than_kibana_shows(busy: Sandbox) -> None:
    day = Period(START - timedelta(days=4), START - timedelta(days=2))

    runs = read(busy, day)

    assert (len(runs.executions), runs.counts.total, runs.is_cut) == (1000, 1200, True)


def test_nothing_ran(busy: Sandbox) -> None:
    runs = read(busy, Period(START + timedelta(days=5), START + timedelta(days=6)))

    assert (runs.executions, runs.is_cut) == ((), False)


def run(number: int, status: str = "success", **fields: object) -> Execution:
    when = (START + timedelta(hours=number)).isoformat()
    given = {"id": str(number), "timestamp": when, "status": status, "connector_id": "c", **fields}
    return Execution.model_validate({"space_ids": ("ops",), "connector_name": "n", **given})


def test_figures_of_a_connector() -> None:
    runs = [run(hour, duration_ms=100 + hour) for hour in range(20)]
    runs += [run(20, "failure", message="first"), run(22, "failure", message="last", timed_out=True)]
    runs += [run(23, "warning")]

    (health,) = health_of(runs, DAY, 4)

    assert (health.runs, health.failures, health.others, health.timed_out) == (23, 2, 1, 1)
    assert (health.median_ms, health.p95_ms, health.longest_ms) == (109, 118, 119)
    assert health.last_error == "last"
    assert [(each.runs, each.failures) for each in health.slices] == [(6, 0), (6, 0), (6, 0), (5, 2)]
    assert round(health.failed_percent, 1) == 8.7


def test_most_failures_come_first() -> None:
    runs = [run(1), run(2, "failure", connector_id="d"), run(3, connector_id="e", space_ids=("sec",))]

    assert [each.id for each in health_of(runs, DAY, 1)] == ["d", "c", "e"]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("to https://hooks.example.com/T0/hunter2 failed", "to https://hooks.example.com/… failed"),
        ("(https://u:hunter2@x.example/a?b=c)", "(https://x.example/…"),
        ("https://x.example?token=hunter2", "https://x.example/…"),
        ("https://x.example is down", "https://x.example is down"),
        ("a\nb\x1b[31m", "a b\\x1b[31m"),
        ("x" * 1000, "x" * 300 + "…"),
    ],
)
def test_an_error_is_one_line_without_what_a_url_may_tell(message: str, shown: str) -> None:
    (health,) = health_of([run(1, "failure", message=message)], DAY, 1)

    assert health.last_error == shown


def test_a_time_that_cannot_be_read_is_in_no_slice() -> None:
    assert slices_of([run(1, timestamp="yesterday")], DAY, 1)[0].runs == 0
