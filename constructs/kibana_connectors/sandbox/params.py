"""What a connector's `_execute` takes: Kibana's verdict on its params, and the sub-actions of a type.

`data/action_params.json` has the JSON Schemas of the types that Kibana defines in code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ..schema.json_schema import Issue, issues
from .catalog import is_spec_type
from .wording import Said, shown

_ONE_EXECUTOR = frozenset(
    {
        ".cases-webhook",
        ".jira",
        ".servicenow",
        ".servicenow-itom",
        ".servicenow-sir",
        ".slack_api",
        ".swimlane",
    }
)
"""Types with sub-actions that do not share Kibana's sub-action framework: one schema for everything."""

_FIXTURES: dict[str, Mapping[str, Any]] = {
    "test.index-record": {
        "type": "object",
        "properties": {
            "index": {"type": "string"},
            "reference": {"type": "string"},
            "message": {"type": "string"},
        },
        "required": ["index", "reference", "message"],
    },
    "test.failing": {
        "type": "object",
        "properties": {"index": {"type": "string"}, "reference": {"type": "string"}},
        "required": ["index", "reference"],
    },
}
"""Types of Kibana's own functional tests that look at their params."""

TESTABLE = frozenset(
    {
        ".abuseipdb",
        ".azure-blob",
        ".box",
        ".confluence-cloud",
        ".dropbox",
        ".dynatrace",
        ".github",
        ".google_threat_intelligence",
        ".graphql",
        ".jira-cloud",
        ".monday_com",
        ".mongodb",
        ".mysql",
        ".okta",
        ".pagerduty_mcp",
        ".salesforce",
        ".sharepoint-server",
        ".sublime_security",
    }
)
"""Types that Kibana defines as data and that have a test action."""
TEST_ACTION = "_test"
_NO_PARAMS: Mapping[str, Any] = {}
_PACKAGE = __name__.rpartition(".")[0]


@dataclass(frozen=True)
class ParamsRefusal:
    """Why Kibana would not run a connector with certain params.

    Attributes:
        kind: `params`: they do not fit the type at all. `sub_action`: there is no such sub-action.
            `sub_action_params`: the sub-action does not take them.
        text: Kibana's words.
    """

    kind: Literal["params", "sub_action", "sub_action_params"]
    text: str


def refusal_of(type_id: str, type_name: str, connector_id: str, params: object) -> ParamsRefusal | None:
    """Return why Kibana would not run a connector with some params, or None.

    Args:
        type_id: Connector type. Anything goes with a type that the sandbox has no schema of.
        type_name: The name that Kibana shows of the type.
        connector_id: Connector id.
        params: Params on the wire.
    """
    schemas = _schemas()
    if type_id in _FIXTURES:
        return _by_schema(_FIXTURES[type_id], params)
    if is_spec_type(type_id):
        # Kibana's description of these types, as far as it is here, does not name their other sub-actions.
        known = None if type_id in TESTABLE else (TEST_ACTION,)
        return _by_framework(type_id, type_name, connector_id, params, _NO_PARAMS, but_not=known or ())
    if type_id not in schemas:
        return None
    entry = schemas[type_id]
    if not entry["sub_actions"] or type_id in _ONE_EXECUTOR:
        return _by_schema(entry["params"], params)
    return _by_framework(type_id, type_name, connector_id, params, entry["params"], only=entry["sub_actions"])


def _by_schema(schema: Mapping[str, Any], params: object) -> ParamsRefusal | None:
    found = list(issues(schema, params))
    return ParamsRefusal("params", _shown(found)) if found else None


def _by_framework(
    type_id: str,
    type_name: str,
    connector_id: str,
    params: object,
    schema: Mapping[str, Any],
    *,
    only: list[str] | None = None,
    but_not: tuple[str, ...] = (),
) -> ParamsRefusal | None:
    found = list(issues(_FRAMEWORK, params))
    if found or not isinstance(params, dict):
        return ParamsRefusal("params", _shown(found))
    name = params["subAction"]
    if name in but_not or (only is not None and name not in only):
        return ParamsRefusal(
            "sub_action",
            f'Sub action "{name}" is not registered. Connector id: {connector_id}. '
            f"Connector name: {type_name}. Connector type: {type_id}",
        )
    found = list(issues(schema, params))
    if not found:
        return None
    inner = [(path[1:] if path[:1] == ("subActionParams",) else path, text) for path, text in found]
    listed = "; ".join(f"[{'.'.join(path)}]: {text}" if path else text for path, text in inner)
    return ParamsRefusal("sub_action_params", f"Request validation failed ({listed})")


_FRAMEWORK: Mapping[str, Any] = {
    "type": "object",
    "properties": {"subAction": {"type": "string"}, "subActionParams": {"type": "object"}},
    "required": ["subAction"],
    "additionalProperties": False,
}


def _shown(found: list[Issue]) -> str:
    return shown([Said("connector", text, path) for path, text in found])


@cache
def _schemas() -> dict[str, Any]:
    text = (files(_PACKAGE) / "data" / "action_params.json").read_text(encoding="utf-8")
    schemas: dict[str, Any] = json.loads(text)
    return schemas
