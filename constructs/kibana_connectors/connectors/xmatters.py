"""XMatters: the construct of `.xmatters`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.xmatters import XMattersConfig, XMattersSecrets, XMattersType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, SecretText, SecretUrl, Text
    from ..terraform.secrets_mode import SecretsMode

    class XMattersConfigDict(TypedDict, total=False):
        config_url: Text | None
        configUrl: Text | None
        uses_basic: Flag | None
        usesBasic: Flag | None

    class XMattersSecretsDict(TypedDict, total=False):
        user: SecretText | None
        password: SecretText | None
        secrets_url: SecretUrl | None
        secretsUrl: SecretUrl | None


class XMatters(Connector[XMattersConfig, XMattersSecrets]):
    """Trigger an xMatters flow (Kibana docs: "xMatters connector").

    Either basic authentication, the default: `config_url`, `user` and `password`; or `uses_basic=False` and
    the secret `secrets_url` alone.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = XMattersType
    TYPE: ClassVar[TypeInfo] = XMattersType.TYPE
    Config: TypeAlias = XMattersConfig
    Secrets: TypeAlias = XMattersSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: XMattersConfig | XMattersConfigDict | None = None,
            secrets: XMattersSecrets | XMattersSecretsDict | None = None,
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
