"""ServiceNow SecOps: create and update security incidents."""

from __future__ import annotations

from typing import ClassVar

from ..schema.type_info import TypeInfo
from ._servicenow import ServiceNowBaseType, ServiceNowTableConfig


class ServiceNowSIRType(ServiceNowBaseType[ServiceNowTableConfig]):
    """Create and update ServiceNow security incidents (Kibana docs: "ServiceNow SecOps connector").

    Authenticates with `username` and `password`, or with OAuth when `is_oauth` is set; the fields of the
    other way must be left out.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".servicenow-sir",
        name="ServiceNow SecOps",
        license="platinum",
        features=("alerting", "cases", "siem", "workflows"),
        since="7.13",
    )
    Config = ServiceNowTableConfig
