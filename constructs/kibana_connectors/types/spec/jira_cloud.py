"""Jira Cloud: projects and issues.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import NonEmpty, OrAbsent, SecretText, Text, absent
from ...schema.payload import Config
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class JiraCloudConfig(Config):
    """Config of a Jira Cloud connector."""

    subdomain: NonEmpty
    """The first part of the site's host name: `example` in `https://example.atlassian.net`."""
    cloud_id: OrAbsent[Text] = absent()
    """The id of the Atlassian site."""


class JiraCloudOAuthAuthorizationCode(Auth):
    """What Jira Cloud takes for `oauth_authorization_code`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = "each person has to press Authorize in Kibana before it works"
    auth_type: Literal["oauth_authorization_code"] = "oauth_authorization_code"
    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    scope: OrAbsent[OpenText] = absent()
    use_basic_auth: OrAbsent[OpenFlag] = absent()
    scope_param_name: OrAbsent[OpenText] = absent()
    access_token_path: OrAbsent[OpenText] = absent()
    token_type_path: OrAbsent[OpenText] = absent()
    token_type: OrAbsent[OpenText] = absent()


class JiraCloudType(SpecType[JiraCloudConfig, _auth.Basic]):
    """Use Jira Cloud from Kibana: projects and issues.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jira-cloud-action-type

    With OAuth, the connector needs `cloud_id` to run.

    - `auth=JiraCloud.Basic()`: A user name and a password.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
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
