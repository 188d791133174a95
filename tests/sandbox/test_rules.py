"""Alerting rules, and which connectors they use."""

from __future__ import annotations

import json

import pytest

API = "/api/alerting/rule"
FREQUENCY = {"summary": False, "notify_when": "onActiveAlert", "throttle": None}


def rule(*connector_ids, **changes):
    actions = [
        {"id": one, "group": "query matched", "params": {"message": "m"}, "frequency": FREQUENCY}
        for one in connector_ids
    ]
    body = {
        "name": "cpu",
        "rule_type_id": ".es-query",
        "consumer": "alerts",
        "schedule": {"interval": "1m"},
        "params": {"size": 1},
        "actions": actions,
    }
    return body | changes


@pytest.fixture
def connector(kibana):
    return kibana.add_connector(type_id=".index", id="c", name="n").id


def test_crud(http, connector, refusal):
    created = http.post(f"{API}/r", json=rule(connector, tags=["a"])).json()
    assert (created["id"], created["enabled"], created["scheduled_task_id"]) == ("r", True, "r")
    action = created["actions"][0]
    assert action["connector_type_id"] == ".index"
    assert len(action["uuid"]) == 36
    assert http.get(f"{API}/r").json() == created
    changes = {key: value for key, value in rule().items() if key not in ("rule_type_id", "consumer")}
    changed = http.put(f"{API}/r", json=changes | {"name": "mem"}).json()
    assert (changed["name"], changed["actions"], changed["tags"]) == ("mem", [], [])
    assert (changed["rule_type_id"], changed["revision"]) == (".es-query", 1)
    assert refusal(http.put(f"{API}/r", json=rule()))[0] == 400
    assert refusal(http.post(f"/s/ops{API}/r", json=rule())) == (409, "Saved object [alert/r] conflict")
    assert http.delete(f"{API}/r").status_code == 204
    for method in ("GET", "DELETE"):
        assert refusal(http.request(method, f"{API}/r")) == (404, "Saved object [alert/r] not found")


@pytest.mark.parametrize("path", [API, f"{API}/"])
def test_kibana_makes_an_id(http, path):
    assert len(http.post(path, json=rule()).json()["id"]) == 36


def test_switches(http):
    http.post(f"{API}/r", json=rule(enabled=False)).raise_for_status()
    off = http.get(f"{API}/r").json()
    assert (off["enabled"], off["api_key_owner"], "scheduled_task_id" in off) == (False, None, False)
    assert http.post(f"{API}/r/_enable").status_code == 204
    assert http.get(f"{API}/r").json()["scheduled_task_id"] == "r"
    assert http.post(f"{API}/r/_disable", json={"untrack": True}).status_code == 204
    assert http.get(f"{API}/r").json()["enabled"] is False
    for action, muted in (("_mute_all", True), ("_unmute_all", False)):
        assert http.post(f"{API}/r/{action}").status_code == 204
        assert http.get(f"{API}/r").json()["mute_all"] is muted
    http.post(f"{API}/r/alert/host-1/_mute")
    assert http.get(f"{API}/r").json()["muted_alert_ids"] == ["host-1"]
    http.post(f"{API}/r/alert/host-1/_unmute")
    assert http.get(f"{API}/r").json()["muted_alert_ids"] == []


def count(http, connector_id="c", space=""):
    listed = http.get(f"{space}/api/actions/connectors").json()
    return next(one["referenced_by_count"] for one in listed if one["id"] == connector_id)


def test_a_connector_counts_the_rules_that_use_it(http, kibana, connector):
    kibana.add_preconfigured(id="pre", type_id=".index", name="pre")
    http.post(f"{API}/r1", json=rule(connector, connector)).raise_for_status()
    http.post(f"{API}/r2", json=rule(connector, "pre")).raise_for_status()
    assert (count(http), count(http, "pre")) == (2, 0)
    http.put(
        f"{API}/r1",
        json={key: value for key, value in rule().items() if key not in ("rule_type_id", "consumer")},
    ).raise_for_status()
    assert count(http) == 1
    http.delete(f"{API}/r2")
    assert count(http) == 0


