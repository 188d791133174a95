"""Rootly: incidents.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector
from . import _auth


class Rootly(SpecConnector[NoConfig, _auth.Bearer]):
    """Use Rootly from Kibana: incidents.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/rootly-action-type

    - `auth=Rootly.Bearer()` (recommended): A token.

    See `SpecConnector` for the arguments and errors.
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
