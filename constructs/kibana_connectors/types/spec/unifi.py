"""UniFi: a network's devices and clients.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, Url, wire
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class UniFiConfig(Config):
    """Config of an UniFi connector.

    Attributes:
        console_url: The address of the console.
    """

    console_url: Url


class UniFiApiKeyHeader(Auth):
    """A key in the header `X-API-KEY` (UniFi).

    Attributes:
        x_api_key: The value of the header `X-API-KEY`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_api_key: SecretText = wire("X-API-KEY")


class UniFi(SpecConnector[UniFiConfig, UniFiApiKeyHeader]):
    """Use UniFi from Kibana: a network's devices and clients.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/unifi-action-type

    - `auth=UniFi.ApiKeyHeader()`: A key in the header `X-API-KEY`.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".unifi",
        name="UniFi",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = UniFiConfig
    ApiKeyHeader = UniFiApiKeyHeader
    AUTH_TYPES = (UniFiApiKeyHeader,)
