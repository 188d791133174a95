"""What a connector's attributes depend on beside the connector itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..schema.target import Target
from .secrets_mode import SecretsMode


@dataclass
class ProviderSettings:
    """What one provider of a stack says about the connectors that use it.

    It may change until the stack is written, and a provider may be added after its connectors. So nothing
    that depends on it is kept.

    Attributes:
        alias: The provider's alias; None for the default provider.
        id_namespace: The namespace of derived ids; None for the stack's path.
        secrets_mode: How secrets travel unless a connector sets its own mode.
        target: What is known of the Kibana behind it; None when nothing is.
        endpoints: The URLs of that Kibana; None when the environment decides, or a token.
    """

    alias: str | None = None
    id_namespace: str | None = None
    secrets_mode: SecretsMode = SecretsMode.WRITE_ONLY
    target: Target | None = None
    endpoints: object = None
