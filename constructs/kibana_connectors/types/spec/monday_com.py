"""Monday.com: boards and items, through Monday.com's MCP server.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, Url, absent, field
from ...schema.payload import Config
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class MondayComConfig(Config):
    """Config of a Monday.com connector."""

    server_url: Url = field(default="https://mcp.monday.com/mcp")
    """The address of the MCP server."""


class MondayComOAuthAuthorizationCode(Auth):
    """What Monday.com takes for `oauth_authorization_code`, which Terraform cannot set up."""

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
