"""All connector types by id, and Kibana's verdict on a payload of any of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from ..errors import Problem, UnknownConnectorType
from ..frames import forgetful
from ..schema.connector_type import AnyConnectorType
from ..schema.shown_keys import may_be_shown
from ..schema.system_types import why_uncreatable
from ..schema.type_info import TypeInfo, Verdict
from ..schema.untyped import describe
from .registry import KnownType, known_type, known_types

ClassT = TypeVar("ClassT")


class ClassesById(Mapping[str, ClassT]):
    """A class for each type id, loaded when it is asked for.

    Args:
        load: Loads the class of a type from where it is.

    Raises:
        UnknownConnectorType: On asking for an id that no type has.
    """

    def __init__(self, load: Callable[[KnownType], ClassT]) -> None:
        self._load = load

    def __getitem__(self, type_id: str) -> ClassT:
        known = known_type(type_id)
        if known is None:
            raise UnknownConnectorType(_unknown(type_id))
        return self._load(known)

    def __contains__(self, type_id: object) -> bool:
        return known_type(type_id) is not None

    def __iter__(self) -> Iterator[str]:
        return (known.type_id for known in known_types())

    def __len__(self) -> int:
        return sum(1 for _ in known_types())


@cache
def _loaded(known: KnownType) -> AnyConnectorType:
    found: AnyConnectorType = known.load_type()
    return found


TYPES: Mapping[str, type[Any]] = ClassesById(_loaded)
"""Every connector type without its construct: type id to class, such as `PagerDutyType`."""


def type_catalog() -> tuple[TypeInfo, ...]:
    """Return what Kibana says of each connector type, in the order of their ids."""
    return tuple(kind.TYPE for kind in TYPES.values())


@forgetful
def validate(type_id: str, config: object, secrets: object) -> Verdict:
    """Judge a payload on the wire as Kibana does.

    Answers for Kibana alone, except that it refuses a key which Kibana would drop silently. What the
    Terraform provider cannot keep is refused when a connector is built.

    Args:
        type_id: The connector type, such as `.pagerduty`.
        config: Kibana's `config`.
        secrets: Kibana's `secrets`, with values.

    Raises:
        UnknownConnectorType: No type has this id.
    """
    verdict: Verdict = TYPES[type_id].verdict(config, secrets)
    return verdict


def describe_unknown(type_id: object) -> TypeInfo | Problem:
    """Describe a type that has no class here, or say why no connector of it can be written.

    Args:
        type_id: What was given as the type's id.
    """
    known: Problem | None = None
    if isinstance(type_id, str):
        if (there := known_type(type_id)) is not None:
            hint = f"Write {there.class_name}(…) for Connector(…)"
            known = Problem("type_id", "this type has a class of its own", hint)
        elif (why := explain_unknown(type_id)) is not None:
            known = Problem("type_id", why)
    return describe(type_id, known)


def explain_unknown(type_id: str) -> str | None:
    """Return what was meant by an id that no type has, or None.

    It may lack its dot, be the name that Kibana shows, or name a type that nobody can create.
    """
    why = why_uncreatable(type_id)
    if why is not None:
        return why
    if known_type(f".{type_id}") is not None:
        return f"unknown id; did you mean .{type_id}?"
    for info in type_catalog():
        if info.name.casefold() == type_id.casefold():
            return f"the name of a type, not its id; did you mean {info.type_id}?"
    return None


def _unknown(type_id: object) -> str:
    if not isinstance(type_id, str):
        return "connector type: expected a type id, such as .pagerduty"
    known = explain_unknown(type_id)
    if known is not None:
        return f"connector type: {known}"
    ids = [there.type_id for there in known_types()]
    close = difflib.get_close_matches(type_id, ids, n=1)
    hint = f"; did you mean {close[0]}?" if close else "; `kibana-connectors types` lists them all"
    # What does not look like a type's id may be anything, and is not shown.
    shown = f" {type_id!r}" if may_be_shown(type_id.removeprefix("."), (each[1:] for each in ids)) else ""
    return f"connector type: unknown id{shown}{hint}"
