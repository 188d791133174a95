"""Kibana sends over TLS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ..config_texts import config_texts
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class NoPlainHttp(ConnectorPolicy):
    """No URL of a config is plain HTTP, but on the same machine or in the same cluster."""

    id: ClassVar[str] = "no-plain-http"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "Secrets and alerts cross the network in plain text."
    remedy: ClassVar[str] = "Write https://"

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the URLs without TLS."""
        for path, text in config_texts(connector):
            if (found := _PLAIN.match(text)) and not _IS_NEAR(found["host"].lower()):
                yield self.found(connector, "a URL that starts with http://", place=path)


_PLAIN = re.compile(r"\s*http://(?:[^/@]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^/:?#\s]+)", re.IGNORECASE)
_NEAR = re.compile(r"localhost|127(\.\d+){3}|\[::1\]|.*\.svc|.*\.svc\.cluster\.local|.*\.localhost")
_IS_NEAR = _NEAR.fullmatch
