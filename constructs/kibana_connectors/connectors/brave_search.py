"""BraveSearch: the construct of `.brave-search`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.brave_search import BraveSearchApiKeyHeader, BraveSearchType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    BraveSearchApiKeyHeaderDict = TypedDict(
        "BraveSearchApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "x_subscription_token": SecretText | None,
            "X-Subscription-Token": SecretText | None,
        },
        total=False,
    )


class BraveSearch(SpecConnector[NoConfig, BraveSearchApiKeyHeader]):
    """Use Brave Search from Kibana: web search.

    In technical preview, since Kibana 9.3; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/brave-search-action-type

    - `auth=BraveSearch.ApiKeyHeader()`: A key in the header `X-Subscription-Token`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = BraveSearchType
    TYPE: ClassVar[TypeInfo] = BraveSearchType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = BraveSearchApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: BraveSearchApiKeyHeader | BraveSearchApiKeyHeaderDict | None = None,
            secrets: BraveSearchApiKeyHeader | BraveSearchApiKeyHeaderDict | None = None,
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
