"""Trello: boards and cards.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector, needed


class TrelloApiKeyQuery(Auth):
    """Keys in the query string: `key` and `token` (Trello).

    Attributes:
        key: The value of the parameter `key`.
        token: The value of the parameter `token`.
    """

    auth_type: Literal["api_key_query"] = "api_key_query"
    key: SecretText = needed()
    token: SecretText = needed()


class Trello(SpecConnector[NoConfig, TrelloApiKeyQuery]):
    """Use Trello from Kibana: boards and cards.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/trello-action-type

    - `auth=Trello.ApiKeyQuery()`: Keys in the query string: `key` and `token`.

    See `SpecConnector` for the arguments and errors.
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
