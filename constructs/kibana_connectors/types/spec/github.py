"""GitHub: repositories, issues and pull requests.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import OpenUrl, SpecConnector
from . import _auth


class GitHubConfig(Config):
    """Config of a GitHub connector.

    Attributes:
        server_url: The address of the MCP server.
        graphql_api_url: The address of the GraphQL API. Since Kibana 9.6; older ones do not know it.
    """

    server_url: Url = "https://api.githubcopilot.com/mcp/"
    graphql_api_url: Url = "https://api.github.com/graphql"


class GitHubOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What GitHub takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class GitHub(SpecConnector[GitHubConfig, _auth.Bearer]):
    """Use GitHub from Kibana: repositories, issues and pull requests.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/github-action-type

    - `auth=GitHub.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".github",
        name="GitHub",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = GitHubConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        GitHubOAuthAuthorizationCode,
        _auth.Bearer,
    )
