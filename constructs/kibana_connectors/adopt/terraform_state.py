"""Reads a state: the JSON of `terraform show -json`, or the state's own file (version 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnreadableFile
from ..terraform.elasticstack import CONNECTOR
from .inventory import AdoptedConnector, Carry, Inventory, Origin, Report, SecretLeaf, SecretsMode
from .making import add, add_preconfigured, check_space, hidden_leaf
from .settling import CONTEXT_KEY, leaves_in, needed_leaves, settle

_ANSWER = "expected the JSON of `terraform show -json`, or a state of version 4"


def read_state(name: str, value: Any) -> Inventory:
    """Read a state.

    Args:
        name: The file's name.
        value: What is in it.

    Raises:
        UnreadableFile: It is no state.
    """
    inventory = Inventory()
    for resource in _resources(name, value):
        if resource.get("type") != CONNECTOR or not isinstance(resource.get("address"), str):
            continue
        values = resource.get("values")
        origin = Origin("state", name, None, resource["address"], _instance(resource))
        if not isinstance(values, Mapping):
            _tell(inventory, origin, "no-attributes", "the state has no values of it")
        elif resource.get("mode") == "data":
            _add_lookup(inventory, origin, values)
        else:
            _add(inventory, origin, resource, values)
    return inventory


def _resources(name: str, value: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(value, Mapping):
        raise UnreadableFile(f"{name}: line 1: {_ANSWER}")
    if "planned_values" in value:
        raise UnreadableFile(f"{name}: line 1: a plan in place of a state: {_ANSWER}, without naming a plan")
    if isinstance(value.get("resources"), list) and "lineage" in value:
        yield from _of_version_4(value["resources"])
        return
    if "format_version" not in value:
        raise UnreadableFile(f"{name}: line 1: {_ANSWER}")
    values = value.get("values")
    if isinstance(values, Mapping):
        left = [values.get("root_module")]
        while left:
            module = left.pop(0)
            if isinstance(module, Mapping):
                yield from (each for each in module.get("resources") or () if isinstance(each, Mapping))
                left[:0] = module.get("child_modules") or ()


def _of_version_4(resources: list[Any]) -> Iterator[Mapping[str, Any]]:
    for resource in resources:
        if not isinstance(resource, Mapping):
            continue
        mode = "data." if resource.get("mode") == "data" else ""
        module = f"{resource['module']}." if resource.get("module") else ""
        base = f"{module}{mode}{resource.get('type')}.{resource.get('name')}"
        for each in resource.get("instances") or ():
            key = each.get("index_key")
            yield {
                "address": base if key is None else f"{base}[{json.dumps(key)}]",
                "mode": resource.get("mode"),
                "type": resource.get("type"),
                "name": resource.get("name"),
                "index": key,
                "values": each.get("attributes"),
                "tainted": each.get("status") == "tainted",
                "deposed_key": each.get("deposed"),
            }


def _instance(resource: Mapping[str, Any]) -> str | int | None:
    index = resource.get("index")
    return index if isinstance(index, (str, int)) else None


def _add_lookup(inventory: Inventory, origin: Origin, values: Mapping[str, Any]) -> None:
    id = values.get("connector_id")
    if not isinstance(id, str):
        return
    note = (
        "it stands in kibana.yml: in every space, and read-only"
        if values.get("is_preconfigured") is True
        else "the state looks it up"
    )
    add_preconfigured(
        inventory, origin, id=id, name=values.get("name"), type_id=values.get("connector_type_id"), note=note
    )


def _add(
    inventory: Inventory, origin: Origin, resource: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    if resource.get("deposed_key"):
        _tell(inventory, origin, "tainted", "an old object of it waits to be deleted; apply once more first")
        return
    name, type_id, space = (values.get(key) for key in ("name", "connector_type_id", "space_id"))
    if not isinstance(name, str) or not isinstance(type_id, str):
        _tell(inventory, origin, "no-attributes", "the state has no name or no type of it")
        return
    told: list[tuple[tuple[str, ...], str]] = []
    try:
        config = _object(values.get("config"))
        held = _object(values.get("secrets"))
    except ValueError:
        _tell(inventory, origin, "not-json", "its config or its secrets are no JSON object")
        return
    secrets, mode = _secrets(type_id, values, config, held, told)
    settled = settle(type_id, config, secrets, exists=True)
    told_codes = {code for codes, _ in settled.told for code in codes}
    written = {key: value for key, value in (config or {}).items() if key != CONTEXT_KEY}
    if not settled.is_refused and settled.config != written and "secret-in-config" not in told_codes:
        told.append(
            (("drift",), "the state has the config as it was written; the code sends the settled one")
        )
    if resource.get("tainted") is True:
        told.append(
            (
                ("tainted",),
                "it is tainted: Terraform would delete it and make it again. Run `terraform untaint` on it "
                "first",
            )
        )
    if why := check_space(space):
        told.append((("space-not-possible",), why))
    connection = values.get("kibana_connection")
    if connection:
        told.append((("other-target",), "it has a kibana_connection of its own"))
    if values.get("is_missing_secrets") is True:
        told.append((("missing-secrets",), "it misses its secrets: it does not run until they are set"))
    id = values.get("connector_id")
    add(
        inventory,
        AdoptedConnector(
            origin=origin,
            name=name,
            type_id=type_id,
            space=space if isinstance(space, str) and space else "default",
            id=id if isinstance(id, str) else None,
            id_origin="known",
            config=settled.config,
            config_is_settled=settled.is_settled,
            secrets=settled.secrets,
            optional_secrets=settled.optional_secrets,
            secrets_mode=mode,
            secrets_version=values.get("secrets_wo_version"),
            kibana_connection=bool(connection),
            carry=Carry("moved", address=origin.address),
        ),
        settled,
        [*settled.told, *told],
    )


def _secrets(
    type_id: str,
    values: Mapping[str, Any],
    config: dict[str, Any] | None,
    held: dict[str, Any] | None,
    told: list[tuple[tuple[str, ...], str]],
) -> tuple[tuple[SecretLeaf, ...], SecretsMode]:
    if held is not None:
        leaves = tuple(hidden_leaf(path, "", value) for path, value in leaves_in(held))
        if leaves:
            told.append(
                (
                    ("secret-in-state",),
                    "its secrets stand in the state in plain text: the new code takes them from variables; "
                    "replace them, for old states keep them",
                )
            )
        return leaves, "state"
    needed = needed_leaves(type_id, {**(config or {})})
    if values.get("secrets_wo_version") is None and not needed:
        return (), "none"
    told.append(
        (("secrets-not-in-state",), "its secrets are write-only: the state does not say which it has")
    )
    return needed, "write-only"


def _object(text: Any) -> dict[str, Any] | None:
    if text is None:
        return None
    value = json.loads(text) if isinstance(text, str) else text
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError
    return value


def _tell(inventory: Inventory, origin: Origin, code: str, text: str) -> None:
    inventory.reports.append(Report(origin, f"{origin.address}: {text}", (code,), is_loss=True))
