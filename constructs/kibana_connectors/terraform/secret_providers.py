"""The Terraform providers of secret managers: where they come from, and what sets their credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .elasticstack import PROVIDER, PROVIDER_SOURCE, PROVIDER_VERSION


@dataclass(frozen=True, eq=False)
class SecretProvider:
    """A provider that reads secrets.

    Attributes:
        name: Its name in Terraform.
        source: Where it comes from.
        version: The versions that have the ephemeral resources and data sources that are written.
        credentials: Arguments of its block that carry a credential: the environment variable to set instead.
        fixed: What its block always holds.
    """

    name: str
    source: str
    version: str
    credentials: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=dict)


AWS = SecretProvider(
    "aws",
    "hashicorp/aws",
    ">= 5.88, < 7",
    {
        "access_key": "AWS_ACCESS_KEY_ID",
        "secret_key": "AWS_SECRET_ACCESS_KEY",
        "token": "AWS_SESSION_TOKEN",
    },
)
VAULT = SecretProvider(
    "vault",
    "hashicorp/vault",
    ">= 5.0, < 6",
    {"token": "VAULT_TOKEN"},
    # Without it, each run asks for a child token, which needs one more permission.
    {"skip_child_token": True},
)
GOOGLE = SecretProvider(
    "google",
    "hashicorp/google",
    ">= 7.10, < 8",
    {"credentials": "GOOGLE_CREDENTIALS", "access_token": "GOOGLE_OAUTH_ACCESS_TOKEN"},
)
AZURE = SecretProvider(
    "azurerm",
    "hashicorp/azurerm",
    ">= 4.11, < 5",
    {
        "client_secret": "ARM_CLIENT_SECRET",
        "client_certificate_password": "ARM_CLIENT_CERTIFICATE_PASSWORD",
        "client_certificate": "ARM_CLIENT_CERTIFICATE",
        "oidc_token": "ARM_OIDC_TOKEN",
        "oidc_request_token": "ARM_OIDC_REQUEST_TOKEN",
    },
    # It demands the block; and to register resource providers it would need rights on the subscription.
    {"features": {}, "resource_provider_registrations": "none"},
)
ONE_PASSWORD = SecretProvider(
    "onepassword",
    "1Password/onepassword",
    ">= 3.2, < 4",
    {
        "service_account_token": "OP_SERVICE_ACCOUNT_TOKEN",
        "connect_token": "OP_CONNECT_TOKEN",
        "token": "OP_CONNECT_TOKEN",
    },
)
SOPS = SecretProvider("sops", "carlpett/sops", ">= 1.3, < 2", {})

ELASTICSTACK = SecretProvider(PROVIDER, PROVIDER_SOURCE, PROVIDER_VERSION, {}, {"elasticsearch": {}})
"""It makes API keys; who makes them is told by ELASTICSEARCH_API_KEY and others in the environment."""

SECRET_PROVIDERS = (AWS, VAULT, GOOGLE, AZURE, ONE_PASSWORD, SOPS)
