"""Trello: the construct of `.trello`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.trello import TrelloApiKeyQuery, TrelloType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    class TrelloApiKeyQueryDict(TypedDict, total=False):
        auth_type: Literal["api_key_query"] | None
        authType: Literal["api_key_query"] | None
        key: SecretText | None
        token: SecretText | None


class Trello(SpecConnector[NoConfig, TrelloApiKeyQuery]):
    """Use Trello from Kibana: boards and cards.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/trello-action-type

    - `auth=Trello.ApiKeyQuery()`: Keys in the query string: `key` and `token`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = TrelloType
    TYPE: ClassVar[TypeInfo] = TrelloType.TYPE
    Config: TypeAlias = NoConfig
    ApiKeyQuery: TypeAlias = TrelloApiKeyQuery

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: TrelloApiKeyQuery | TrelloApiKeyQueryDict | None = None,
            secrets: TrelloApiKeyQuery | TrelloApiKeyQueryDict | None = None,
            space: str | None = None,
            spaces: list[str] | tuple[str, ...] | None = None,
            connector_id: str | None = None,
            secrets_version: str | None = None,
            secrets_mode: SecretsMode | None = None,
            protect: bool = False,
            provider: TerraformProvider | None = None,
            depends_on: Sequence[Any] | None = None,
            lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        ) -> None: ...
