"""Xsoar: the construct of `.xsoar`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.xsoar import XsoarConfig, XsoarSecrets, XsoarType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class XsoarConfigDict(TypedDict, total=False):
        url: HostedUrl | None

    class XsoarSecretsDict(TypedDict, total=False):
        api_key: SecretText | None
        apiKey: SecretText | None
        api_key_id: SecretText | None
        apiKeyID: SecretText | None


class Xsoar(Connector[XsoarConfig, XsoarSecrets]):
    """Create incidents in Cortex XSOAR (Kibana docs: "XSOAR connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = XsoarType
    TYPE: ClassVar[TypeInfo] = XsoarType.TYPE
    Config: TypeAlias = XsoarConfig
    Secrets: TypeAlias = XsoarSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: XsoarConfig | XsoarConfigDict,
            secrets: XsoarSecrets | XsoarSecretsDict | None = None,
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
