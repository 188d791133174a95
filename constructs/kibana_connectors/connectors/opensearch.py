"""OpenSearch: the construct of `.opensearch_aws_opensearch_service`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.opensearch import OpenSearchConfig, OpenSearchType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class OpenSearchConfigDict(TypedDict, total=False):
        endpoint: Url | None

    class OpenSearchAwsCredentialsDict(TypedDict, total=False):
        auth_type: Literal["aws_credentials"] | None
        authType: Literal["aws_credentials"] | None
        access_key_id: SecretText | None
        accessKeyId: SecretText | None
        secret_access_key: SecretText | None
        secretAccessKey: SecretText | None

    class OpenSearchBasicDict(TypedDict, total=False):
        auth_type: Literal["basic"] | None
        authType: Literal["basic"] | None
        username: OpenText | None
        password: SecretText | None


class OpenSearch(SpecConnector[OpenSearchConfig, _auth.AwsCredentials | _auth.Basic]):
    """Use OpenSearch (AWS OpenSearch Service) from Kibana: indices of a domain.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/opensearch-aws-opensearch-service-action-type

    - `auth=OpenSearch.AwsCredentials()` (recommended): An IAM access key, which signs the requests.
    - `auth=OpenSearch.Basic()`: A user's name and password.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = OpenSearchType
    TYPE: ClassVar[TypeInfo] = OpenSearchType.TYPE
    Config: TypeAlias = OpenSearchConfig
    AwsCredentials: TypeAlias = _auth.AwsCredentials
    Basic: TypeAlias = _auth.Basic

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: OpenSearchConfig | OpenSearchConfigDict,
            auth: _auth.AwsCredentials
            | OpenSearchAwsCredentialsDict
            | _auth.Basic
            | OpenSearchBasicDict
            | None = None,
            secrets: _auth.AwsCredentials
            | OpenSearchAwsCredentialsDict
            | _auth.Basic
            | OpenSearchBasicDict
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
