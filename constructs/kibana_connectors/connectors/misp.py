"""MISP: the construct of `.misp`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.misp import MISPConfig, MISPType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import VerificationMode

    class MISPConfigDict(TypedDict, total=False):
        url: Url | None

    class MISPApiKeyHeaderWithTlsDict(TypedDict, total=False):
        auth_type: Literal["api_key_header_with_tls"] | None
        authType: Literal["api_key_header_with_tls"] | None
        api_key: SecretText | None
        apiKey: SecretText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None


class MISP(SpecConnector[MISPConfig, _auth.ApiKeyHeaderWithTls]):
    """Use MISP from Kibana: shared threat intelligence.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/misp-action-type

    - `auth=MISP.ApiKeyHeaderWithTls()` (recommended): A key; with a certificate authority of one's own,
      if need be.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = MISPType
    TYPE: ClassVar[TypeInfo] = MISPType.TYPE
    Config: TypeAlias = MISPConfig
    ApiKeyHeaderWithTls: TypeAlias = _auth.ApiKeyHeaderWithTls

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: MISPConfig | MISPConfigDict,
            auth: _auth.ApiKeyHeaderWithTls | MISPApiKeyHeaderWithTlsDict | None = None,
            secrets: _auth.ApiKeyHeaderWithTls | MISPApiKeyHeaderWithTlsDict | None = None,
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
