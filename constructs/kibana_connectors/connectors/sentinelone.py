"""SentinelOne: the construct of `.sentinelone`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.sentinelone import SentinelOneConfig, SentinelOneSecrets, SentinelOneType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class SentinelOneConfigDict(TypedDict, total=False):
        url: HostedUrl | None

    class SentinelOneSecretsDict(TypedDict, total=False):
        token: SecretText | None


class SentinelOne(Connector[SentinelOneConfig, SentinelOneSecrets]):
    """Isolate, release and query hosts by SentinelOne (Kibana docs: "SentinelOne connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SentinelOneType
    TYPE: ClassVar[TypeInfo] = SentinelOneType.TYPE
    Config: TypeAlias = SentinelOneConfig
    Secrets: TypeAlias = SentinelOneSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SentinelOneConfig | SentinelOneConfigDict,
            secrets: SentinelOneSecrets | SentinelOneSecretsDict | None = None,
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
