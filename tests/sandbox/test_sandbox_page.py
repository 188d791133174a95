"""docs/sandbox.md names everything that can be set and asked for."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from harness.ftr import rows

from kibana_connectors.sandbox import Fault, Outcome, Sandbox, Settings
from kibana_connectors.sandbox.views import SINCE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [field.name for field in (*fields(Settings), *fields(Fault))])
def test_settings_and_faults(name):
    assert re.search(rf"\b{name}\b", PAGE)


def test_outcomes():
    calls = re.findall(r"^kibana\.outcomes\..*$", PAGE, re.MULTILINE)
    named = set(re.findall(r"(\w+)=", "".join(calls)))
    assert named <= {field.name for field in fields(Outcome)}
    with Sandbox() as kibana:
        for call in calls:
            exec(call, {"kibana": kibana})
        assert len(kibana.outcomes.pending) == len(calls) == 3


def test_fields_of_answers_have_the_version_that_the_page_says():
    table = PAGE.partition("## Versions")[2].partition("## Unsure")[0]
    for name, since in SINCE.items():
        lines = [line for line in table.splitlines() if f"`{name}`" in line]
        assert any(line.startswith(f"| {since} ") for line in lines), (name, since)


def test_the_rows_of_kibanas_tests():
    all_rows = rows()
    current = [row for row in all_rows if "version" not in row]
    assert f"{len(all_rows)} requests of Kibana's own functional tests" in PAGE
    assert f"{len(current)} describe current Kibana" in PAGE


def test_every_public_name_of_a_running_sandbox_is_named():
    public = {
        name
        for name in vars(Sandbox)
        if not name.startswith("_") and name not in ("api_key", "url", "start", "stop", "serve")
    }
    assert [name for name in sorted(public) if f"kibana.{name}" not in PAGE] == []
