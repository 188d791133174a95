"""AWS Lambda: functions.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector
from . import _auth


class AWSLambdaConfig(Config):
    """Config of an AWS Lambda connector.

    Attributes:
        region: The region, such as `us-east-1`.
    """

    region: NonEmpty


class AWSLambda(SpecConnector[AWSLambdaConfig, _auth.AwsCredentials]):
    """Use AWS Lambda from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/aws-lambda-action-type

    - `auth=AWSLambda.AwsCredentials()`: An IAM access key, which signs the requests.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".aws_lambda",
        name="AWS Lambda",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = AWSLambdaConfig
    AwsCredentials = _auth.AwsCredentials
    AUTH_TYPES = (_auth.AwsCredentials,)
