"""Grafana: dashboards and alerts.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector, of_length
from . import _auth

OrgId = Annotated[str, of_length(0, 20), TokenAware()]


class GrafanaConfig(Config):
    """Config of a Grafana connector.

    Attributes:
        base_url: The address of the installation, such as `https://example.com`.
        org_id: The organization's id, as a text. At most 20 characters.
    """

    base_url: Url
    org_id: OrgId = absent()


class Grafana(SpecConnector[GrafanaConfig, _auth.Bearer]):
    """Use Grafana from Kibana: dashboards and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/grafana-action-type

    - `auth=Grafana.Bearer()` (recommended): A token.

    See `SpecConnector` for the arguments and errors.
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
