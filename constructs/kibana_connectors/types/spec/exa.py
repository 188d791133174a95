"""Exa: web search, through Exa's MCP server.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, Url, wire
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class ExaConfig(Config):
    """Config of an Exa connector.

    Attributes:
        server_url: The address of the MCP server.
    """

    server_url: Url = (
        "https://mcp.exa.ai/mcp?tools=web_search_exa,web_fetch_exa,web_search_advanced_exa,agent_run"
    )


class ExaApiKeyHeader(Auth):
    """A key in the header `x-api-key` (Exa).

    Attributes:
        x_api_key: The value of the header `x-api-key`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_api_key: SecretText = wire("x-api-key")


class Exa(SpecConnector[ExaConfig, ExaApiKeyHeader]):
    """Use Exa from Kibana: web search, through Exa's MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/exa-action-type

    - `auth=Exa.ApiKeyHeader()` (recommended): A key in the header `x-api-key`.

    See `SpecConnector` for the arguments and errors.
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
