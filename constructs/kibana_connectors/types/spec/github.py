"""GitHub: repositories, issues and pull requests.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, Url, absent, field
from ...schema.payload import Config
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GitHubConfig(Config):
    """Config of a GitHub connector."""

    server_url: Url = field(default="https://api.githubcopilot.com/mcp/")
    """The address of the MCP server."""
    graphql_api_url: Url = field(default="https://api.github.com/graphql")
    """The address of the GraphQL API. Since Kibana 9.6; older versions do not have it."""


class GitHubOAuthAuthorizationCode(Auth):
    """What GitHub takes for `oauth_authorization_code`, which Terraform cannot set up."""

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


class GitHubType(SpecType[GitHubConfig, _auth.Bearer]):
    """Use GitHub from Kibana: repositories, issues and pull requests.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/github-action-type

    - `auth=GitHub.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".github",
        name="GitHub",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    FIELD_SINCE: ClassVar[Mapping[str, str]] = {"graphqlApiUrl": "9.6"}
    Config = GitHubConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        GitHubOAuthAuthorizationCode,
        _auth.Bearer,
    )
