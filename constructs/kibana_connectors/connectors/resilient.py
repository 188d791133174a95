"""Resilient: the construct of `.resilient`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.resilient import ResilientConfig, ResilientSecrets, ResilientType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode

    class ResilientConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None
        org_id: Text | None
        orgId: Text | None

    class ResilientSecretsDict(TypedDict, total=False):
        api_key_id: SecretText | None
        apiKeyId: SecretText | None
        api_key_secret: SecretText | None
        apiKeySecret: SecretText | None


class Resilient(Connector[ResilientConfig, ResilientSecrets]):
    """Create and update IBM Resilient incidents (Kibana docs: "IBM Resilient connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ResilientType
    TYPE: ClassVar[TypeInfo] = ResilientType.TYPE
    Config: TypeAlias = ResilientConfig
    Secrets: TypeAlias = ResilientSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ResilientConfig | ResilientConfigDict,
            secrets: ResilientSecrets | ResilientSecretsDict | None = None,
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
