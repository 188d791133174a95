"""Prometheus: metrics and alerts.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, Url, absent
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class PrometheusConfig(Config):
    """Config of a Prometheus connector."""

    base_url: Url
    """The address of the installation, such as `https://example.com`."""
    prometheus_url: OrAbsent[Url] = absent()
    """The address of the Prometheus API, if it is a different one."""


class PrometheusType(SpecType[PrometheusConfig, _auth.Basic | _auth.Bearer]):
    """Use Prometheus from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/prometheus-action-type

    - `auth=Prometheus.Basic()` (recommended): A user name and a password.
    - `auth=Prometheus.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".prometheus",
        name="Prometheus",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = PrometheusConfig
    Basic = _auth.Basic
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.Basic,
        _auth.Bearer,
    )
