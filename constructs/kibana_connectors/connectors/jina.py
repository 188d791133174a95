"""JinaReader: the construct of `.jina`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.jina import JinaReaderConfig, JinaReaderType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class JinaReaderConfigDict(TypedDict, total=False):
        override_browse_url: Url | None
        overrideBrowseUrl: Url | None
        override_search_url: Url | None
        overrideSearchUrl: Url | None

    class JinaReaderBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class JinaReader(SpecConnector[JinaReaderConfig, _auth.Bearer]):
    """Use Jina Reader from Kibana: web pages as text, and web search.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jina-action-type

    - `auth=JinaReader.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = JinaReaderType
    TYPE: ClassVar[TypeInfo] = JinaReaderType.TYPE
    Config: TypeAlias = JinaReaderConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: JinaReaderConfig | JinaReaderConfigDict | None = None,
            auth: _auth.Bearer | JinaReaderBearerDict | None = None,
            secrets: _auth.Bearer | JinaReaderBearerDict | None = None,
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
