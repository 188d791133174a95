"""Jira Service Management: create and close alerts."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class JiraServiceManagementConfig(Config):
    """Config of a Jira Service Management connector.

    Attributes:
        api_url: The Jira Service Management API, such as `https://api.atlassian.com`.
    """

    api_url: HostedUrl


class JiraServiceManagementSecrets(Secrets):
    """Secrets of a Jira Service Management connector.

    Attributes:
        api_key: The key of a Jira Service Management API integration.
    """

    api_key: SecretText


class JiraServiceManagement(Connector[JiraServiceManagementConfig, JiraServiceManagementSecrets]):
    """Create and close alerts (Kibana docs: "Jira Service Management connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jira-service-management",
        name="Jira Service Management",
        license="platinum",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="9.2",
    )
    Config = JiraServiceManagementConfig
    Secrets = JiraServiceManagementSecrets
