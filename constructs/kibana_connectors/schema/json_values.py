"""JSON values as Kibana can hold them: finite numbers, and not nested without end."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

DEEPEST = 100
"""How many objects and lists may stand in each other; nobody nests a config so deep on purpose."""
TOO_DEEP = f"nested deeper than {DEEPEST} levels"


def is_too_deep(value: object) -> bool:
    """Whether objects and lists are nested deeper than Terraform, Kibana and this library should follow.

    What holds itself is nested without end.
    """
    # Nearly always nothing is nested, and one look at each value is enough.
    if type(value) is dict:
        for item in value.values():
            if type(item) not in _FLAT:
                break
        else:
            return False
    level: list[object] = [value]
    for _ in range(DEEPEST):
        # Each once, however often it is referred to.
        level = list({id(item): item for inside in level for item in _containers_in(inside)}.values())
        if not level:
            return False
    return True


_FLAT = frozenset({str, bool, int, float, type(None)})


def _containers_in(value: object) -> list[object]:
    items: Iterable[object] = ()
    if isinstance(value, Mapping):
        items = value.values()
    elif isinstance(value, (list, tuple)):
        items = value
    return [item for item in items if isinstance(item, (dict, list, tuple, Mapping))]


def is_json_number(value: object) -> bool:
    """Whether a value is a number that JavaScript can hold; a larger one becomes null in Kibana."""
    if isinstance(value, float):
        return math.isfinite(value)
    if not isinstance(value, int):
        return False
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False


def without_negative_zero(value: Any) -> Any:
    """Return a value with 0 in place of each -0.0, as JavaScript writes it down."""
    if isinstance(value, float):
        return 0 if value == 0 and math.copysign(1, value) < 0 else value
    if isinstance(value, Mapping):
        return {key: without_negative_zero(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_negative_zero(item) for item in value]
    return value
