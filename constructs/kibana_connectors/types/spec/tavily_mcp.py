"""Tavily: web search, through Tavily's MCP server.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, field
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class TavilyConfig(Config):
    """Config of a Tavily connector."""

    server_url: Url = field(default="https://mcp.tavily.com/mcp/")
    """The address of the MCP server."""


class TavilyType(SpecType[TavilyConfig, _auth.Bearer]):
    """Use Tavily from Kibana: web search, through Tavily's MCP server.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/tavily-action-type

    - `auth=Tavily.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".tavily_mcp",
        name="Tavily",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = TavilyConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
