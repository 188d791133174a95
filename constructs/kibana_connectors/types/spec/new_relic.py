"""New Relic: queries of an account's data.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrToken, SecretText, TokenAware, field, kibana_name
from ...schema.payload import Config
from ...schema.spec_fields import of_form, of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class NewRelicConfig(Config):
    """Config of a New Relic connector."""

    account_id: Annotated[str, of_length(1, 20), of_form(r"^\d+$", "digits only"), TokenAware()]
    """The account's id, a number. At most 20 characters."""
    region: OrToken[Literal["us", "eu", "jp"]] = field(default="us")
    """The region of the account's data. One of `us`, `eu`, `jp`."""


class NewRelicApiKeyHeader(Auth):
    """A key in the header `API-Key` (New Relic)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    api_key: SecretText = kibana_name("API-Key")
    """The value of the header `API-Key`."""


class NewRelicType(SpecType[NewRelicConfig, NewRelicApiKeyHeader]):
    """Use New Relic from Kibana: queries of an account's data.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/new-relic-action-type

    - `auth=NewRelic.ApiKeyHeader()` (recommended): A key in the header `API-Key`.
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
