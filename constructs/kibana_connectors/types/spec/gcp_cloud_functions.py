"""GCP Cloud Functions: functions.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GCPCloudFunctionsConfig(Config):
    """Config of a GCP Cloud Functions connector."""

    project_id: NonEmpty
    """The project's id."""
    region: NonEmpty
    """The region, such as `us-central1`."""


class GCPCloudFunctionsType(SpecType[GCPCloudFunctionsConfig, _auth.GcpServiceAccount]):
    """Use GCP Cloud Functions from Kibana: functions.

    In technical preview, since Kibana 9.4; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-cloud-functions-action-type

    - `auth=GCPCloudFunctions.GcpServiceAccount()`: A service account's key.
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
