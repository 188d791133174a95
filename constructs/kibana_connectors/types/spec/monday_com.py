"""Monday.com: boards and items, through Monday.com's MCP server.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import OpenUrl, SpecConnector
from . import _auth


class MondayComConfig(Config):
    """Config of a Monday.com connector.

    Attributes:
        server_url: The address of the MCP server.
    """

    server_url: Url = "https://mcp.monday.com/mcp"


class MondayComOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Monday.com takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class MondayCom(SpecConnector[MondayComConfig, _auth.Bearer]):
    """Use Monday.com from Kibana: boards and items, through Monday.com's MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/monday-com-action-type

    - `auth=MondayCom.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".monday_com",
        name="Monday.com",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = MondayComConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        MondayComOAuthAuthorizationCode,
        _auth.Bearer,
    )
