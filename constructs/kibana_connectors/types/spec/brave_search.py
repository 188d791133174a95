"""Brave Search: web search.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class BraveSearchApiKeyHeader(Auth):
    """A key in the header `X-Subscription-Token` (Brave Search).

    Attributes:
        x_subscription_token: The value of the header `X-Subscription-Token`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_subscription_token: SecretText = wire("X-Subscription-Token")


class BraveSearch(SpecConnector[NoConfig, BraveSearchApiKeyHeader]):
    """Use Brave Search from Kibana: web search.

    In technical preview, since Kibana 9.3; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/brave-search-action-type

    - `auth=BraveSearch.ApiKeyHeader()`: A key in the header `X-Subscription-Token`.

    See `SpecConnector` for the arguments and errors.
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
