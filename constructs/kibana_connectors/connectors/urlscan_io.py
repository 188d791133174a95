"""URLScanIo: the construct of `.urlscan_io`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.urlscan_io import URLScanIoApiKeyHeader, URLScanIoType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    URLScanIoApiKeyHeaderDict = TypedDict(
        "URLScanIoApiKeyHeaderDict",
        {
            "auth_type": Literal["api_key_header"] | None,
            "authType": Literal["api_key_header"] | None,
            "api_key": SecretText | None,
            "api-key": SecretText | None,
        },
        total=False,
    )

    class URLScanIoNoAuthDict(TypedDict, total=False):
        auth_type: Literal["none"] | None
        authType: Literal["none"] | None


class URLScanIo(SpecConnector[NoConfig, URLScanIoApiKeyHeader | _auth.NoAuth]):
    """Use URLScan.io from Kibana: scans of URLs.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/urlscan-io-action-type

    - `auth=URLScanIo.ApiKeyHeader()` (recommended): A key in the header `api-key`.
    - `auth=URLScanIo.NoAuth()`: No credentials.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = URLScanIoType
    TYPE: ClassVar[TypeInfo] = URLScanIoType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyHeader: TypeAlias = URLScanIoApiKeyHeader
    NoAuth: TypeAlias = _auth.NoAuth

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: URLScanIoApiKeyHeader
            | URLScanIoApiKeyHeaderDict
            | _auth.NoAuth
            | URLScanIoNoAuthDict
            | None = None,
            secrets: URLScanIoApiKeyHeader
            | URLScanIoApiKeyHeaderDict
            | _auth.NoAuth
            | URLScanIoNoAuthDict
            | None = None,
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
