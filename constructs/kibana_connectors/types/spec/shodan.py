"""Shodan: what is known of hosts on the internet.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class ShodanApiKeyHeader(Auth):
    """A key in the header `X-Api-Key` (Shodan).

    Attributes:
        x_api_key: The value of the header `X-Api-Key`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_api_key: SecretText = wire("X-Api-Key")


class Shodan(SpecConnector[NoConfig, ShodanApiKeyHeader]):
    """Use Shodan from Kibana: what is known of hosts on the internet.

    In technical preview, since Kibana 9.3; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/shodan-action-type

    - `auth=Shodan.ApiKeyHeader()`: A key in the header `X-Api-Key`.

    See `SpecConnector` for the arguments and errors.
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
