"""The values that a run gives to a stack's variables: through the environment, and never in a file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from ..secrecy import SHORTEST, Secrets
from ..view import View
from .made_up import MadeUpValues, is_secret
from .written_values import written


class InputValues:
    """Given values, and made-up ones for variables without a default.

    Args:
        stack: The stack.
        given: Values by the variables' names.
        function: The function that a test called, for messages.

    Raises:
        TypeError: A value is None, or is none that JSON can express. The message does not show it.
        ValueError: The stack has no such variable.
    """

    def __init__(self, stack: View, given: Mapping[str, Any], function: str) -> None:
        __tracebackhide__ = True
        self._function = function
        self._variables = {variable.name: variable for variable in stack.variables}
        names = [*self._variables]
        for name in given:
            if name not in self._variables:
                near = difflib.get_close_matches(name, names) or sorted(names)
                raise ValueError(
                    f"{function}: variables: the stack has no variable {name}; it has "
                    f"{', '.join(near) or 'none'}"
                )
        self._raw = dict(given)
        self._given = {name: self._written(name, value) for name, value in given.items()}
        self._made_up = MadeUpValues(stack.variables, given)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that give the values to Terraform."""
        return self._made_up.environment(self._given)

    def is_made_up(self, name: str) -> bool:
        """Whether a variable's value is made up."""
        return name in self._made_up

    def try_next(self, name: str) -> None:
        """Take the next made-up value of a variable, because a validation refused the present one."""
        self._made_up[name].try_next()

    def require(self) -> None:
        """Check that each variable has a value.

        Raises:
            AssertionError: Nothing could be made up for one.
        """
        __tracebackhide__ = True
        self._made_up.require(f"{self._function}: ")

    def has_secret(self, text: str) -> bool:
        """Whether a text has the value of a sensitive or ephemeral variable in it.

        Args:
            text: A value after the run.
        """
        return any(secret in text for secret in self._secrets())

    def redacted(self, text: str) -> str:
        """Return a text without the values of sensitive and ephemeral variables.

        Args:
            text: What Terraform printed.
        """
        values = {f"{number}": value for number, value in enumerate(self._secrets())}
        return Secrets(values).redacted(text) if values else text

    def _secrets(self) -> Iterator[str]:
        for variable in filter(is_secret, self._variables.values()):
            made_up = self._made_up.get(variable.name)
            if made_up is not None:
                values = [made_up.current.secret] if made_up.current else []
            elif variable.name in self._raw:
                values = [*_texts(self._raw[variable.name])]
            else:
                values = [*_texts(variable.get("default"))]
            yield from (value for value in values if value is not None and len(value.strip()) >= SHORTEST)

    def _written(self, name: str, value: Any) -> str:
        __tracebackhide__ = True
        if value is None:
            raise TypeError(
                f"{self._function}: variables: {name}: expected a value, got None; leave the variable out to "
                "use its default"
            )
        return written(value, self._variables[name], self._function)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
