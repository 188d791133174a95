"""Mcp: the construct of `.mcp`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.mcp import McpConfig, McpSecrets, McpType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, HostedUrl, NonEmpty, SecretMap, SecretText, TextMap
    from ..terraform.secrets_mode import SecretsMode
    from ..types.mcp import AuthType

    class McpConfigDict(TypedDict, total=False):
        server_url: HostedUrl | None
        serverUrl: HostedUrl | None
        has_auth: Flag | None
        hasAuth: Flag | None
        auth_type: AuthType | None
        authType: AuthType | None
        api_key_header_name: NonEmpty | None
        apiKeyHeaderName: NonEmpty | None
        headers: TextMap | None

    class McpSecretsDict(TypedDict, total=False):
        token: SecretText | None
        api_key: SecretText | None
        apiKey: SecretText | None
        user: SecretText | None
        password: SecretText | None
        secret_headers: SecretMap | None
        secretHeaders: SecretMap | None


class Mcp(Connector[McpConfig, McpSecrets]):
    """Use the tools of an MCP server (Kibana docs: "MCP connector").

    `auth_type` says which secrets are needed; give it, or `has_auth=False`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = McpType
    TYPE: ClassVar[TypeInfo] = McpType.TYPE
    Config: TypeAlias = McpConfig
    Secrets: TypeAlias = McpSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: McpConfig | McpConfigDict,
            secrets: McpSecrets | McpSecretsDict | None = None,
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
