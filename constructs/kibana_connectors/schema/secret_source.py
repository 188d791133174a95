"""Where a secret's value comes from at apply time; never the value itself."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from ..errors import LiteralSecret
from ..frames import forgetful
from ..tokens import is_token

INSTEAD = (
    "A secret's value must not stand in code: leave the field out and set the variable that is made for it, "
    "or write Secret.variable() or Secret.ref(…)"
)
"""What to write instead of a secret's value."""

_REFERENCE = re.compile(r"\$\{\s*[A-Za-z_][\w-]*\s*[.(\[]")
"""How an expression starts that refers to something: `${ephemeral.vault_kv_secret_v2.pager.data["key"]}`."""
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Secret:
    """The source of one secret value: a sensitive variable, or a reference.

    Made by `Secret.variable()` or `Secret.ref(…)`. Its repr shows where the value comes from, not the value.
    """

    __slots__ = ("description", "name", "source")

    def __init__(self, *, name: str | None, description: str | None, source: Any) -> None:
        self.name = name
        self.description = description
        self.source = source

    @classmethod
    @forgetful
    def variable(cls, name: str | None = None, *, description: str | None = None) -> Secret:
        """Take the value from a Terraform variable that the connector declares.

        The variable is sensitive and non-null, ephemeral in write-only mode, and checked by Kibana's rule
        for the field, so that a wrong value fails at plan.

        Args:
            name: The variable's name; default `<id>_<field>`. Connectors that give the same name share it.
            description: Replaces the generated description.

        Raises:
            LiteralSecret: The name is no Terraform identifier.
        """
        if name is not None and not (isinstance(name, str) and _IDENTIFIER.fullmatch(name)):
            raise LiteralSecret(
                "Secret.variable(name): expected the name of a Terraform variable "
                "(letters, digits, _ and -, not starting with a digit); for a reference write Secret.ref(…)"
            )
        return cls(name=name, description=description, source=None)

    @classmethod
    @forgetful
    def ref(cls, source: Any) -> Secret:
        """Take the value from something else in the stack.

        Args:
            source: A token (an attribute of an ephemeral resource, data source or resource), a
                `TerraformVariable`, or a whole Terraform expression such as
                `"${ephemeral.vault_kv_secret_v2.pager.data_json}"`.

        Raises:
            LiteralSecret: The source is a literal value.
        """
        if isinstance(source, Secret):
            return source
        if isinstance(source, str):
            if is_token(source) or (_REFERENCE.match(source) and _is_one_expression(source)):
                return cls(name=None, description=None, source=source)
        elif is_token(source) or is_variable(source):
            return cls(name=None, description=None, source=source)
        raise LiteralSecret(
            "Secret.ref(…): expected a token, a TerraformVariable or a whole expression '${…}', not a value. "
            + INSTEAD
        )

    @property
    def is_reference(self) -> bool:
        """Whether the value comes from a reference, not from a variable that the connector declares."""
        return self.source is not None

    def __repr__(self) -> str:
        if self.is_reference:
            return "Secret.ref(…)"
        return f"Secret.variable({self.name!r})" if self.name else "Secret.variable()"


TextOrSecret: TypeAlias = str | Secret
"""What takes the place of a field among the secrets that is not sensitive."""
BoolOrSecret: TypeAlias = bool | Secret
"""The same for one that is true or false."""


def _is_one_expression(text: str) -> bool:
    """Whether nothing but the last character closes the `${` at the start.

    Otherwise literals stand around or between expressions, and one of them may be the secret itself.
    """
    inside = ["{"]
    position = 2
    while position < len(text):
        char = text[position]
        if inside[-1] == '"':
            if char == "\\":
                position += 1
            elif char == '"':
                inside.pop()
            elif text.startswith("${", position):
                inside.append("{")
                position += 1
        elif char in '{"':
            inside.append(char)
        elif char == "}":
            inside.pop()
            if not inside:
                return position == len(text) - 1
        position += 1
    return False


def is_variable(value: object) -> bool:
    """Whether a value is a CDKTF variable construct, of either engine."""
    return any(base.__name__ == "TerraformVariable" for base in type(value).__mro__)
