"""`health` and `report` against a stand-in Kibana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.scene import CHAT, PAGER, furnish
from live import ask

from kibana_connectors.sandbox import Sandbox

DAY = ("--since", "2026-11-24", "--until", "2026-11-25")
START = datetime(2026, 11, 24, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    """Nobody changes it."""
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        for number in range(20):
            when = START + timedelta(hours=number)
            error = "to https://x.example/hunter2: [500] <b>down</b>" if number in (3, 4) else None
            kibana.add_run(PAGER, space="ops", when=when, duration_ms=100 * number, error=error)
            kibana.add_run("mail", space="sec" if number % 2 else "ops", when=when, duration_ms=5)
        kibana.add_run(CHAT, space="ops", when=START + timedelta(hours=30))
        yield kibana


def test_the_table(scene: Sandbox) -> None:
    done = ask(scene, "health", *DAY)

    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    row = next(number for number, line in enumerate(lines) if line.startswith("On-call"))
    assert lines[row].split() == ["On-call", "ops", "20", "2", "(10%)", "900", "ms", "1.8", "s", "1.9", "s"]
    assert lines[row + 1].strip() == "█" * 22 + "░" * 2
    assert "Task Manager, which says OK, hides failures of connectors" in done.stderr


def test_a_terminal_that_has_only_ascii(scene: Sandbox) -> None:
    done = ask(scene, "health", *DAY, PYTHONIOENCODING="ascii")

    assert "#" * 22 + "xx" in done.stdout
    assert done.stdout.isascii()


def test_json(scene: Sandbox) -> None:
    told = json.loads(ask(scene, "health", *DAY, "--json").stdout)

    assert (told["since"], told["until"]) == ("2026-11-24T00:00:00.000Z", "2026-11-25T00:00:00.000Z")
    assert told["counts"] == {"success": 38, "failure": 2, "warning": 0, "unknown": 0}
    assert (told["runs_read"], told["runs_are_cut"], told["task_manager"]) == (40, False, "OK")
    by_place = {(each["name"], each["space"]): each for each in told["connectors"]}
    assert set(by_place) == {("On-call", "ops"), ("Mail", "ops"), ("Mail", "sec")}
    pager = by_place["On-call", "ops"]
    assert (pager["runs"], pager["failures"], pager["failed_percent"]) == (20, 2, 10.0)
    assert pager["last_failure"] == "2026-11-24T04:00:00.000Z"
    assert "hunter2" not in json.dumps(told)


@pytest.mark.parametrize(("percent", "code"), [("0", 1), ("9.9", 1), ("10", 0), ("100", 0)])
def test_check(scene: Sandbox, percent: str, code: int) -> None:
    done = ask(scene, "health", *DAY, "--check", percent)

    assert done.returncode == code
    assert ("On-call (space ops): 10% of 20 runs failed, and" in done.stderr) == bool(code)


def test_only_one_space(scene: Sandbox) -> None:
    told = json.loads(ask(scene, "health", *DAY, "--space", "sec", "--json").stdout)

    assert [each["space"] for each in told["connectors"]] == ["sec"]


def test_what_is_not_read_is_told(scene: Sandbox) -> None:
    done = ask(scene, "health", *DAY, "--most", "7")

    assert "only the latest 7 runs were read: give a shorter period, or more by --most" in done.stderr


def test_nothing_ran(scene: Sandbox) -> None:
    done = ask(scene, "health", "--since", "2020-01-01", "--until", "2020-01-02")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kibana-connectors: no connector ran in this period\n"


@pytest.mark.parametrize("wrong", [("--since", "x"), ("--since", "1h", "--until", "2h"), ("--check", "101")])
def test_wrong_options(scene: Sandbox, wrong: tuple[str, ...]) -> None:
    asked = len(scene.requests)

    done = ask(scene, "health", *wrong)

    assert (done.returncode, done.stdout, len(scene.requests)) == (2, "", asked)


def test_a_serverless_project_has_no_task_manager_to_ask() -> None:
    with Sandbox(build_flavor="serverless") as kibana:
        kibana.add_connector(type_id=".server-log", name="n", id="c", config={})
        kibana.add_run("c")
        kibana.faults.add(status=404, path_contains="task_manager", times=None)

        done = ask(kibana, "health")

        assert done.returncode == 0
        assert "Task Manager hides failures" in done.stderr


# -- report --------------------------------------------------------------------------------------------------


def written(kibana: Sandbox, folder: Path, *options: str) -> tuple[Any, str]:
    file = folder / "report.html"
    done = ask(kibana, "report", "-o", str(file), *DAY, *options)
    return done, file.read_text(encoding="utf-8") if file.exists() else ""


def test_the_page_has_everything(scene: Sandbox, tmp_path: Path) -> None:
    done, page = written(scene, tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("report.html: 5 connectors of 3 spaces\n")
    assert list(tmp_path.iterdir()) == [tmp_path / "report.html"]
    for text in (
        "Audit hook",
        "Chat",
        "Mail",
        "On-call",
        "Tickets",
        "CPU high",
        "Escalate",
        "missing secrets",
    ):
        assert f">{text}<" in page
    assert page.count('<tr data-name="') == 5
    assert 'data-name="Mail" data-type=".email" data-space="*" data-states="preconfigured"' in page
    assert 'data-runs="20" data-failed="10.00"' in page
    assert 'data-name="Mail"' in page
    assert "[500] &lt;b&gt;down&lt;/b&gt;" in page
    assert "hunter2" not in page
    assert "hooks.example.com" not in page, "a URL of a config"


def test_one_space(scene: Sandbox, tmp_path: Path) -> None:
    _, page = written(scene, tmp_path, "--space", "sec")

    assert page.count('<tr data-name="') == 2
    assert 'data-name="Tickets"' in page


def test_a_report_is_not_replaced_unless_told(scene: Sandbox, tmp_path: Path) -> None:
    written(scene, tmp_path)
    done, before = written(scene, tmp_path)
    assert done.returncode == 2
    assert "exists already" in done.stderr

    done, after = written(scene, tmp_path, "--force", "--json")
    assert (done.returncode, len(after)) == (0, len(before))
    assert json.loads(done.stdout)["connectors"] == 5


def test_a_log_that_may_not_be_read_is_told_on_the_page(tmp_path: Path) -> None:
    with Sandbox() as kibana:
        kibana.add_connector(type_id=".server-log", name="n", config={})
        kibana.faults.add(status=403, path_contains="execution_kpi", times=None)

        done, page = written(kibana, tmp_path)

        assert done.returncode == 0
        assert "how connectors did is not shown" in page
        assert "how connectors did is not shown" in done.stderr


def test_a_space_that_may_not_be_read_is_told_on_the_page(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".server-log", name="n", config={})
        kibana.faults.add(status=403, path_contains="/s/ops/api/actions/connectors", times=None)

        done, page = written(kibana, tmp_path)

        assert done.returncode == 4
        assert "the connectors of 1 spaces are not shown (ops)" in page


def test_an_evil_name_of_a_live_connector(tmp_path: Path) -> None:
    with Sandbox() as kibana:
        kibana.add_connector(type_id=".server-log", name="</script><script>alert(1)</script>", config={})

        _, page = written(kibana, tmp_path)

        assert "alert(1)" in page
        assert page.count("<script>") == 1
        assert page.count("</script>") == 1
