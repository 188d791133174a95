"""NewRelic: the construct of `.new_relic`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.new_relic import NewRelicApiKeyHeader, NewRelicConfig, NewRelicType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.new_relic import AccountId, Region

    class NewRelicConfigDict(TypedDict, total=False):
        account_id: AccountId | None
        accountId: AccountId | None
        region: Region | None

    NewRelicApiKeyHeaderDict = TypedDict(
        "NewRelicApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "api_key": SecretText | None,
            "API-Key": SecretText | None,
        },
        total=False,
    )


class NewRelic(SpecConnector[NewRelicConfig, NewRelicApiKeyHeader]):
    """Use New Relic from Kibana: queries of an account's data.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/new-relic-action-type

    - `auth=NewRelic.ApiKeyHeader()` (recommended): A key in the header `API-Key`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = NewRelicType
    TYPE: ClassVar[TypeInfo] = NewRelicType.TYPE
    Config: TypeAlias = NewRelicConfig
    ApiKeyHeader: TypeAlias = NewRelicApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NewRelicConfig | NewRelicConfigDict,
            auth: NewRelicApiKeyHeader | NewRelicApiKeyHeaderDict | None = None,
            secrets: NewRelicApiKeyHeader | NewRelicApiKeyHeaderDict | None = None,
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
