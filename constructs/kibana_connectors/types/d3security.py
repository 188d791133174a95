"""D3 Security: send events to a D3 SOAR."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class D3SecurityConfig(Config):
    """Config of a D3 Security connector."""

    url: HostedUrl
    """The D3 Security API endpoint to send events to."""


class D3SecuritySecrets(Secrets):
    """Secrets of a D3 Security connector."""

    token: SecretText
    """The token that D3 Security made for the endpoint."""


class D3SecurityType(ConnectorType[D3SecurityConfig, D3SecuritySecrets]):
    """Send events to D3 Security (Kibana docs: "D3 Security connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".d3security",
        name="D3 Security",
        license="gold",
        features=("alerting", "siem", "workflows", "agentBuilder"),
        since="8.10",
    )
    Config = D3SecurityConfig
    Secrets = D3SecuritySecrets
