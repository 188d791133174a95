"""GreyNoise: data on IP addresses that scan the internet.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText
from ...schema.payload import NoConfig
from ...schema.spec_fields import needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class GreyNoiseApiKeyHeader(Auth):
    """A key in the header `key` (GreyNoise)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    key: SecretText = needed()
    """The value of the header `key`."""


class GreyNoiseType(SpecType[NoConfig, GreyNoiseApiKeyHeader]):
    """Use GreyNoise from Kibana: data on IP addresses that scan the internet.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/greynoise-action-type

    - `auth=GreyNoise.ApiKeyHeader()`: A key in the header `key`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".greynoise",
        name="GreyNoise",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = GreyNoiseApiKeyHeader
    AUTH_TYPES = (GreyNoiseApiKeyHeader,)
