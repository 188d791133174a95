"""Secrets in Vault's or OpenBao's key-value engine, version 2."""

from __future__ import annotations

from typing import Any

import constructs
from typing_extensions import Never

from ..engine_objects import AnyProvider
from ..errors import Problem
from ..formats.urls import has_login, is_web_url
from ..frames import forgetful
from ..hcl import quoted
from ..schema.secret_source import Secret
from ..terraform.secret_providers import VAULT
from ..tokens import is_token
from .arguments import is_reference, known_text_problem, text_problem, version_problem
from .manager import SecretManager, version_expression

_KNOWN = ("address", "namespace", "mount", "provider")


class VaultSecrets(SecretManager):
    """Secrets in Vault's or OpenBao's key-value engine, version 2.

    Terraform logs in with VAULT_TOKEN, which must be set where it runs. Nothing in Vault tells a secret's
    version without its value, so that a variable names the version: raise it, and exactly that version is
    read and sent.
    """

    PROVIDER = VAULT

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        address: str | None = None,
        namespace: str | None = None,
        mount: str = "secret",
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks and variables are named after it.
            address: The server's URL, such as `https://vault.example`. Left out, VAULT_ADDR decides.
            namespace: The namespace, where the server has several. Left out, VAULT_NAMESPACE decides.
            mount: The path at which the engine is mounted.
            provider: A provider construct of `hashicorp/vault` to read with, instead of address and
                namespace.
            refused: Nothing; a credential is refused with the environment variable to set instead.

        Raises:
            InvalidSecretSource: Arguments that cannot work, among them credentials.
        """
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={"address": address, "namespace": namespace},
            problems=[
                _address_problem(address),
                text_problem("namespace", namespace, '"team"', is_optional=True),
                _path_problem("mount", mount),
            ],
            refused=refused,
            known=_KNOWN,
        )
        self._mount = mount

    @forgetful
    def secret(self, path: str, *, key: str, version: Any = None, name: str | None = None) -> Secret:
        """Return the source of one field of a secret.

        Args:
            path: The secret's path below the mount, such as `oncall/pager`; a text or a token.
            key: The name of the field that holds the value.
            version: The version to read, a number from 1, until the variable `<id>_<path>_version` says
                otherwise; default 1. Or what says so in place of that variable: a token, a
                `TerraformVariable`, an expression `${…}`.
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        self._refuse(
            _path_problem("path", path, self._mount),
            known_text_problem("key", key, '"routing_key"'),
            _version_problem(version),
            *self._name_problems(path, name),
        )
        label = name or path
        if is_reference(version):
            told = version_expression(version)
        else:
            told = self._variable(
                label,
                path,
                version,
                {
                    "type": "number",
                    "description": f"{self._label}: version of the secret {label} to read and to send",
                    "default": 1,
                },
                condition="value >= 1 && floor(value) == value",
                expected="a whole number from 1",
            )
        address = self._block(
            "ephemeral",
            "vault_kv_secret_v2",
            label,
            {"mount": self._mount, "name": path, "version": told},
        )
        missing = f'the secret {label} has no text in the field "{key}" in this version'
        return self._secret(f'{address}.data["{quoted(key)}"]', told, missing)


def _address_problem(address: Any) -> Problem | None:
    if address is None or is_token(address):
        return None
    if not isinstance(address, str) or not is_web_url(address):
        return Problem("address", "expected a URL that starts with https:// or http://")
    if has_login(address):
        return Problem("address", "expected a URL without user and password", "Set VAULT_TOKEN instead")
    return text_problem("address", address, '"https://vault.example"')


def _path_problem(name: str, path: Any, mount: Any = "") -> Problem | None:
    found = text_problem(name, path, '"secret"' if name == "mount" else '"oncall/pager"')
    if found is not None or is_token(path):
        return found
    if not all(path.split("/")):
        return Problem(name, "expected a path without a slash at its beginning or end, or two in a row")
    if mount and path.startswith(f"{mount}/data/"):
        hint = f"Leave {mount}/data/ out: the mount is given to the class, and data/ belongs to Vault's API"
        return Problem(name, "expected a path below the mount", hint)
    return None


def _version_problem(version: Any) -> Problem | None:
    if isinstance(version, (int, float)) and not is_token(version):
        is_version = isinstance(version, int) and not isinstance(version, bool) and version >= 1
        message = "expected a whole number from 1; 0 is whatever is newest, and would never change"
        return None if is_version else Problem("version", message)
    if version is None or is_reference(version):
        return version_problem(version, "2")
    return Problem("version", "expected a whole number from 1, a token, a TerraformVariable or an expression")
