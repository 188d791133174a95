"""Secrets in AWS Secrets Manager."""

from __future__ import annotations

import re
from typing import Any

from ..errors import Problem
from ..frames import forgetful
from ..schema.secret_source import Secret
from ..tokens import is_token
from .arguments import known_text_problem, text_problem, version_problem
from .aws import AwsManager
from .manager import version_expression

_NAME = re.compile(r"[A-Za-z0-9/_+=.@!-]{1,512}")
_ARN = re.compile(r"arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:([A-Za-z0-9/_+=.@!-]+)")


class AwsSecretsManager(AwsManager):
    """Secrets in AWS Secrets Manager.

    The credentials are found as always with AWS: environment, profile, instance role. A data source lists the
    versions of a secret, without the values; the version that has the stage AWSCURRENT is read and sent. So a
    secret that is changed there is sent by the next apply, and nothing else is needed.
    """

    @forgetful
    def secret(
        self, path: str, *, key: str | None = None, version: Any = None, name: str | None = None
    ) -> Secret:
        """Return the source of a secret, or of one key in it.

        Args:
            path: The secret's name, such as `oncall/pager`, or its ARN; a text or a token.
            key: The key that holds the value, where the secret is a JSON object. Left out, the secret's whole
                text is the value.
            version: The id of the version to read, instead of the one that is current: a text, a token, a
                `TerraformVariable`, an expression `${…}`. Then no data source is written.
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        self._refuse(
            _path_problem(path),
            known_text_problem("key", key, '"routing_key"', is_optional=True),
            version_problem(version, '"01234567-89ab-cdef-0123-456789abcdef"'),
            *self._name_problems(path, name),
        )
        label = name or _called(path)
        if version is None:
            versions = self._block("data", "aws_secretsmanager_secret_versions", label, {"secret_id": path})
            current = 'v.version_id if contains(v.version_stages, "AWSCURRENT")'
            told = f"${{one([for v in {versions}.versions : {current}])}}"
        else:
            told = version_expression(version)
        address = self._block(
            "ephemeral",
            "aws_secretsmanager_secret_version",
            label if version is None else f"{label}_pinned",
            {"secret_id": path, "version_id": told},
        )
        return self._value(f"{address}.secret_string", key, told, label)


def _path_problem(path: Any) -> Problem | None:
    found = text_problem("path", path, '"oncall/pager"')
    if found is not None or is_token(path) or _NAME.fullmatch(path) or _ARN.fullmatch(path):
        return found
    return Problem("path", "expected a secret's name (letters, digits and /_+=.@-) or its ARN")


def _called(path: str) -> str:
    found = _ARN.fullmatch(path)
    return found.group(1) if found else path
