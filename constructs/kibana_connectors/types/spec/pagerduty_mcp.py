"""PagerDuty (MCP): incidents and schedules, through PagerDuty's MCP server.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, Url, field, kibana_name
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class PagerDutyMcpConfig(Config):
    """Config of a PagerDuty (MCP) connector."""

    server_url: Url = field(default="https://mcp.pagerduty.com/mcp")
    """The address of the MCP server."""


class PagerDutyMcpApiKeyHeader(Auth):
    """A key in the header `Authorization` (PagerDuty (MCP))."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    authorization: SecretText = kibana_name("Authorization")
    """The value of the header `Authorization`."""


class PagerDutyMcpType(SpecType[PagerDutyMcpConfig, PagerDutyMcpApiKeyHeader]):
    """Use PagerDuty (MCP) from Kibana: incidents and schedules, through PagerDuty's MCP server.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/pagerduty-mcp-action-type

    The header's value starts with its scheme: `Token token=…`.

    - `auth=PagerDutyMcp.ApiKeyHeader()`: A key in the header `Authorization`.
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
