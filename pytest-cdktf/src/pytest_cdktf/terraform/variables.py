"""The variables of several stacks, and the values that a test gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..blocks import Variable
from .needed import Stack
from .written_values import written


class StackVariable(NamedTuple):
    """A variable of a stack.

    Attributes:
        stack: The stack's construct path.
        variable: The variable.
    """

    stack: str
    variable: Variable


def by_name(stacks: Sequence[Stack]) -> dict[str, list[StackVariable]]:
    """Return the variables that each name stands for: of all stacks that have it, or `stack/name` of one.

    Args:
        stacks: The stacks.
    """
    known: dict[str, list[StackVariable]] = {}
    for stack in stacks:
        for variable in stack.view.variables:
            for name in (variable.name, f"{stack.name}/{variable.name}"):
                known.setdefault(name, []).append(StackVariable(stack.path, variable))
    return known


def values_of(variables: Mapping[str, Any], stacks: Sequence[Stack]) -> dict[str, dict[str, str]]:
    """Return the values that a test gives, as Terraform takes them from the environment, by stack.

    Args:
        variables: Values by name, as `by_name` has them.
        stacks: The stacks.

    Raises:
        TypeError: They are no values by name, or a value is none of JSON.
        ValueError: A value is for a variable that no stack has.
    """
    __tracebackhide__ = True
    if not isinstance(variables, Mapping) or not all(isinstance(name, str) for name in variables):
        raise TypeError(
            'assert_plan_empty_after_apply: variables: expected values by name, {"name": value}, got '
            f"{type(variables).__name__}"
        )
    known = by_name(stacks)
    unknown = sorted({*variables} - {*known})
    if unknown:
        raise ValueError(f"assert_plan_empty_after_apply: {_unknown(unknown, stacks)}")
    values: dict[str, dict[str, str]] = {stack.path: {} for stack in stacks}
    # One that is for a stack alone comes after one for all.
    for name in sorted(variables, key=lambda name: "/" in name):
        for stack, variable in known[name]:
            values[stack][variable.name] = written(variables[name], variable, "assert_plan_empty_after_apply")
    return values


def texts_in(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a value that may be a list or a mapping, with their places.

    Args:
        value: The value.
        place: Its own place.
    """
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_in(item, f"{place}.{key}")
    elif isinstance(value, (list, tuple, set, frozenset)):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{place}[{index}]")
    elif isinstance(value, str):
        yield place, value


def _unknown(names: Sequence[str], stacks: Sequence[Stack]) -> str:
    *needed, stack = stacks
    found = [
        f"{each.name} has {', '.join(sorted(variable.name for variable in each.view.variables)) or 'none'}"
        for each in (stack, *needed)
    ]
    if not needed:
        has = found[0].removeprefix(stack.name)
        return f"the stack has no variable {', '.join(names)}; it{has}"
    return f"no stack has a variable {', '.join(names)}; {'; '.join(found)}"
