"""Exa: the construct of `.exa`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.exa import ExaApiKeyHeader, ExaConfig, ExaType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class ExaConfigDict(TypedDict, total=False):
        server_url: Url | None
        serverUrl: Url | None

    ExaApiKeyHeaderDict = TypedDict(
        "ExaApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "x_api_key": SecretText | None,
            "x-api-key": SecretText | None,
        },
        total=False,
    )


class Exa(SpecConnector[ExaConfig, ExaApiKeyHeader]):
    """Use Exa from Kibana: web search, through Exa's MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/exa-action-type

    - `auth=Exa.ApiKeyHeader()` (recommended): A key in the header `x-api-key`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ExaType
    TYPE: ClassVar[TypeInfo] = ExaType.TYPE
    Config: TypeAlias = ExaConfig
    ApiKeyHeader: TypeAlias = ExaApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ExaConfig | ExaConfigDict | None = None,
            auth: ExaApiKeyHeader | ExaApiKeyHeaderDict | None = None,
            secrets: ExaApiKeyHeader | ExaApiKeyHeaderDict | None = None,
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
