"""AmazonS3: the construct of `.amazon_s3`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.amazon_s3 import AmazonS3Config, AmazonS3Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class AmazonS3ConfigDict(TypedDict, total=False):
        region: NonEmpty | None

    class AmazonS3AwsCredentialsDict(TypedDict, total=False):
        auth_type: Literal["aws_credentials"] | None
        authType: Literal["aws_credentials"] | None
        access_key_id: SecretText | None
        accessKeyId: SecretText | None
        secret_access_key: SecretText | None
        secretAccessKey: SecretText | None


class AmazonS3(SpecConnector[AmazonS3Config, _auth.AwsCredentials]):
    """Use Amazon S3 from Kibana: objects in buckets.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/amazon-s3-action-type

    - `auth=AmazonS3.AwsCredentials()`: An IAM access key, which signs the requests.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AmazonS3Type
    TYPE: ClassVar[TypeInfo] = AmazonS3Type.TYPE
    Config: TypeAlias = AmazonS3Config
    AwsCredentials: TypeAlias = _auth.AwsCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: AmazonS3Config | AmazonS3ConfigDict,
            auth: _auth.AwsCredentials | AmazonS3AwsCredentialsDict | None = None,
            secrets: _auth.AwsCredentials | AmazonS3AwsCredentialsDict | None = None,
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
