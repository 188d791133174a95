"""IBM Resilient: create and update incidents."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText, Text
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class ResilientConfig(Config):
    """Config of an IBM Resilient connector."""

    api_url: HostedUrl
    """The IBM Resilient instance, such as `https://resilient.example.com`."""
    org_id: Text
    """The id of the organization, as a text: `"201"`."""


class ResilientSecrets(Secrets):
    """Secrets of an IBM Resilient connector."""

    api_key_id: SecretText
    """The id of an API key."""
    api_key_secret: SecretText
    """The API key's secret."""


class ResilientType(ConnectorType[ResilientConfig, ResilientSecrets]):
    """Create and update IBM Resilient incidents (Kibana docs: "IBM Resilient connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".resilient",
        name="IBM Resilient",
        license="platinum",
        features=("alerting", "cases", "siem"),
        since="7.10",
    )
    Config = ResilientConfig
    Secrets = ResilientSecrets
