"""Tavily: the construct of `.tavily_mcp`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.tavily_mcp import TavilyConfig, TavilyType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class TavilyConfigDict(TypedDict, total=False):
        server_url: Url | None
        serverUrl: Url | None

    class TavilyBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Tavily(SpecConnector[TavilyConfig, _auth.Bearer]):
    """Use Tavily from Kibana: web search, through Tavily's MCP server.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/tavily-action-type

    - `auth=Tavily.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = TavilyType
    TYPE: ClassVar[TypeInfo] = TavilyType.TYPE
    Config: TypeAlias = TavilyConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: TavilyConfig | TavilyConfigDict | None = None,
            auth: _auth.Bearer | TavilyBearerDict | None = None,
            secrets: _auth.Bearer | TavilyBearerDict | None = None,
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
