"""What the types have in common that Kibana defines as data: a choice of auth types, and their fields.

Kibana calls such a type a spec. Its secrets hold the fields of one auth type and, as `authType`, which one
that is. Only some of those fields are sensitive; the others may stand in code as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

import constructs
from pydantic import Field
from pydantic_core import PydanticCustomError, core_schema

from .._cdk import TerraformProvider, TerraformResourceLifecycle
from ..cdk.connector import Connector
from ..errors import InvalidConnector, Problem
from ..formats.javascript import length
from ..formats.urls import has_login, is_url
from ..hcl import quoted
from ..schema.fields import Matching, SecretLeaf, refuse
from ..schema.payload import Config, Secrets
from ..schema.secret import IS_URL, NOT_BLANK, Secret, SecretRule, SecretsMode
from ..tokens import is_token

ConfigT = TypeVar("ConfigT", bound=Config)
AuthT = TypeVar("AuthT", bound="Auth")

# -- fields of a config --------------------------------------------------------------------------------------


URL = Matching(is_url, "a URL, such as https://example.com/path")


def of_length(minimum: int, maximum: int | None = None) -> Matching:
    """Demand a text of so many characters, counted as JavaScript does."""
    if maximum is None:
        return Matching(lambda text: length(text) >= minimum, f"a text of at least {minimum} characters")
    bounds = f"{minimum} to {maximum}" if minimum else f"at most {maximum}"
    return Matching(lambda text: minimum <= length(text) <= maximum, f"a text of {bounds} characters")


def of_form(pattern: str, expected: str) -> Matching:
    """Demand a text in which a pattern of JavaScript's is found."""
    found = re.compile(_ending(pattern, r"\Z"), re.ASCII).search
    return Matching(lambda text: found(text) is not None, expected)


def _ending(pattern: str, end: str) -> str:
    """Write JavaScript's `$`, which knows no line ends, in another language."""
    return re.sub(r"(?<!\\)\$", lambda _: end, pattern)


# -- fields of an auth type ----------------------------------------------------------------------------------


def needed() -> Any:
    """Declare a field that Kibana demands; left out in code, it becomes a variable."""
    return Field()


@dataclass(frozen=True)
class OpenLeaf(SecretLeaf):
    """A field among the secrets that is not sensitive: in code it may also be the value itself."""

    def _read(self, value: Any) -> Any:
        if isinstance(value, Secret) or is_token(value):
            return super()._read(value)
        if isinstance(value, (bool, int, float, list, tuple, Mapping)):
            raise PydanticCustomError("string_type", "expected a string")
        if not isinstance(value, str):
            return super()._read(value)
        for rule in self.rules:
            if not rule.holds(value):
                raise refuse(rule.expected)
        if IS_URL in self.rules and has_login(value):
            raise refuse("a URL without a user or password in it")
        return value


@dataclass(frozen=True)
class OpenFlagLeaf(SecretLeaf):
    """A field among the secrets that is true or false, and not sensitive."""

    def wire_form(self, wrapped: Any) -> Any:
        """True or false."""
        return core_schema.bool_schema()

    def _read(self, value: Any) -> Any:
        if isinstance(value, bool):
            return value
        if not (isinstance(value, Secret) or is_token(value)):
            raise PydanticCustomError("bool_type", "expected true or false")
        return super()._read(value)


OpenText = Annotated[str | Secret, OpenLeaf()]
OpenUrl = Annotated[str | Secret, OpenLeaf((NOT_BLANK, IS_URL))]
OpenFlag = Annotated[bool | Secret, OpenFlagLeaf(())]


def one_of(*values: str) -> SecretRule:
    """Demand one of a few texts."""
    listed = ", ".join(f'"{value}"' for value in values)
    return SecretRule(f"one of {listed}", lambda text: text in values, f"contains({json.dumps(values)}, $)")


def secret_form(pattern: str, expected: str) -> SecretRule:
    """Demand a text in which a pattern of JavaScript's is found."""
    # Kibana's route refuses an empty text before, so that a pattern need not allow it.
    found = re.compile(_ending(pattern, r"\Z"), re.ASCII).search
    condition = f'can(regex("{quoted(_ending(pattern.removeprefix("^$|"), chr(92) + "z"))}", $))'
    return SecretRule(expected, lambda text: found(text) is not None, condition)


