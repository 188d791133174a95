"""Torq: the construct of `.torq`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.torq import TorqConfig, TorqSecrets, TorqType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.torq import TorqUrl

    class TorqConfigDict(TypedDict, total=False):
        webhook_integration_url: TorqUrl | None
        webhookIntegrationUrl: TorqUrl | None

    class TorqSecretsDict(TypedDict, total=False):
        token: SecretText | None


class Torq(Connector[TorqConfig, TorqSecrets]):
    """Trigger a Torq workflow (Kibana docs: "Torq connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = TorqType
    TYPE: ClassVar[TypeInfo] = TorqType.TYPE
    Config: TypeAlias = TorqConfig
    Secrets: TypeAlias = TorqSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: TorqConfig | TorqConfigDict,
            secrets: TorqSecrets | TorqSecretsDict | None = None,
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
