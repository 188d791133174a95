"""MCP: use the tools of a server that speaks the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from ..cdk.connector import Connector
from ..errors import Problem
from ..schema.fields import Flag, HostedUrl, NonEmpty, SecretMap, SecretText, TextMap, TokenAware, absent
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo

if TYPE_CHECKING:
    from typing import TypeAlias

    AuthType: TypeAlias = Literal["none", "bearer", "apiKey", "basic"]
else:
    AuthType = Annotated[Literal["none", "bearer", "apiKey", "basic"], TokenAware()]

_CREDENTIALS: dict[object, tuple[str, ...]] = {
    "bearer": ("token",),
    "apiKey": ("api_key",),
    "basic": ("user", "password"),
}


class McpConfig(Config):
    """Config of an MCP connector.

    Attributes:
        server_url: The MCP server, such as `https://mcp.example.com/mcp`.
        has_auth: Whether to authenticate.
        auth_type: How to authenticate: `bearer` (the secret `token`), `apiKey` (the secret `api_key`),
            `basic` (the secrets `user` and `password`) or `none`.
        api_key_header_name: With `apiKey`: the header that carries the key. Not empty.
        headers: Headers to send, in the open; for secret ones see the secrets' `secret_headers`.
    """

    server_url: HostedUrl
    has_auth: Flag = True
    auth_type: AuthType = absent()
    api_key_header_name: NonEmpty = absent()
    headers: TextMap = absent()


class McpSecrets(Secrets):
    """Secrets of an MCP connector; Kibana does not check that they go with `auth_type`.

    Attributes:
        token: `bearer`: the token.
        api_key: `apiKey`: the key.
        user: `basic`: the user's name.
        password: `basic`: the user's password.
        secret_headers: Headers whose values are secrets: name to source.
    """

    token: SecretText = absent()
    api_key: SecretText = absent()
    user: SecretText = absent()
    password: SecretText = absent()
    secret_headers: SecretMap = absent()


class Mcp(Connector[McpConfig, McpSecrets]):
    """Use the tools of an MCP server (Kibana docs: "MCP connector").

    `auth_type` says which secrets are needed; give it, or `has_auth=False`. See `Connector` for the arguments
    and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".mcp",
        name="MCP",
        license="enterprise",
        features=(
            "generativeAIForSecurity",
            "generativeAIForSearchPlayground",
            "generativeAIForObservability",
            "workflows",
            "agentBuilder",
        ),
        since="9.3",
    )
    HINTS: ClassVar[Mapping[str, str]] = {"config.url": "The address is called serverUrl (server_url)"}
    Config = McpConfig
    Secrets = McpSecrets

    @classmethod
    def needed_secrets(cls, config: McpConfig) -> tuple[str, ...]:
        """Name what the chosen authentication needs."""
        return _CREDENTIALS.get(config.auth_type, ()) if config.has_auth is True else ()

    @classmethod
    def advice(cls, config: McpConfig, secrets: McpSecrets) -> Iterator[Problem]:
        """Point out an authentication without its credentials, which Kibana takes."""
        for name in cls.needed_secrets(config):
            yield from secrets.missing(f"for authType {config.auth_type} to work", name)
