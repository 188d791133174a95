"""AWS Lambda: functions.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class AWSLambdaConfig(Config):
    """Config of an AWS Lambda connector."""

    region: NonEmpty
    """The region, such as `us-east-1`."""


class AWSLambdaType(SpecType[AWSLambdaConfig, _auth.AwsCredentials]):
    """Use AWS Lambda from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/aws-lambda-action-type

    - `auth=AWSLambda.AwsCredentials()`: An IAM access key that signs the requests.
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
