"""GreyNoise: what is known of IP addresses that scan the internet.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector, needed


class GreyNoiseApiKeyHeader(Auth):
    """A key in the header `key` (GreyNoise).

    Attributes:
        key: The value of the header `key`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    key: SecretText = needed()


class GreyNoise(SpecConnector[NoConfig, GreyNoiseApiKeyHeader]):
    """Use GreyNoise from Kibana: what is known of IP addresses that scan the internet.

    In technical preview, since Kibana 9.3; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/greynoise-action-type

    - `auth=GreyNoise.ApiKeyHeader()`: A key in the header `key`.

    See `SpecConnector` for the arguments and errors.
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
