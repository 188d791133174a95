"""Reads the values that `terraform test` and `tofu test` print in the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..applied import DataSourceInstance, ResourceInstance
from ..blocks import Block, Output
from ..concealed import UNKNOWN, Sensitive
from ..view import View

Json = Mapping[str, Any]
Conceals = Callable[[str], bool]
_KEY = re.compile(r"\[[^]]*\]")


def after_apply(state: Json, stack: View, conceals: Conceals) -> Iterator[Block]:
    """Yield the resources, data sources and outputs of a state.

    Args:
        state: What the tool prints as `test_state`; OpenTofu prints it one level deeper.
        stack: The stack, for construct paths.
        conceals: Whether a text has a secret in it, which the tool lost sight of.
    """
    values = state.get("values") or state
    blocks = _Blocks(stack, conceals)
    for module in _modules(values.get("root_module") or {}):
        for each in module.get("resources", []):
            shown = _readable(each.get("values") or {}, each.get("sensitive_values"), None)
            yield blocks.instance(each, shown, module.get("address", ""))
    for name, each in (values.get("outputs") or {}).items():
        value = each.get("value")
        yield blocks.output(name, Sensitive(value) if each.get("sensitive") else value)


def after_plan(plan: Json, stack: View, conceals: Conceals) -> Iterator[Block]:
    """Yield the resources and outputs of a plan. Terraform does not print data sources.

    Args:
        plan: What the tool prints as `test_plan`.
        stack: The stack, for construct paths.
        conceals: Whether a text has a secret in it, which the tool lost sight of.
    """
    blocks = _Blocks(stack, conceals)
    for each in plan.get("resource_changes") or []:
        change = each["change"]
        if change["actions"] == ["delete"]:
            continue
        shown = _readable(
            change.get("after") or {}, change.get("after_sensitive"), change.get("after_unknown")
        )
        yield blocks.instance(each, shown, each.get("module_address", ""))
    for name, change in (plan.get("output_changes") or {}).items():
        yield blocks.output(
            name, _readable(change.get("after"), change.get("after_sensitive"), change.get("after_unknown"))
        )


class _Blocks:
    """Makes blocks with the construct paths of those that CDKTF wrote."""

    def __init__(self, stack: View, conceals: Conceals) -> None:
        self._conceals = conceals
        self._written = {block.address: block for block in stack.blocks}

    def instance(self, found: Json, values: Json, module: str) -> Block:
        kind = DataSourceInstance if found["mode"] == "data" else ResourceInstance
        prefix = "data." if found["mode"] == "data" else ""
        outermost = ".".join(_KEY.sub("", module).split(".")[:2])
        written = self._written.get(outermost or f"{prefix}{found['type']}.{found['name']}")
        block = kind(found["type"], found["name"], self._shown(values), written.path if written else None)
        block.instance_key = found.get("index")
        block._address = found["address"]
        block.coverage_key = written.coverage_key if written else None
        return block

    def output(self, name: str, value: Any) -> Block:
        written = self._written.get(f"output.{name}")
        block = Output(name, self._shown({"value": value}), written.path if written else None)
        block.coverage_key = written.coverage_key if written else None
        return block

    def _shown(self, value: Any) -> Any:
        """Return a value without nulls in objects, and with marks on texts that tell a secret."""
        if isinstance(value, Mapping):
            return {key: self._shown(item) for key, item in value.items() if item is not None}
        if isinstance(value, list):
            return [self._shown(item) for item in value]
        return Sensitive(value) if isinstance(value, str) and self._conceals(value) else value


def _modules(module: Json) -> Iterator[Json]:
    yield module
    for child in module.get("child_modules", []):
        yield from _modules(child)


def _readable(value: Any, sensitive: Any, unknown: Any) -> Any:
    """Return a value with marks where it, or a part of it, is sensitive or unknown."""
    if unknown is True:
        return UNKNOWN
    if sensitive is True:
        return None if value is None else Sensitive(value)
    if isinstance(value, Mapping) or (value is None and isinstance(unknown, Mapping) and unknown):
        found = value or {}
        hidden = sensitive if isinstance(sensitive, Mapping) else {}
        missing = unknown if isinstance(unknown, Mapping) else {}
        keys = [*found, *(key for key in missing if key not in found)]
        read = {key: _readable(found.get(key), hidden.get(key), missing.get(key)) for key in keys}
        # What has no unknown part is mentioned among the unknown ones too.
        return {key: item for key, item in read.items() if key in found or item is not None}
    if isinstance(value, list):
        return [_readable(item, _at(sensitive, i), _at(unknown, i)) for i, item in enumerate(value)]
    return value


def _at(marks: Any, index: int) -> Any:
    return marks[index] if isinstance(marks, list) and index < len(marks) else None
