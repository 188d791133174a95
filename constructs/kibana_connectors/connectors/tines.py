"""Tines: the construct of `.tines`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.tines import TinesConfig, TinesSecrets, TinesType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class TinesConfigDict(TypedDict, total=False):
        url: HostedUrl | None

    class TinesSecretsDict(TypedDict, total=False):
        email: SecretText | None
        token: SecretText | None


class Tines(Connector[TinesConfig, TinesSecrets]):
    """Send events to a Tines story (Kibana docs: "Tines connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = TinesType
    TYPE: ClassVar[TypeInfo] = TinesType.TYPE
    Config: TypeAlias = TinesConfig
    Secrets: TypeAlias = TinesSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: TinesConfig | TinesConfigDict,
            secrets: TinesSecrets | TinesSecretsDict | None = None,
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
