"""Checks of what secret managers are given; all that is wrong is reported at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..errors import InvalidSecretSource, Problem
from ..formats.javascript import is_blank
from ..formats.known_text import is_known_text
from ..schema.raw_expressions import INSTEAD, holds_template
from ..schema.secret_source import is_expression, is_variable, refers_to_ephemeral
from ..terraform.secret_providers import SecretProvider
from ..tokens import Shape, is_token, is_token_of


def refuse(where: str, problems: Iterable[Problem | None]) -> None:
    """Raise if anything is wrong.

    Args:
        where: The manager's path and class.
        problems: What is wrong.

    Raises:
        InvalidSecretSource: There are problems; the message has all of them.
    """
    found = [problem for problem in problems if problem is not None]
    if len(found) == 1:
        raise InvalidSecretSource(f"{where}: {found[0]}")
    if found:
        listed = "".join(f"\n  - {problem}" for problem in found)
        raise InvalidSecretSource(f"{where}: {len(found)} problems{listed}")


def text_problem(name: str, value: Any, example: str, *, is_optional: bool = False) -> Problem | None:
    """Return what is wrong with an argument that is a text, or a token of one."""
    if (value is None and is_optional) or is_token_of(value, Shape.TEXT):
        return None
    if not isinstance(value, str) or is_blank(value):
        return Problem(name, f"expected a text that is not blank, such as {example}")
    if holds_template(value):
        return Problem(name, "expected a text without ${ and %{", INSTEAD)
    return None


def known_text_problem(name: str, value: Any, example: str, *, is_optional: bool = False) -> Problem | None:
    """Return what is wrong with an argument that must be known at synth."""
    if value is None and is_optional:
        return None
    if not is_known_text(value):
        return Problem(name, f"expected a text that is known at synth and not blank, such as {example}")
    return text_problem(name, value, example)


def version_problem(value: Any, example: str) -> Problem | None:
    """Return what is wrong with a version that is no number: a text, a token, a variable, an expression."""
    if value is None or is_variable(value) or is_token_of(value, Shape.TEXT, Shape.NUMBER):
        return None
    if refers_to_ephemeral(value):
        hint = "Terraform refuses ephemeral values in what it keeps, and it keeps the version"
        return Problem("version", "expected nothing ephemeral", hint)
    return None if is_expression(value) else text_problem("version", value, example)


def is_reference(version: Any) -> bool:
    """Whether a version is something that Terraform knows, and no literal."""
    return is_variable(version) or is_token(version) or is_expression(version)


def refused_arguments(
    provider: SecretProvider, refused: Mapping[str, Any], known: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each argument that the manager does not have.

    Args:
        provider: The manager's provider, which knows where credentials belong.
        refused: The arguments.
        known: Those that it has.
    """
    for name in refused:
        variable = provider.credentials.get(name)
        if variable is not None:
            message = "expected no credential in code: it would stand in cdk.tf.json"
            yield Problem(name, message, f"Set {variable} where Terraform runs")
        else:
            hint = "For other settings of the provider, make it yourself and give it as provider=…"
            yield Problem("arguments", f"expected only {', '.join(known)}", hint)
