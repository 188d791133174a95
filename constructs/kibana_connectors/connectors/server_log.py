"""ServerLog: the construct of `.server-log`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.payload import NoConfig, NoSecrets
from ..schema.type_info import TypeInfo
from ..types.server_log import ServerLogType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import Never

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..terraform.secrets_mode import SecretsMode


class ServerLog(Connector[NoConfig, NoSecrets]):
    """Write to Kibana's log (Kibana docs: "Server log connector").

    It has neither config nor secrets.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ServerLogType
    TYPE: ClassVar[TypeInfo] = ServerLogType.TYPE
    Config: TypeAlias = NoConfig
    Secrets: TypeAlias = NoSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
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
