"""Terraform expressions written as plain text: they are not evaluated, and Kibana gets the `${…}` itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem
from .auth_types import Auth
from .config_texts import config_texts
from .payload import Config, Secrets

INSTEAD = (
    "A text is written as it stands: for a value that Terraform knows give a token, such as the string_value "
    "of a TerraformVariable, or Token.as_string(…) of a reference"
)
"""What to write instead of an expression."""

_TEMPLATE = re.compile(r"[$%]\{(?!TfToken\[)")
_REFERENCE = re.compile(
    r"(?<!\$)\$\{[^{}]*?(?<![\w.])"
    r"(?:(?:var|local|data|module|each|count|path|terraform|ephemeral)\s*[.\[]|[a-z0-9]+_\w+\.\w+)"
    r"|(?<!%)%\{~?\s*(?:if|for)\s"
)
"""A reference of Terraform's, and not of a shell or a template language, in a `${…}`."""


def holds_template(text: str) -> bool:
    """Whether a text has a `${` or `%{` in it, whatever follows; those of tokens do not count."""
    return _TEMPLATE.search(text) is not None


def raw_expressions(name: object, config: Config, secrets: Secrets) -> Iterator[Problem]:
    """Yield where a text holds an expression that was most likely meant to be evaluated.

    Args:
        name: The connector's name.
        config: Its config.
        secrets: Its secrets; those of an auth type may be given in the open.
    """
    message = "holds a Terraform expression, which is not evaluated here"
    if isinstance(name, str) and _REFERENCE.search(name):
        yield Problem("name", message, INSTEAD)
    for text in config_texts(config):
        if "{" in text.text and _REFERENCE.search(text.text):
            yield Problem(text.where(), message, INSTEAD)
    if isinstance(secrets, Auth):
        for path, value, _ in secrets.leaves():
            if isinstance(value, str) and _REFERENCE.search(value):
                yield Problem(".".join(("secrets", *path)), message, INSTEAD)
