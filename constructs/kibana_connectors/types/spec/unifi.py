"""UniFi: a network's devices and clients.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, Url, kibana_name
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class UniFiConfig(Config):
    """Config of an UniFi connector."""

    console_url: Url
    """The address of the console."""


class UniFiApiKeyHeader(Auth):
    """A key in the header `X-API-KEY` (UniFi)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_api_key: SecretText = kibana_name("X-API-KEY")
    """The value of the header `X-API-KEY`."""


class UniFiType(SpecType[UniFiConfig, UniFiApiKeyHeader]):
    """Use UniFi from Kibana: a network's devices and clients.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/unifi-action-type

    - `auth=UniFi.ApiKeyHeader()`: A key in the header `X-API-KEY`.
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
