"""What the benchmark keeps and prints."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from bench import PARTS, __main__, load, results
from bench.import_time import profile
from bench.results import Ratio, Result, Results, shown

_HERE = {"machine": {"cores": "2"}, "versions": {"Python": "3.10"}}


@pytest.mark.parametrize(
    ("ratio", "line"),
    [
        (Ratio("synth", 0.4567, 0.5), "synth 0.46 0.50 met"),
        (Ratio("synth", 0.5001, 0.5), "synth 0.50 0.50 missed"),
        (Ratio("speed_up", 5.0, 5.0, at_least=True), "speed_up 5.00 5.00 met"),
        (Ratio("speed_up", 4.99, 5.0, at_least=True), "speed_up 4.99 5.00 missed"),
        (Ratio("import_seconds", 0.00131, 0.15), "import_seconds 0.0013 0.15 met"),
        (Ratio("tests", 123.4, 3, at_least=True), "tests 123 3.00 met"),
    ],
)
def test_a_ratio_is_printed_with_its_goal(ratio: Ratio, line: str) -> None:
    assert ratio.line == line


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.00004, "0.000040"), (0.1, "0.10"), (9.994, "9.99"), (99.4, "99.4")]
)
def test_figures_have_few_digits(value: float, text: str) -> None:
    assert shown(value) == text


def test_a_part_replaces_itself_only(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    first = Results(_HERE)
    first.put("set_up", Result((Ratio("a", 1.0, 2.0),), {"n": 1}), datetime(2026, 11, 1, tzinfo=timezone.utc))
    first.put("validation", Result((), {"n": 1.23456}), datetime(2026, 11, 1, tzinfo=timezone.utc))
    first.write(file)

    again = results.earlier(file)
    assert again is not None
    again.put("validation", Result((), {"n": 2}), datetime(2026, 11, 2, tzinfo=timezone.utc))

    assert again.parts["set_up"] == first.parts["set_up"]
    assert again.ratios("set_up") == (Ratio("a", 1.0, 2.0),)
    assert first.parts["validation"]["figures"] == {"n": 1.235}
    assert (again.parts["validation"]["date"], again.parts["validation"]["figures"]) == (
        "2026-11-02",
        {"n": 2},
    )


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Let the command measure nothing, on a machine of the test's choice; holds what was written last."""
    file = tmp_path / "results.json"
    written: dict[str, Any] = {"file": file, "machine": _HERE}
    monkeypatch.setattr(__main__, "earlier", lambda: results.earlier(file))
    monkeypatch.setattr(__main__, "measured_on", lambda: written["machine"])
    monkeypatch.setattr(__main__, "load", lambda part: lambda effort: Result((Ratio(part, 1.0, 2.0),), {}))
    monkeypatch.setattr(Results, "write", lambda self: _write(self, file))
    monkeypatch.setattr(__main__.page, "write", lambda found: written.update(parts=list(found.parts)))
    return written


_write = Results.write


def test_a_part_is_merged_into_what_there_is(
    kept: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["validation"]) == 0
    assert __main__.main(["set_up"]) == 0

    assert kept["parts"] == ["set_up", "validation"]
    assert capsys.readouterr().out.splitlines() == ["validation 1.00 2.00 met", "set_up 1.00 2.00 met"]


def test_results_of_two_machines_are_not_mixed(kept: dict[str, Any]) -> None:
    __main__.main(["validation"])
    before = kept["file"].read_text()
    kept["machine"] = {"machine": {"cores": "64"}, "versions": {}}

    assert __main__.main(["set_up"]) == 0
    assert kept["file"].read_text() == before

    assert __main__.main([]) == 0
    assert kept["parts"] == list(PARTS)


def test_a_quick_run_writes_nothing(kept: dict[str, Any]) -> None:
    assert __main__.main(["--quick", "set_up"]) == 0
    assert not kept["file"].exists()


def test_a_part_that_fails_costs_no_other(
    kept: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(effort: object) -> Result:
        raise __main__.ToolError("no such program")

    good = __main__.load
    monkeypatch.setattr(__main__, "load", lambda part: fail if part == "set_up" else good(part))

    assert __main__.main(["set_up", "validation"]) == 1
    assert kept["parts"] == ["validation"]
    assert "error: set_up: no such program" in capsys.readouterr().err


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_loaded(part: str) -> None:
    assert callable(load(part))


def test_the_import_profile_begins_after_the_engine() -> None:
    printed = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       900 |        900 |   jsii\n"
        "import time:       100 |       1000 | cdktf\n"
        "import time:        20 |         20 |   pydantic.main\n"
        "import time:        30 |         50 | kibana_connectors\n"
    )

    assert profile(printed) == [
        {"module": "kibana_connectors", "seconds": 0.00003},
        {"module": "pydantic.main", "seconds": 0.00002},
    ]
