"""AlienVault OTX: open threat intelligence.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class AlienVaultOTXApiKeyHeader(Auth):
    """A key in the header `X-OTX-API-KEY` (AlienVault OTX)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_otx_api_key: SecretText = kibana_name("X-OTX-API-KEY")
    """The value of the header `X-OTX-API-KEY`."""


class AlienVaultOTXType(SpecType[NoConfig, AlienVaultOTXApiKeyHeader]):
    """Use AlienVault OTX from Kibana: open threat intelligence.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/alienvault-otx-action-type

    - `auth=AlienVaultOTX.ApiKeyHeader()`: A key in the header `X-OTX-API-KEY`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".alienvault-otx",
        name="AlienVault OTX",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = AlienVaultOTXApiKeyHeader
    AUTH_TYPES = (AlienVaultOTXApiKeyHeader,)
