"""AlertingRule: what is written, what is refused at once, and what only the complete stack tells."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import (
    App,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Testing,
)
from harness.stacks import encrypt_state

from kibana_connectors import (
    Action,
    AlertingRule,
    AlertsFilter,
    FixedTarget,
    Flapping,
    Frequency,
    IndexThreshold,
    InvalidRule,
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    Slack,
    SynthesisError,
    Target,
    synth,
)
from kibana_connectors.terraform.elasticstack import API_KEY, CONNECTOR, RULE

HEALTH: dict[str, Any] = {
    "name": "Health",
    "interval": "1m",
    "rule_type_id": "transform_health",
    "params": {"includeTransforms": ["*"]},
}
ACTION: dict[str, Any] = {
    "group": "transform_issue",
    "params": {"message": "m"},
    "frequency": {"summary": False, "notify_when": "onActionGroupChange"},
}


@pytest.fixture
def stack(app: App) -> TerraformStack:
    stack = TerraformStack(app, "stack")
    encrypt_state(stack)
    return stack


def written(stack: TerraformStack) -> dict[str, Any]:
    """What is in the file that is deployed."""
    app = stack.node.root
    synth(app)
    file = Path(app.outdir) / "stacks" / str(stack.node.id) / "cdk.tf.json"
    return json.loads(file.read_text(encoding="utf-8"))


def refused(stack: TerraformStack) -> str:
    with pytest.raises(SynthesisError) as error:
        synth(stack.node.root)
    return str(error.value)


def test_only_what_is_needed_is_written(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    log = ServerLog(stack, "log", name="log")
    AlertingRule(stack, "health", **HEALTH, tags=[], actions=log.action({"message": "m"}))

    document = written(stack)
    found = document["resource"][RULE]["health"]
    del found["//"]
    assert found == {
        "rule_type_id": "transform_health",
        "name": "Health",
        "consumer": "stackAlerts",
        "interval": "1m",
        "params": '{"includeTransforms": ["*"]}',
        "rule_id": found["rule_id"],
        "actions": [
            {
                "id": f"${{{CONNECTOR}.log.connector_id}}",
                "params": '{"message": "m"}',
                "group": "transform_issue",
                "frequency": {"summary": False, "notify_when": "onActionGroupChange"},
            }
        ],
    }
    assert re.fullmatch(r"[0-9a-f-]{36}", found["rule_id"])
    assert document["resource"][CONNECTOR]["log"]["lifecycle"]["create_before_destroy"] is True


def test_testing_synth_and_the_file_say_the_same(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    name = TerraformVariable(stack, "who", type="string").string_value
    log = ServerLog(stack, "log", name="log")
    AlertingRule(
        stack,
        "health",
        **{**HEALTH, "params": {"includeTransforms": [name, 'a"b']}},
        tags=[name, "b ${c}"],
        actions=log.action({"message": f"for {name}: {{{{rule.name}}}}"}),
    )
    rule = written(stack)["resource"][RULE]["health"]
    del rule["//"]
    assert rule == json.loads(Testing.synth(stack))["resource"][RULE]["health"]
    assert rule["params"] == r'${jsonencode({"includeTransforms" = [var.who, "a\"b"]})}'
    assert rule["tags"] == ["${var.who}", "b $${c}"]
    assert "var.who" in rule["actions"][0]["params"]


def test_a_rule_in_several_spaces_uses_the_connector_of_each(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    pager = PagerDuty(stack, "pager", name="pager", spaces=["default", "ops"])
    rule = AlertingRule(stack, "all", **HEALTH, spaces=["default", "ops"], actions=pager.escalation())
    AlertingRule(stack, "ops", **HEALTH, space="ops", actions=pager.escalation())

    document = written(stack)
    rules = document["resource"][RULE]
    assert {each["id"] for each in rules["all"]["actions"]} == {
        f"${{{CONNECTOR}.pager[each.key].connector_id}}"
    }
    assert {each["id"] for each in rules["ops"]["actions"]} == {f'${{{CONNECTOR}.pager["ops"].connector_id}}'}
    assert len(set(rule.known_ids())) == 2
    assert {"from": f"{RULE}.all", "to": f'{RULE}.all["default"]'} in document["moved"]


@pytest.mark.parametrize("how", ["literal", "token", "expression", "raw"])
def test_a_connector_of_the_stack_is_waited_for_however_it_is_named(stack: TerraformStack, how: str) -> None:
    KibanaProvider(stack)
    log = ServerLog(stack, "log", name="log")
    named = {
        "literal": log.known_ids()[0],
        "token": log.connector_id,
        "expression": f"${{{CONNECTOR}.log.connector_id}}",
        "raw": None,
    }[how]
    action: Any = (
        {**ACTION, "id": named}
        if named is not None
        else Action(target=log.action_target, params={"message": "m"}, is_raw=True)
    )
    AlertingRule(stack, "health", **HEALTH, actions=[action])

    found = written(stack)["resource"]
    assert found[RULE]["health"]["actions"][0]["id"] == f"${{{CONNECTOR}.log.connector_id}}"
    assert found[CONNECTOR]["log"]["lifecycle"]["create_before_destroy"] is True


def test_the_order_is_not_changed_where_it_cannot_or_must_not_be(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    fixed = ServerLog(stack, "fixed", name="n", connector_id="6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")
    own = ServerLog(stack, "own", name="n", lifecycle={"create_before_destroy": False})
    ServerLog(stack, "unused", name="n")
    actions = [each.action({"message": "m"}) for each in (fixed, own)]
    AlertingRule(stack, "health", **HEALTH, actions=actions)

    found = written(stack)["resource"][CONNECTOR]
    assert "create_before_destroy" not in found["fixed"]["lifecycle"], "its id would be taken"
    assert not found["own"]["lifecycle"].get("create_before_destroy")
    assert "create_before_destroy" not in found["unused"]["lifecycle"]


def test_a_connector_of_another_stack_gives_its_id(app: App) -> None:
    first, second = TerraformStack(app, "first"), TerraformStack(app, "second")
    for each in (first, second):
        encrypt_state(each)
        KibanaProvider(each)
    log = ServerLog(first, "log", name="log")
    AlertingRule(second, "health", **HEALTH, actions=log.action({"message": "m"}))
    assert "terraform_remote_state" in json.dumps(written(second)["resource"][RULE])


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("ops/my rule", "rule_id: expected letters, digits, _ and -. The provider encodes others twice"),
        ("ops/ä", "rule_id: expected letters, digits, _ and -"),
        ("ops/a.b", "rule_id: expected letters, digits, _ and -"),
        ("My Space/rule", "space: expected the id of a Kibana space"),
        ("ops/a/b", 'expected "<space>/<rule id>", known at synth'),
        ("rule", 'expected "<space>/<rule id>", known at synth'),
    ],
)
def test_the_id_of_a_rule_that_is_imported_has_the_form_of_a_rule_id(
    stack: TerraformStack, id: str, told: str
) -> None:
    rule = AlertingRule(stack, "it", **HEALTH)

    with pytest.raises(InvalidRule) as error:
        rule.import_from(id)

    assert f"stack/it (AlertingRule): import_from: {told}" in str(error.value)


def test_escape_hatches_reach_what_is_written(stack: TerraformStack) -> None:
    provider = KibanaProvider(stack)
    other = KibanaProvider(stack, "other", alias="other")
    rule = AlertingRule(Construct(stack, "team"), "health", **HEALTH, lifecycle={"ignore_changes": ["tags"]})
    rule.add_override("interval", "5m")
    rule.add_override("tags", ["x"])
    rule.provider = other
    rule.override_logical_id("mine")
    repeated = AlertingRule(stack, "many", **HEALTH)
    repeated.count = 2
    AlertingRule(stack, "gone", **HEALTH)
    stack.node.try_remove_child("gone")
    imported = AlertingRule(stack, "imported", **HEALTH)
    imported.import_from("ops/my-rule")
    renamed = AlertingRule(stack, "new", **HEALTH, moved_from="old/path", protect=True)
    kept = AlertingRule(stack, "newer", **HEALTH, identity="older")

    document = written(stack)
    rules = document["resource"][RULE]
    assert set(rules) == {"mine", "many", "imported", "new", "older"}
    assert (rules["mine"]["interval"], rules["mine"]["tags"]) == ("5m", ["x"])
    assert rules["mine"]["provider"] == "elasticstack.other"
    assert rules["mine"]["lifecycle"] == {"ignore_changes": ["tags"]}
    assert rules["many"]["count"] == 2
    assert "count.index" in rules["many"]["rule_id"]
    assert (rules["imported"]["space_id"], rules["imported"]["rule_id"]) == ("ops", "my-rule")
    assert document["import"] == [{"to": f"{RULE}.imported", "id": "ops/my-rule"}]
    assert rules["new"]["lifecycle"] == {"prevent_destroy": True}
    assert {"from": f"{RULE}.old_path_{_digest(document)}", "to": f"{RULE}.new"} in document["moved"]
    assert renamed.known_ids() != kept.known_ids()
    assert provider.alias is None


def _digest(document: dict[str, Any]) -> str:
    found = [block["from"] for block in document["moved"] if "old_path" in block["from"]]
    return found[0].rpartition("_")[2]


def test_an_aspect_sees_and_changes_rules(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    rule = AlertingRule(stack, "health", **HEALTH)
    assert rule.to_terraform()["resource"][RULE]["health"]["interval"] == "1m"


WRONG: dict[str, tuple[dict[str, Any], set[str]]] = {
    "everything": (
        {"name": " ", "interval": "0s", "consumer": "slo", "tags": "a", "enabled": 1, "throttle": "1h"},
        {"name", "interval", "consumer", "tags", "enabled", "throttle"},
    ),
    "rule-id": ({"rule_id": "a b"}, {"rule_id"}),
    "rule-id-slash": ({"rule_id": "a/b"}, {"rule_id"}),
    "rule-id-umlaut": ({"rule_id": "ä"}, {"rule_id"}),
    "delay": ({"alert_delay": 0}, {"alert_delay"}),
    "delay-fraction": ({"alert_delay": 1.5}, {"alert_delay"}),
    "flapping": (
        {"flapping": Flapping(1, 30)},
        {"flapping.look_back_window", "flapping.status_change_threshold"},
    ),
    "flapping-half": ({"flapping": {"look_back_window": 5}}, {"flapping"}),
    "type": ({"rule_type_id": "transform_helth"}, {"rule_type_id"}),
    "siem": ({"rule_type_id": "siem.queryRule"}, {"rule_type_id"}),
    "missing-param": ({"params": {}}, {"params.includeTransforms"}),
    "unknown-param": ({"params": {"includeTransforms": ["*"], "foo": 1}}, {"params.foo"}),
    "large-number": (
        {"rule_type_id": "monitoring_alert_cpu_usage", "params": {"duration": "5m", "threshold": 2**53 + 2}},
        {"params.threshold"},
    ),
    "params-text": ({"params": "nonsense"}, {"params"}),
    "no-type": ({"rule_type_id": None}, {"rule"}),
    "space": ({"space": "Ops"}, {"space"}),
    "spaces-and-id": ({"spaces": ["a"], "rule_id": "x"}, {"rule_id"}),
    "notify": ({"notify_when": "onThrottleInterval"}, {"notify_when"}),
    "timeouts": ({"timeouts": {"creat": "1m"}}, {"timeouts.creat"}),
    "action-no-dict": ({"actions": "x"}, {"actions"}),
    "action-unknown": ({"actions": {**ACTION, "id": "x", "connectr": 1}}, {"actions.<key 5>"}),
    "action-no-id": ({"actions": ACTION}, {"actions.id"}),
    "action-type-as-id": ({"actions": {**ACTION, "id": ".server-log"}}, {"actions.id"}),
    "action-terraform-id": ({"actions": {**ACTION, "id": "default/x"}}, {"actions.id"}),
    "action-group": ({"actions": {**ACTION, "id": "x", "group": "default"}}, {"actions.group"}),
    "action-no-frequency": ({"actions": {"id": "x", "group": "transform_issue"}}, {"actions"}),
    "system-group": (
        {"actions": {"id": "system-connector-.cases", "group": "transform_issue", "params": {}}},
        {"actions.group"},
    ),
    "filter-empty": ({"actions": {**ACTION, "id": "x", "alerts_filter": {}}}, {"actions.alerts_filter"}),
    "filter-hours": (
        {
            "actions": {
                **ACTION,
                "id": "x",
                "alerts_filter": {
                    "timeframe": {
                        "days": [0],
                        "timezone": "Mars/Phobos",
                        "hours_start": "8",
                        "hours_end": "24:00",
                    }
                },
            }
        },
        {
            "actions.alerts_filter.timeframe.days",
            "actions.alerts_filter.timeframe.timezone",
            "actions.alerts_filter.timeframe.hours_start",
            "actions.alerts_filter.timeframe.hours_end",
        },
    ),
    "filter-without-alerts": (
        {
            "rule_type_id": "monitoring_alert_cpu_usage",
            "params": {"duration": "5m"},
            "actions": {**ACTION, "id": "x", "group": "default", "alerts_filter": {"kql": "a: b"}},
        },
        {"actions.alerts_filter"},
    ),
}


@pytest.mark.parametrize(("changes", "fields"), WRONG.values(), ids=WRONG)
def test_what_kibana_or_the_provider_would_refuse_is_refused(
    stack: TerraformStack, changes: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(InvalidRule) as error:
        AlertingRule(stack, "health", **{**HEALTH, **changes})
    assert {problem.where for problem in error.value.problems} == fields
    assert str(error.value).startswith("stack/health (AlertingRule): ")
    assert stack.node.try_find_child("health") is None


def test_typed_params_tell_everything_that_is_wrong_with_the_rule(stack: TerraformStack) -> None:
    params = IndexThreshold(
        index="metrics-*",  # type: ignore[arg-type]
        time_field="t",
        threshold=[1],
        threshold_comparator="<>",  # type: ignore[arg-type]
        time_window_size=0,
        time_window_unit="m",
    )
    with pytest.raises(InvalidRule) as error:
        AlertingRule(stack, "cpu", name="", interval="1m", rule=params)
    assert {problem.where for problem in error.value.problems} == {
        "name",
        "params.index",
        "params.threshold_comparator",
        "params.time_window_size",
    }


def test_a_connector_of_another_space_is_refused(stack: TerraformStack) -> None:
    one = ServerLog(stack, "one", name="n", space="ops")
    with pytest.raises(InvalidRule, match="not in the rule's space default; its spaces: ops"):
        AlertingRule(stack, "a", **HEALTH, actions=one.action({"message": "m"}))
    with pytest.raises(InvalidRule, match="make it in all of them"):
        AlertingRule(stack, "b", **HEALTH, spaces=["ops", "sec"], actions=one.action({"message": "m"}))


def test_a_taken_id_and_a_connector_of_another_stack_are_refused(app: App, stack: TerraformStack) -> None:
    AlertingRule(stack, "a", **HEALTH)
    with pytest.raises(InvalidRule, match=r"^stack/a \(AlertingRule\): id: there is already a construct"):
        AlertingRule(stack, "a", **HEALTH)
    with pytest.raises(InvalidRule, match="id: expected a text"):
        AlertingRule(stack, " ", **HEALTH)
    log = ServerLog(TerraformStack(app, "other"), "log", name="n", spaces=["ops", "sec"])
    with pytest.raises(InvalidRule, match=r"stands in another stack\. Make a rule for each space"):
        AlertingRule(stack, "b", **HEALTH, spaces=["ops", "sec"], actions=log.action({"message": "m"}))


def test_params_of_a_dict_are_checked_by_the_connectors_type(stack: TerraformStack) -> None:
    log = ServerLog(stack, "log", name="log")
    for named in (log.connector_id, log.known_ids()[0]):
        with pytest.raises(InvalidRule) as error:
            AlertingRule(stack, "a", **HEALTH, actions={**ACTION, "id": named, "params": {"mesage": "m"}})
        assert "actions.0.params.message" in {problem.where for problem in error.value.problems}


TARGETS: dict[str, tuple[Target, dict[str, Any], str]] = {
    "frequency": (Target(version="8.5"), {"actions": {**ACTION, "id": "x"}}, "frequency needs Kibana 8.6"),
    "filter": (
        Target(version="8.8"),
        {"actions": {**ACTION, "id": "x", "alerts_filter": {"kql": ""}}},
        "alerts_filter needs Kibana 8.9",
    ),
    "delay": (Target(version="8.12"), {"alert_delay": 2}, "alert_delay needs Kibana 8.13"),
    "flapping": (Target(version="8.15"), {"flapping": Flapping(5, 3)}, "flapping needs Kibana 8.16"),
    "enabled": (
        Target(version="9.2"),
        {"flapping": Flapping(5, 3, enabled=True)},
        "flapping.enabled needs Kibana 9.3",
    ),
    "derived-id": (Target(version="8.16"), {}, "rule_id .* needs Kibana 8.17"),
    "license": (
        Target(license="gold"),
        {"rule_type_id": "xpack.uptime.alerts.durationAnomaly", "params": {"monitorId": "m", "severity": 1}},
        "needs a platinum license",
    ),
    "space": (Target(spaces=["ops"]), {"space": "opps"}, 'no space opps; did you mean "ops"'),
    "flapping-unknown": (Target(), {"flapping": Flapping(5, 3)}, "give the target its version"),
}


@pytest.mark.parametrize(("target", "changes", "message"), TARGETS.values(), ids=TARGETS)
def test_what_the_target_lacks_is_told_at_synth(
    stack: TerraformStack, target: Target, changes: dict[str, Any], message: str
) -> None:
    KibanaProvider(stack, target=target)
    AlertingRule(stack, "health", **{**HEALTH, **changes})
    text = refused(stack)
    assert "stack/health: " in text
    assert re.search(message, text)


@pytest.mark.parametrize(("version", "enabled"), [("9.2", None), ("9.3", True)])
def test_flapping_is_enabled_where_kibana_tells_of_it(
    stack: TerraformStack, version: str, enabled: bool | None
) -> None:
    KibanaProvider(stack, target=Target(version=version))
    AlertingRule(stack, "health", **HEALTH, flapping=Flapping(5, 3))
    assert written(stack)["resource"][RULE]["health"]["flapping"].get("enabled") is enabled


def test_two_rules_with_one_id_are_refused(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    AlertingRule(stack, "a", **HEALTH, rule_id="x")
    AlertingRule(stack, "b", **HEALTH, rule_id="x", space="ops")
    assert "stack/b and stack/a have the same rule_id" in refused(stack)


def test_a_wrong_reference_is_seen_in_resources_of_anybody(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    log = ServerLog(stack, "log", name="log")
    AlertingRule(stack, "ours", **HEALTH, actions={**ACTION, "id": log.get_string_attribute("id")})
    raw = TerraformResource(stack, "raw", terraform_resource_type=RULE)
    raw.add_override("actions", [{"id": log.get_string_attribute("connector_type_id"), "params": "{}"}])
    text = refused(stack)
    assert "stack/ours: actions.0.id: id is no id of Kibana's" in text
    assert "stack/raw: actions.0.id: connector_type_id is no id of Kibana's" in text


def _ephemeral(stack: TerraformStack) -> str:
    stack.add_override(f"ephemeral.{API_KEY}.k", {"name": "k"})
    return f"${{ephemeral.{API_KEY}.k.encoded}}"


def _through_a_local(stack: TerraformStack) -> str:
    stack.add_override("locals.key", _ephemeral(stack))
    return "${local.key}"


def _expiring(stack: TerraformStack) -> str:
    stack.add_override(f"resource.{API_KEY}.k", {"name": "k", "expiration": "1d"})
    return f"${{{API_KEY}.k.encoded}}"


@pytest.mark.parametrize("credential", [_ephemeral, _through_a_local, _expiring])
def test_a_rule_is_not_made_with_an_api_key_that_ends(stack: TerraformStack, credential: Any) -> None:
    key = credential(stack)
    KibanaProvider(stack)
    short = KibanaProvider(stack, "short", alias="short", api_key=Secret.ref(key))
    AlertingRule(stack, "kept", **HEALTH)
    AlertingRule(stack, "lost", **HEALTH, provider=short)
    text = refused(stack)
    assert "stack/lost: provider: its API key" in text
    assert "Kibana runs a rule with the API key that it was made with" in text
    assert "stack/kept" not in text


def test_a_key_that_is_read_and_does_not_end_is_taken(stack: TerraformStack) -> None:
    KibanaProvider(
        stack,
        endpoints=["https://kibana.example"],
        api_key=Secret.ref('${ephemeral.vault_kv_secret_v2.deploy.data["api_key"]}'),
    )
    stack.add_override("ephemeral.vault_kv_secret_v2.deploy", {"mount": "secret", "name": "deploy"})
    AlertingRule(stack, "health", **HEALTH)
    assert RULE in written(stack)["resource"]


def test_attributes_that_cannot_be_taken_back_are_told(
    stack: TerraformStack, capsys: pytest.CaptureFixture[str]
) -> None:
    KibanaProvider(stack, target=Target(version="9.4"))
    AlertingRule(stack, "health", **HEALTH, flapping=Flapping(5, 3), alert_delay=2)
    written(stack)
    told = capsys.readouterr().err
    assert "flapping cannot be taken back" in told
    assert "alert_delay=1" in told


def test_a_preconfigured_connector_and_an_unknown_type_pass(
    stack: TerraformStack, capsys: pytest.CaptureFixture[str]
) -> None:
    KibanaProvider(stack)
    through = Action(
        target=FixedTarget(".email", "elastic-cloud-email"),
        params={"to": ["a@example.com"], "subject": "s", "message": "m"},
        group="of.mine",
        frequency=Frequency(notify_when="onThrottleInterval", throttle="1h"),
        alerts_filter=AlertsFilter(kql="${a}: b"),
        is_raw=True,
    )
    AlertingRule(
        stack,
        "other",
        name="o",
        interval="1m",
        rule_type_id="acme.rule",
        consumer="alerts",
        params={"threshold": 0.00001, "count": 3.0},
        actions=through,
    )
    found = written(stack)["resource"][RULE]["other"]
    assert found["params"] == '{"threshold": 0.00001, "count": 3}'
    assert found["actions"][0]["id"] == "elastic-cloud-email"
    assert found["actions"][0]["alerts_filter"] == {"kql": "$${a}: b"}
    assert "acme.rule is not known to this library" in capsys.readouterr().err


def test_what_cannot_be_taken_back_is_told_when_it_is_taken_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def deploy(connector: Any, **more: Any) -> str:
        app = App(outdir=str(tmp_path / "out"))
        stack = TerraformStack(app, "stack")
        encrypt_state(stack)
        KibanaProvider(stack, target=Target(version="9.4"))
        used = connector(stack, "used", name="n")
        action = Action(target=used.action_target, params={"message": "m"}, is_raw=True)
        AlertingRule(stack, "health", **HEALTH, actions=action, **more)
        capsys.readouterr()
        synth(app)
        return capsys.readouterr().err

    deploy(ServerLog, flapping=Flapping(5, 3), alert_delay=3)
    told = deploy(Slack)
    assert "stack/health: flapping was taken out" in told
    assert "write alert_delay=1" in told
    assert "stack/used was .server-log when it was last synthesized, and is .slack now" in told
    assert "taken out" not in deploy(Slack)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({}, {}, "Rules use it, so that the new one is made first"),
        ({"is_used": False}, {}, "Rules use it, so that the new one is made first"),
        ({}, {"is_used": False}, ""),
        ({}, {"lifecycle": {"create_before_destroy": False}}, ""),
        (
            {"lifecycle": {"create_before_destroy": True}},
            {"lifecycle": {"create_before_destroy": True}, "is_used": False},
            "It has create_before_destroy, so that the new one is made first",
        ),
        ({}, {"id": "another"}, ""),
    ],
    ids=["used", "used-from-now-on", "used-no-more", "deleted-first", "of-the-users-own", "another-id"],
)
def test_a_type_that_changes_at_its_place_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: Any, now: Any, told: str
) -> None:
    def deploy(connector: Any, *, is_used: bool = True, id: str = "used", **more: Any) -> str:
        app = App(outdir=str(tmp_path / "out"))
        stack = TerraformStack(app, "stack")
        encrypt_state(stack)
        KibanaProvider(stack)
        made = connector(stack, id, name="n", **more)
        action = Action(target=made.action_target, params={"message": "m"}, is_raw=True)
        AlertingRule(stack, "health", **HEALTH, actions=[action] if is_used else [])
        capsys.readouterr()
        synth(app)
        return capsys.readouterr().err

    deploy(ServerLog, **before)
    warned = deploy(Slack, **now)

    assert ("was .server-log when it was last synthesized, and is .slack now" in warned) == bool(told)
    assert told in warned
    assert ("give the new one another construct id" in warned) == bool(told)


def test_what_is_wrong_with_earlier_paths_is_told_as_for_connectors(stack: TerraformStack) -> None:
    with pytest.raises(InvalidRule, match="moved_from: expected at least one path, got an empty list"):
        AlertingRule(stack, "a", **HEALTH, moved_from=[])
    with pytest.raises(InvalidRule, match=r"moved_from\.1: expected a path below the stack"):
        AlertingRule(stack, "b", **HEALTH, moved_from=["old", ""])
