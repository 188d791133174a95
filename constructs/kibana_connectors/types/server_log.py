"""Server log: write a line to Kibana's own log."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.payload import NoConfig, NoSecrets
from ..schema.type_info import TypeInfo


class ServerLog(Connector[NoConfig, NoSecrets]):
    """Write to Kibana's log (Kibana docs: "Server log connector").

    It has neither config nor secrets. See `Connector` for the arguments and errors.
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
