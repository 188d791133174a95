"""XSOAR: create incidents in Palo Alto Networks Cortex XSOAR."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText, field, kibana_name
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class XsoarConfig(Config):
    """Config of an XSOAR connector."""

    url: HostedUrl
    """The XSOAR tenant's API, such as `https://api-example.crtx.us.paloaltonetworks.com`."""


class XsoarSecrets(Secrets):
    """Secrets of an XSOAR connector."""

    api_key: SecretText
    """An API key of the tenant."""
    api_key_id: Annotated[SecretText | None, kibana_name("apiKeyID")] = field(default=None)
    """The key's id, for XSOAR 8 and later; leave it out for XSOAR 6. `apiKeyID` in Kibana."""


class XsoarType(ConnectorType[XsoarConfig, XsoarSecrets]):
    """Create incidents in Cortex XSOAR (Kibana docs: "XSOAR connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".xsoar",
        name="XSOAR",
        license="platinum",
        features=("siem",),
        since="9.1",
    )
    Config = XsoarConfig
    Secrets = XsoarSecrets
