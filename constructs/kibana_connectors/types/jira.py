"""Jira: create and update issues."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText, Text
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class JiraConfig(Config):
    """Config of a Jira connector."""

    api_url: HostedUrl
    """The Jira site, such as `https://example.atlassian.net`."""
    project_key: Text
    """The key of the Jira project."""


class JiraSecrets(Secrets):
    """Secrets of a Jira connector."""

    email: SecretText
    """The account's email address (Jira Server: the user name)."""
    api_token: SecretText
    """The account's API token (Jira Server: the password)."""


class JiraType(ConnectorType[JiraConfig, JiraSecrets]):
    """Create and update Jira issues (Kibana docs: "Jira connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jira",
        name="Jira",
        license="gold",
        features=("alerting", "cases", "uptime", "siem"),
        since="7.10",
    )
    Config = JiraConfig
    Secrets = JiraSecrets
