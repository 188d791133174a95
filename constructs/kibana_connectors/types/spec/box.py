"""Box: files.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, OpenUrl, SpecConnector
from . import _auth


class BoxConfig(Config):
    """Config of a Box connector.

    Attributes:
        server_url: The address of the MCP server.
    """

    server_url: Url = "https://mcp.box.com"


class BoxOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Box takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class Box(SpecConnector[BoxConfig, Auth]):
    """Use Box from Kibana: files.

    In technical preview, since Kibana 9.5; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/box-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".box",
        name="Box",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.5",
    )
    Config = BoxConfig
    AUTH_TYPES = (BoxOAuthAuthorizationCode,)
