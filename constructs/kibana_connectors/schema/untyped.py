"""A connector type that this library does not know: its id, and its payload of any JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, model_validator

from ..errors import Problem
from ..formats.javascript import is_blank
from ..tokens import is_token
from .fields import SecretBranch, demand_json
from .payload import Config, Secrets, leaves_of
from .secret import NOT_BLANK, SecretRule
from .type_info import TypeInfo
from .wire_form import code_only

_TYPE_ID = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9_.-]*")


class OpenConfig(Config):
    """Config of a type that is not known: Kibana's own field names, any JSON, tokens anywhere."""

    model_config = ConfigDict(extra="allow")

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        checked: dict[str, Any] = demand_json(given)
        return checked

    def stored(self) -> dict[str, Any]:
        """Give the config as it is: which defaults Kibana would add is not known."""
        return dict(self.__pydantic_extra__ or {})


class OpenSecrets(Secrets):
    """Secrets of a type that is not known: a tree of sources, under Kibana's own names."""

    model_config = ConfigDict(extra="allow")

    @model_validator(mode="before")
    @classmethod
    @code_only
    def _sources(cls, given: Any) -> Any:
        return SecretBranch().sources(given)

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
        """List each secret that is given."""
        yield from leaves_of((), self.__pydantic_extra__ or {}, (NOT_BLANK,))

    def __repr__(self) -> str:
        return f"OpenSecrets({', '.join(sorted(self.__pydantic_extra__ or {}))})"

    __str__ = __repr__


def describe(type_id: object) -> TypeInfo | Problem:
    """Describe a type by nothing but its id, or say why a connector of it cannot be written.

    Args:
        type_id: What was given as `type_id`.
    """
    from ..types.registry import (  # the registry knows the classes, which know us
        connector_types,
        explain_unknown,
    )

    if not isinstance(type_id, str) or is_blank(type_id) or is_token(type_id):
        return Problem(
            "type_id",
            "expected the id of a connector type, known at synth",
            "Or use a typed class, such as PagerDuty or Webhook",
        )
    if type_id in connector_types():
        name = connector_types()[type_id].__name__
        return Problem("type_id", "this type has a class of its own", f"Write {name}(…) for Connector(…)")
    known = explain_unknown(type_id)
    if known is not None:
        return Problem("type_id", known)
    if not _TYPE_ID.fullmatch(type_id):
        return Problem("type_id", "expected a dot, followed by letters, digits, _ . and -, as in .pagerduty")
    return TypeInfo(type_id=type_id, name=type_id, license="basic", features=(), since="")
