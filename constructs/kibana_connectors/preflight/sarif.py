"""A verdict as SARIF 2.1.0, the format in which code hosts take findings."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from .finding import RULES, Finding
from .judging import Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TOOL = "kibana-connectors"


class Result(NamedTuple):
    """One result of a report.

    Attributes:
        rule: The id of its rule.
        level: `error`, `warning` or `note`.
        text: What is told.
        identity: What makes it the same result in the next report, beside the rule.
        file: The file that it is shown in; None where there is none.
        line: The line of the file.
        name: The resource's name in the stack; empty where it is about none.
        address: The resource's address.
    """

    rule: str
    level: str
    text: str
    identity: str
    file: Path | None
    line: int = 1
    name: str = ""
    address: str = ""


def sarif_text(verdict: Verdict, *, version: str, first_file: Path | None) -> str:
    """Return the report. Every result has a file, because code hosts take no others.

    Args:
        verdict: The verdict.
        version: The version of this library.
        first_file: The file that findings about the deployment as a whole are shown in.
    """
    rules = [{"id": rule, "shortDescription": {"text": text}} for rule, text in RULES.items()]
    return sarif_report(rules, [_result(each, first_file) for each in verdict.findings], version=version)


def sarif_report(rules: Sequence[Mapping[str, Any]], results: Iterable[Result], *, version: str) -> str:
    """Return a report.

    Args:
        rules: SARIF's descriptions of the rules, each with its `id`.
        results: What was found.
        version: The version of this library.
    """
    ids = [rule["id"] for rule in rules]
    run = {
        "tool": {"driver": {"name": _TOOL, "semanticVersion": version, "rules": rules}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_as_json(each, ids) for each in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(finding: Finding, first_file: Path | None) -> Result:
    connector = finding.connector
    if connector is None:
        return Result(finding.rule, finding.level, finding.text, f"\n{finding.message}", first_file)
    return Result(
        rule=finding.rule,
        level=finding.level,
        text=f"{connector.label}: {finding.text}",
        identity=f"{connector.stack.name}/{connector.address}\n{finding.message}",
        file=connector.stack.path,
        line=connector.line,
        name=connector.block,
        address=connector.address,
    )


def _as_json(result: Result, ids: list[str]) -> dict[str, Any]:
    written: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": ids.index(result.rule),
        "level": result.level,
        "message": {"text": result.text},
        "partialFingerprints": {"finding/v1": _fingerprint(f"{result.rule}\n{result.identity}")},
    }
    if result.file is not None:
        location: dict[str, Any] = {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(result.file)},
                "region": {"startLine": result.line},
            }
        }
        if result.name:
            location["logicalLocations"] = [
                {"name": result.name, "fullyQualifiedName": result.address, "kind": "resource"}
            ]
        written["locations"] = [location]
    return written


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _uri(file: Path) -> str:
    """Return a path as code hosts want it: below the working directory, where it is."""
    path = os.path.relpath(file) if not os.path.relpath(file).startswith("..") else str(file.resolve())
    return quote(Path(path).as_posix())
