"""Google Cloud Monitoring: metrics and alerts.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GoogleCloudMonitoringConfig(Config):
    """Config of a Google Cloud Monitoring connector."""

    project_id: NonEmpty
    """The project's id."""


class GoogleCloudMonitoringType(SpecType[GoogleCloudMonitoringConfig, _auth.GcpServiceAccount]):
    """Use Google Cloud Monitoring from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-cloud-monitoring-action-type

    - `auth=GoogleCloudMonitoring.GcpServiceAccount()`: A service account's key.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".google_cloud_monitoring",
        name="Google Cloud Monitoring",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = GoogleCloudMonitoringConfig
    GcpServiceAccount = _auth.GcpServiceAccount
    AUTH_TYPES = (_auth.GcpServiceAccount,)
