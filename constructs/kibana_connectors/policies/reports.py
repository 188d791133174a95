"""What policies found, as reports for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..preflight.sarif import Result, sarif_report
from .judging import Verdict
from .policy import Finding, Policy

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(verdict: Verdict, policies: Sequence[Policy], *, version: str) -> str:
    """Return a verdict as SARIF 2.1.0.

    Args:
        verdict: The verdict.
        policies: The policies that were asked.
        version: The version of this library.
    """
    rules = [
        {
            "id": each.id,
            "shortDescription": {"text": demand_of(type(each))},
            "fullDescription": {"text": each.reason},
            "help": {"text": f"{each.remedy}. See {each.docs}"},
            "defaultConfiguration": {"level": _LEVELS[each.severity]},
        }
        for each in policies
    ]
    return sarif_report(rules, map(_result, verdict.findings), version=version)


def demand_of(policy: type[Policy]) -> str:
    """Return what a policy demands, in one sentence: the first line of its class."""
    return (policy.__doc__ or policy.id).strip().splitlines()[0]


def policy_as_json(policy: type[Policy]) -> dict[str, Any]:
    """Return what a policy is, as plain data."""
    return {
        "id": policy.id,
        "severity": policy.severity,
        "demand": demand_of(policy),
        "reason": policy.reason,
        "remedy": policy.remedy,
        "usual": policy.is_usual,
        "check": policy.check or None,
        "judges": "files" if policy.reads_files else "constructs",
        "can_be_suppressed": policy.can_be_suppressed,
        "docs": f"docs/policies.md#{policy.id}",
    }


def _result(finding: Finding) -> Result:
    where = finding.where
    identity = f"{finding.path}\n{finding.place}\n{finding.message}"
    level = _LEVELS[finding.severity]
    text = f"{finding.path}: {finding.text}"
    if where is None:
        return Result(finding.policy, level, text, identity, finding.file)
    return Result(
        finding.policy, level, text, identity, where.stack.path, where.line, where.block, where.address
    )
