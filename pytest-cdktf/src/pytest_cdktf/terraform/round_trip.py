"""Applies a stack, plans again, and searches the resulting files for secrets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..secrecy import SHORTEST, Secrets
from ..view import Origin, View
from . import command
from .allowances import allowed_variables
from .application import SAVED_PLAN, STATES, Application
from .kibana import Connection, Kibana, connection_of
from .made_up import is_secret
from .needed import Stack, in_order
from .variables import StackVariable, by_name, texts_in, values_of

_KEY = ("", "")
"""What stands for Kibana's API key among secrets that are by stack and variable."""


def assert_plan_empty_after_apply(
    stack: View,
    origin: Origin,
    kibana: Kibana | tuple[str, str] | None,
    variables: Mapping[str, Any],
    may_be_in_state: Mapping[str, str] | Iterable[str],
) -> None:
    """Apply a stack after those that it needs; check that its next plan is empty, and files for secrets.

    Args:
        stack: The stack.
        origin: Where its JSON comes from.
        kibana: The Kibana to use; None for where the stack says.
        variables: Values of variables by name.
        may_be_in_state: Variables whose secret values may be in the state.

    Raises:
        AssertionError: A step fails, the plan is not empty, or a file contains a secret.
        TypeError: `kibana` is no Kibana, or an argument is something else.
        ValueError: There is no such variable, or a value of `kibana` cannot be one.
    """
    __tracebackhide__ = True
    connection = None if kibana is None else connection_of(kibana)
    stacks = in_order(stack, origin)
    values = values_of(variables, stacks)
    allowed = allowed_variables(may_be_in_state, by_name(stacks))
    trip = _RoundTrip(stacks, connection, values, variables, allowed)
    trip.apply()
    trip.search()


