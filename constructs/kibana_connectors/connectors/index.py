"""Index: the construct of `.index`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.payload import NoSecrets
from ..schema.type_info import TypeInfo
from ..types.index import IndexConfig, IndexType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, Text
    from ..terraform.secrets_mode import SecretsMode

    class IndexConfigDict(TypedDict, total=False):
        index: Text | None
        refresh: Flag | None
        execution_time_field: Text | None
        executionTimeField: Text | None


class Index(Connector[IndexConfig, NoSecrets]):
    """Write documents into Elasticsearch (Kibana docs: "Index connector").

    It has no secrets: Kibana writes with its own privileges.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = IndexType
    TYPE: ClassVar[TypeInfo] = IndexType.TYPE
    Config: TypeAlias = IndexConfig
    Secrets: TypeAlias = NoSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: IndexConfig | IndexConfigDict,
            secrets: NoSecrets | dict[str, Never] | None = None,
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
