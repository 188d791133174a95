"""Telling what is wrong with a payload, in Kibana's words and without a value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ..errors import Problem
from ..formats.javascript import is_blank, type_name
from ..tokens import is_token
from .fields import REFUSED

if TYPE_CHECKING:
    from .payload import Payload

_SCALARS = frozenset({bool, int, float, type(None)})
UNKNOWN_FIELD = "unknown field"
"""The message for a field that Kibana does not know; hints look for it."""

_EXPECTED = {
    "string_type": "a string",
    "bool_type": "true or false",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "list_type": "a list",
}


def blank_strings(given: object, where: str) -> Iterator[Problem]:
    """Find every blank string, as Kibana's route does before any schema is looked at."""
    return _blank_strings(given, where) if _holds_blank(given) else iter(())


def _holds_blank(given: object) -> bool:
    # Nearly always there is none, and to know that takes no generators, no paths and no call for each string.
    if isinstance(given, str):
        return is_blank(given)
    if isinstance(given, (dict, Mapping)):
        items: Iterable[object] = given.values()
    elif isinstance(given, (list, tuple)):
        items = given
    else:
        return False
    for item in items:
        if type(item) is str:
            if not "!" <= item[:1] <= "~" and is_blank(item):
                return True
        elif type(item) not in _SCALARS and _holds_blank(item):
            return True
    return False


def _blank_strings(given: object, where: str) -> Iterator[Problem]:
    if isinstance(given, str):
        if is_blank(given):
            yield Problem(where, "expected a value that is not blank", "Leave the field out instead")
    elif isinstance(given, Mapping):
        for key, value in given.items():
            yield from _blank_strings(value, f"{where}.{key}")
    elif isinstance(given, (list, tuple)):
        for index, value in enumerate(given):
            yield from _blank_strings(value, f"{where}.{index}")


def lost_nulls(given: object, where: str) -> Iterator[Problem]:
    """Find every null inside an object, at any depth: the Terraform provider drops it."""
    if isinstance(given, Mapping):
        for key, value in given.items():
            if value is None:
                yield Problem(
                    f"{where}.{key}",
                    "expected no null: the Terraform provider drops it",
                    "Leave it out instead",
                )
            yield from lost_nulls(value, f"{where}.{key}")


def explain(
    error: ValidationError, model: type[Payload], *, on_wire: bool, hints: bool = True
) -> tuple[Problem, ...]:
    """Say in Kibana's words, without the values, what pydantic found.

    Args:
        error: What pydantic raised.
        model: The payload's class.
        on_wire: Whether it is Kibana's JSON, so that Python's names of the fields are of no use.
        hints: Whether to look for the field that was meant by an unknown one, which takes longer than all
            else together.
    """
    items = error.errors(include_url=False)
    return tuple(dict.fromkeys([_problem(item, model, on_wire, hints) for item in items]))


def _problem(item: Any, model: type[Payload], on_wire: bool, hints: bool) -> Problem:
    path = [str(part) for part in item["loc"] if type(part) is int or _names_a_field(part, on_wire)]
    where = ".".join([model._part, *path] if model._part else path)
    name = "" if on_wire else _python_name(path, model)
    context = item.get("ctx", {})
    given = item["input"]
    kind = item["type"]
    hint = str(context.get("hint", ""))
    if kind == "extra_forbidden":
        return Problem(where, UNKNOWN_FIELD, _known_fields(where, path, model, on_wire) if hints else "")
    if kind == "missing":
        return Problem(where, "required, and missing", name=name)
    if kind == "literal_error":
        message = "expected one of " + str(context["expected"]).replace("'", '"')
        if isinstance(given, str) and f'"{given.lower()}"' in message:
            hint = f'Write "{given.lower()}"'
    elif kind == "too_long" and isinstance(given, Mapping):
        return Problem(where, f"expected at most {context['max_length']} fields", hint, name)
    elif kind in _EXPECTED:
        message = f"expected {_EXPECTED[kind]}"
    else:
        message = str(item["msg"])
    if kind != REFUSED and _is_json(given) and not isinstance(given, str):
        message += f", got {_article(type_name(given))}"
    return Problem(where, message[0].lower() + message[1:], hint, name)


def _python_name(path: list[str], model: type[Payload]) -> str:
    """Give a field's name in Python, where it differs from Kibana's."""
    if len(path) != 1:
        return ""
    return next((spec.name for spec in model.specs() if path[0] == spec.wire != spec.name), "")


def _known_fields(where: str, path: list[str], model: type[Payload], on_wire: bool) -> str:
    """Say which field may be meant by one that is not known."""
    if len(path) > 1:
        return ""
    names = [spec.wire for spec in model.specs()]
    known = names if on_wire else [*names, *(spec.name for spec in model.specs())]
    close = difflib.get_close_matches(path[0], known, n=1)
    if close:
        return f'Did you mean "{close[0]}"?'
    known_here = f"The fields of {part} are: " if (part := where.rpartition(".")[0]) else "The fields are: "
    return known_here + (", ".join(names) or "none")


def _names_a_field(part: str, on_wire: bool) -> bool:
    return part != "[key]" and not part.startswith("function-") and (on_wire or not is_token(part))


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, (str, bool, int, float, list, dict))


def _article(noun: str) -> str:
    return noun if noun == "null" else f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
