"""One thing that a check of stacks found, and the kinds of things that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ..stack_files.connectors import StackConnector

Level: TypeAlias = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""Worst first."""

RULES = {
    "config-refused": "Kibana would refuse the connector's config, or which secrets it has.",
    "enabled-types": "kibana.yml does not enable the connector's type.",
    "host-not-allowed": "A host that the connector contacts is not in xpack.actions.allowedHosts.",
    "id-exists": "A connector with this id and another name is there already.",
    "id-repeated": "Two connectors of the stacks have the same id.",
    "id-taken": "The id belongs to another connector of this Kibana.",
    "import-missing": "A connector that is to be imported does not exist.",
    "kibana-not-available": "Kibana says that it is not fully available.",
    "kibana-too-old": "This version of Kibana cannot take what Terraform sends.",
    "kibana-yml": "A kibana.yml that was given has something wrong.",
    "license": "The license does not allow the connector's type.",
    "missing-secrets": "A connector that is there already misses its secrets.",
    "name-clash": "Two connectors of one space have the same name.",
    "not-seen": "Something that Kibana's API does not show.",
    "only-terraform-knows": "A value that is known only when Terraform runs, and was not checked.",
    "other-kibana": "The stack names another Kibana than the one that was asked.",
    "privilege": "The credential lacks a privilege that a deployment needs.",
    "space-missing": "The connector's space does not exist.",
    "space-new": "The connector's space is made by the same stacks.",
    "type-deprecated": "The connector's type is deprecated.",
    "type-unknown": "This Kibana does not have the connector's type.",
    "version": "The connector needs another version of Kibana.",
}
"""Each kind of finding, in one sentence."""


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        level: `error` where a deployment would fail, `warning` where it works and is most likely wrong,
            `note` where nothing was found and nothing can be said.
        rule: Which kind it is: a key of `RULES`.
        message: What was found; never a value that may be a secret.
        hint: What to do.
        connector: The connector that it is about; None for the deployment as a whole.
    """

    level: Level
    rule: str
    message: str
    hint: str = ""
    connector: StackConnector | None = None

    @property
    def text(self) -> str:
        """The message, and what to do."""
        return f"{self.message}. {self.hint}" if self.hint else self.message

    @property
    def space(self) -> str | None:
        """The connector's space, where it is known."""
        space = self.connector.space if self.connector is not None else None
        return space if isinstance(space, str) else None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        connector = self.connector
        return {
            "level": self.level,
            "rule": self.rule,
            "message": self.message,
            "hint": self.hint,
            "stack": connector.stack.name if connector is not None else None,
            "connector": connector.address if connector is not None else None,
            "path": connector.construct if connector is not None else None,
            "space": self.space,
            "file": str(connector.stack.path) if connector is not None else None,
            "line": connector.line if connector is not None else None,
        }


def worst_first(findings: list[Finding]) -> list[Finding]:
    """Return findings by level, and otherwise as they came."""
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))
