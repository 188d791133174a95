"""Trello: boards and cards.

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


class TrelloApiKeyQuery(Auth):
    """Keys in the query string: `key` and `token` (Trello)."""

    auth_type: Literal["api_key_query"] = "api_key_query"
    """Kibana's name for this way to authenticate; it need not be given."""
    key: SecretText = needed()
    """The value of the parameter `key`."""
    token: SecretText = needed()
    """The value of the parameter `token`."""


class TrelloType(SpecType[NoConfig, TrelloApiKeyQuery]):
    """Use Trello from Kibana: boards and cards.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/trello-action-type

    - `auth=Trello.ApiKeyQuery()`: Keys in the query string: `key` and `token`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".trello",
        name="Trello",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = NoConfig
    ApiKeyQuery = TrelloApiKeyQuery
    AUTH_TYPES = (TrelloApiKeyQuery,)
