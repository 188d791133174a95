"""Kibana checks whom it talks to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ..config_texts import config_leaves
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class VerificationNotNone(ConnectorPolicy):
    """No connector switches the check of certificates off."""

    id: ClassVar[str] = "verification-not-none"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Anybody on the way can read and change what is sent, secrets included."
    remedy: ClassVar[str] = "Use full, and give Kibana the certificate of your own authority"

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the switches that are off."""
        for path, value in config_leaves(connector):
            name = path.rpartition(".")[2]
            if name.endswith("erificationMode") and value == "none":
                yield self.found(connector, "certificates are not checked", place=path)
            elif name.lower() in _SWITCHES and value is False:
                yield self.found(connector, "TLS is switched off", place=path)
            elif name.lower() in _OPPOSITES and value is True:
                yield self.found(connector, "certificates are not checked", place=path)


_SWITCHES = frozenset(
    {"hastls", "usetls", "rejectunauthorized", "verifyssl", "sslverify", "verifycertificate", "verifytls"}
)
_OPPOSITES = frozenset(
    {"insecure", "skiptlsverify", "insecureskipverify", "trustallcertificates", "allowselfsigned"}
)