def secret_length(minimum: int, maximum: int | None = None) -> SecretRule:
    """Demand a text of so many characters; Terraform counts fewer of them than JavaScript does."""
    demanded = of_length(minimum, maximum)
    condition = "length($) > 0" if maximum is None else f"length($) <= {maximum}"
    return SecretRule(demanded.expected, demanded.check, condition)


# -- auth types ----------------------------------------------------------------------------------------------


class Auth(Secrets):
    """Base of the auth types: the secrets of a connector that authenticates in this way.

    Each field that Kibana demands and that is left out becomes a variable `<id>_<field>`. A field that is
    not sensitive may be given as it is.
    """

    REFUSAL: ClassVar[str] = ""
    """Why Terraform cannot set a connector up that authenticates in this way; empty when it can."""

    auth_type: str

    @classmethod
    def kind(cls) -> str:
        """Give what Kibana calls this auth type: the value of `authType`."""
        return str(cls.model_fields["auth_type"].default)

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        left_out = {
            spec.name: Secret.variable()
            for spec in cls.specs()
            if spec.required and not {spec.name, spec.wire} & given.keys()
        }
        return {**given, **left_out}

    @classmethod
    def refused(cls, problem: Problem) -> Auth:
        """Make secrets that stand for a choice which is none."""
        none = cls.model_construct()
        none._refuse((problem,))
        return none

    def source_of(self, path: tuple[str, ...], value: Any) -> Any:
        """Give what stands for a value on the wire: a variable, but for `authType` and flags."""
        return value if path == ("authType",) or isinstance(value, bool) else super().source_of(path, value)


class AuthChoice:
    """The secrets of a type that has a choice of auth types, on the wire: `authType` tells which one."""

    choices: ClassVar[tuple[type[Auth], ...]]

    @classmethod
    def specs(cls) -> tuple[Any, ...]:
        """List the fields of all choices, each name once."""
        return tuple({spec.wire: spec for choice in cls.choices for spec in choice.specs()}.values())

    @classmethod
    def from_wire(cls, given: object, *, hints: bool = True) -> tuple[Auth | None, tuple[Problem, ...]]:
        """Read Kibana's JSON as Kibana does: `authType` first, and then the fields that go with it."""
        if not isinstance(given, Mapping):
            return None, (Problem("secrets", "expected an object"),)
        kind = given.get("authType")
        choice = cls.of_kind(kind)
        if choice is None:
            return None, (Problem("secrets.authType", f"expected {kinds(cls.choices)}"),)
        return choice.from_wire(given, hints=hints)

    @classmethod
    def of_kind(cls, kind: object) -> type[Auth] | None:
        """Find the choice that Kibana calls so, if there is one."""
        return cls._by_kind().get(kind) if isinstance(kind, str) else None

    @classmethod
    @cache
    def _by_kind(cls) -> dict[str, type[Auth]]:
        return {choice.kind(): choice for choice in cls.choices}


def kinds(choices: Sequence[type[Auth]]) -> str:
    """List what Kibana calls some auth types."""
    listed = [f'"{choice.kind()}"' for choice in choices]
    return listed[0] if len(listed) == 1 else f"one of {', '.join(listed)}"


# -- connectors ----------------------------------------------------------------------------------------------


