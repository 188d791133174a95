"""Server log: write a line to Kibana's own log."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.payload import NoConfig, NoSecrets
from ..schema.type_info import TypeInfo


class ServerLogType(ConnectorType[NoConfig, NoSecrets]):
    """Write to Kibana's log (Kibana docs: "Server log connector").

    It has neither config nor secrets.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".server-log",
        name="Server log",
        license="basic",
        features=("alerting", "uptime", "siem"),
        since="7.4",
    )
    Config = NoConfig
    Secrets = NoSecrets
