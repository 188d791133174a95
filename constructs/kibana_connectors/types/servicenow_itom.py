"""ServiceNow ITOM: send events."""

from __future__ import annotations

from typing import ClassVar

from ..schema.type_info import TypeInfo
from ._servicenow import ServiceNowBaseConfig, ServiceNowBaseType


class ServiceNowITOMType(ServiceNowBaseType[ServiceNowBaseConfig]):
    """Send events to ServiceNow ITOM (Kibana docs: "ServiceNow ITOM connector").

    Authenticates with `username` and `password`, or with OAuth when `is_oauth` is set; the fields of the
    other way must be left out.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".servicenow-itom",
        name="ServiceNow ITOM",
        license="platinum",
        features=("alerting", "siem", "workflows"),
        since="7.16",
    )
    Config = ServiceNowBaseConfig
