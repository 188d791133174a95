"""BigQuery: the construct of `.bigquery`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.bigquery import BigQueryConfig, BigQueryType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText, Text
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class BigQueryConfigDict(TypedDict, total=False):
        project_id: NonEmpty | None
        projectId: NonEmpty | None
        location: Text | None
        maximum_bytes_billed: Text | None
        maximumBytesBilled: Text | None

    class BigQueryGcpServiceAccountDict(TypedDict, total=False):
        auth_type: Literal["gcp_service_account"] | None
        authType: Literal["gcp_service_account"] | None
        service_account_json: SecretText | None
        serviceAccountJson: SecretText | None
        scope: OpenText | None


class BigQuery(SpecConnector[BigQueryConfig, _auth.GcpServiceAccount]):
    """Use BigQuery from Kibana: queries of a data warehouse.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/bigquery-action-type

    - `auth=BigQuery.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = BigQueryType
    TYPE: ClassVar[TypeInfo] = BigQueryType.TYPE
    Config: TypeAlias = BigQueryConfig
    GcpServiceAccount: TypeAlias = _auth.GcpServiceAccount

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: BigQueryConfig | BigQueryConfigDict,
            auth: _auth.GcpServiceAccount | BigQueryGcpServiceAccountDict | None = None,
            secrets: _auth.GcpServiceAccount | BigQueryGcpServiceAccountDict | None = None,
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
