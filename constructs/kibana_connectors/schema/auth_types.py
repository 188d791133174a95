"""Auth types: the ways to authenticate that a connector type defined as data offers.

Its secrets hold the fields of one auth type and, as `authType`, which one that is. Only some of those fields
are sensitive; the others may stand in code as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from ..errors import Problem
from .payload import Refused, Secrets
from .secret_source import Secret

CHECKED_URLS = ("authorizationUrl", "tokenUrl")
"""The fields whose hosts Kibana looks for in its `allowedHosts`."""


class Auth(Secrets):
    """Base of the auth types: the secrets of a connector that authenticates in this way.

    Each field that Kibana requires and that is left out becomes a variable `<id>_<field>`. A field that is
    not sensitive may be given as it is.
    """

    REFUSAL: ClassVar[str] = ""
    """Why Terraform cannot set up a connector that authenticates in this way; empty when it can."""

    auth_type: str

    @classmethod
    def kind(cls) -> str:
        """Return what Kibana calls this auth type: the value of `authType`."""
        return str(cls.model_fields["auth_type"].default)

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        left_out = {
            spec.name: Secret.variable()
            for spec in cls.specs()
            if spec.is_required and not {spec.name, spec.kibana_name} & given.keys()
        }
        return {**given, **left_out}

    @classmethod
    def kept(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of the values on the wire, among it which auth type it is."""
        auth_type = values["auth_type"]
        kept = super().kept(values)
        kept["auth_type"] = auth_type
        return kept

    def source_of(self, path: tuple[str, ...], value: Any) -> Any:
        """Return what stands for a value on the wire: a variable, but for `authType` and flags."""
        return value if path == ("authType",) or isinstance(value, bool) else super().source_of(path, value)


class AuthChoice:
    """The secrets of a type that offers several auth types, on the wire: `authType` tells which one."""

    choices: ClassVar[tuple[type[Auth], ...]]

    @classmethod
    def specs(cls) -> tuple[Any, ...]:
        """Return the fields of all choices, each name once."""
        return tuple({spec.kibana_name: spec for choice in cls.choices for spec in choice.specs()}.values())

    @classmethod
    def from_wire(cls, given: object, *, hints: bool = True) -> Auth | Refused:
        """Read Kibana's JSON as Kibana does: `authType` first, and then the fields that go with it."""
        if not isinstance(given, Mapping):
            return Refused(Auth, (Problem("secrets", "expected an object"),))
        choice = cls.of_kind(given.get("authType"))
        if choice is None:
            return Refused(Auth, (Problem("secrets.authType", f"expected {kinds(cls.choices)}"),))
        return choice.from_wire(given, hints=hints)

    @classmethod
    def of_kind(cls, kind: object) -> type[Auth] | None:
        """Return the choice that Kibana calls so, if there is one."""
        return cls._by_kind().get(kind) if isinstance(kind, str) else None

    @classmethod
    @cache
    def _by_kind(cls) -> dict[str, type[Auth]]:
        return {choice.kind(): choice for choice in cls.choices}


def kinds(choices: Sequence[type[Auth]]) -> str:
    """Return what Kibana calls some auth types, as a list in words."""
    listed = [f'"{choice.kind()}"' for choice in choices]
    return listed[0] if len(listed) == 1 else f"one of {', '.join(listed)}"
