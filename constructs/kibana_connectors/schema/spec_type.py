"""SpecType: what the types have in common that Kibana defines as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from ..errors import Problem
from ..tokens import is_token
from .auth_types import Auth, AuthChoice, kinds
from .connector_type import ConnectorType
from .payload import Config, NoSecrets, Refused
from .target import Target

ConfigT = TypeVar("ConfigT", bound=Config)
AuthT = TypeVar("AuthT", bound=Auth)

FROZEN = "the catalog of this library (Kibana's sources as of 2026-11-25)"
"""The source of the types that come with this library."""


class SpecType(ConnectorType[ConfigT, AuthT]):
    """Base of the connector types that Kibana defines as data: a config, and a choice of auth types."""

    AUTH_TYPES: ClassVar[tuple[type[Auth], ...]] = ()
    """All auth types that Kibana has for the type, in Kibana's order, also those that are refused."""
    SOURCE: ClassVar[str] = FROZEN
    """Where Kibana's description of the type was read: the same type may differ in another Kibana."""
    REFUSAL: ClassVar[str] = ""
    """Why Terraform cannot set up a connector of this type at all; empty when it can."""
    FIELD_SINCE: ClassVar[Mapping[str, str]] = {}
    """The fields of the config, in Kibana's spelling, that are newer than the type: the first version."""
    AUTH_SINCE: ClassVar[Mapping[str, str]] = {}
    """The auth types, by Kibana's names, that are newer than the type: the first version."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if cls.AUTH_TYPES:
            cls.Secrets = type("Secrets", (AuthChoice,), {"choices": cls.AUTH_TYPES})
        else:
            cls.Secrets = NoSecrets

    @classmethod
    def auth_types(cls) -> dict[str, type[Auth]]:
        """Return the auth types that a connector can be built with: Kibana's names and the classes."""
        if cls.REFUSAL:
            return {}
        return {choice.kind(): choice for choice in cls.AUTH_TYPES if not choice.REFUSAL}

    @classmethod
    def provider_limits(cls, config: ConfigT, secrets: AuthT) -> Iterator[Problem]:
        """Refuse auth types that take more than Terraform: a person's consent, or Kibana itself."""
        if isinstance(secrets, Auth) and secrets.REFUSAL:
            message = f"{secrets.kind()} cannot be set up by Terraform: {secrets.REFUSAL}"
            yield Problem("secrets.authType", message, cls._instead(), "auth")

    @classmethod
    def target_limits(cls, config: ConfigT, target: Target) -> Iterator[str]:
        """Refuse fields that are newer than the target."""
        for field, since in cls.FIELD_SINCE.items():
            spec = next((spec for spec in config.specs() if spec.kibana_name == field), None)
            if spec is not None and target.has(since) is False and config.is_set(spec.name):
                yield f"config.{field} needs Kibana {since} or later, and the target is {target.version}"

    @classmethod
    def auth_limits(cls, auth_type: str, target: Target) -> Iterator[str]:
        """Refuse an auth type that is newer than the target."""
        since = cls.AUTH_SINCE.get(auth_type)
        if since is not None and target.has(since) is False:
            yield f"the auth type {auth_type} needs Kibana {since}, and the target is {target.version}"

    @classmethod
    def unknown_there(cls, config: ConfigT, target: Target | None) -> frozenset[str]:
        """Return the newer fields that were left out, so that only their defaults would be sent."""
        if target is None:
            return frozenset()
        newer = {field for field, since in cls.FIELD_SINCE.items() if target.has(since) is False}
        return frozenset(
            spec.kibana_name
            for spec in config.specs()
            if spec.kibana_name in newer and not config.is_set(spec.name)
        )

    @classmethod
    def read_secrets(cls, config: ConfigT | Refused, secrets: object) -> AuthT | Refused | None:
        """Read an auth type, a dict with `authType`, or None for the only auth type that there is."""
        if not cls.AUTH_TYPES and not cls.REFUSAL:
            return super().read_secrets(config, secrets)
        chosen = cls._choice(secrets)
        read: Any = Refused(Auth, (chosen,)) if isinstance(chosen, Problem) else chosen.from_code(secrets)
        taken: AuthT | Refused = read
        return taken

    @classmethod
    def _choice(cls, given: object) -> type[Auth] | Problem:
        """Return the auth type that was chosen, or why there is none."""
        choice: type[Auth] | None
        if cls.REFUSAL:
            message = f"{cls.TYPE.type_id} cannot be set up by Terraform: {cls.REFUSAL}"
            return Problem("type_id", message, cls._instead())
        if isinstance(given, Refused) and given.payload in cls.AUTH_TYPES:
            return next(choice for choice in cls.AUTH_TYPES if choice is given.payload)
        if isinstance(given, cls.AUTH_TYPES) and type(given) in cls.AUTH_TYPES:
            return type(given)
        if isinstance(given, Mapping) and not is_token(given):
            kind = given.get("authType", given.get("auth_type"))
            choice = cls.Secrets.of_kind(kind)
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
        construct = cls.__name__.removesuffix("Type")
        names = [f"auth={construct}.{name}()" for name, value in vars(cls).items() if value in usable]
        if names:
            return f"Write {' or '.join(names)}"
        return "Create the connector in Kibana, and use its id where an id is asked for"
