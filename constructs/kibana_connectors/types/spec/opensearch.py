"""OpenSearch (AWS OpenSearch Service): indices of a domain.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class OpenSearchConfig(Config):
    """Config of an OpenSearch (AWS OpenSearch Service) connector."""

    endpoint: Url
    """The address of the domain's endpoint."""


class OpenSearchType(SpecType[OpenSearchConfig, _auth.AwsCredentials | _auth.Basic]):
    """Use OpenSearch (AWS OpenSearch Service) from Kibana: indices of a domain.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/opensearch-aws-opensearch-service-action-type

    - `auth=OpenSearch.AwsCredentials()` (recommended): An IAM access key that signs the requests.
    - `auth=OpenSearch.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".opensearch_aws_opensearch_service",
        name="OpenSearch (AWS OpenSearch Service)",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = OpenSearchConfig
    AwsCredentials = _auth.AwsCredentials
    Basic = _auth.Basic
    AUTH_TYPES = (
        _auth.AwsCredentials,
        _auth.Basic,
    )
