"""Opsgenie: create and close alerts."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class OpsgenieConfig(Config):
    """Config of an Opsgenie connector.

    Attributes:
        api_url: Opsgenie's URL, such as `https://api.opsgenie.com`, or `https://api.eu.opsgenie.com`.
    """

    api_url: HostedUrl


class OpsgenieSecrets(Secrets):
    """Secrets of an Opsgenie connector.

    Attributes:
        api_key: The key of an Opsgenie API integration.
    """

    api_key: SecretText


class Opsgenie(Connector[OpsgenieConfig, OpsgenieSecrets]):
    """Create and close Opsgenie alerts (Kibana docs: "Opsgenie connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".opsgenie",
        name="Opsgenie",
        license="platinum",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="8.6",
    )
    Config = OpsgenieConfig
    Secrets = OpsgenieSecrets
