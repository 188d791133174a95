"""CrowdStrike: the construct of `.crowdstrike`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.crowdstrike import CrowdStrikeConfig, CrowdStrikeSecrets, CrowdStrikeType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class CrowdStrikeConfigDict(TypedDict, total=False):
        url: HostedUrl | None

    class CrowdStrikeSecretsDict(TypedDict, total=False):
        client_id: SecretText | None
        clientId: SecretText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None


class CrowdStrike(Connector[CrowdStrikeConfig, CrowdStrikeSecrets]):
    """Isolate, release and query hosts by CrowdStrike Falcon (Kibana docs: "CrowdStrike connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = CrowdStrikeType
    TYPE: ClassVar[TypeInfo] = CrowdStrikeType.TYPE
    Config: TypeAlias = CrowdStrikeConfig
    Secrets: TypeAlias = CrowdStrikeSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: CrowdStrikeConfig | CrowdStrikeConfigDict,
            secrets: CrowdStrikeSecrets | CrowdStrikeSecretsDict | None = None,
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
