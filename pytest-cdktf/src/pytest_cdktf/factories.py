"""What a function that a test gives to `synth` may take and return."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from ._cdk import is_a

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
)

Scope = Literal["app", "stack", "nothing"]
"""What a function is called with."""


def scope_of(function: Callable[..., Any]) -> Scope:
    """Return what a function wants as its first argument.

    It is an app if the parameter is called `app` or annotated as one, nothing if there is no parameter that
    could take it, and else a stack.

    Args:
        function: A function, or another callable.
    """
    try:
        parameters = [*inspect.signature(function).parameters.values()]
    except (TypeError, ValueError):  # some callables written in C
        return "stack"
    first = next((each for each in parameters if each.kind in _POSITIONAL), None)
    if first is None:
        return "nothing"
    if first.kind is inspect.Parameter.VAR_POSITIONAL:
        return "stack"
    kind = first.annotation
    if _names(kind, "TerraformStack"):
        return "stack"
    return "app" if first.name == "app" or _names(kind, "App") else "stack"


def _names(annotation: Any, name: str) -> bool:
    if isinstance(annotation, str):
        return annotation.strip("'\" ").rpartition(".")[2] == name
    return isinstance(annotation, type) and is_a(annotation, name)


def returned_constructs(value: Any, what: str) -> list[Any]:
    """Return the constructs in what a function returned: one, or lists, mappings or dataclasses of them.

    Args:
        value: What it returned; None is no construct.
        what: The function, for messages.

    Raises:
        TypeError: There is something else in it. The message names its type, and not its value.
    """
    __tracebackhide__ = True
    if value is None:
        return []
    if not isinstance(value, type):
        if is_a(value, "Construct"):
            return [value]
        if isinstance(value, (list, tuple, set, frozenset)):
            return _all(value, what)
        if isinstance(value, Mapping):
            return _all(value.values(), what)
        if dataclasses.is_dataclass(value):
            return _all((getattr(value, each.name) for each in dataclasses.fields(value)), what)
    if inspect.iscoroutine(value):
        value.close()  # else Python warns that nobody awaited it
    raise TypeError(
        f"synth: {what} returned {_described(value)}; expected None, constructs of the stack that it was "
        f"called with, a stack or an app{_advice(value)}"
    )


def _all(values: Iterable[Any], what: str) -> list[Any]:
    __tracebackhide__ = True
    return [construct for value in values for construct in returned_constructs(value, what)]


def _described(value: Any) -> str:
    return f"the class {value.__name__}" if isinstance(value, type) else f"a {type(value).__name__}"


def _advice(value: Any) -> str:
    if inspect.iscoroutine(value) or inspect.isgenerator(value) or inspect.isasyncgen(value):
        return ". It has not run: give a function that is neither async nor a generator"
    if isinstance(value, type):
        return ". Call the class, or give it to synth itself"
    if isinstance(value, str):
        return ". If it is JSON of Testing.synth, return the stack instead"
    return ""
