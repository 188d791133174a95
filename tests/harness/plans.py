"""The JSON of plans, as `terraform show -json` prints it, with a secret of the state in plain text."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from kibana_connectors.guard.plan import Plan
from kibana_connectors.guard.plan_reading import read_plan

DATA = Path(__file__).resolve().parents[1] / "data" / "plan_resource_changes.json"
CONNECTOR = "elasticstack_kibana_action_connector"
RULE = "elasticstack_kibana_alerting_rule"
WORKFLOW = "elasticstack_kibana_agentbuilder_workflow"
PROVIDERS = {
    "terraform": "registry.terraform.io/elastic/elasticstack",
    "tofu": "registry.opentofu.org/elastic/elasticstack",
}
SECRET = "Hunter2-in-the-state"

Change = dict[str, Any]


@cache
def _real() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


def real_changes(kind: str) -> list[Change]:
    """What Terraform planned for one kind of change."""
    return json.loads(json.dumps(_real()[kind]))


def kinds() -> list[str]:
    return [kind for kind in _real() if kind != "about"]


def change(address: str, actions: list[str], before: Any, after: Any, **more: Any) -> Change:
    """One entry of `resource_changes`."""
    about = {
        "actions": actions,
        "before": before,
        "after": after,
        "after_unknown": {},
        "before_sensitive": {},
    }
    return {"address": address, "change": {**about, **more.pop("change", {})}, **more}


def connector(
    connector_id: str, space: str = "default", *, name: str = "n", type_id: str = ".slack", **more: Any
) -> dict[str, Any]:
    """A connector's attributes, as the state has them."""
    return {
        "connector_id": connector_id,
        "space_id": space,
        "id": f"{space}/{connector_id}",
        "name": name,
        "connector_type_id": type_id,
        "config": json.dumps({"url": SECRET}),
        "secrets": json.dumps({"webhookUrl": SECRET}),
        "is_preconfigured": False,
        **more,
    }


def deleted(
    connector_id: str, space: str = "default", address: str = f"{CONNECTOR}.c", **more: Any
) -> Change:
    return change(address, ["delete"], connector(connector_id, space, **more), None)


def created(
    connector_id: str, space: str = "default", address: str = f"{CONNECTOR}.d", **more: Any
) -> Change:
    return change(address, ["create"], None, connector(connector_id, space, **more))


def unchanged(
    connector_id: str, space: str = "default", address: str = f"{CONNECTOR}.d", **more: Any
) -> Change:
    return change(address, ["no-op"], connector(connector_id, space), connector(connector_id, space), **more)


def replaced(own_id: str, space: str = "default", address: str = f"{CONNECTOR}.c", **after: Any) -> Change:
    before = connector(own_id, space)
    return change(address, ["delete", "create"], before, {**before, **after})


def rule(
    actions: list[str],
    rule_id: str,
    *,
    uses: list[str] | None,
    will_use: list[str] | None = None,
    space: str = "default",
    **more: Any,
) -> Change:
    """A rule that uses connectors, and others when the plan is done; None: it is not there then, or yet."""

    def attributes(used: list[str] | None) -> dict[str, Any] | None:
        if used is None:
            return None
        own = {"rule_id": rule_id, "space_id": space, "id": f"{space}/{rule_id}", "name": f"Rule {rule_id}"}
        return {**own, "actions": [{"group": "default", "id": each} for each in used]}

    return {**change(f"{RULE}.r", actions, attributes(uses), attributes(will_use), **more), "type": RULE}


def whole(changes: list[Change], *, tool: str = "terraform", **top: Any) -> bytes:
    """A plan with these changes among others, and all that a plan holds besides."""
    entries = []
    for each in changes:
        kind = each.get("type", CONNECTOR)
        entries.append(
            {"mode": "managed", "type": kind, "provider_name": PROVIDERS[tool], "name": "c", **each}
        )
    other = change("random_id.x", ["delete"], {"id": "x", "connector_id": "x", "secrets": SECRET}, None)
    data = {**change("data.x.c", ["delete"], connector("in-data"), None), "mode": "data", "type": CONNECTOR}
    state = {"root_module": {"resources": [{"type": CONNECTOR, "values": connector("c")}]}}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "variables": {"plain": {"value": SECRET}},
        "planned_values": state,
        "resource_changes": [{"type": "random_id", "mode": "managed", **other}, *entries, data],
        "prior_state": {"format_version": "1.0", "values": state},
        "configuration": {"provider_config": {}, "root_module": {}},
        **({"applyable": True, "complete": True, "errored": False} if tool == "terraform" else {}),
        **top,
    }
    return json.dumps(document).encode()


def plan_of(*changes: Change, **top: Any) -> Plan:
    return read_plan(io.BytesIO(whole(list(changes), **top)), "plan.json")
