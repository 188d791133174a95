"""AlienVaultOTX: the construct of `.alienvault-otx`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.alienvault_otx import AlienVaultOTXApiKeyHeader, AlienVaultOTXType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    AlienVaultOTXApiKeyHeaderDict = TypedDict(
        "AlienVaultOTXApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "x_otx_api_key": SecretText | None,
            "X-OTX-API-KEY": SecretText | None,
        },
        total=False,
    )


class AlienVaultOTX(SpecConnector[NoConfig, AlienVaultOTXApiKeyHeader]):
    """Use AlienVault OTX from Kibana: open threat intelligence.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/alienvault-otx-action-type

    - `auth=AlienVaultOTX.ApiKeyHeader()`: A key in the header `X-OTX-API-KEY`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AlienVaultOTXType
    TYPE: ClassVar[TypeInfo] = AlienVaultOTXType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = AlienVaultOTXApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: AlienVaultOTXApiKeyHeader | AlienVaultOTXApiKeyHeaderDict | None = None,
            secrets: AlienVaultOTXApiKeyHeader | AlienVaultOTXApiKeyHeaderDict | None = None,
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
