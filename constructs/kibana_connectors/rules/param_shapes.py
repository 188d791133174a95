"""Params of a rule type that has no class, checked against what is known of their shapes.

The shapes are those of `data/rule_types.json`: `text`, `number`, `bool`, `object`, `any`, `one of a, b`, a
list of one shape, an object of them whose required keys end with a star, and `any_of` several.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import Problem
from ..schema.shown_keys import shown_key
from ..tokens import is_token

_ONE_OF = "one of "
_OTHER = "*"


def shape_problems(shape: Any, value: Any, where: str) -> Iterator[Problem]:
    """Find what does not have the shape that it should.

    Args:
        shape: The shape.
        value: What was given.
        where: Its place.
    """
    if is_token(value) or shape == "any" or (value is None and "." in where):
        return
    if isinstance(shape, str):
        yield from _plain(shape, value, where)
    elif isinstance(shape, (list, tuple)):
        if not isinstance(value, (list, tuple)):
            yield Problem(where, "expected a list")
        else:
            for index, item in enumerate(value):
                yield from shape_problems(shape[0], item, f"{where}.{index}")
    elif "any_of" in shape:
        found = [list(shape_problems(one, value, where)) for one in shape["any_of"]]
        if all(found):
            yield from min(found, key=len)
    else:
        yield from _object(shape, value, where)


def _plain(shape: str, value: Any, where: str) -> Iterator[Problem]:
    if shape.startswith(_ONE_OF):
        allowed = shape[len(_ONE_OF) :].split(", ")
        if value not in allowed:
            yield Problem(where, f"expected one of {', '.join(allowed)}")
        return
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    expected = {
        "text": ("a text", isinstance(value, str)),
        "number": ("a number", is_number),
        "bool": ("true or false", isinstance(value, bool)),
        "object": ("an object", isinstance(value, Mapping)),
    }.get(shape)
    if expected is not None and not expected[1]:
        yield Problem(where, f"expected {expected[0]}")


def _object(shape: Mapping[str, Any], value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(where, "expected an object")
        return
    fields = {key.rstrip(_OTHER): inner for key, inner in shape.items() if key != _OTHER}
    for key in shape:
        name = key.rstrip(_OTHER)
        if key.endswith(_OTHER) and name and value.get(name) is None:
            yield Problem(f"{where}.{name}", "required, and missing")
    for number, (key, item) in enumerate(value.items(), start=1):
        place = f"{where}.{shown_key(key, number, list(fields))}"
        if key in fields:
            yield from shape_problems(fields[key], item, place)
            continue
        close = difflib.get_close_matches(str(key), fields, n=1)
        yield Problem(
            place,
            "unknown field",
            f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(fields)}",
        )
