"""AWS X-Ray: traces.

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


class AWSXRayConfig(Config):
    """Config of an AWS X-Ray connector."""

    region: Annotated[
        str,
        of_length(1, 30),
        of_form(r"^[a-z0-9-]+$", "lower-case letters, digits and hyphens, as in us-east-1"),
        TokenAware(),
    ]
    """The region, such as `us-east-1`. At most 30 characters."""


class AWSXRayType(SpecType[AWSXRayConfig, _auth.AwsCredentials]):
    """Use AWS X-Ray from Kibana: traces.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/aws-x-ray-action-type

    - `auth=AWSXRay.AwsCredentials()`: An IAM access key that signs the requests.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".aws_x_ray",
        name="AWS X-Ray",
        license="gold",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = AWSXRayConfig
    AwsCredentials = _auth.AwsCredentials
    AUTH_TYPES = (_auth.AwsCredentials,)
