"""GCP Cloud Functions: functions.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector
from . import _auth


class GCPCloudFunctionsConfig(Config):
    """Config of a GCP Cloud Functions connector.

    Attributes:
        project_id: The project's id.
        region: The region, such as `us-central1`.
    """

    project_id: NonEmpty
    region: NonEmpty


class GCPCloudFunctions(SpecConnector[GCPCloudFunctionsConfig, _auth.GcpServiceAccount]):
    """Use GCP Cloud Functions from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-cloud-functions-action-type

    - `auth=GCPCloudFunctions.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gcp_cloud_functions",
        name="GCP Cloud Functions",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = GCPCloudFunctionsConfig
    GcpServiceAccount = _auth.GcpServiceAccount
    AUTH_TYPES = (_auth.GcpServiceAccount,)
