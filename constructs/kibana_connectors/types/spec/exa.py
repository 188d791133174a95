"""Exa: web search, through Exa's MCP server.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, Url, field, kibana_name
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class ExaConfig(Config):
    """Config of an Exa connector."""

    server_url: Url = field(
        default=(
            "https://mcp.exa.ai/mcp?tools=web_search_exa,web_fetch_exa,web_search_advanced_exa,agent_run"
        )
    )
    """The address of the MCP server."""


class ExaApiKeyHeader(Auth):
    """A key in the header `x-api-key` (Exa)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_api_key: SecretText = kibana_name("x-api-key")
    """The value of the header `x-api-key`."""


class ExaType(SpecType[ExaConfig, ExaApiKeyHeader]):
    """Use Exa from Kibana: web search, through Exa's MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/exa-action-type

    - `auth=Exa.ApiKeyHeader()` (recommended): A key in the header `x-api-key`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".exa",
        name="Exa",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = ExaConfig
    ApiKeyHeader = ExaApiKeyHeader
    AUTH_TYPES = (ExaApiKeyHeader,)