class SpecConnector(Connector[ConfigT, AuthT]):
    """Base of the connectors whose type Kibana defines as data.

    Args:
        scope: As for `Connector`.
        id: As for `Connector`.
        name: As for `Connector`.
        config: As for `Connector`.
        auth: How to authenticate, with the sources of its secrets: one of the type's own auth types, such as
            `GitHub.Bearer()`, or a dict with `authType`. Left out, it is the only one that the type has, or
            none where the type can do without.
        secrets: The same as `auth`, under the name that other connectors have for it.
        space: As for `Connector`.
        spaces: As for `Connector`.
        connector_id: As for `Connector`.
        secrets_version: As for `Connector`.
        secrets_mode: As for `Connector`.
        protect: As for `Connector`.
        provider: As for `Connector`.
        depends_on: As for `Connector`.
        lifecycle: As for `Connector`.

    Raises:
        InvalidConnector: As for `Connector`; also for an auth type that Terraform cannot set up.
    """

    AUTH_TYPES: ClassVar[tuple[type[Auth], ...]] = ()
    """All auth types that Kibana has for the type, in Kibana's order, with those that are refused."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        cls.Secrets = type("Secrets", (AuthChoice,), {"choices": cls.AUTH_TYPES})

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        config: ConfigT | Mapping[str, Any] | None = None,
        auth: AuthT | Mapping[str, Any] | None = None,
        secrets: AuthT | Mapping[str, Any] | None = None,
        space: str | None = None,
        spaces: Sequence[str] | None = None,
        connector_id: str | None = None,
        secrets_version: str | None = None,
        secrets_mode: SecretsMode | None = None,
        protect: bool = False,
        provider: TerraformProvider | None = None,
        depends_on: Sequence[Any] | None = None,
        lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
    ) -> None:
        if auth is not None and secrets is not None:
            problem = Problem("auth", "expected without secrets", "They are two names for the same: give one")
            raise InvalidConnector(self._label(self._place(scope, id), None), [problem])
        super().__init__(
            scope,
            id,
            name=name,
            config=config,
            secrets=secrets if auth is None else auth,
            space=space,
            spaces=spaces,
            connector_id=connector_id,
            secrets_version=secrets_version,
            secrets_mode=secrets_mode,
            protect=protect,
            provider=provider,
            depends_on=depends_on,
            lifecycle=lifecycle,
        )

    @classmethod
    def auth_types(cls) -> dict[str, type[Auth]]:
        """Give the auth types that a connector can be built with: Kibana's names and the classes."""
        return {choice.kind(): choice for choice in cls.AUTH_TYPES if not choice.REFUSAL}

    @classmethod
    def limits(cls, config: ConfigT, secrets: AuthT) -> Iterator[Problem]:
        """Refuse auth types that take more than Terraform: a person's consent, or Kibana itself."""
        if secrets.REFUSAL:
            message = f"{secrets.kind()} cannot be set up by Terraform: {secrets.REFUSAL}"
            yield Problem("secrets.authType", message, cls._instead(), "auth")

    @classmethod
    def _read_secrets(cls, config: ConfigT, secrets: AuthT | Mapping[str, Any] | None) -> AuthT:
        chosen = cls._choice(secrets)
        read: Any = Auth.refused(chosen) if isinstance(chosen, Problem) else chosen.from_code(secrets)
        taken: AuthT = read
        return taken

    @classmethod
    def _choice(cls, given: object) -> type[Auth] | Problem:
        """Find the auth type that was chosen, or say why there is none."""
        if isinstance(given, cls.AUTH_TYPES) and type(given) in cls.AUTH_TYPES:
            return type(given)
        if isinstance(given, Mapping) and not is_token(given):
            kind = given.get("authType", given.get("auth_type"))
            choice: type[Auth] | None = cls.Secrets.of_kind(kind)
            if choice is not None:
                return choice
            if kind is not None:
                return Problem(
                    "secrets.authType", f"expected {kinds(cls.AUTH_TYPES)}", cls._instead(), "auth"
                )
        elif given is not None:
            return Problem("auth", "expected an auth type of this connector's", cls._instead())
        usable = cls.auth_types()
        if len(usable) == 1:
            return next(iter(usable.values()))
        if given is None and "none" in usable:
            return usable["none"]
        if not usable:
            (only, *_) = cls.AUTH_TYPES
            message = f"{kinds(cls.AUTH_TYPES)} is all there is, and {only.REFUSAL}"
            return Problem("auth", message, cls._instead())
        return Problem("auth", "required: this type has several auth types", cls._instead())

    @classmethod
    def _instead(cls) -> str:
        usable = list(cls.auth_types().values())
        names = [f"auth={cls.__name__}.{name}()" for name, value in vars(cls).items() if value in usable]
        if names:
            return f"Write {' or '.join(names)}"
        return "Create the connector in Kibana, and use its id where an id is asked for"
