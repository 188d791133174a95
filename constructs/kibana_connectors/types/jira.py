"""Jira: create and update issues."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText, Text
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class JiraConfig(Config):
    """Config of a Jira connector.

    Attributes:
        api_url: The Jira site, such as `https://example.atlassian.net`.
        project_key: The key of the Jira project.
    """

    api_url: HostedUrl
    project_key: Text


class JiraSecrets(Secrets):
    """Secrets of a Jira connector.

    Attributes:
        email: The account's email address (Jira Server: the user name).
        api_token: The account's API token (Jira Server: the password).
    """

    email: SecretText
    api_token: SecretText


class Jira(Connector[JiraConfig, JiraSecrets]):
    """Create and update Jira issues (Kibana docs: "Jira connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jira",
        name="Jira",
        license="gold",
        features=("alerting", "cases", "uptime", "siem"),
        since="7.10",
    )
    Config = JiraConfig
    Secrets = JiraSecrets
