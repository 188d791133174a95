"""Each trap of rules is avoided, refused or warned about: 68 rules were tried, these are the visible ones.

`tests/data/rules_traps.jsonl` has the attributes of each as Terraform's JSON, what the provider and Kibana
say, and what this library should do.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, LocalBackend, TerraformStack

from kibana_connectors import (
    AlertingRule,
    Connector,
    Email,
    InvalidRule,
    KibanaProvider,
    ServerLog,
    SynthesisError,
    Target,
    allow_unencrypted_state,
    synth,
)
from kibana_connectors.terraform.elasticstack import CONNECTOR, RULE

DATA = Path(__file__).resolve().parents[1] / "data" / "rules_traps.jsonl"
ARGUMENTS = {
    *("name", "rule_type_id", "consumer", "interval", "params", "actions", "tags", "enabled", "notify_when"),
    *("throttle", "alert_delay", "flapping", "rule_id", "space_id"),
}


@cache
def traps() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").split("\n") if line]


def unescaped(value: Any) -> Any:
    """What somebody writes in Python for a text of Terraform's: a literal `$${` is `${` there."""
    return json.loads(json.dumps(value).replace("$${", "${").replace("%%{", "%{"))


def build(app: App, resource: dict[str, Any], target: Target | None = None) -> TerraformStack:
    stack = TerraformStack(app, "stack")
    KibanaProvider(stack, target=target)
    LocalBackend(stack)
    allow_unencrypted_state(stack, reason="a test")
    ServerLog(stack, "log", name="log")
    Email(stack, "mail", name="mail", config={"from": "a@example.com", "service": "gmail"})
    given = dict(resource)
    assert set(given) <= ARGUMENTS
    if "space_id" in given:
        given["space"] = given.pop("space_id")
    for action in given.get("actions", ()):
        action["params"] = unescaped(action["params"])
    AlertingRule(stack, "x", **given)
    return stack


def outcome(app: App, resource: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[str, Any]:
    """What becomes of a rule: refused, or written, with what was warned about."""
    try:
        stack = build(app, json.loads(json.dumps(resource)), Target(version="9.4"))
        synth(app)
    except (InvalidRule, SynthesisError) as error:
        return "refused", str(error)
    warned = [line for line in capsys.readouterr().err.splitlines() if line.startswith("WARN [stack/x]")]
    file = Path(app.outdir) / "stacks" / str(stack.node.id) / "cdk.tf.json"
    return "warned" if warned else "accepted", json.loads(file.read_text())["resource"]


@pytest.mark.parametrize("trap", traps(), ids=lambda trap: trap["name"])
def test_a_trap_is_avoided_or_refused(
    trap: dict[str, Any], app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict, found = outcome(app, trap["resource"], capsys)

    if trap["we_should"].startswith("accept"):
        assert verdict != "refused", found
        written = found[RULE]["x"]
        params = json.loads(written["params"].replace("$${", "${").replace("%%{", "%{"))
        assert params.items() <= trap["body"]["params"].items()
        for action, sent in zip(written.get("actions", ()), trap["body"].get("actions", ()), strict=True):
            assert json.loads(action["params"].replace("$${", "${").replace("%%{", "%{")) == sent["params"]
            assert action["frequency"] == sent["frequency"]
            assert f"{CONNECTOR}.log.connector_id" in action["id"]
    elif "warn" in trap["we_should"]:
        assert verdict in ("refused", "warned")
    else:
        assert verdict == "refused"
        assert found.startswith(("stack/x (AlertingRule): ", "Validation failed"))


def test_connectors_that_are_not_typed_are_seen_too(app: App) -> None:
    """The connector's type comes from its declaration, whatever its class."""
    stack = TerraformStack(app, "stack")
    other = Connector(stack, "other", name="other", type_id=".acme")
    rule = AlertingRule(
        stack,
        "x",
        name="x",
        interval="1m",
        rule_type_id="transform_health",
        params={"includeTransforms": ["*"]},
        actions={
            "id": other.known_ids()[0],
            "params": {"a": 1},
            "frequency": {"summary": False, "notify_when": "onActiveAlert"},
        },
    )
    assert [each.path.full for _, each in rule.declaration.connectors()] == ["stack/other"]
