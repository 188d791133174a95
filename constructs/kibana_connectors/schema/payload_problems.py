"""What is wrong with a payload, in Kibana's words and without a value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
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
    inner: Mapping[str, str],
    hints: bool = True,
) -> tuple[Problem, ...]:
    """Return what pydantic found, in Kibana's words and without the values.

    Args:
        error: What pydantic raised.
        given: What was read.
        part: What was read: `config`, `secrets`, or empty for an object inside a config.
        fields: The fields of what was read.
        on_wire: Whether it is Kibana's JSON, so that Python's names of the fields are of no use.
        inner: The names of the fields of objects inside it, in both spellings: each with the other one.
        hints: Whether to look for the field that was meant by an unknown one, which takes longer than
            everything else together.
    """
    reading = _Reading(given, part, fields, on_wire, inner, hints)
    items = reading.of_the_branch_that_fits_best(error.errors(include_url=False))
    return tuple(dict.fromkeys([problem for item in items for problem in reading.problems(item)]))


class _Step(NamedTuple):
    """One step on the way to a place.

    Attributes:
        shown: The key or index, as far as it may be shown.
        branch: What pydantic calls a branch of a union, which it puts between keys; empty for all others.
    """

    shown: str
    branch: str = ""


@dataclass(frozen=True)
class _Reading:
    """What was read, and how."""

    given: object
    part: str
    fields: Sequence[FieldSpec]
    on_wire: bool
    inner: Mapping[str, str]
    hints: bool

    def problems(self, item: Any) -> Iterator[Problem]:
        """Yield one error of pydantic's as problems: several where an object inside was refused before."""
        problem = self.problem(item)
        inside = item.get("ctx", {}).get("problems")
        if inside is None:
            yield problem
        for each in inside or ():
            yield each._replace(where=f"{problem.where}.{each.where}" if each.where else problem.where)

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
        return [each.shown for each in self._steps(place, ends_in_a_field) if not each.branch]

    def _steps(self, place: Sequence[str | int], ends_in_a_field: bool) -> Iterator[_Step]:
        inside: Any = self.given
        parts = [part for part in place if _names_a_field(part, self.on_wire)]
        for depth, part in enumerate(parts):
            number = None
            is_missing = ends_in_a_field and depth == len(parts) - 1
            if isinstance(inside, (list, tuple)) and type(part) is int:
                inside = inside[part]
                yield _Step(str(part))
                continue
            if isinstance(inside, Mapping) and part in inside:
                number = list(inside).index(part) + 1
                inside = inside[part]
            elif str(part).startswith("function-") or (depth and not is_missing and part not in self.inner):
                yield _Step("", branch=str(part))
                continue
            else:
                other = self.inner.get(str(part))
                inside = inside.get(other) if isinstance(inside, Mapping) else None
            yield _Step(str(part) if is_missing else shown_key(part, number, self._names_at(depth)))

    def of_the_branch_that_fits_best(self, items: Sequence[Any]) -> Iterator[Any]:
        """Yield the errors but those of branches of a union of which another branch fits better.

        Where a list of objects, or of lists of them, may be given, only one of the two can have been meant:
        the one whose errors are further down, and fewer.
        """
        # What holds other errors was read in another way there: pydantic looks into nothing that is wrong.
        above = {item["loc"][:length] for item in items for length in range(len(item["loc"]))}
        items = [item for item in items if item["loc"] not in above]
        taken: list[list[tuple[tuple[_Step, ...], str]]] = []
        depths: dict[tuple[_Step, ...], dict[str, list[int]]] = {}
        for item in items:
            steps = tuple(self._steps(item["loc"], item["type"] == "missing"))
            depth = sum(not step.branch for step in steps)
            branches = [(steps[:number], step.branch) for number, step in enumerate(steps) if step.branch]
            taken.append(branches)
            for place, branch in branches:
                depths.setdefault(place, {}).setdefault(branch, []).append(depth)
        fits = {
            place: {branch: (max(each), -len(each)) for branch, each in of_place.items()}
            for place, of_place in depths.items()
        }
        for item, branches in zip(items, taken, strict=True):
            if all(fits[place][branch] == max(fits[place].values()) for place, branch in branches):
                yield item

    def _names_at(self, depth: int) -> Iterable[str]:
        """Return the names of fields that a key may have at a depth."""
        return self.inner if depth else self._names()

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
    return part != "[key]" and (on_wire or not is_token(part))


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, (str, bool, int, float, list, dict))


def article(noun: str) -> str:
    """Return a noun with its article; null has none."""
    return noun if noun == "null" else f"an {noun}" if noun[0] in "aeiouAEIOU" else f"a {noun}"
