"""AWSLambda: the construct of `.aws_lambda`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.aws_lambda import AWSLambdaConfig, AWSLambdaType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class AWSLambdaConfigDict(TypedDict, total=False):
        region: NonEmpty | None

    class AWSLambdaAwsCredentialsDict(TypedDict, total=False):
        auth_type: Literal["aws_credentials"] | None
        authType: Literal["aws_credentials"] | None
        access_key_id: SecretText | None
        accessKeyId: SecretText | None
        secret_access_key: SecretText | None
        secretAccessKey: SecretText | None


class AWSLambda(SpecConnector[AWSLambdaConfig, _auth.AwsCredentials]):
    """Use AWS Lambda from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/aws-lambda-action-type

    - `auth=AWSLambda.AwsCredentials()`: An IAM access key, which signs the requests.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AWSLambdaType
    TYPE: ClassVar[TypeInfo] = AWSLambdaType.TYPE
    Config: TypeAlias = AWSLambdaConfig
    AwsCredentials: TypeAlias = _auth.AwsCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: AWSLambdaConfig | AWSLambdaConfigDict,
            auth: _auth.AwsCredentials | AWSLambdaAwsCredentialsDict | None = None,
            secrets: _auth.AwsCredentials | AWSLambdaAwsCredentialsDict | None = None,
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