def find(http, **params):
    answer = http.get("/api/alerting/rules/_find", params=params)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["data"]]


def test_rules_are_found_by_connector(http, kibana, connector):
    kibana.add_connector(type_id=".index", id="d", name="d")
    kibana.add_preconfigured(id="pre", type_id=".index", name="pre")
    http.post(f"{API}/r1", json=rule(connector)).raise_for_status()
    http.post(f"{API}/r2", json=rule("d", "pre")).raise_for_status()
    for connector_id, rules in (("c", ["r1"]), ("d", ["r2"]), ("pre", []), ("none", [])):
        assert find(http, has_reference=json.dumps({"type": "action", "id": connector_id})) == rules
    assert find(http, filter='alert.attributes.actions:{ actionRef: "preconfigured:pre" }') == ["r2"]
    assert find(http, filter="alert.attributes.actions:{ actionTypeId: .index }") == ["r1", "r2"]
    assert find(http, filter="alert.attributes.alertTypeId: nothing") == []


def test_find(http, refusal):
    for number, name in enumerate(("beta", "alpha", "gamma"), start=1):
        changes = {"name": name, "tags": [f"t{number}"], "consumer": "logs" if number == 3 else "alerts"}
        http.post(f"{API}/r{number}", json=rule(**changes)).raise_for_status()
    page = http.get("/api/alerting/rules/_find", params={"per_page": 2, "page": 2}).json()
    assert (page["page"], page["per_page"], page["total"], len(page["data"])) == (2, 2, 3, 1)
    assert find(http, sort_field="name", sort_order="asc") == ["r2", "r1", "r3"]
    assert find(http, sort_field="name", sort_order="desc") == ["r3", "r1", "r2"]
    assert find(http, search="alp*") == ["r2"]
    assert find(http, search="t1") == []
    assert find(http, search="alpha", search_fields="name") == ["r2"]
    assert find(http, filter="alert.attributes.tags:t1 or alert.attributes.tags:t3") == ["r1", "r3"]
    assert find(http, filter_consumers='["logs"]') == ["r3"]
    fields = http.get("/api/alerting/rules/_find", params={"fields": '["name"]'}).json()["data"][0]
    assert fields == {"id": "r1", "name": "beta"}
    path = "/api/alerting/rules/_find"
    assert http.get(path, params={"sort_order": "asc"}).status_code == 406
    for wrong in (
        {"other": 1},
        {"per_page": -1},
        {"page": 0},
        {"default_search_operator": "XOR"},
        {"has_reference": "{}"},
        {"has_reference": "x"},
        {"filter": "alert.attributes.monitoring: x"},
        {"filter": "a: ("},
        {"filter_consumers": ["a", "b"]},
    ):
        assert refusal(http.get(path, params=wrong))[0] == 400, wrong


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"name": 1}, "[request body.name]"),
        ({"schedule": {}}, "[request body.schedule.interval]"),
        ({"schedule": {"interval": "often"}}, "[request body.schedule.interval]"),
        ({"actions": [{"group": "g"}]}, "[request body.actions.0.id]"),
        ({"actions": [{"id": "c", "other": 1}]}, "[request body.actions.0.other]"),
        ({"notify_when": "never"}, "[request body.notify_when]"),
        ({"other": 1}, "[request body.other]"),
        ({"actions": [{"id": "c", "params": {}}]}, "Actions missing frequency parameters: default"),
        (
            {"notify_when": "onActiveAlert", "actions": [{"id": "c", "frequency": FREQUENCY}]},
            "Cannot specify per-action frequency params",
        ),
        (
            {"actions": [{"id": "gone", "frequency": FREQUENCY}]},
            "Failed to load action gone (404): Saved object [action/gone] not found",
        ),
    ],
)
def test_a_rule_is_checked(http, connector, refusal, wrong, part):
    status, message = refusal(http.post(API, json=rule() | wrong))
    assert (status, part in message) == (400, True), message


