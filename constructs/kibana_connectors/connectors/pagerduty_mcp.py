"""PagerDutyMcp: the construct of `.pagerduty_mcp`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.pagerduty_mcp import PagerDutyMcpApiKeyHeader, PagerDutyMcpConfig, PagerDutyMcpType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class PagerDutyMcpConfigDict(TypedDict, total=False):
        server_url: Url | None
        serverUrl: Url | None

    class PagerDutyMcpApiKeyHeaderDict(TypedDict, total=False):
        auth_type: Literal["api_key_header"] | None
        authType: Literal["api_key_header"] | None
        authorization: SecretText | None
        Authorization: SecretText | None


class PagerDutyMcp(SpecConnector[PagerDutyMcpConfig, PagerDutyMcpApiKeyHeader]):
    """Use PagerDuty (MCP) from Kibana: incidents and schedules, through PagerDuty's MCP server.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/pagerduty-mcp-action-type

    The header's value starts with its scheme: `Token token=…`.

    - `auth=PagerDutyMcp.ApiKeyHeader()`: A key in the header `Authorization`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = PagerDutyMcpType
    TYPE: ClassVar[TypeInfo] = PagerDutyMcpType.TYPE
    Config: TypeAlias = PagerDutyMcpConfig
    ApiKeyHeader: TypeAlias = PagerDutyMcpApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: PagerDutyMcpConfig | PagerDutyMcpConfigDict | None = None,
            auth: PagerDutyMcpApiKeyHeader | PagerDutyMcpApiKeyHeaderDict | None = None,
            secrets: PagerDutyMcpApiKeyHeader | PagerDutyMcpApiKeyHeaderDict | None = None,
            space: str | None = None,
            spaces: list[str] | tuple[str, ...] | None = None,
            connector_id: str | None = None,
            secrets_version: str | None = None,
            secrets_mode: SecretsMode | None = None,
            protect: bool = False,
            provider: TerraformProvider | None = None,
            depends_on: Sequence[Any] | None = None,
            lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        ) -> None: ...
