"""A verdict as a JUnit report: a suite for the Kibana and one for each stack, a case for each connector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ..stack_files.connectors import StackConnector
from .finding import Finding
from .judging import Verdict

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KIBANA = "Kibana"


def junit_text(verdict: Verdict) -> str:
    """Return the report; errors are failures, everything else is the output of its case.

    Args:
        verdict: The verdict.
    """
    suites = ET.Element("testsuites", name="kibana-connectors check")
    whole = [finding for finding in verdict.findings if finding.connector is None]
    _add_suite(suites, _KIBANA, [("deployment", whole)])
    by_stack: dict[str, list[StackConnector]] = {}
    for connector, _ in verdict.states:
        by_stack.setdefault(connector.stack.name, []).append(connector)
    for stack, connectors in by_stack.items():
        cases = [
            (each.address, [found for found in verdict.findings if found.connector is each])
            for each in connectors
        ]
        _add_suite(suites, stack, cases)
    for name in ("tests", "failures"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    suites.set("errors", "0")
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _add_suite(suites: ET.Element, name: str, cases: Sequence[tuple[str, list[Finding]]]) -> None:
    failures = sum(any(found.level == "error" for found in findings) for _, findings in cases)
    suite = ET.SubElement(
        suites,
        "testsuite",
        {
            "name": _text(name),
            "tests": str(len(cases)),
            "failures": str(failures),
            "errors": "0",
            "skipped": "0",
        },
    )
    for case_name, findings in cases:
        case = ET.SubElement(suite, "testcase", classname=_text(name), name=_text(case_name))
        errors = [found for found in findings if found.level == "error"]
        others = [found for found in findings if found.level != "error"]
        if errors:
            lines = [f"{found.rule}: {found.text}" for found in errors]
            failure = ET.SubElement(case, "failure", message=_text(lines[0]), type=_text(errors[0].rule))
            failure.text = _text("\n".join(lines))
        if others:
            out = ET.SubElement(case, "system-out")
            out.text = _text("\n".join(f"{found.level}: {found.rule}: {found.text}" for found in others))


def _text(text: str) -> str:
    """Return a text with what XML cannot hold, however it is escaped, replaced."""
    return _NOT_XML.sub("\ufffd", text)
