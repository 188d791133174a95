"""`kibana-connectors types`."""

from __future__ import annotations

import json
import os
import pty
import re
import struct
import subprocess
from typing import Any

import pytest
from harness.examples import EXAMPLES
from running import command_line, environment, run

from kibana_connectors import connector_types

TYPES = list(connector_types().values())
FEATURES = sorted({feature for cls in TYPES for feature in cls.TYPE.features}, key=str.casefold)
PIPED = 80
"""The width where the output does not go to a terminal."""


def rows_of(*options: str) -> list[dict[str, Any]]:
    done = run("types", "--json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


# -- JSON ----------------------------------------------------------------------------------------------------


def test_json() -> None:
    rows = rows_of()

    assert [(row["type_id"], row["class_name"]) for row in rows] == [
        (type_id, cls.__name__) for type_id, cls in connector_types().items()
    ]
    assert [row for row in rows if row["type_id"] == ".pagerduty"] == [
        {
            "type_id": ".pagerduty",
            "class_name": "PagerDuty",
            "name": "PagerDuty",
            "license": "gold",
            "features": ["alerting", "uptime", "siem", "workflows"],
            "since": "7.4",
        }
    ]
    assert {tuple(row) for row in rows} == {
        ("type_id", "class_name", "name", "license", "features", "since"),
    }


# -- the table -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [None, 30, 80, 100, 150, 160, 400])
def test_the_table_shows_everything(width: int | None) -> None:
    done = run("types", env={} if width is None else {"COLUMNS": str(width)})

    assert (done.returncode, done.stderr) == (0, "")
    _, *blocks = re.split(r"^(?=\.)", done.stdout, flags=re.MULTILINE)
    assert len(blocks) == len(TYPES)
    for block, cls in zip(blocks, TYPES, strict=True):
        first = block.splitlines()[0]
        assert first.split()[:2] == [cls.TYPE.type_id, cls.__name__]
        assert {cls.TYPE.license, cls.TYPE.since} <= set(first.split())
        together = " ".join(block.split())
        assert cls.TYPE.name in together
        assert together.endswith(", ".join(cls.TYPE.features))


@pytest.mark.parametrize("width", [None, 80, 81, 100, 150, 152, 153, 154, 160, 200])
@pytest.mark.parametrize("options", [(), ("--search", "slack")], ids=["all", "some"])
def test_the_table_fits(options: tuple[str, ...], width: int | None) -> None:
    done = run("types", *options, env={} if width is None else {"COLUMNS": str(width)})

    assert max(map(len, done.stdout.splitlines())) <= (width or PIPED)


def test_a_wide_table_has_one_row_for_a_type() -> None:
    lines = run("types", env={"COLUMNS": "400"}).stdout.splitlines()

    assert lines[0].split() == ["Type", "Class", "Name", "License", "Since", "Features"]
    assert len(lines) == 1 + len(TYPES)


def test_a_few_short_rows_need_no_wide_terminal() -> None:
    assert run("types", "--search", ".index").stdout.splitlines() == [
        "Type    Class  Name   License  Since  Features",
        ".index  Index  Index  basic    7.4    alerting, uptime, siem",
    ]


@pytest.mark.parametrize(("columns", "lines_of_a_type"), [(80, 2), (400, 1)])
def test_the_width_of_the_terminal_counts(columns: int, lines_of_a_type: int) -> None:
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    ours, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        command_line("types", "--feature", "endpointSecurity"),
        stdout=terminal,
        stdin=subprocess.DEVNULL,
        env=environment(),
    ):
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # how Linux tells that the other side is closed
            pass
    os.close(ours)

    lines = shown.decode().splitlines()
    found = [cls for cls in TYPES if "endpointSecurity" in cls.TYPE.features]
    assert max(map(len, lines)) <= columns
    assert len(lines) == lines_of_a_type * (1 + len(found))


# -- filters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--search", "servicenow"), {".servicenow", ".servicenow-itom", ".servicenow-sir"}),
        (("--search", "On-Call nobody has"), set()),
        (("--license", "basic"), {".index", ".server-log"}),
        (("--license", "basic", "--search", "INDEX"), {".index"}),
        (("--license", "trial"), {example.type_id for example in EXAMPLES}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_types_can_be_filtered(options: tuple[str, ...], expected: set[str]) -> None:
    found = {row["type_id"] for row in rows_of(*options)}

    assert found & {example.type_id for example in EXAMPLES} == expected


@pytest.mark.parametrize("feature", FEATURES)
def test_types_of_a_feature(feature: str) -> None:
    assert [row["type_id"] for row in rows_of("--feature", feature)] == [
        cls.TYPE.type_id for cls in TYPES if feature in cls.TYPE.features
    ]


def test_nothing_matches() -> None:
    done = run("types", "--search", "nobody has this")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No connector type matches.\n")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("alertng", "alerting"),
        ("Alerting", "alerting"),
        ("SIEM", "siem"),
        ("generativeAiForSecurty", "generativeAIForSecurity"),
        ("zzz", None),
        ("", None),
    ],
)
def test_an_unknown_feature_is_refused(given: str, meant: str | None) -> None:
    done = run("types", "--feature", given)

    assert (done.returncode, done.stdout) == (2, "")
    hint = f'; did you mean "{meant}"?' if meant else "."
    assert done.stderr.endswith(
        f"Error: Invalid value for '--feature': unknown feature \"{given}\"{hint} "
        f"The features are: {', '.join(FEATURES)}\n"
    )


@pytest.mark.parametrize(
    ("given", "meant"), [("Gold", "gold"), ("premium", None), ("enterprize", "enterprise")]
)
def test_an_unknown_license_is_refused(given: str, meant: str | None) -> None:
    done = run("types", "--license", given)

    assert (done.returncode, done.stdout) == (2, "")
    hint = f'; did you mean "{meant}"?' if meant else "."
    assert done.stderr.endswith(
        f"Error: Invalid value for '--license': unknown license \"{given}\"{hint} "
        "The licenses are: basic, standard, gold, platinum, enterprise, trial\n"
    )
