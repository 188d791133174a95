"""Zoom: meetings.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ZoomType(SpecType[NoConfig, _auth.Bearer]):
    """Use Zoom from Kibana: meetings.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/zoom-action-type

    - `auth=Zoom.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".zoom",
        name="Zoom",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
