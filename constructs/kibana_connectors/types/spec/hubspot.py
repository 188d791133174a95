"""HubSpot: contacts, companies and deals.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class HubSpotType(SpecType[NoConfig, _auth.Bearer]):
    """Use HubSpot from Kibana: contacts, companies and deals.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/hubspot-action-type

    - `auth=HubSpot.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".hubspot",
        name="HubSpot",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.5",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
