"""Grafana: dashboards and alerts.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import OrAbsent, TokenAware, Url, absent
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GrafanaConfig(Config):
    """Config of a Grafana connector."""

    base_url: Url
    """The address of the installation, such as `https://example.com`."""
    org_id: OrAbsent[Annotated[str, of_length(0, 20), TokenAware()]] = absent()
    """The organization's id, as a text. At most 20 characters."""


class GrafanaType(SpecType[GrafanaConfig, _auth.Bearer]):
    """Use Grafana from Kibana: dashboards and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/grafana-action-type

    - `auth=Grafana.Bearer()` (recommended): A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".grafana",
        name="Grafana",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = GrafanaConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
