"""Brave Search: web search.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class BraveSearchApiKeyHeader(Auth):
    """A key in the header `X-Subscription-Token` (Brave Search)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_subscription_token: SecretText = kibana_name("X-Subscription-Token")
    """The value of the header `X-Subscription-Token`."""


class BraveSearchType(SpecType[NoConfig, BraveSearchApiKeyHeader]):
    """Use Brave Search from Kibana: web search.

    In technical preview, since Kibana 9.3; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/brave-search-action-type

    - `auth=BraveSearch.ApiKeyHeader()`: A key in the header `X-Subscription-Token`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".brave-search",
        name="Brave Search",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = BraveSearchApiKeyHeader
    AUTH_TYPES = (BraveSearchApiKeyHeader,)
