"""One connector stands for one service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ...stack_files.values import Unknown, is_known
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class SameServiceOnce(Policy):
    """No two connectors differ by their names alone."""

    id: ClassVar[str] = "same-service-once"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "The same secret is to be renewed in several places, and one of them is forgotten."
    )
    remedy: ClassVar[str] = "Use one connector in both places"

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the connectors that another one equals."""
        seen: dict[str, StackConnector] = {}
        for connector in stack.connectors:
            if not isinstance(connector.type_id, str) or not isinstance(connector.space, str):
                continue
            if isinstance(connector.config, Unknown) or not is_known(connector.config):
                continue
            body = connector.body
            secrets = [body.get(name) for name in ("secrets_wo", "secrets")]
            if not connector.config and not any(secrets):
                continue
            parts = (connector.type_id, connector.space, connector.endpoints, connector.config, secrets)
            key = json.dumps(parts, sort_keys=True, default=repr)
            first = seen.setdefault(key, connector)
            if first is not connector and first.block != connector.block:
                yield self.found(connector, f"it is the same as {first.label}, but for its name")
