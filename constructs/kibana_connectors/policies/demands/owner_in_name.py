"""A connector's name says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from ...errors import InvalidPolicy
from ...stack_files.connectors import StackConnector
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class OwnerInName(ConnectorPolicy):
    """Names of connectors match a pattern of yours. It is in no pack, because only you know the pattern.

    Args:
        pattern: A regular expression that the whole name has to match, such as `team-[a-z]+: .+`.

    Raises:
        InvalidPolicy: It is no regular expression.
    """

    id: ClassVar[str] = "owner-in-name"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "Nobody knows whom to ask when the connector fails."
    remedy: ClassVar[str] = "Rename it"
    is_usual: ClassVar[bool] = False

    def __init__(self, pattern: str) -> None:
        try:
            self._pattern = re.compile(pattern)
        except (re.error, TypeError):
            raise InvalidPolicy("OwnerInName: pattern: expected a regular expression, as a text") from None

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the connectors with other names."""
        if isinstance(connector.name, str) and not self._pattern.fullmatch(connector.name):
            message = f"the name does not match {self._pattern.pattern}"
            yield self.found(connector, message, place="name")
