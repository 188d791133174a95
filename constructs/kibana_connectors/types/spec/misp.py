"""MISP: shared threat intelligence.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class MISPConfig(Config):
    """Config of a MISP connector."""

    url: Url
    """The address of the installation."""


class MISPType(SpecType[MISPConfig, _auth.ApiKeyHeaderWithTls]):
    """Use MISP from Kibana: shared threat intelligence.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/misp-action-type

    - `auth=MISP.ApiKeyHeaderWithTls()` (recommended): A key, and a custom certificate authority if
      needed.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".misp",
        name="MISP",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = MISPConfig
    ApiKeyHeaderWithTls = _auth.ApiKeyHeaderWithTls
    AUTH_TYPES = (_auth.ApiKeyHeaderWithTls,)
