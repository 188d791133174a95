"""Figma: the construct of `.figma`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.figma import FigmaApiKeyHeader, FigmaType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    FigmaApiKeyHeaderDict = TypedDict(
        "FigmaApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "x_figma_token": SecretText | None,
            "X-Figma-Token": SecretText | None,
        },
        total=False,
    )


class Figma(SpecConnector[NoConfig, FigmaApiKeyHeader]):
    """Use Figma from Kibana: design files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/figma-action-type

    - `auth=Figma.ApiKeyHeader()`: A key in the header `X-Figma-Token`.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = FigmaType
    TYPE: ClassVar[TypeInfo] = FigmaType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = FigmaApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: FigmaApiKeyHeader | FigmaApiKeyHeaderDict | None = None,
            secrets: FigmaApiKeyHeader | FigmaApiKeyHeaderDict | None = None,
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
