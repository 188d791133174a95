"""ArgoCD: the construct of `.argocd`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.argocd import ArgoCDConfig, ArgoCDType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import VerificationMode

    class ArgoCDConfigDict(TypedDict, total=False):
        api_url: Url | None
        apiUrl: Url | None

    class ArgoCDBearerWithTlsDict(TypedDict, total=False):
        auth_type: Literal["bearer_with_tls"] | None
        authType: Literal["bearer_with_tls"] | None
        token: SecretText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None


class ArgoCD(SpecConnector[ArgoCDConfig, _auth.BearerWithTls]):
    """Use Argo CD from Kibana: applications that are deployed to Kubernetes.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/argocd-action-type

    - `auth=ArgoCD.BearerWithTls()` (recommended): A token; with a certificate authority of one's own,
      if need be.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ArgoCDType
    TYPE: ClassVar[TypeInfo] = ArgoCDType.TYPE
    Config: TypeAlias = ArgoCDConfig
    BearerWithTls: TypeAlias = _auth.BearerWithTls

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ArgoCDConfig | ArgoCDConfigDict,
            auth: _auth.BearerWithTls | ArgoCDBearerWithTlsDict | None = None,
            secrets: _auth.BearerWithTls | ArgoCDBearerWithTlsDict | None = None,
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
