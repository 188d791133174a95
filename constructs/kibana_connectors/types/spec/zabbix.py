"""Zabbix: hosts, problems and events.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ZabbixConfig(Config):
    """Config of a Zabbix connector."""

    base_url: Url
    """The address of the installation, such as `https://example.com`."""


class ZabbixType(SpecType[ZabbixConfig, _auth.Bearer]):
    """Use Zabbix from Kibana: hosts, problems and events.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/zabbix-action-type

    - `auth=Zabbix.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".zabbix",
        name="Zabbix",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = ZabbixConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
