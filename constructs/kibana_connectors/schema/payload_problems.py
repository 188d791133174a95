"""What is wrong with a payload, in Kibana's words and without a value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..errors import Problem
from ..formats.javascript import is_blank, type_name
from ..tokens import is_token
from .field_spec import FieldSpec
from .fields import REFUSED
from .shown_keys import shown_key

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
    """Find every blank string, as Kibana's route does before it looks at any schema."""
    return _blank_strings(given, where) if _holds_blank(given) else iter(())


def _holds_blank(given: object) -> bool:
    # Nearly always there is none. This finds out without generators, paths, or a call for each string.
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
        for number, (key, value) in enumerate(given.items(), start=1):
            yield from _blank_strings(value, f"{where}.{shown_key(key, number)}")
    elif isinstance(given, (list, tuple)):
        for index, value in enumerate(given):
            yield from _blank_strings(value, f"{where}.{index}")


def lost_nulls(given: object, where: str) -> Iterator[Problem]:
    """Find every null inside an object, at any depth: the Terraform provider drops it."""
    if isinstance(given, Mapping):
        for number, (key, value) in enumerate(given.items(), start=1):
            place = f"{where}.{shown_key(key, number)}"
            if value is None:
                message = "expected no null: the Terraform provider drops it"
                yield Problem(place, message, "Leave it out instead")
            yield from lost_nulls(value, place)


def explain(
    error: ValidationError,
    given: object,
    part: str,
    fields: Sequence[FieldSpec],
    *,
    on_wire: bool,
    hints: bool = True,
) -> tuple[Problem, ...]:
    """Return what pydantic found, in Kibana's words and without the values.

    Args:
        error: What pydantic raised.
        given: What was read.
        part: What was read: `config`, `secrets`, or empty for an object inside a config.
        fields: The fields of what was read.
        on_wire: Whether it is Kibana's JSON, so that Python's names of the fields are of no use.
        hints: Whether to look for the field that was meant by an unknown one, which takes longer than
            everything else together.
    """
    reading = _Reading(given, part, fields, on_wire, hints)
    return tuple(dict.fromkeys([reading.problem(item) for item in error.errors(include_url=False)]))


@dataclass(frozen=True)
class _Reading:
    """What was read, and how."""

    given: object
    part: str
    fields: Sequence[FieldSpec]
    on_wire: bool
    hints: bool

    def problem(self, item: Any) -> Problem:
        """Return one error of pydantic's as a problem."""
        kind = item["type"]
        path = self._path(item["loc"], ends_in_a_field=kind == "missing")
        where = ".".join([self.part, *path] if self.part else path)
        name = "" if self.on_wire else self._python_name(path)
        context = item.get("ctx", {})
        given = item["input"]
        hint = str(context.get("hint", ""))
        if kind == "extra_forbidden":
            key = str(item["loc"][-1])
            return Problem(where, UNKNOWN_FIELD, self._known_fields(where, path, key) if self.hints else "")
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
            message += f", got {article(type_name(given))}"
        return Problem(where, message[0].lower() + message[1:], hint, name)

    def _path(self, place: Sequence[str | int], *, ends_in_a_field: bool) -> list[str]:
        """Return the keys and indices that lead to a place, as far as they may be shown."""
        path: list[str] = []
        inside: Any = self.given
        parts = [part for part in place if _names_a_field(part, self.on_wire)]
        for depth, part in enumerate(parts):
            number = None
            if isinstance(inside, (list, tuple)) and type(part) is int:
                path.append(str(part))
                inside = inside[part]
                continue
            if isinstance(inside, Mapping) and part in inside:
                number = list(inside).index(part) + 1
                inside = inside[part]
            else:
                inside = None
            if ends_in_a_field and depth == len(parts) - 1:
                path.append(str(part))
            else:
                path.append(shown_key(part, number, () if depth else self._names()))
        return path

    def _names(self) -> Iterator[str]:
        """Yield the fields' names in both spellings."""
        for field in self.fields:
            yield from (field.kibana_name, field.name)

    def _python_name(self, path: list[str]) -> str:
        """Return a field's name in Python, where it differs from Kibana's."""
        if len(path) != 1:
            return ""
        return next((field.other_name for field in self.fields if field.kibana_name == path[0]), "")

    def _known_fields(self, where: str, path: list[str], key: str) -> str:
        """Say which field may be meant by an unknown one."""
        hidden = "" if path[-1] == key else "The key is not shown, for it may be a secret. "
        if len(path) > 1:
            return hidden.strip().removesuffix(".")
        names = [field.kibana_name for field in self.fields]
        known = names if self.on_wire else [*names, *(field.name for field in self.fields)]
        close = difflib.get_close_matches(key, known, n=1)
        if close:
            return f'{hidden}Did you mean "{close[0]}"?'
        part = where.rpartition(".")[0]
        known_here = f"The fields of {part} are: " if part else "The fields are: "
        return hidden + known_here + (", ".join(names) or "none")


def _names_a_field(part: str | int, on_wire: bool) -> bool:
    if isinstance(part, int):
        return True
    return part != "[key]" and not part.startswith("function-") and (on_wire or not is_token(part))


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, (str, bool, int, float, list, dict))


def article(noun: str) -> str:
    """Return a noun with its article; null has none."""
    return noun if noun == "null" else f"an {noun}" if noun[0] in "aeiouAEIOU" else f"a {noun}"
