"""Datadog: monitors, metrics and events.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Text, field
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class DatadogConfig(Config):
    """Config of a Datadog connector."""

    site: Text = field(default="datadoghq.com")
    """The Datadog site, such as `datadoghq.eu`."""


class DatadogType(SpecType[DatadogConfig, _auth.Basic]):
    """Use Datadog from Kibana: monitors, metrics and events.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/datadog-action-type

    The user name is an API key, the password an application key.

    - `auth=Datadog.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".datadog",
        name="Datadog",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = DatadogConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
