"""Which connectors end, and when: the soonest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..schema.sunset import Sunset
from ..types._index import INDEX
from ..types.catalog import TYPES


@dataclass(frozen=True)
class UsedType:
    """A connector, and which type it has.

    Attributes:
        type_id: Its type.
        name: Its name; may be empty.
        space: Its space; empty where it is not known.
        where: Where it was found: an address in a stack or plan, or its id in Kibana.
        used_by: How many rules and other saved objects use it; None where it is not known.
        is_deprecated: Whether a live Kibana calls it, or its type, deprecated.
    """

    type_id: str
    name: str
    space: str
    where: str
    used_by: int | None = None
    is_deprecated: bool = False


@dataclass(frozen=True)
class Ending:
    """A connector that ends.

    Attributes:
        used: The connector.
        sunset: What is known of its end.
        days_left: How many days are left until the vendor ends it, negative afterwards; None without a day.
    """

    used: UsedType
    sunset: Sunset
    days_left: int | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        used, sunset = self.used, self.sunset
        return {
            "type": used.type_id,
            "name": used.name,
            "space": used.space or None,
            "where": used.where,
            "used_by": used.used_by,
            "vendor_end": sunset.vendor_end.isoformat() if sunset.vendor_end is not None else None,
            "days_left": self.days_left,
            "deprecated_in": sunset.deprecated_in,
            "removed_from_ui_in": sunset.removed_from_ui_in,
            "successor": sunset.successor or None,
            "source": sunset.source,
        }


def sunset_of(type_id: str) -> Sunset | None:
    """Return what is known of a type's end; None where nothing is, or the type is not known."""
    found: Sunset | None = TYPES[type_id].TYPE.sunset if type_id in INDEX else None
    return found


def endings(used: Iterable[UsedType], today: date) -> tuple[Ending, ...]:
    """Return the connectors that end: by the vendor's day, then by the version of Kibana.

    Args:
        used: Connectors.
        today: The day from which days are counted.
    """
    found: list[Ending] = []
    for each in used:
        sunset = sunset_of(each.type_id)
        if sunset is None and each.is_deprecated:
            sunset = Sunset(source="this Kibana", successor="")
        if sunset is not None:
            end = sunset.vendor_end
            found.append(Ending(each, sunset, (end - today).days if end is not None else None))
    return tuple(sorted(found, key=_order))


def _order(ending: Ending) -> tuple[Any, ...]:
    sunset = ending.sunset
    version = sunset.removed_from_ui_in or sunset.deprecated_in
    numbers = tuple(map(int, version.split("."))) if version is not None else ()
    return (
        ending.days_left is None,
        ending.days_left or 0,
        version is None,
        numbers,
        ending.used.type_id,
        ending.used.space,
        ending.used.name,
        ending.used.where,
    )
