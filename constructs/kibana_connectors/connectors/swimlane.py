"""Swimlane: the construct of `.swimlane`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.swimlane import SwimlaneConfig, SwimlaneField, SwimlaneMappings, SwimlaneSecrets, SwimlaneType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode
    from ..types.swimlane import Mappings, UsedFor

    class SwimlaneConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None
        app_id: Text | None
        appId: Text | None
        connector_type: UsedFor | None
        connectorType: UsedFor | None
        mappings: Mappings | None

    class SwimlaneSecretsDict(TypedDict, total=False):
        api_token: SecretText | None
        apiToken: SecretText | None


class Swimlane(Connector[SwimlaneConfig, SwimlaneSecrets]):
    """Create records in Swimlane (Kibana docs: "Swimlane connector").

    `mappings` holds `Swimlane.Field`s, or dicts of their `id`, `key`, `name` and `field_type`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SwimlaneType
    TYPE: ClassVar[TypeInfo] = SwimlaneType.TYPE
    Config: TypeAlias = SwimlaneConfig
    Secrets: TypeAlias = SwimlaneSecrets
    Mappings: TypeAlias = SwimlaneMappings
    Field: TypeAlias = SwimlaneField

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SwimlaneConfig | SwimlaneConfigDict,
            secrets: SwimlaneSecrets | SwimlaneSecretsDict | None = None,
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
