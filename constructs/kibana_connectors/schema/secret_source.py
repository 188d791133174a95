"""Where a secret's value comes from at apply time; never the value itself."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, TypeGuard

from ..errors import InvalidSecretSource, LiteralSecret
from ..formats.javascript import is_blank
from ..frames import forgetful
from ..tokens import Shape, is_token, is_token_of

INSTEAD = (
    "A secret's value must not stand in code: leave the field out and set the variable that is made for it, "
    "or write Secret.variable() or Secret.ref(…)"
)
"""What to write instead of a secret's value."""

EPHEMERAL_IN_STATE = (
    "expected a source that is not ephemeral: SecretsMode.STATE keeps the value in the state, and Terraform "
    "refuses an ephemeral one there"
)
EPHEMERAL_IN_STATE_REMEDY = "Use SecretsMode.WRITE_ONLY, which needs Terraform or OpenTofu 1.11"

_REFERENCE = re.compile(r"\$\{\s*[A-Za-z_][\w-]*\s*[.(\[]")
"""How an expression starts that refers to something: `${ephemeral.vault_kv_secret_v2.pager.data["key"]}`."""
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_EPHEMERAL = re.compile(r"(?<![\w.\"-])ephemeral\s*\.")
_VERSION = (
    "Secret.ref(version=…): expected a text or a number that is not secret, a token, a TerraformVariable, "
    "or a whole expression '${…}'"
)


class Secret:
    """The source of one secret value: a sensitive variable, or a reference.

    Made by `Secret.variable()`, `Secret.ref(…)` or a secret manager. Its repr shows where the value comes
    from, not the value.

    Attributes:
        name: The variable's name, where the user gave one.
        description: The variable's description, where the user gave one.
        source: What a reference refers to; None for a variable.
        version: What changes whenever the value does, and is not secret; None where nothing tells.
        home: The path of the stack that the source stands in, where that is known; else empty.
        kept_because: Why the value may lie in the state, where the user said so.
        missing: What is wrong, in words, if the source gives no text, or a blank one; empty for no check.
    """

    __slots__ = ("description", "home", "kept_because", "missing", "name", "source", "version")

    def __init__(
        self,
        *,
        name: str | None,
        description: str | None,
        source: Any,
        version: Any = None,
        home: str = "",
        kept_because: str = "",
        missing: str = "",
    ) -> None:
        self.name = name
        self.description = description
        self.source = source
        self.version = version
        self.home = home
        self.kept_because = kept_because
        self.missing = missing

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
    def ref(cls, source: Any, *, version: Any = None) -> Secret:
        """Take the value from something else in the stack.

        For a secret in AWS, Google Cloud, Azure, Vault, 1Password or a SOPS file, the classes of
        `kibana_connectors.secret_managers` write everything, the version included.

        Args:
            source: A token (an attribute of an ephemeral resource, data source or resource), a
                `TerraformVariable`, or a whole Terraform expression such as
                `'${ephemeral.vault_kv_secret_v2.pager.data["routing_key"]}'`.
            version: What changes whenever the value does, and is not secret itself: a text, a number, a
                token, a `TerraformVariable` or a whole expression. It becomes part of `secrets_wo_version`,
                so that a new version is sent. Nothing ephemeral may stand in it. Left out, a new value is
                sent only with a new `secrets_version`.

        Raises:
            LiteralSecret: The source is a literal value.
            InvalidSecretSource: The version is of another type, blank, or ephemeral.
        """
        if version is not None:
            _check_version(version)
        if isinstance(source, Secret):
            return source if version is None else source._with_version(version)
        if isinstance(source, str):
            if is_token(source) or (_REFERENCE.match(source) and _is_one_expression(source)):
                return cls(name=None, description=None, source=source, version=version)
        elif is_token(source) or is_variable(source):
            return cls(name=None, description=None, source=source, version=version)
        raise LiteralSecret(
            "Secret.ref(…): expected a token, a TerraformVariable or a whole expression '${…}', not a value. "
            + INSTEAD
        )

    @property
    def is_reference(self) -> bool:
        """Whether the value comes from a reference, not from a variable that the connector declares."""
        return self.source is not None

    def _with_version(self, version: Any) -> Secret:
        return Secret(
            name=self.name,
            description=self.description,
            source=self.source,
            version=version,
            home=self.home,
            kept_because=self.kept_because,
            missing=self.missing,
        )

    def __repr__(self) -> str:
        if self.is_reference:
            return "Secret.ref(…)"
        return f"Secret.variable({self.name!r})" if self.name else "Secret.variable()"


TextOrSecret: TypeAlias = str | Secret
"""What takes the place of a field among the secrets that is not sensitive."""
BoolOrSecret: TypeAlias = bool | Secret
"""The same for one that is true or false."""


def refers_to_ephemeral(expression: object) -> bool:
    """Whether an expression's text names an ephemeral resource; a token has to be resolved to tell."""
    return isinstance(expression, str) and "${" in expression and _EPHEMERAL.search(expression) is not None


def is_expression(text: object) -> TypeGuard[str]:
    """Whether a text is one whole Terraform expression that refers to something, and nothing else."""
    if not isinstance(text, str) or is_token(text):
        return False
    return _REFERENCE.match(text) is not None and _is_one_expression(text)


def _check_version(version: Any) -> None:
    if refers_to_ephemeral(version):
        raise InvalidSecretSource(
            "Secret.ref(version=…): expected nothing ephemeral: Terraform keeps the version in the state, "
            "and refuses ephemeral values there, also inside sha256(…). Take what tells the version without "
            "the value: a data source, a variable, an attribute of what writes the secret"
        )
    if is_variable(version) or is_token_of(version, Shape.TEXT, Shape.NUMBER) or is_expression(version):
        return
    if isinstance(version, int) and not isinstance(version, bool):
        return
    if not isinstance(version, str) or is_blank(version) or "${" in version or "%{" in version:
        raise InvalidSecretSource(_VERSION)


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
