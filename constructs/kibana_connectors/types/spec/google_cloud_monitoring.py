"""Google Cloud Monitoring: metrics and alerts.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector
from . import _auth


class GoogleCloudMonitoringConfig(Config):
    """Config of a Google Cloud Monitoring connector.

    Attributes:
        project_id: The project's id.
    """

    project_id: NonEmpty


class GoogleCloudMonitoring(SpecConnector[GoogleCloudMonitoringConfig, _auth.GcpServiceAccount]):
    """Use Google Cloud Monitoring from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-cloud-monitoring-action-type

    - `auth=GoogleCloudMonitoring.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
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
