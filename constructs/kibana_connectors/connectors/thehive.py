"""TheHive: the construct of `.thehive`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.thehive import TheHiveConfig, TheHiveSecrets, TheHiveType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode

    class TheHiveConfigDict(TypedDict, total=False):
        url: HostedUrl | None
        organisation: Text | None

    class TheHiveSecretsDict(TypedDict, total=False):
        api_key: SecretText | None
        apiKey: SecretText | None


class TheHive(Connector[TheHiveConfig, TheHiveSecrets]):
    """Create cases and alerts in TheHive (Kibana docs: "TheHive connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = TheHiveType
    TYPE: ClassVar[TypeInfo] = TheHiveType.TYPE
    Config: TypeAlias = TheHiveConfig
    Secrets: TypeAlias = TheHiveSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: TheHiveConfig | TheHiveConfigDict,
            secrets: TheHiveSecrets | TheHiveSecretsDict | None = None,
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
