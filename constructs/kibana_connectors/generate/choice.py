"""Which descriptions are worth a class in a project: those that the library does not have like that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UnusableSpec
from ..types.registry import known_type
from .catalog import Spec, frozen, read_spec
from .differences import differences


@dataclass
class Choice:
    """What was chosen, and why not the rest.

    Attributes:
        entries: The descriptions to write classes of, in the form of the catalog.
        compared: By type id, how each of them compares with the library's type.
        same: The types that are just as in the library, and so are not chosen.
        problems: Why others cannot be chosen.
    """

    entries: list[Mapping[str, Any]] = field(default_factory=list)
    compared: dict[str, str] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def choose(
    entries: Iterable[Mapping[str, Any]],
    *,
    wanted: Collection[str] = (),
    there: Collection[str] = (),
    with_known: bool = False,
) -> Choice:
    """Choose among descriptions.

    Args:
        entries: The descriptions, in the form of the catalog.
        wanted: The only types to look at; empty for all.
        there: The types that the project has classes of already; they are always chosen.
        with_known: Whether types are chosen that are just as in the library.
    """
    choice = Choice()
    own = {spec.id: spec for spec in frozen().specs}
    first: dict[str, Spec] = {}
    for entry in entries:
        type_id = entry["id"]
        if wanted and type_id not in wanted:
            continue
        try:
            spec = read_spec(entry, frozen().auth_types)
        except UnusableSpec as error:
            choice.problems.append(str(error))
            continue
        if type_id in first:
            if told := differences(first[type_id], spec):
                choice.problems.append(f"{type_id}: described twice, and not the same: {'; '.join(told)}")
            continue
        first[type_id] = spec
        known = known_type(type_id)
        if type_id not in own and known is not None and not known.is_of_project:
            choice.problems.append(f"{type_id}: the library has a class of its own for it, written by hand")
            continue
        found = differences(own[type_id], spec) if type_id in own else None
        if found == [] and type_id not in there and not with_known:
            choice.same.append(type_id)
            continue
        choice.entries.append(entry)
        choice.compared[type_id] = "new" if found is None else "; ".join(found) or "the same"
    return choice
