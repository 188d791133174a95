"""Monday.com: boards and items, through Monday.com's MCP server.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, Url, absent
from ...schema.payload import Config
from ...schema.spec_fields import OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class MondayComConfig(Config):
    """Config of a Monday.com connector."""

    server_url: Url = "https://mcp.monday.com/mcp"
    """The address of the MCP server."""


class MondayComOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Monday.com takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class MondayComType(SpecType[MondayComConfig, _auth.Bearer]):
    """Use Monday.com from Kibana: boards and items, through Monday.com's MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/monday-com-action-type

    - `auth=MondayCom.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
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
