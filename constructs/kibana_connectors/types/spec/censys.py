"""Censys: data on hosts on the internet.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware
from ...schema.payload import Config
from ...schema.spec_fields import of_form
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class CensysConfig(Config):
    """Config of a Censys connector."""

    organization_id: Annotated[
        str,
        of_form(
            r"^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$",
            "a UUID",
        ),
        TokenAware(),
    ]
    """The organization's id, a UUID."""


class CensysType(SpecType[CensysConfig, _auth.Bearer]):
    """Use Censys from Kibana: data on hosts on the internet.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/censys-action-type

    - `auth=Censys.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".censys",
        name="Censys",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = CensysConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
