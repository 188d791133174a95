"""Secrets in Google Secret Manager."""

from __future__ import annotations

import re
from typing import Any

import constructs
from typing_extensions import Never

from ..engine_objects import AnyProvider
from ..errors import Problem
from ..frames import forgetful
from ..schema.secret_source import Secret
from ..terraform.secret_providers import GOOGLE
from ..tokens import is_token
from .arguments import known_text_problem, text_problem, version_problem
from .manager import SecretManager, version_expression

_KNOWN = ("project", "provider")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
_PATH = re.compile(r"projects/([^/]+)/secrets/([A-Za-z0-9_-]{1,255})")


class GoogleSecretManager(SecretManager):
    """Secrets in Google Secret Manager.

    The credentials are Google's application default credentials. A data source tells a secret's newest
    version, without the value; that version is read and sent. So a new version is sent by the next apply, and
    nothing else is needed.
    """

    PROVIDER = GOOGLE

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        project: str | None = None,
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks are named after it.
            project: The project of the secrets that are named without one.
            provider: A provider construct of `hashicorp/google` to read with.
            refused: Nothing; a credential is refused with the environment variable to set instead.

        Raises:
            InvalidSecretSource: Arguments that cannot work, among them credentials.
        """
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={},
            problems=[text_problem("project", project, '"my-project"', is_optional=True)],
            refused=refused,
            known=_KNOWN,
        )
        self._project = project

    @forgetful
    def secret(
        self, path: str, *, key: str | None = None, version: Any = None, name: str | None = None
    ) -> Secret:
        """Return the source of a secret, or of one key in it.

        Args:
            path: The secret's name, such as `oncall-pager`, or its full path,
                `projects/<project>/secrets/<name>`; a text or a token of the full path.
            key: The key that holds the value, where the secret is a JSON object.
            version: The version to read, instead of the newest: a text, a token, a `TerraformVariable`, an
                expression `${…}`. Then no data source is written.
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        self._refuse(
            _path_problem(path, self._project),
            known_text_problem("key", key, '"routing_key"', is_optional=True),
            version_problem(version, '"3"'),
            *self._name_problems(path, name),
        )
        label = name or path.rpartition("/")[2]
        # Some releases leave the project out of the URL unless the whole path is given.
        whole = path if is_token(path) or "/" in path else f"projects/{self._project}/secrets/{path}"
        if version is None:
            arguments = {"secret": whole, "fetch_secret_data": False}
            data = self._block("data", "google_secret_manager_secret_version", label, arguments)
            told = f"${{{data}.version}}"
        else:
            told = version_expression(version)
        address = self._block(
            "ephemeral",
            "google_secret_manager_secret_version",
            label if version is None else f"{label}_pinned",
            {"secret": whole, "version": told},
        )
        return self._value(f"{address}.secret_data", key, told, label)


def _path_problem(path: Any, project: str | None) -> Problem | None:
    found = text_problem("path", path, '"oncall-pager"')
    if found is not None or is_token(path) or _PATH.fullmatch(path):
        return found
    if not _NAME.fullmatch(path):
        message = "expected a secret's name (letters, digits, _ and -) or projects/<project>/secrets/<name>"
        return Problem("path", message, "The version is not part of it")
    if project is None:
        hint = 'Give the class project="…", or write projects/<project>/secrets/<name>'
        return Problem("path", "expected a path with a project, because the class has none", hint)
    return None
