"""A connector type that this library does not know: its id, and a payload of any JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, model_validator

from ..errors import Problem
from ..formats.known_text import is_known_text
from .connector_type import ConnectorType
from .fields import SecretBranch, refuse, require_json
from .json_values import TOO_DEEP, is_too_deep
from .payload import Config, Secrets, leaves_of
from .secret_rules import NOT_BLANK, SecretRule
from .type_info import TypeInfo
from .wire_form import code_only

_TYPE_ID = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9_.-]*")


class OpenConfig(Config):
    """Config of an unknown type: Kibana's own field names, any JSON, tokens anywhere."""

    model_config = ConfigDict(extra="allow")

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        checked: dict[str, Any] = require_json(given)
        return checked

    def stored(self) -> dict[str, Any]:
        """Return the config as it is: which defaults Kibana would add is not known."""
        return dict(self.__pydantic_extra__ or {})


class OpenSecrets(Secrets):
    """Secrets of an unknown type: a tree of sources, under Kibana's own names."""

    model_config = ConfigDict(extra="allow")

    @model_validator(mode="before")
    @classmethod
    @code_only
    def _sources(cls, given: Any) -> Any:
        if is_too_deep(given):
            raise refuse(f"an object that is not {TOO_DEEP}")
        return SecretBranch().sources(given)

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
        """Yield each secret that is given."""
        yield from leaves_of((), self.__pydantic_extra__ or {}, (NOT_BLANK,))

    def __repr__(self) -> str:
        return f"OpenSecrets({', '.join(sorted(self.__pydantic_extra__ or {}))})"

    __str__ = __repr__


class UnknownType(ConnectorType[OpenConfig, OpenSecrets]):
    """A type that this library does not know: checks what holds for all types."""

    Config = OpenConfig
    Secrets = OpenSecrets


def describe(type_id: object, known: Problem | None) -> TypeInfo | Problem:
    """Describe a type by nothing but its id, or say why no connector of it can be written.

    Args:
        type_id: What was given as `type_id`.
        known: What the catalog of types has to say of the id, where it does.
    """
    if not is_known_text(type_id):
        return Problem(
            "type_id",
            "expected the id of a connector type, known at synth",
            "Or use a typed class, such as PagerDuty or Webhook",
        )
    if known is not None:
        return known
    if not _TYPE_ID.fullmatch(type_id):
        return Problem("type_id", "expected a dot, followed by letters, digits, _ . and -, as in .pagerduty")
    return TypeInfo(type_id=type_id, name=type_id, license="basic", features=(), since="")
