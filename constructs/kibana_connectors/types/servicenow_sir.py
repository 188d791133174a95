"""ServiceNow SecOps: create and update security incidents."""

from __future__ import annotations

from typing import ClassVar

from ..fields import Flag
from ..type_info import TypeInfo
from ._servicenow import ServiceNowBase, ServiceNowBaseConfig


class ServiceNowSIRConfig(ServiceNowBaseConfig):
    """Config of a ServiceNow SecOps connector.

    Attributes:
        uses_table_api: Use the table API instead of the Elastic application from the ServiceNow store;
            Kibana shows a connector that does as deprecated.
    """

    uses_table_api: Flag = True


class ServiceNowSIR(ServiceNowBase[ServiceNowSIRConfig]):
    """Create and update security incidents in ServiceNow SecOps (Kibana docs: "ServiceNow SecOps connector").

    Authenticates with `username` and `password`, or with OAuth when `is_oauth` is set; the fields of the
    other way must be left out. See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".servicenow-sir",
        name="ServiceNow SecOps",
        license="platinum",
        features=("alerting", "cases", "siem", "workflows"),
        since="7.13",
    )
    Config = ServiceNowSIRConfig
