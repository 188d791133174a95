"""Evaluates a root module where neither Terraform nor OpenTofu is there: literals and plain references."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..gate.document import Document
from ..stack_files.values import EncodedJson, Evaluator, Scope, Unknown, body_of, instances
from .hcl_evaluation import ARGUMENTS, Evaluated, Imported, Instance, Values, is_true, values_file
from .hcl_folder import Folder, Module
from .hcl_syntax import Attribute, Block


def evaluate_without_tool(folder: Folder, values: Values) -> Evaluated:
    """Evaluate the root module's connectors, as far as this library reads expressions.

    What is in other modules, and what takes a function that is not known, is left to be named.

    Args:
        folder: The module.
        values: The values of its variables.
    """
    evaluated = Evaluated()
    given = values_file(folder, values)
    document = Document(_raw(folder.root, given.expressions))
    evaluator = Evaluator(document)
    for block in document.connectors():
        body = body_of(block)
        for suffix, scope in instances(block, evaluator):
            if suffix == "[*]":
                why = "only Terraform can tell its instances: put terraform or tofu on the PATH"
                evaluated.failed[folder.root.folder, "connector", block.name] = (why, True)
                continue
            evaluated.instances.append(_instance(block.name, suffix, body, scope, evaluator))
    for path, module in folder.tree():
        if path:
            for name in module.connectors:
                why = "only Terraform evaluates modules: put terraform or tofu on the PATH"
                evaluated.failed[module.folder, "connector", name] = (why, True)
    for each in (each for each in folder.root.others if each.type == "import"):
        to, id = each.attributes.get("to"), each.attributes.get("id")
        if to is not None and "for_each" not in each.attributes and id is not None:
            value = evaluator.of(_value(id))
            target = to.text if to.text is not None else str(to.value)
            evaluated.imports.append(Imported(target.strip(), value if isinstance(value, str) else None))
    return evaluated


def _instance(
    name: str, suffix: str, body: Mapping[str, Any], scope: Scope, evaluator: Evaluator
) -> Instance:
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for key in ARGUMENTS:
        if body.get(key) is None:
            continue
        encoded = evaluator.json(body[key], scope) if key in ("config", "secrets", "secrets_wo") else None
        value = encoded if encoded is not None else evaluator.of(body[key], scope)
        values[key], unknown[key] = _split(value)
    key_text = suffix[1:-1]
    index = json.loads(key_text) if key_text else None
    return Instance("", name, suffix, index, values, unknown, {})


def _split(value: Any) -> tuple[Any, Any]:
    """Return what is known of a value, and where it is not."""
    if isinstance(value, Unknown):
        return None, True
    if isinstance(value, EncodedJson):
        return _split(value.value)
    if isinstance(value, Mapping):
        parts = {str(key): _split(item) for key, item in value.items()}
        known = {key: part for key, (part, mask) in parts.items() if mask is not True}
        return known, {key: mask for key, (_, mask) in parts.items()}
    if isinstance(value, (list, tuple)):
        split = [_split(item) for item in value]
        return [part for part, _ in split], [mask for _, mask in split]
    return value, False


def _raw(module: Module, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a module as a document of Terraform's JSON syntax."""
    raw: dict[str, Any] = {"resource": {}, "variable": {}, "locals": {}}
    for (type, name), block in module.resources.items():
        raw["resource"].setdefault(type, {})[name] = _body(block)
    for (name,), block in module.variables.items():
        body: dict[str, Any] = {}
        raw["variable"][name] = body
        if any(is_true(block.attributes.get(key)) for key in ("sensitive", "ephemeral")):
            continue  # its value must not get anywhere
        default = block.attributes.get("default")
        if default is not None:
            body["default"] = _literal(default)
        if name in given:
            body["default"] = _literal(Attribute(given[name]))
    raw["locals"] = {name: _value(attribute) for name, attribute in module.locals.items()}
    return raw


def _body(block: Block) -> dict[str, Any]:
    return {key: _value(attribute) for key, attribute in block.attributes.items()}


def _value(attribute: Attribute) -> Any:
    if attribute.text is None:
        return attribute.value
    return f"${{{attribute.text}}}"


def _literal(attribute: Attribute) -> Any:
    """Return a default's value; one that is no literal stays unknown."""
    if attribute.text is None:
        return attribute.value
    value = Evaluator(Document({})).of(f"${{{attribute.text}}}")
    return f"${{{attribute.text}}}" if isinstance(value, Unknown) else value
