"""Dynatrace: the construct of `.dynatrace`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.dynatrace import DynatraceApiKeyHeader, DynatraceConfig, DynatraceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class DynatraceConfigDict(TypedDict, total=False):
        environment_url: Url | None
        environmentUrl: Url | None

    class DynatraceApiKeyHeaderDict(TypedDict, total=False):
        auth_type: Literal["api_key_header"] | None
        authType: Literal["api_key_header"] | None
        api_token: SecretText | None
        apiToken: SecretText | None


class Dynatrace(SpecConnector[DynatraceConfig, DynatraceApiKeyHeader]):
    """Use Dynatrace from Kibana: problems, metrics and entities.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dynatrace-action-type

    - `auth=Dynatrace.ApiKeyHeader()` (recommended): A key in the header `apiToken`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = DynatraceType
    TYPE: ClassVar[TypeInfo] = DynatraceType.TYPE
    Config: TypeAlias = DynatraceConfig
    ApiKeyHeader: TypeAlias = DynatraceApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: DynatraceConfig | DynatraceConfigDict,
            auth: DynatraceApiKeyHeader | DynatraceApiKeyHeaderDict | None = None,
            secrets: DynatraceApiKeyHeader | DynatraceApiKeyHeaderDict | None = None,
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
