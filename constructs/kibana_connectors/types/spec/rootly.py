"""Rootly: incidents.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class RootlyType(SpecType[NoConfig, _auth.Bearer]):
    """Use Rootly from Kibana: incidents.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/rootly-action-type

    - `auth=Rootly.Bearer()` (recommended): A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".rootly",
        name="Rootly",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
