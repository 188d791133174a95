"""GreyNoise: the construct of `.greynoise`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.greynoise import GreyNoiseApiKeyHeader, GreyNoiseType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    class GreyNoiseApiKeyHeaderDict(TypedDict, total=False):
        auth_type: Literal["api_key_header"] | None
        authType: Literal["api_key_header"] | None
        key: SecretText | None


class GreyNoise(SpecConnector[NoConfig, GreyNoiseApiKeyHeader]):
    """Use GreyNoise from Kibana: what is known of IP addresses that scan the internet.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/greynoise-action-type

    - `auth=GreyNoise.ApiKeyHeader()`: A key in the header `key`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GreyNoiseType
    TYPE: ClassVar[TypeInfo] = GreyNoiseType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = GreyNoiseApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: GreyNoiseApiKeyHeader | GreyNoiseApiKeyHeaderDict | None = None,
            secrets: GreyNoiseApiKeyHeader | GreyNoiseApiKeyHeaderDict | None = None,
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
