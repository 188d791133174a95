"""New Relic: queries of an account's data.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.fields import SecretText, TokenAware, wire
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector, of_form, of_length

AccountId = Annotated[str, of_length(1, 20), of_form(r"^\d+$", "digits only"), TokenAware()]
Region = Annotated[Literal["us", "eu", "jp"], TokenAware()]


class NewRelicConfig(Config):
    """Config of a New Relic connector.

    Attributes:
        account_id: The account's id, a number. At most 20 characters.
        region: The region that the account's data are in. One of `us`, `eu`, `jp`.
    """

    account_id: AccountId
    region: Region = "us"


class NewRelicApiKeyHeader(Auth):
    """A key in the header `API-Key` (New Relic).

    Attributes:
        api_key: The value of the header `API-Key`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    api_key: SecretText = wire("API-Key")


class NewRelic(SpecConnector[NewRelicConfig, NewRelicApiKeyHeader]):
    """Use New Relic from Kibana: queries of an account's data.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/new-relic-action-type

    - `auth=NewRelic.ApiKeyHeader()` (recommended): A key in the header `API-Key`.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".new_relic",
        name="New Relic",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = NewRelicConfig
    ApiKeyHeader = NewRelicApiKeyHeader
    AUTH_TYPES = (NewRelicApiKeyHeader,)
