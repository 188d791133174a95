"""Tines: send events to a story."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class TinesConfig(Config):
    """Config of a Tines connector.

    Attributes:
        url: The Tines tenant, such as `https://example.tines.com`.
    """

    url: HostedUrl


class TinesSecrets(Secrets):
    """Secrets of a Tines connector.

    Attributes:
        email: The email address of the Tines user that the token belongs to.
        token: The user's API token.
    """

    email: SecretText
    token: SecretText


class Tines(Connector[TinesConfig, TinesSecrets]):
    """Send events to a Tines story (Kibana docs: "Tines connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".tines",
        name="Tines",
        license="gold",
        features=("siem",),
        since="8.6",
    )
    Config = TinesConfig
    Secrets = TinesSecrets
