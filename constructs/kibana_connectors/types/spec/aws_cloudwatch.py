"""AWS CloudWatch: metrics and alarms.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware
from ...schema.payload import Config
from ...schema.spec_fields import of_form, of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class AWSCloudWatchConfig(Config):
    """Config of an AWS CloudWatch connector."""

    region: Annotated[
        str,
        of_length(1, 64),
        of_form(r"^[a-z0-9-]+$", "lower-case letters, digits and hyphens, as in us-east-1"),
        TokenAware(),
    ]
    """The region, such as `us-east-1`. At most 64 characters."""


class AWSCloudWatchType(SpecType[AWSCloudWatchConfig, _auth.AwsCredentials]):
    """Use AWS CloudWatch from Kibana: metrics and alarms.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/aws-cloudwatch-action-type

    - `auth=AWSCloudWatch.AwsCredentials()`: An IAM access key that signs the requests.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".aws_cloudwatch",
        name="AWS CloudWatch",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = AWSCloudWatchConfig
    AwsCredentials = _auth.AwsCredentials
    AUTH_TYPES = (_auth.AwsCredentials,)
