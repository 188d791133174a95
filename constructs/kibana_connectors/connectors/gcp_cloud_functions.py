"""GCPCloudFunctions: the construct of `.gcp_cloud_functions`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.gcp_cloud_functions import GCPCloudFunctionsConfig, GCPCloudFunctionsType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class GCPCloudFunctionsConfigDict(TypedDict, total=False):
        project_id: NonEmpty | None
        projectId: NonEmpty | None
        region: NonEmpty | None

    class GCPCloudFunctionsGcpServiceAccountDict(TypedDict, total=False):
        auth_type: Literal["gcp_service_account"] | None
        authType: Literal["gcp_service_account"] | None
        service_account_json: SecretText | None
        serviceAccountJson: SecretText | None
        scope: OpenText | None


class GCPCloudFunctions(SpecConnector[GCPCloudFunctionsConfig, _auth.GcpServiceAccount]):
    """Use GCP Cloud Functions from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-cloud-functions-action-type

    - `auth=GCPCloudFunctions.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GCPCloudFunctionsType
    TYPE: ClassVar[TypeInfo] = GCPCloudFunctionsType.TYPE
    Config: TypeAlias = GCPCloudFunctionsConfig
    GcpServiceAccount: TypeAlias = _auth.GcpServiceAccount

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: GCPCloudFunctionsConfig | GCPCloudFunctionsConfigDict,
            auth: _auth.GcpServiceAccount | GCPCloudFunctionsGcpServiceAccountDict | None = None,
            secrets: _auth.GcpServiceAccount | GCPCloudFunctionsGcpServiceAccountDict | None = None,
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
