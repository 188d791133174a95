"""Secrets in Azure Key Vault."""

from __future__ import annotations

import re
from typing import Any

import constructs
from typing_extensions import Never

from ..engine_objects import AnyProvider
from ..errors import Problem
from ..frames import forgetful
from ..schema.secret_source import Secret
from ..terraform.secret_providers import AZURE
from ..tokens import is_token
from .arguments import is_reference, known_text_problem, text_problem, version_problem
from .manager import SecretManager, version_expression

_KNOWN = ("key_vault_id", "provider")
_NAME = re.compile(r"[A-Za-z0-9-]{1,127}")
_VERSION = re.compile(r"[0-9a-f]{32}")
_VAULT_ID = re.compile(
    r"/subscriptions/([^/]+)/resourceGroups/[^/]+/providers/Microsoft\.KeyVault/vaults/[^/]+", re.IGNORECASE
)


class AzureKeyVault(SecretManager):
    """Secrets in Azure Key Vault.

    Terraform logs in as always with Azure: environment, managed identity, `az login`. Nothing in the provider
    tells a secret's version without its value, so that a variable names the version: change it, and exactly
    that version is read and sent.
    """

    PROVIDER = AZURE

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        key_vault_id: str,
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks and variables are named after it.
            key_vault_id: The vault's resource id,
                `/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…`; a text or a token.
                A text also tells the provider its subscription, which ARM_SUBSCRIPTION_ID does otherwise.
            provider: A provider construct of `hashicorp/azurerm` to read with.
            refused: Nothing; a credential is refused with the environment variable to set instead.

        Raises:
            InvalidSecretSource: Arguments that cannot work, among them credentials.
        """
        found = _VAULT_ID.fullmatch(key_vault_id) if isinstance(key_vault_id, str) else None
        is_known = found is not None and provider is None
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={"subscription_id": found.group(1) if found and is_known else None},
            problems=[_vault_problem(key_vault_id)],
            refused=refused,
            known=_KNOWN,
        )
        self._vault = key_vault_id

    @forgetful
    def secret(
        self, path: str, *, key: str | None = None, version: Any = None, name: str | None = None
    ) -> Secret:
        """Return the source of a secret, or of one key in it.

        Args:
            path: The secret's name in the vault, such as `oncall-pager`; a text or a token.
            key: The key that holds the value, where the secret is a JSON object.
            version: The version to read, 32 hexadecimal digits, until the variable `<id>_<path>_version` says
                otherwise. Or what says so in place of that variable: a token, a `TerraformVariable`, an
                expression `${…}`. Left out, the variable has no default, and must be set.
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        self._refuse(
            _path_problem(path),
            known_text_problem("key", key, '"routing_key"', is_optional=True),
            _version_problem(version),
            *self._name_problems(path, name),
        )
        label = name or path
        if is_reference(version):
            told = version_expression(version)
        else:
            described = (
                f"{self._label}: version of the secret {label} to read, and to send to Kibana: the "
                "last part of its identifier"
            )
            told = self._variable(
                label,
                path,
                version,
                {"type": "string", "description": described},
                condition='can(regex("^[0-9a-f]{32}$", value))',
                expected="32 hexadecimal digits",
            )
        address = self._block(
            "ephemeral",
            "azurerm_key_vault_secret",
            label,
            {"name": path, "key_vault_id": self._vault, "version": told},
        )
        return self._value(f"{address}.value", key, told, label)


def _vault_problem(id: Any) -> Problem | None:
    example = '"/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…"'
    found = text_problem("key_vault_id", id, example)
    if found is not None or is_token(id) or _VAULT_ID.fullmatch(id):
        return found
    return Problem("key_vault_id", f"expected a vault's resource id, such as {example}")


def _path_problem(path: Any) -> Problem | None:
    found = text_problem("path", path, '"oncall-pager"')
    if found is not None or is_token(path) or _NAME.fullmatch(path):
        return found
    return Problem("path", "expected a secret's name (letters, digits and -), without its vault and version")


def _version_problem(version: Any) -> Problem | None:
    found = version_problem(version, '"0123456789abcdef0123456789abcdef"')
    if found is not None or version is None or is_reference(version) or _VERSION.fullmatch(version):
        return found
    return Problem("version", "expected 32 hexadecimal digits: the last part of the secret's identifier")
