"""D3Security: the construct of `.d3security`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.d3security import D3SecurityConfig, D3SecuritySecrets, D3SecurityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class D3SecurityConfigDict(TypedDict, total=False):
        url: HostedUrl | None

    class D3SecuritySecretsDict(TypedDict, total=False):
        token: SecretText | None


class D3Security(Connector[D3SecurityConfig, D3SecuritySecrets]):
    """Send events to D3 Security (Kibana docs: "D3 Security connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = D3SecurityType
    TYPE: ClassVar[TypeInfo] = D3SecurityType.TYPE
    Config: TypeAlias = D3SecurityConfig
    Secrets: TypeAlias = D3SecuritySecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: D3SecurityConfig | D3SecurityConfigDict,
            secrets: D3SecuritySecrets | D3SecuritySecretsDict | None = None,
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
