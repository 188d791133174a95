"""A secrets_version has an effect: only write-only secrets are sent again because of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class EffectiveSecretsVersion(ConnectorPolicy):
    """No `secrets_version` is given where it has no effect."""

    id: ClassVar[str] = "effective-secrets-version"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Secrets that are kept in the state are sent again when they change, and only then."
    )
    remedy: ClassVar[str] = "Leave it out: in the state Terraform sees a changed secret by itself"
    check: ClassVar[str] = id

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield a version without secrets that it is of."""
        body = connector.body
        if body.get("secrets_wo_version") is not None and body.get("secrets_wo") is None:
            yield self.found(
                connector,
                "there are no write-only secrets that it is the version of",
                place="secrets_wo_version",
            )
