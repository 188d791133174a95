"""What two descriptions of one connector type disagree about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from .catalog import Spec
from .field_schema import Field

_LEFT_OUT_BY_SETTINGS = frozenset({"ears"})
"""Auth types that a Kibana leaves out of its answer unless a setting of its kibana.yml names them."""


def differences(ours: Spec, theirs: Spec) -> list[str]:
    """Return what a Kibana says of a type and this side's description does not, and the other way round.

    Names, texts for people and the order of things do not count.

    Args:
        ours: The description that a class was made of.
        theirs: The other one.

    Returns:
        One text for each difference, such as `config.baseUrl is new there`; none where they agree.
    """
    found = [*_of_fields("config", ours.fields, theirs.fields)]
    own = {auth.id: auth for auth in ours.auth_types}
    other = {auth.id: auth for auth in theirs.auth_types}
    found += [f"the auth type {id} is new there" for id in other if id not in own]
    found += [
        f"the auth type {id} is not there"
        for id in own
        if id not in other and id not in _LEFT_OUT_BY_SETTINGS
    ]
    for id in own.keys() & other.keys():
        found += _of_fields(f"{id}", own[id].fields, other[id].fields)
    if ours.license != theirs.license:
        found.append(f"it needs a {theirs.license} license there, and a {ours.license} license here")
    if set(ours.features) != set(theirs.features):
        found.append(f"it is for {', '.join(theirs.features)} there, and for {', '.join(ours.features)} here")
    return found


def _of_fields(where: str, ours: Sequence[Field], theirs: Sequence[Field]) -> Iterator[str]:
    own = {field.wire: field for field in ours}
    other = {field.wire: field for field in theirs}
    for wire, field in other.items():
        if wire not in own:
            yield f"{where}.{wire} is new there{', and required' if field.required else ''}"
    for wire, field in own.items():
        if wire not in other:
            yield f"{where}.{wire} is not there"
            continue
        for told in _of_field(field, other[wire]):
            yield f"{where}.{wire} {told}"


def _of_field(ours: Field, theirs: Field) -> Iterator[str]:
    if ours.required != theirs.required:
        yield f"is {_required(theirs)} there and {_required(ours)} here"
    if ours.nullable != theirs.nullable:
        yield "may be null there" if theirs.nullable else "may not be null there"
    for key in dict.fromkeys((*ours.schema, *theirs.schema)):
        own, other = ours.schema.get(key), theirs.schema.get(key)
        if own != other:
            yield f"has {_shown(key, other)} there and {_shown(key, own)} here"


def _required(field: Field) -> str:
    return "required" if field.required else "optional"


def _shown(keyword: str, value: Any) -> str:
    return f"no {keyword}" if value is None else f"the {keyword} {json.dumps(value, ensure_ascii=False)}"
