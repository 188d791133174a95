"""GoogleCloudSecretManager: the construct of `.gcp_secret_manager`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.gcp_secret_manager import GoogleCloudSecretManagerConfig, GoogleCloudSecretManagerType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.gcp_secret_manager import DefaultProjectId

    class GoogleCloudSecretManagerConfigDict(TypedDict, total=False):
        default_project_id: DefaultProjectId | None
        defaultProjectId: DefaultProjectId | None

    class GoogleCloudSecretManagerGcpServiceAccountDict(TypedDict, total=False):
        auth_type: Literal["gcp_service_account"] | None
        authType: Literal["gcp_service_account"] | None
        service_account_json: SecretText | None
        serviceAccountJson: SecretText | None
        scope: OpenText | None


class GoogleCloudSecretManager(SpecConnector[GoogleCloudSecretManagerConfig, _auth.GcpServiceAccount]):
    """Use Google Cloud Secret Manager from Kibana: secrets.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-secret-manager-action-type

    - `auth=GoogleCloudSecretManager.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GoogleCloudSecretManagerType
    TYPE: ClassVar[TypeInfo] = GoogleCloudSecretManagerType.TYPE
    Config: TypeAlias = GoogleCloudSecretManagerConfig
    GcpServiceAccount: TypeAlias = _auth.GcpServiceAccount

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: GoogleCloudSecretManagerConfig | GoogleCloudSecretManagerConfigDict | None = None,
            auth: _auth.GcpServiceAccount | GoogleCloudSecretManagerGcpServiceAccountDict | None = None,
            secrets: _auth.GcpServiceAccount | GoogleCloudSecretManagerGcpServiceAccountDict | None = None,
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
