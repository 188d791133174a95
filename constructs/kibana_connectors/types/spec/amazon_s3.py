"""Amazon S3: objects in buckets.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class AmazonS3Config(Config):
    """Config of an Amazon S3 connector."""

    region: NonEmpty
    """The region, such as `us-east-1`."""


class AmazonS3Type(SpecType[AmazonS3Config, _auth.AwsCredentials]):
    """Use Amazon S3 from Kibana: objects in buckets.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/amazon-s3-action-type

    - `auth=AmazonS3.AwsCredentials()`: An IAM access key that signs the requests.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".amazon_s3",
        name="Amazon S3",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = AmazonS3Config
    AwsCredentials = _auth.AwsCredentials
    AUTH_TYPES = (_auth.AwsCredentials,)
