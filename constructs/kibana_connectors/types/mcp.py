"""MCP: use the tools of a server that speaks the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from ..errors import Problem
from ..schema.connector_type import ConnectorType
from ..schema.fields import (
    Flag,
    HostedUrl,
    NonEmpty,
    OrAbsent,
    OrToken,
    SecretMap,
    SecretText,
    TextMap,
    absent,
    field,
)
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo
from ..schema.unused_secrets import unused_secrets
from ..tokens import is_token

_CREDENTIALS: dict[object, tuple[str, ...]] = {
    "bearer": ("token",),
    "apiKey": ("api_key",),
    "basic": ("user", "password"),
}
_ALL = tuple(name for names in _CREDENTIALS.values() for name in names)


class McpConfig(Config):
    """Config of an MCP connector."""

    server_url: HostedUrl
    """The MCP server, such as `https://mcp.example.com/mcp`."""
    has_auth: Flag = field(default=True)
    """Whether to authenticate."""
    auth_type: OrAbsent[OrToken[Literal["none", "bearer", "apiKey", "basic"]]] = absent()
    """How to authenticate: `bearer` (the secret `token`), `apiKey` (the secret `api_key`), `basic` (the
    secrets `user` and `password`) or `none`.
    """
    api_key_header_name: OrAbsent[NonEmpty] = absent()
    """With `apiKey`: the header that carries the key. Not empty."""
    headers: OrAbsent[TextMap] = absent()
    """Headers to send, in the open; for secret ones see the secrets' `secret_headers`."""


class McpSecrets(Secrets):
    """Secrets of an MCP connector; Kibana does not check that they go with `auth_type`."""

    token: OrAbsent[SecretText] = absent()
    """`bearer`: the token."""
    api_key: OrAbsent[SecretText] = absent()
    """`apiKey`: the key."""
    user: OrAbsent[SecretText] = absent()
    """`basic`: the user's name."""
    password: OrAbsent[SecretText] = absent()
    """`basic`: the user's password."""
    secret_headers: OrAbsent[SecretMap] = absent()
    """Headers whose values are secrets: name to source, or one reference to the whole map."""


class McpType(ConnectorType[McpConfig, McpSecrets]):
    """Use the tools of an MCP server (Kibana docs: "MCP connector").

    `auth_type` says which secrets are needed; give it, or `has_auth=False`.
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
        """Return what the chosen authentication needs."""
        return _CREDENTIALS.get(config.auth_type, ()) if config.has_auth is True else ()

    @classmethod
    def warnings(cls, config: McpConfig, secrets: McpSecrets) -> Iterator[Problem]:
        """Warn of an authentication without its credentials, or with those of another; Kibana takes both."""
        used = cls.needed_secrets(config)
        if config.has_auth is False:
            yield from unused_secrets(secrets, _ALL, (), "with hasAuth false")
        elif config.has_auth is True and config.auth_type is not None and not is_token(config.auth_type):
            yield from unused_secrets(secrets, _ALL, used, f"with authType {config.auth_type}")
        for name in used:
            yield from secrets.missing(f"for authType {config.auth_type} to work", name)
