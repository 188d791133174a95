"""ServiceNow ITSM: create and update incidents."""

from __future__ import annotations

from typing import ClassVar

from ..schema.type_info import TypeInfo
from ._servicenow import ServiceNowBaseType, ServiceNowTableConfig


class ServiceNowType(ServiceNowBaseType[ServiceNowTableConfig]):
    """Create and update incidents in ServiceNow ITSM (Kibana docs: "ServiceNow ITSM connector").

    Authenticates with `username` and `password`, or with OAuth when `is_oauth` is set; the fields of the
    other way must be left out.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".servicenow",
        name="ServiceNow ITSM",
        license="platinum",
        features=("alerting", "cases", "uptime", "siem"),
        since="7.8",
    )
    Config = ServiceNowTableConfig
