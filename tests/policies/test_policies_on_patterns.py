"""What this library itself writes: no pattern on any rule type, and no `AlertingRule`, breaks a policy."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from raw_stacks import action, connector, document, found, rule

from kibana_connectors import (
    AlertingRule,
    EsQuery,
    IndexThreshold,
    Jira,
    KibanaProvider,
    PagerDuty,
    Policies,
    ServiceNow,
    SynthesisError,
    allow_unencrypted_state,
    synth,
)
from kibana_connectors.errors import PolicyWarning
from kibana_connectors.policies.incidents import INCIDENT_TYPES

PATTERNS = Path(__file__).resolve().parents[1] / "data" / "patterns.jsonl"


def patterns() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for line in PATTERNS.read_text(encoding="utf-8").splitlines():
        pattern = json.loads(line)
        actions = [
            action("c", each["params"], each.get("group"), frequency=each["frequency"])
            for each in pattern["actions"] or ()
        ]
        if actions:
            yield pattern, actions


def of_pattern(pattern: dict[str, Any], actions: list[dict[str, Any]]) -> set[str]:
    """What policies find in a raw rule with a pattern's actions, but for the ends of whole types."""
    type_id = pattern["connector_type"]
    config = {"usesTableApi": False} if type_id.startswith(".servicenow") else None
    consumer = "siem" if pattern["rule_type_id"].startswith("siem.") else "alerts"
    made = rule(*actions, type_id=pattern["rule_type_id"], params="${var.params}", consumer=consumer)
    told = found(document([made], {"c": connector(type_id, config)}))
    return {
        policy
        for policy, severity, _ in told
        if severity != "info" and policy != "deprecated-types-and-fields"
    }


def test_no_pattern_breaks_a_policy_on_any_rule_type() -> None:
    wrong = {
        (pattern["pattern"], pattern["rule_type_id"]): told
        for pattern, actions in patterns()
        if (told := of_pattern(pattern, actions))
    }

    assert wrong == {}


def test_a_pattern_without_its_recovery_is_found_on_every_rule_type() -> None:
    tried = 0
    for pattern, actions in patterns():
        firing = [each for each in actions if each["group"] not in ("recovered", "notGeoContained")]
        if pattern["connector_type"] in INCIDENT_TYPES and len(firing) < len(actions):
            tried += 1
            assert of_pattern(pattern, firing) == {"recovery-for-incident-actions"}, pattern["rule_type_id"]
    assert tried > 50


@pytest.fixture
def app(tmp_path: Path) -> Any:
    app = App(outdir=str(tmp_path))
    Policies.apply(app)
    return app


def stack_of(app: Any) -> Any:
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    KibanaProvider(stack)
    return stack


def test_rules_of_this_librarys_constructs_with_patterns_pass(app: Any) -> None:
    stack = stack_of(app)
    pager = PagerDuty(stack, "pager", name="On-call", protect=True)
    now = ServiceNow(
        stack,
        "now",
        name="Now",
        protect=True,
        config={"api_url": "https://x.service-now.com", "uses_table_api": False},
    )
    jira = Jira(
        stack,
        "jira",
        name="Jira",
        protect=True,
        config={"api_url": "https://x.atlassian.net", "project_key": "OPS"},
    )
    AlertingRule(
        stack,
        "cpu",
        name="CPU",
        interval="1m",
        rule=IndexThreshold(
            index=["metrics-*"],
            time_field="@timestamp",
            time_window_size=5,
            time_window_unit="m",
            threshold_comparator=">",
            threshold=[1],
        ),
        actions=[pager.escalation(), now.incident(), jira.ticket()],
    )

    with warnings.catch_warnings():
        warnings.simplefilter("error", PolicyWarning)
        synth(app)


def test_single_actions_of_this_librarys_constructs_are_judged(app: Any) -> None:
    stack = stack_of(app)
    pager = PagerDuty(stack, "pager", name="On-call", protect=True)
    AlertingRule(
        stack,
        "errors",
        name="Errors",
        interval="1m",
        rule=EsQuery(
            es_query='{"query":{"match_all":{}}}',
            index=["logs-*"],
            size=0,
            threshold=[1],
            threshold_comparator=">",
            time_field="@timestamp",
            time_window_size=5,
            time_window_unit="m",
        ),
        actions=[pager.action({"eventAction": "trigger", "summary": "{{rule.name}}", "dedupKey": "one"})],
    )

    with pytest.raises(SynthesisError) as refused:
        synth(app)

    told = str(refused.value)
    assert "ops/errors: actions[0].params.dedupKey: the key is the same for all alerts of the rule" in told
    assert "(policy recovery-for-incident-actions)" in told