def test_a_connector_without_its_secrets_cannot_be_used(http, kibana, refusal):
    kibana.add_connector(type_id=".index", id="c", name="broken", missing_secrets=True)
    assert "Invalid connectors: broken" in refusal(http.post(API, json=rule("c")))[1]


def test_a_system_action_has_no_group(http):
    cases = {"id": "system-connector-.cases", "params": {}}
    action = http.post(API, json=rule(actions=[cases])).json()["actions"][0]
    assert action["connector_type_id"] == ".cases"
    assert "group" not in action


def test_privileges(http, kibana, refusal):
    http.post(f"{API}/r", json=rule()).raise_for_status()
    kibana.settings.privileges = "read"
    assert http.get(f"{API}/r").status_code == 200
    for method, path, body in (
        ("POST", API, rule()),
        ("DELETE", f"{API}/r", None),
        ("POST", f"{API}/r/_enable", None),
    ):
        assert refusal(http.request(method, path, json=body))[0] == 403
    kibana.settings.privileges = "none"
    unauthorized = (403, "Unauthorized to find rules for any rule types.")
    assert refusal(http.get("/api/alerting/rules/_find")) == unauthorized
    assert refusal(http.get(f"{API}/r"))[0] == 403


def test_health(http):
    health = http.get("/api/alerting/_health").json()
    assert health["alerting_framework_health"]["execution_health"]["status"] == "ok"


KNOWN = {
    "name": "r",
    "rule_type_id": ".index-threshold",
    "consumer": "stackAlerts",
    "schedule": {"interval": "5m"},
    "params": {"index": ["a"], "threshold": [1]},
}


@pytest.mark.parametrize(
    ("changes", "status", "part"),
    [
        ({"consumer": "slo"}, 403, 'Unauthorized by "slo" to create ".index-threshold" rule'),
        ({"action": {"group": "default"}}, 400, "Invalid action groups: default"),
        (
            {
                "action": {
                    "frequency": {"summary": False, "notify_when": "onThrottleInterval", "throttle": "1m"}
                }
            },
            400,
            "shorter than the schedule interval of 5m: threshold met (1m)",
        ),
        ({"action": {"alerts_filter": {}}}, 400, 'must have either "query" or "timeframe"'),
    ],
    ids=["consumer", "group", "throttle", "filter"],
)
def test_a_rule_of_a_known_type_is_checked(http, connector, refusal, changes, status, part):
    action = {
        "id": connector,
        "group": "threshold met",
        "params": {},
        "frequency": {"summary": False, "notify_when": "onActionGroupChange"},
        **changes.get("action", {}),
    }
    own = {key: value for key, value in changes.items() if key != "action"}
    refused, message = refusal(http.post(API, json={**KNOWN, **own, "actions": [action]}))
    assert (refused, part in message) == (status, True), message


def test_a_rule_of_a_known_type_gets_what_kibana_adds(http, connector):
    action = {
        "id": connector,
        "group": "recovered",
        "params": {},
        "frequency": {"summary": False, "notify_when": "onActiveAlert"},
        "alerts_filter": {"query": {"kql": "a: b", "filters": []}},
    }
    made = http.post(API, json={**KNOWN, "actions": [action]}).json()

    assert made["params"] == {"index": ["a"], "threshold": [1], "aggType": "count", "groupBy": "all"}
    assert made["actions"][0]["frequency"]["throttle"] is None
    assert made["actions"][0]["alerts_filter"]["query"]["dsl"] == "{}"

    window = {"id": "fast", "burnRateThreshold": 1}
    slo = {**KNOWN, "rule_type_id": "slo.rules.burnRate", "consumer": "slo", "params": {"windows": [window]}}
    assert http.post(API, json=slo).json()["params"]["windows"] == [{"maxBurnRateThreshold": None, **window}]
