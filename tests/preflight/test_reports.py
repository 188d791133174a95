"""JUnit and SARIF: whole, valid, and with what machines need to show a finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from harness.on_call import stack_of
from judged import ID, OTHER_ID, index, judged

from kibana_connectors.preflight.finding import RULES
from kibana_connectors.preflight.judging import Verdict
from kibana_connectors.preflight.junit import junit_text
from kibana_connectors.preflight.sarif import sarif_text
from kibana_connectors.sandbox import Sandbox

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "semanticVersion": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": _TEXT,
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {"executionSuccessful": {"type": "boolean"}},
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": _TEXT,
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {
                                                            "uri": {
                                                                "type": "string",
                                                                "format": "uri-reference",
                                                            }
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1}
                                                        },
                                                    },
                                                },
                                            },
                                            "logicalLocations": {
                                                "type": "array",
                                                "uniqueItems": True,
                                                "items": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "name": {"type": "string"},
                                                        "fullyQualifiedName": {"type": "string"},
                                                        "kind": {"type": "string"},
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 demands of the parts that are written (OASIS, 3.13 to 3.33), and no other parts."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def verdict(kibana: Sandbox, folder: Path) -> Verdict:
    """An error, a warning and notes, in two stacks; one of them has no finding of its own."""
    kibana.settings.level = "degraded"
    odd = index(space_id="opps", name="<n> & \x01\ud800", connector_id=OTHER_ID)
    paths = (
        stack_of(Path("out"), "a b", connectors={"x": odd, "y": index(config="${var.c}", connector_id=None)}),
        stack_of(Path("out"), "good", connectors={"z": index(name="z")}),
    )
    return judged(kibana, *paths)


def test_sarif(verdict: Verdict) -> None:
    text = sarif_text(verdict, version="1.2.3", first_file=Path("out/good/cdk.tf.json"))
    document = json.loads(text)
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(SARIF, format_checker=checker).validate(document)
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert rules == list(RULES)
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert len(run["results"]) == len(verdict.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"]
    (space,) = (result for result in run["results"] if result["ruleId"] == "space-missing")
    (location,) = space["locations"]
    where = location["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "out/a%20b/cdk.tf.json"
    line = Path("out/a b/cdk.tf.json").read_text().splitlines()[where["region"]["startLine"] - 1]
    assert line.strip() == '"x": {'
    assert location["logicalLocations"][0]["fullyQualifiedName"].endswith(".x")
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_is_the_same_each_time(verdict: Verdict) -> None:
    assert sarif_text(verdict, version="1", first_file=None) == sarif_text(
        verdict, version="1", first_file=None
    )


def test_junit(verdict: Verdict) -> None:
    root = ET.fromstring(junit_text(verdict))

    assert root.tag == "testsuites"
    assert [suite.get("name") for suite in root] == ["Kibana", "a b", "good"]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "1", "0")
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert all(case.get("name") and case.get("classname") for case in cases)
    (failure,) = root.findall(".//failure")
    assert failure.get("type") == "space-missing"
    assert "this credential sees no space opps" in (failure.text or "")
    outputs = [out.text or "" for out in root.findall(".//system-out")]
    assert any("warning: kibana-not-available" in out for out in outputs)
    assert any("note: only-terraform-knows" in out for out in outputs)
    assert not root.findall("testsuite[@name='good']/testcase/*")


def test_reports_of_nothing(kibana: Sandbox, folder: Path) -> None:
    verdict = judged(kibana, stack_of(folder, connectors={"x": index(connector_id=ID)}))

    assert json.loads(sarif_text(verdict, version="1", first_file=None))["runs"][0]["results"] == []
    assert ET.fromstring(junit_text(verdict)).get("failures") == "0"
