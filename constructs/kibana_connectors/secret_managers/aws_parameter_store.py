"""Secure strings in the Parameter Store of AWS Systems Manager."""

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

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,1011}|(?:/[A-Za-z0-9_.-]+)+")
_ARN = re.compile(r"arn:[a-z-]+:ssm:[a-z0-9-]+:\d{12}:parameter((?:/[A-Za-z0-9_.-]+)+)")


class AwsParameterStore(AwsManager):
    """Secure strings in the Parameter Store of AWS Systems Manager.

    The credentials are found as always with AWS: environment, profile, instance role. A data source tells the
    parameter's version, and asks for the value without decryption: the value as KMS encrypted it lands in the
    state. A parameter that is no SecureString is refused at plan, before it is kept. Give a `version` to do
    without the data source.
    """

    @forgetful
    def secret(
        self, path: str, *, key: str | None = None, version: Any = None, name: str | None = None
    ) -> Secret:
        """Return the source of a parameter's value, or of one key in it.

        Args:
            path: The parameter's name, such as `/oncall/pager`, or its ARN; a text or a token.
            key: The key that holds the value, where that is a JSON object.
            version: What tells the version, instead of the data source: a text, a number, a token, a
                `TerraformVariable`, an expression `${…}`. A new one sends what is newest; it does not choose
                what is read. The path must be an ARN then.
            name: What to call it in Terraform; needed where the path is a token.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        is_numbered = isinstance(version, int) and not isinstance(version, bool)
        self._refuse(
            _path_problem(path, needs_arn=version is not None),
            known_text_problem("key", key, '"routing_key"', is_optional=True),
            None if is_numbered else version_problem(version, '"2"'),
            *self._name_problems(path, name),
        )
        label = name or _called(path)
        if version is None:
            data = self._block("data", "aws_ssm_parameter", label, {"name": path, "with_decryption": False})
            message = f"the parameter {label} is no SecureString: its value would be kept in plain text"
            self._postcondition(data, 'self.type == "SecureString"', message)
            arn, told = f"${{{data}.arn}}", f"${{{data}.version}}"
        else:
            arn, told = path, str(version) if is_numbered else version_expression(version)
        address = self._block(
            "ephemeral",
            "aws_ssm_parameter",
            label if version is None else f"{label}_newest",
            {"arn": arn, "with_decryption": True},
        )
        return self._value(f"{address}.value", key, told, label)


def _path_problem(path: Any, *, needs_arn: bool) -> Problem | None:
    found = text_problem("path", path, '"/oncall/pager"')
    if found is not None or is_token(path) or _ARN.fullmatch(path):
        return found
    if needs_arn:
        hint = "The provider reads parameters by ARN, and the data source that would find it is left out"
        return Problem("path", "expected the parameter's ARN together with a version", hint)
    if _NAME.fullmatch(path):
        return None
    message = (
        "expected a parameter's name, such as /oncall/pager or pager (letters, digits and _.-), or its ARN"
    )
    return Problem("path", message, "A name with a slash in it starts with one")


def _called(path: str) -> str:
    found = _ARN.fullmatch(path)
    return found.group(1) if found else path
