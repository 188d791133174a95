"""Tines: send events to a story."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class TinesConfig(Config):
    """Config of a Tines connector."""

    url: HostedUrl
    """The Tines tenant, such as `https://example.tines.com`."""


class TinesSecrets(Secrets):
    """Secrets of a Tines connector."""

    email: SecretText
    """The email address of the Tines user that the token belongs to."""
    token: SecretText
    """The user's API token."""


class TinesType(ConnectorType[TinesConfig, TinesSecrets]):
    """Send events to a Tines story (Kibana docs: "Tines connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".tines",
        name="Tines",
        license="gold",
        features=("siem",),
        since="8.6",
    )
    Config = TinesConfig
    Secrets = TinesSecrets
