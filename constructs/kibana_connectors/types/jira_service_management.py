"""Jira Service Management: create and close alerts."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class JiraServiceManagementConfig(Config):
    """Config of a Jira Service Management connector."""

    api_url: HostedUrl
    """The Jira Service Management API, such as `https://api.atlassian.com`."""


class JiraServiceManagementSecrets(Secrets):
    """Secrets of a Jira Service Management connector."""

    api_key: SecretText
    """The key of a Jira Service Management API integration."""


class JiraServiceManagementType(ConnectorType[JiraServiceManagementConfig, JiraServiceManagementSecrets]):
    """Create and close alerts (Kibana docs: "Jira Service Management connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jira-service-management",
        name="Jira Service Management",
        license="platinum",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="9.2",
    )
    Config = JiraServiceManagementConfig
    Secrets = JiraServiceManagementSecrets
