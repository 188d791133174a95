"""PagerDuty (MCP): incidents and schedules, through PagerDuty's MCP server.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, Url, wire
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class PagerDutyMcpConfig(Config):
    """Config of a PagerDuty (MCP) connector.

    Attributes:
        server_url: The address of the MCP server.
    """

    server_url: Url = "https://mcp.pagerduty.com/mcp"


class PagerDutyMcpApiKeyHeader(Auth):
    """A key in the header `Authorization` (PagerDuty (MCP)).

    Attributes:
        authorization: The value of the header `Authorization`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    authorization: SecretText = wire("Authorization")


class PagerDutyMcp(SpecConnector[PagerDutyMcpConfig, PagerDutyMcpApiKeyHeader]):
    """Use PagerDuty (MCP) from Kibana: incidents and schedules, through PagerDuty's MCP server.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/pagerduty-mcp-action-type

    The header's value starts with its scheme: `Token token=…`.

    - `auth=PagerDutyMcp.ApiKeyHeader()`: A key in the header `Authorization`.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".pagerduty_mcp",
        name="PagerDuty (MCP)",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = PagerDutyMcpConfig
    ApiKeyHeader = PagerDutyMcpApiKeyHeader
    AUTH_TYPES = (PagerDutyMcpApiKeyHeader,)
