"""UniFi: the construct of `.unifi`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.unifi import UniFiApiKeyHeader, UniFiConfig, UniFiType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class UniFiConfigDict(TypedDict, total=False):
        console_url: Url | None
        consoleUrl: Url | None

    UniFiApiKeyHeaderDict = TypedDict(
        "UniFiApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "x_api_key": SecretText | None,
            "X-API-KEY": SecretText | None,
        },
        total=False,
    )


class UniFi(SpecConnector[UniFiConfig, UniFiApiKeyHeader]):
    """Use UniFi from Kibana: a network's devices and clients.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/unifi-action-type

    - `auth=UniFi.ApiKeyHeader()`: A key in the header `X-API-KEY`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = UniFiType
    TYPE: ClassVar[TypeInfo] = UniFiType.TYPE
    Config: TypeAlias = UniFiConfig
    ApiKeyHeader: TypeAlias = UniFiApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: UniFiConfig | UniFiConfigDict,
            auth: UniFiApiKeyHeader | UniFiApiKeyHeaderDict | None = None,
            secrets: UniFiApiKeyHeader | UniFiApiKeyHeaderDict | None = None,
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
