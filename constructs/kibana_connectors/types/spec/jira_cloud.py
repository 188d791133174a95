"""Jira Cloud: projects and issues.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty, Text, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import OpenUrl, SpecConnector
from . import _auth


class JiraCloudConfig(Config):
    """Config of a Jira Cloud connector.

    Attributes:
        subdomain: The first part of the site's host name: `example` in `https://example.atlassian.net`.
        cloud_id: The id of the Atlassian site.
    """

    subdomain: NonEmpty
    cloud_id: Text = absent()


class JiraCloudOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Jira Cloud takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class JiraCloud(SpecConnector[JiraCloudConfig, _auth.Basic]):
    """Use Jira Cloud from Kibana: projects and issues.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jira-cloud-action-type

    With OAuth, Kibana needs `cloud_id` when the connector runs.

    - `auth=JiraCloud.Basic()`: A user's name and password.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jira-cloud",
        name="Jira Cloud",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = JiraCloudConfig
    Basic = _auth.Basic
    AUTH_TYPES = (
        JiraCloudOAuthAuthorizationCode,
        _auth.Basic,
    )
