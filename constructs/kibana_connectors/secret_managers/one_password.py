"""Secrets in 1Password."""

from __future__ import annotations

import re
from typing import Any

import constructs
from typing_extensions import Never

from ..engine_objects import AnyProvider
from ..errors import Problem
from ..formats.urls import has_login, is_web_url
from ..frames import forgetful
from ..hcl import quoted
from ..schema.secret_source import Secret
from ..terraform.secret_providers import ONE_PASSWORD
from ..tokens import is_token
from .arguments import is_reference, known_text_problem, text_problem, version_problem
from .manager import SecretManager, version_expression

_KNOWN = ("vault", "account", "connect_url", "provider")
_FIELDS = ("password", "credential", "note_value", "username", "private_key", "private_key_openssh")
_UUID = re.compile(r"[a-z0-9]{26}")


class OnePasswordSecrets(SecretManager):
    """Secrets in 1Password.

    Terraform logs in with OP_SERVICE_ACCOUNT_TOKEN, or with OP_CONNECT_HOST and OP_CONNECT_TOKEN. Nothing
    tells a version, and none can be asked for: a variable says when to send. Change it after the item was
    changed, and what is then in 1Password is sent.
    """

    PROVIDER = ONE_PASSWORD

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        vault: str,
        account: str | None = None,
        connect_url: str | None = None,
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks and variables are named after it.
            vault: The id of the vault; a text or a token.
            account: The account to log in to with the desktop app. Left out, OP_ACCOUNT decides.
            connect_url: The URL of a Connect server. Left out, OP_CONNECT_HOST decides.
            provider: A provider construct of `1Password/onepassword` to read with.
            refused: Nothing; a credential is refused with the environment variable to set instead.

        Raises:
            InvalidSecretSource: Arguments that cannot work, among them credentials.
        """
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={"account": account, "connect_url": connect_url},
            problems=[
                text_problem("vault", vault, '"kcb2…", the id of a vault'),
                text_problem("account", account, '"my.1password.com"', is_optional=True),
                _url_problem(connect_url),
            ],
            refused=refused,
            known=_KNOWN,
        )
        self._vault = vault

    @forgetful
    def secret(
        self,
        path: str,
        *,
        key: str = "password",
        section: str | None = None,
        version: Any = None,
        name: str | None = None,
    ) -> Secret:
        """Return the source of one field of an item.

        Args:
            path: The item's title, or its id of 26 characters; a text or a token of the title.
            key: The field: `password`, `credential`, `note_value`, `username`, `private_key` or
                `private_key_openssh`; in a section any label.
            section: The label of the section that the field stands in; left out for the fields above.
            version: Any text or number, the default of the variable `<id>_<path>_version`: another one sends
                the value again. Or what says so in place of that variable: a token, a `TerraformVariable`, an
                expression `${…}`. Default "1".
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        given = str(version) if isinstance(version, int) and not isinstance(version, bool) else version
        self._refuse(
            text_problem("path", path, '"On-call pager", the title of an item'),
            _key_problem(key, section),
            known_text_problem("section", section, '"API"', is_optional=True),
            version_problem(given, '"2026-11"'),
            *self._name_problems(path, name),
        )
        label = name or path
        if is_reference(given):
            told = version_expression(given)
        else:
            told = self._variable(
                label,
                path,
                given,
                {
                    "type": "string",
                    "description": f"{self._label}: change it to send the item {label} to Kibana again",
                    "default": "1",
                },
                condition='trimspace(value) != ""',
                expected="a value that is not blank",
            )
        lookup = "uuid" if not is_token(path) and _UUID.fullmatch(path) else "title"
        address = self._block("ephemeral", "onepassword_item", label, {"vault": self._vault, lookup: path})
        step = key
        if section is not None:
            step = f'section_map["{quoted(section)}"].field_map["{quoted(key)}"].value'
        where = f'the field "{key}"' if section is None else f'the field "{key}" in a section "{section}"'
        return self._secret(f"{address}.{step}", told, f"the item {label} has no text in {where}")


def _url_problem(url: Any) -> Problem | None:
    if url is None or is_token(url):
        return None
    if not isinstance(url, str) or not is_web_url(url) or has_login(url):
        message = "expected a URL that starts with https:// or http://, without user and password"
        return Problem("connect_url", message)
    return text_problem("connect_url", url, '"https://connect.example"')


def _key_problem(key: Any, section: Any) -> Problem | None:
    found = known_text_problem("key", key, '"password"')
    if found is not None or section is not None or key in _FIELDS:
        return found
    hint = 'For any other field add section="…", the label of the section that it stands in'
    return Problem("key", f"expected one of {', '.join(_FIELDS)}", hint)
