"""MicrosoftDefenderEndpoint: the construct of `.microsoft_defender_endpoint`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.microsoft_defender_endpoint import (
    MicrosoftDefenderEndpointConfig,
    MicrosoftDefenderEndpointSecrets,
    MicrosoftDefenderEndpointType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, NonEmpty, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class MicrosoftDefenderEndpointConfigDict(TypedDict, total=False):
        client_id: NonEmpty | None
        clientId: NonEmpty | None
        tenant_id: NonEmpty | None
        tenantId: NonEmpty | None
        oauth_server_url: HostedUrl | None
        oAuthServerUrl: HostedUrl | None
        oauth_scope: NonEmpty | None
        oAuthScope: NonEmpty | None
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None

    class MicrosoftDefenderEndpointSecretsDict(TypedDict, total=False):
        client_secret: SecretText | None
        clientSecret: SecretText | None


class MicrosoftDefenderEndpoint(Connector[MicrosoftDefenderEndpointConfig, MicrosoftDefenderEndpointSecrets]):
    """Isolate, release and query hosts by Defender.

    In Kibana's docs it is the "Microsoft Defender for Endpoint connector".

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = MicrosoftDefenderEndpointType
    TYPE: ClassVar[TypeInfo] = MicrosoftDefenderEndpointType.TYPE
    Config: TypeAlias = MicrosoftDefenderEndpointConfig
    Secrets: TypeAlias = MicrosoftDefenderEndpointSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: MicrosoftDefenderEndpointConfig | MicrosoftDefenderEndpointConfigDict,
            secrets: MicrosoftDefenderEndpointSecrets | MicrosoftDefenderEndpointSecretsDict | None = None,
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
