"""Snowflake: the construct of `.snowflake`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.snowflake import SnowflakeConfig, SnowflakeType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Text, Url
    from ..terraform.secrets_mode import SecretsMode

    class SnowflakeConfigDict(TypedDict, total=False):
        account_url: Url | None
        accountUrl: Url | None
        warehouse: Text | None
        database: Text | None
        default_schema: Text | None
        defaultSchema: Text | None
        role: Text | None

    class SnowflakeBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Snowflake(SpecConnector[SnowflakeConfig, _auth.Bearer]):
    """Use Snowflake from Kibana: queries of a data warehouse.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/snowflake-action-type

    - `auth=Snowflake.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SnowflakeType
    TYPE: ClassVar[TypeInfo] = SnowflakeType.TYPE
    Config: TypeAlias = SnowflakeConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SnowflakeConfig | SnowflakeConfigDict,
            auth: _auth.Bearer | SnowflakeBearerDict | None = None,
            secrets: _auth.Bearer | SnowflakeBearerDict | None = None,
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
