"""A verdict as SARIF 2.1.0, the format in which code hosts take findings."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .finding import RULES, Finding
from .judging import Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TOOL = "kibana-connectors"


def sarif_text(verdict: Verdict, *, version: str, first_file: Path | None) -> str:
    """Return the report. Every result has a file, because code hosts take no others.

    Args:
        verdict: The verdict.
        version: The version of this library.
        first_file: The file that findings about the deployment as a whole are shown in.
    """
    rules = list(RULES)
    run = {
        "tool": {
            "driver": {
                "name": _TOOL,
                "semanticVersion": version,
                "rules": [{"id": rule, "shortDescription": {"text": RULES[rule]}} for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules, first_file) for finding in verdict.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(finding: Finding, rules: list[str], first_file: Path | None) -> dict[str, Any]:
    connector = finding.connector
    where = f"{connector.stack.name}/{connector.address}" if connector is not None else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": finding.level,
        "message": {"text": f"{connector.label}: {finding.text}" if connector is not None else finding.text},
        "partialFingerprints": {"finding/v1": _fingerprint(finding, where)},
    }
    file = connector.stack.path if connector is not None else first_file
    if file is not None:
        location: dict[str, Any] = {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(file)},
                "region": {"startLine": connector.line if connector is not None else 1},
            }
        }
        if connector is not None:
            location["logicalLocations"] = [
                {
                    "name": connector.block,
                    "fullyQualifiedName": connector.address,
                    "kind": "resource",
                }
            ]
        result["locations"] = [location]
    return result


def _fingerprint(finding: Finding, where: str) -> str:
    return hashlib.sha256(f"{finding.rule}\n{where}\n{finding.message}".encode()).hexdigest()[:32]


def _uri(file: Path) -> str:
    """Return a path as code hosts want it: below the working directory, where it is."""
    path = os.path.relpath(file) if not os.path.relpath(file).startswith("..") else str(file.resolve())
    return quote(Path(path).as_posix())
