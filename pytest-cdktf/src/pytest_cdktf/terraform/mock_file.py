"""Writes the test that mocks a stack's providers, for Terraform's and OpenTofu's own `test`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from .. import document
from ..blocks import Block, DataSource, Ephemeral, Module, Resource
from ..document import Json
from ..remote_states import TYPE, outputs_read, remote_states
from ..view import View
from .mock_targets import target
from .mocked_copy import provider_of

Values = Mapping[str, Any]
RUN = "mocked"
"""The name of the only run in the test."""


class Mocks:
    """What a test wants computed attributes to be.

    Attributes:
        resources: Values by the type of resources.
        data_sources: Values by the type of data sources.
        ephemerals: Values of ephemeral resources, by type.
        overrides: Values by address, of resources and data sources.
        modules: Outputs by the address of a module.
        ephemeral_overrides: Values by the address of an ephemeral resource.

    Args:
        stack: The stack.
        mocks: Values by type.
        overrides: Values by address or construct path.
        function: The function that the test called, for messages.

    Raises:
        TypeError: Something is no mapping.
        ValueError: The stack has no such type, or nothing at such an address.
    """

    def __init__(
        self,
        stack: View,
        mocks: Mapping[str, Values] | None,
        overrides: Mapping[str, Values] | None,
        function: str,
    ) -> None:
        __tracebackhide__ = True
        self.resources: dict[str, Values] = {}
        self.data_sources: dict[str, Values] = {}
        self.ephemerals: dict[str, Values] = {}
        for name, values in _mappings(mocks, f"{function}: mocks").items():
            kind, _, type = name.rpartition(".")
            into = {"": self.resources, "data": self.data_sources, "ephemeral": self.ephemerals}.get(kind)
            known = _types(stack)
            if into is None or (name not in known and not stack.modules):
                near = difflib.get_close_matches(name, known, cutoff=0.4) or sorted(known)
                raise ValueError(
                    f"{function}: mocks: the stack has no {name}; expected a type, such as "
                    f"{' or '.join(near) or 'aws_s3_bucket'}"
                )
            into[type] = values
        self.overrides: dict[str, tuple[Block, Values]] = {}
        self.modules: dict[str, Values] = {}
        self.ephemeral_overrides: dict[str, Values] = {}
        argument = f"{function}: overrides"
        for name, values in _mappings(overrides, argument).items():
            block, address = target(name, stack, (Resource, DataSource, Module, Ephemeral), argument)
            if isinstance(block, Module):
                self.modules[address] = values
            elif isinstance(block, Ephemeral):
                self.ephemeral_overrides[block.address] = values
            else:
                self.overrides[address] = (block, values)


def mock_file(
    stack: Json, providers: Iterable[str], mocks: Mocks, *, plan: bool, expect: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the test as JSON.

    Args:
        stack: The JSON of the copy that is tested.
        providers: The names of its providers.
        mocks: What computed attributes are to be.
        plan: Whether to plan only.
        expect: The addresses of checks that may fail.
    """
    names = {*providers}
    if any(type.partition("_")[0] == "terraform" for type in (*mocks.resources, *mocks.data_sources)):
        names.add("terraform")  # built in, and otherwise not mocked
    run: dict[str, Any] = {"command": "plan" if plan else "apply"}
    if expected := [*expect]:
        run["expect_failures"] = expected
    result: dict[str, Any] = {
        "mock_provider": {name: [*_mock_provider(name, stack, mocks)] for name in sorted(names)},
        "override_resource": [
            {"target": address, "values": {**mocks.resources.get(block.type, {}), **values}}
            for address, (block, values) in mocks.overrides.items()
            if isinstance(block, Resource)
        ],
        "override_data": [
            {"target": address, "values": dict(values)}
            for address, values in {**_remote_states(stack, mocks), **_data_overrides(mocks)}.items()
        ],
        "override_module": [
            {"target": address, "outputs": dict(values)} for address, values in mocks.modules.items()
        ],
        "run": {RUN: run},
    }
    return {key: value for key, value in result.items() if value}


def _mock_provider(name: str, stack: Json, mocks: Mocks) -> Iterable[dict[str, Any]]:
    """Yield a mock for each configuration of a provider, and one for the configuration without an alias."""
    aliases = [each["alias"] for each in _configurations(name, stack) if each.get("alias")]
    of_types = {
        "mock_resource": _defaults(name, mocks.resources, document.resources(stack)),
        "mock_data": _defaults(name, mocks.data_sources, document.data_sources(stack)),
    }
    common = {key: value for key, value in of_types.items() if value}
    yield common
    yield from ({"alias": alias, **common} for alias in aliases)


def _configurations(name: str, stack: Json) -> list[Mapping[str, Any]]:
    return [block for block in document.providers(stack) if block.type == name]


def _defaults(provider: str, values: Mapping[str, Values], blocks: Iterable[Block]) -> dict[str, Any]:
    by_type: dict[str, set[str]] = {}
    for block in blocks:
        by_type.setdefault(block.type, set()).add(provider_of(block.type, block))
    return {
        type: {"defaults": dict(each)}
        for type, each in values.items()
        if provider in by_type.get(type, {type.partition("_")[0]})
    }


def _data_overrides(mocks: Mocks) -> dict[str, Values]:
    return {
        address: {**mocks.data_sources.get(block.type, {}), **values}
        for address, (block, values) in mocks.overrides.items()
        if isinstance(block, DataSource)
    }


def _remote_states(stack: Json, mocks: Mocks) -> dict[str, Values]:
    """Return outputs for the states of other stacks: made-up texts for those that this stack uses."""
    if TYPE in mocks.data_sources:
        return {}
    return {
        f"data.{TYPE}.{name}": {
            "outputs": {output: f"made-up-{output}" for output in sorted(outputs_read(stack, name))}
        }
        for name, _ in remote_states(stack)
    }


def _types(stack: View) -> set[str]:
    return {
        *(block.type for block in stack.resources),
        *(f"data.{block.type}" for block in stack.data_sources),
        *(f"ephemeral.{block.type}" for block in stack.ephemerals),
    }


def mapping(value: Any, argument: str) -> Mapping[str, Any]:
    """Return what a test gives as a mapping; None is an empty one.

    Args:
        value: What it gives.
        argument: The function and the argument that has it, for the message.

    Raises:
        TypeError: It is something else.
    """
    __tracebackhide__ = True
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"{argument}: expected a dict, got {type(value).__name__}")
    return value


def _mappings(values: Any, argument: str) -> Mapping[str, Values]:
    __tracebackhide__ = True
    named = mapping(values, argument)
    for name, each in named.items():
        if not isinstance(name, str):
            raise TypeError(f"{argument}: expected texts as keys, got {name!r}")
        if not isinstance(each, Mapping) or not all(isinstance(key, str) for key in each):
            raise TypeError(
                f"{argument}: {name}: expected a dict of attributes and values, got {type(each).__name__}"
            )
    return named