class _RoundTrip:
    """The copies of a stack and of those that it needs.

    Args:
        stacks: The stacks in order; the last one is what the test is about.
        kibana: Where Kibana is.
        values: Values of variables by stack.
        given: The values as the test gives them.
        allowed: The variables whose values may be in the state.
    """

    def __init__(
        self,
        stacks: Sequence[Stack],
        kibana: Connection | None,
        values: Mapping[str, Mapping[str, str]],
        given: Mapping[str, Any],
        allowed: Mapping[str, Sequence[StackVariable]],
    ) -> None:
        self._stacks = stacks
        self._kibana = kibana
        self._values = values
        self._given = given
        self._allowed = allowed
        self._applied: list[Application] = []

    def apply(self) -> None:
        """Apply all stacks, and plan the last one again."""
        __tracebackhide__ = True
        out = self._stacks[-1].origin.out
        directory = _unused_path(out.with_name(f"{out.name}-applied"))
        states: dict[str, Path] = {}
        for number, stack in enumerate(self._stacks):
            is_last = stack is self._stacks[-1]
            own = directory if is_last else directory.with_name(f"{directory.name}-{number + 1}-{stack.name}")
            with self._telling_of(stack):
                applied = Application(stack, own, self._kibana, self._values[stack.path], states)
                applied.redact = self._redacted
                self._applied.append(applied)
                applied.init()
                applied.apply()
            states[stack.path] = applied.state
        self._applied[-1].plan()

    def search(self) -> None:
        """Search the files and Terraform's output for the secrets."""
        __tracebackhide__ = True
        secrets = self._secrets()
        allowed = {(each.stack, each.variable.name) for found in self._allowed.values() for each in found}
        places: list[str] = []
        unread: list[str] = []
        for is_allowed in (False, True):
            values = {name: value for name, value, key in secrets if (key in allowed) is is_allowed}
            if values:
                places.extend(self._search(Secrets(values), unread, is_allowed=is_allowed))
        listed = "".join(f"\n  {place}" for place in dict.fromkeys(places))
        problems = [f"secrets are in what the apply left:{listed}"] if places else []
        problems += [*dict.fromkeys(unread), *self._unneeded(secrets)]
        if problems:
            raise AssertionError(self._redacted("\n".join(problems)))

    def _search(self, secrets: Secrets, unread: list[str], *, is_allowed: bool) -> Iterator[str]:
        """Yield where secrets are.

        Args:
            secrets: The secrets.
            unread: Gets what the apply made and cannot be searched.
            is_allowed: Whether they may be in the state.
        """
        for applied in self._applied:
            excluded = [applied.installed]
            if is_allowed:  # the plan that writes a state has what is in it
                excluded += [applied.directory / name for name in (*STATES, SAVED_PLAN)]
            of = "" if applied is self._applied[-1] else f" of {applied.stack.path}"
            in_files = secrets.in_files(applied.directory, exclude=excluded)
            yield from (f"{place}{of}" for place in in_files)
            # What the stack brought itself is for assert_no_secrets to judge.
            brought = applied.stack.origin.directory
            cannot = [each for each in secrets.unread if not (brought / each.partition(": ")[0]).exists()]
            unread.extend(f"{each}{of}: it could not be searched for secrets" for each in cannot)
            secrets.unread.clear()
            printed = secrets.in_text("\n".join(applied.printed))
            yield from (f"{name} is in what {command.name()} printed{of}" for name in printed)

    def _unneeded(self, secrets: Sequence[tuple[str, str, tuple[str, str]]]) -> Iterator[str]:
        """Yield what a test allows although it is not so; it would hide that it becomes so."""
        states = [
            path.read_text(errors="replace")
            for applied in self._applied
            for path in (applied.directory / name for name in STATES)
            if path.exists()
        ]
        for name, variables in self._allowed.items():
            keys = {(each.stack, each.variable.name) for each in variables}
            values = {place: value for place, value, key in secrets if key in keys}
            if not values:
                yield f"may_be_in_state: {name} has no value that is searched for: take it out"
            elif not any([*Secrets(values).in_text(text)] for text in states):
                yield f"may_be_in_state: {name} is in no state: take it out"

    def _secrets(self) -> list[tuple[str, str, tuple[str, str]]]:
        """Return for each secret how messages call it, the value, and its stack and variable."""
        found: list[tuple[str, str, tuple[str, str]]] = []
        if self._kibana is not None:
            found.append(("Kibana's API key", self._kibana.api_key, _KEY))
        for applied in self._applied:
            stack = applied.stack
            of = "" if stack is self._stacks[-1] else f" of {stack.path}"
            for variable in filter(is_secret, stack.view.variables):
                for place, value in self._values_of(variable.name, applied):
                    if len(value.strip()) >= SHORTEST:
                        found.append((f"the value of {place}{of}", value, (stack.path, variable.name)))
        return found

    def _values_of(self, name: str, applied: Application) -> Iterator[tuple[str, str]]:
        """Yield the texts in a variable's value that must not be found; of a made-up one its random part."""
        place = f"var.{name}"
        made_up = applied.made_up.get(name)
        if made_up is not None:
            if made_up.current is not None and made_up.current.secret is not None:
                yield place, made_up.current.secret
        elif name in applied.given:
            own = f"{applied.stack.name}/{name}"
            value = self._given[own if own in self._given else name]
            texts = [*texts_in(value, place)]
            yield from texts or [(place, applied.given[name])]

    def _redacted(self, text: str) -> str:
        values = {name: value for name, value, _ in self._secrets()}
        return Secrets(values).redacted(text) if values else text

    @contextmanager
    def _telling_of(self, stack: Stack) -> Iterator[None]:
        """Say in errors of a stack that the test did not name why it is applied."""
        __tracebackhide__ = True
        last = self._stacks[-1]
        if stack is last:
            yield
            return
        message = ""
        try:
            yield
        except AssertionError as error:
            message = textwrap.indent(str(error), "  ")
        if message:
            raise AssertionError(f"{stack.path}, which {last.path} needs, cannot be applied:\n{message}")


def _unused_path(path: Path) -> Path:
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.name.partition('~')[0]}~{number}")
    return path
