"""Opsgenie: create and close alerts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.sunset import Sunset
from ..schema.type_info import TypeInfo


class OpsgenieConfig(Config):
    """Config of an Opsgenie connector."""

    api_url: HostedUrl
    """Opsgenie's URL, such as `https://api.opsgenie.com`, or `https://api.eu.opsgenie.com`."""


class OpsgenieSecrets(Secrets):
    """Secrets of an Opsgenie connector."""

    api_key: SecretText
    """The key of an Opsgenie API integration."""


class OpsgenieType(ConnectorType[OpsgenieConfig, OpsgenieSecrets]):
    """Create and close Opsgenie alerts (Kibana docs: "Opsgenie connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".opsgenie",
        name="Opsgenie",
        license="platinum",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="8.6",
        sunset=Sunset(
            source="support.atlassian.com/opsgenie/docs/what-happens-when-opsgenie-is-turned-off",
            successor=".jira-service-management",
            vendor_end=date(2027, 4, 5),
        ),
    )
    Config = OpsgenieConfig
    Secrets = OpsgenieSecrets
