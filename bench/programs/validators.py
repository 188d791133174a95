"""Ways to validate a payload: ours, and those of the `jsonschema` library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from bench.payloads import Payload, Schemas
from kibana_connectors import connector_types

Accepts = Callable[[Payload], bool]
"""Returns whether a payload is valid."""
Types = Mapping[str, Schemas]


def ours(types: Types) -> Accepts:
    """Validate like `kibana_connectors.validate`, with messages."""
    classes = {type_id: connector_types()[type_id] for type_id in types}
    return lambda payload: classes[payload.type_id].verdict(payload.config, payload.secrets).ok


def with_messages(types: Types) -> Accepts:
    """Validate with one schema per type and with messages. The validators are created once."""
    validators = {type_id: Draft202012Validator(_whole(each)) for type_id, each in types.items()}
    return lambda payload: not _messages(validators[payload.type_id], _whole_value(payload))


def yes_or_no(types: Types) -> Accepts:
    """Validate with the same validators, without messages."""
    validators = {type_id: Draft202012Validator(_whole(each)) for type_id, each in types.items()}
    return lambda payload: bool(validators[payload.type_id].is_valid(_whole_value(payload)))


def by_hand(types: Types) -> Accepts:
    """Validate config and secrets separately; `authType` chooses the schema. This is the fastest way."""
    configs = {type_id: Draft202012Validator(each.config) for type_id, each in types.items()}
    secrets = {
        type_id: {auth: Draft202012Validator(schema) for auth, schema in each.secrets.items()}
        for type_id, each in types.items()
    }

    def accepts(payload: Payload) -> bool:
        given = payload.secrets or {}
        choice = secrets[payload.type_id]
        auth = given.get("authType")
        chosen = choice.get("") or (choice.get(auth) if isinstance(auth, str) else None)
        wrong = _messages(configs[payload.type_id], payload.config or {})
        return not wrong and chosen is not None and not _messages(chosen, given)

    return accepts


def in_one_call(types: Types) -> Accepts:
    """Validate with `jsonschema.validate`, which checks the schema too at each call."""
    whole = {type_id: _whole(each) for type_id, each in types.items()}

    def accepts(payload: Payload) -> bool:
        try:
            jsonschema.validate(_whole_value(payload), whole[payload.type_id])
        except jsonschema.ValidationError:
            return False
        return True

    return accepts


VALIDATORS: Mapping[str, Callable[[Types], Accepts]] = {
    "ours": ours,
    "jsonschema": with_messages,
    "jsonschema, yes or no": yes_or_no,
    "jsonschema, by hand": by_hand,
    "jsonschema.validate": in_one_call,
}


def _messages(validator: Validator, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def _whole(schemas: Schemas) -> dict[str, Any]:
    """Return the schema of a whole payload."""
    secrets = list(schemas.secrets.values())
    return {
        "type": "object",
        "properties": {
            "config": schemas.config,
            "secrets": secrets[0] if len(secrets) == 1 else {"oneOf": secrets},
        },
        "required": ["config", "secrets"],
    }


def _whole_value(payload: Payload) -> dict[str, Any]:
    return {"config": payload.config or {}, "secrets": payload.secrets or {}}
