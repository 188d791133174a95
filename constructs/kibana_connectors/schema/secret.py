"""Where a secret's value comes from at apply time; never the value itself."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import LiteralSecret
from ..formats.javascript import is_blank
from ..formats.urls import is_url
from ..tokens import escape_template, is_token

INSTEAD = (
    "A secret's value must not stand in code: leave the field out and set the variable that is made for it, "
    "or write Secret.variable() or Secret.ref(…)"
)
"""What to write instead of a secret's value."""

_REFERENCE = re.compile(r"\$\{\s*[A-Za-z_][\w-]*\s*[.(\[]")
"""How an expression starts that refers to something: `${ephemeral.vault_kv_secret_v2.pager.data["key"]}`."""
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class SecretsMode(enum.Enum):
    """How a connector's secrets travel from Terraform to Kibana.

    Attributes:
        WRITE_ONLY: `secrets_wo`, in no plan and no state; needs Terraform or OpenTofu 1.11.
        STATE: `secrets`, kept in the state; allowed only in a stack with an encrypted backend.
    """

    WRITE_ONLY = "write-only"
    STATE = "state"


class Secret:
    """The source of one secret value: a sensitive variable, or a reference.

    Made by `Secret.variable()` or `Secret.ref(…)`. Shows where the value comes from, never the value.
    """

    __slots__ = ("description", "name", "source")

    def __init__(self, *, name: str | None, description: str | None, source: Any) -> None:
        self.name = name
        self.description = description
        self.source = source

    @classmethod
    def variable(cls, name: str | None = None, *, description: str | None = None) -> Secret:
        """Take the value from a Terraform variable that the connector declares.

        The variable is sensitive, non-null, ephemeral in write-only mode, and checked by Kibana's rule
        for the field, so that a wrong value fails at plan.

        Args:
            name: The variable's name; default `<id>_<field>`. Connectors that give the same name share it.
            description: Replaces the description that is written for it.

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
        """Tell a reference from a variable that the connector declares itself."""
        return self.source is not None

    def __repr__(self) -> str:
        if self.is_reference:
            return "Secret.ref(…)"
        return f"Secret.variable({self.name!r})" if self.name else "Secret.variable()"


def _is_one_expression(text: str) -> bool:
    """Tell whether the `${` at the start is closed by nothing but the last character.

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
    """Tell a CDKTF variable construct, of either engine, from anything else."""
    return any(base.__name__ == "TerraformVariable" for base in type(value).__mro__)


@dataclass(frozen=True)
class SecretRule:
    """One of Kibana's rules for a secret's value, checked in Python and by Terraform.

    Attributes:
        expected: What the rule wants, as the end of "expected …".
        holds: The rule in Python, for values given on the wire.
        condition: The rule in Terraform's language; `$` stands for the variable. It may be laxer than
            Kibana, where Terraform cannot say it exactly, and is never stricter.
    """

    expected: str
    holds: Callable[[str], bool]
    condition: str

    def validation(self, variable: str, subject: str) -> dict[str, str]:
        """Give a `validation` block of a variable.

        Args:
            variable: The variable's name.
            subject: Whose value it is, for the message; Terraform shows the message, never the value.
        """
        return {
            "condition": "${" + self.condition.replace("$", f"var.{variable}") + "}",
            "error_message": escape_template(f"{subject}: expected {self.expected}."),
        }


NOT_BLANK = SecretRule("a value that is not blank", lambda text: not is_blank(text), 'trimspace($) != ""')
"""Kibana's route refuses a blank string anywhere (connector_api.md, section 1)."""
IS_URL = SecretRule(
    "a URL, such as https://example.com/path",
    is_url,
    'can(regex("^[[:space:]]*[A-Za-z][A-Za-z0-9+.-]*:.", $))',
)
"""Kibana parses it with `new URL()`, any scheme."""


@dataclass(frozen=True)
class SecretVariable:
    """A variable that a connector declares for one secret value.

    Attributes:
        name: The variable's name in Terraform.
        path: Where the value goes in Kibana's `secrets`.
        description: What is asked for, for whom.
        rules: Kibana's rules for the value.
        shared: The user named it, so other connectors may name it too.
    """

    name: str
    path: tuple[str, ...]
    description: str
    rules: tuple[SecretRule, ...]
    shared: bool

    @staticmethod
    def declaration(sharing: Sequence[tuple[SecretVariable, str]], *, ephemeral: bool) -> dict[str, Any]:
        """Give the `variable` block.

        `nullable: false` and the validations make a value that Kibana would refuse fail at plan; both
        tools keep the value hidden then (provider_facts, "The resource").

        Args:
            sharing: Every use of the variable, with the path of the connector that uses it.
            ephemeral: Keep the value out of plan files; not possible for a value that goes into the state.
        """
        block: dict[str, Any] = {
            "type": "string",
            "description": sharing[0][0].description,
            "nullable": False,
            "sensitive": True,
        }
        if ephemeral:
            block["ephemeral"] = True
        rules: dict[SecretRule, dict[str, str]] = {}
        for variable, place in sharing:
            for rule in variable.rules:
                subject = f"{place}: secret {'.'.join(variable.path)}"
                rules.setdefault(rule, rule.validation(variable.name, subject))
        block["validation"] = list(rules.values())
        return block
