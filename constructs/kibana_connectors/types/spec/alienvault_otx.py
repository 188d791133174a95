"""AlienVault OTX: open threat intelligence.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class AlienVaultOTXApiKeyHeader(Auth):
    """A key in the header `X-OTX-API-KEY` (AlienVault OTX).

    Attributes:
        x_otx_api_key: The value of the header `X-OTX-API-KEY`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_otx_api_key: SecretText = wire("X-OTX-API-KEY")


class AlienVaultOTX(SpecConnector[NoConfig, AlienVaultOTXApiKeyHeader]):
    """Use AlienVault OTX from Kibana: open threat intelligence.

    In technical preview, since Kibana 9.3; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/alienvault-otx-action-type

    - `auth=AlienVaultOTX.ApiKeyHeader()`: A key in the header `X-OTX-API-KEY`.

    See `SpecConnector` for the arguments and errors.
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
