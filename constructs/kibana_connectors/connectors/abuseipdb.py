"""AbuseIPDB: the construct of `.abuseipdb`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.abuseipdb import AbuseIPDBApiKeyHeader, AbuseIPDBType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    class AbuseIPDBApiKeyHeaderDict(TypedDict, total=False):
        auth_type: Literal["api_key_header"] | None
        authType: Literal["api_key_header"] | None
        key: SecretText | None
        Key: SecretText | None


class AbuseIPDB(SpecConnector[NoConfig, AbuseIPDBApiKeyHeader]):
    """Use AbuseIPDB from Kibana: reports on abusive IP addresses.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/abuseipdb-action-type

    - `auth=AbuseIPDB.ApiKeyHeader()`: A key in the header `Key`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AbuseIPDBType
    TYPE: ClassVar[TypeInfo] = AbuseIPDBType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = AbuseIPDBApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: AbuseIPDBApiKeyHeader | AbuseIPDBApiKeyHeaderDict | None = None,
            secrets: AbuseIPDBApiKeyHeader | AbuseIPDBApiKeyHeaderDict | None = None,
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
