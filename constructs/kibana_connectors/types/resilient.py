"""IBM Resilient: create and update incidents."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText, Text
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class ResilientConfig(Config):
    """Config of an IBM Resilient connector.

    Attributes:
        api_url: The IBM Resilient instance, such as `https://resilient.example.com`.
        org_id: The id of the organization, as a text: `"201"`.
    """

    api_url: HostedUrl
    org_id: Text


class ResilientSecrets(Secrets):
    """Secrets of an IBM Resilient connector.

    Attributes:
        api_key_id: The id of an API key.
        api_key_secret: The API key's secret.
    """

    api_key_id: SecretText
    api_key_secret: SecretText


class Resilient(Connector[ResilientConfig, ResilientSecrets]):
    """Create and update IBM Resilient incidents (Kibana docs: "IBM Resilient connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".resilient",
        name="IBM Resilient",
        license="platinum",
        features=("alerting", "cases", "siem"),
        since="7.10",
    )
    Config = ResilientConfig
    Secrets = ResilientSecrets
