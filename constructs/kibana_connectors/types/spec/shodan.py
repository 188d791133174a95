"""Shodan: data on hosts on the internet.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class ShodanApiKeyHeader(Auth):
    """A key in the header `X-Api-Key` (Shodan)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_api_key: SecretText = kibana_name("X-Api-Key")
    """The value of the header `X-Api-Key`."""


class ShodanType(SpecType[NoConfig, ShodanApiKeyHeader]):
    """Use Shodan from Kibana: data on hosts on the internet.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/shodan-action-type

    - `auth=Shodan.ApiKeyHeader()`: A key in the header `X-Api-Key`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".shodan",
        name="Shodan",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = ShodanApiKeyHeader
    AUTH_TYPES = (ShodanApiKeyHeader,)
