"""Spaces: reading, making, changing and deleting them, and what each caller may do in which."""

from __future__ import annotations

import pytest

API = "/api/spaces/space"
OPS = {"id": "ops", "name": "Operations"}


def test_crud(http, refusal):
    assert http.post(API, json=OPS | {"color": "#aabbcc", "description": "d", "solution": "oblt"}).json() == {
        **OPS,
        "color": "#aabbcc",
        "description": "d",
        "solution": "oblt",
        "disabledFeatures": [],
    }
    assert refusal(http.post(API, json=OPS))[0] == 409
    assert [space["id"] for space in http.get(API).json()] == ["default", "ops"]
    changed = http.put(f"{API}/ops", json=OPS | {"name": "Ops", "disabledFeatures": ["ml"]}).json()
    assert (changed["name"], changed["description"], changed["disabledFeatures"]) == ("Ops", "d", ["ml"])
    assert http.put(f"{API}/ops", json=OPS).json()["disabledFeatures"] == []
    assert http.get(f"{API}/ops").json()["name"] == "Operations"
    assert http.delete(f"{API}/ops").status_code == 204
    for method in ("GET", "DELETE"):
        assert refusal(http.request(method, f"{API}/ops")) == (404, "Not Found")
    assert refusal(http.put(f"{API}/ops", json=OPS)) == (404, "Not Found")


def test_what_is_in_a_deleted_space_is_gone(http, kibana):
    http.post(API, json=OPS)
    kibana.add_connector(type_id=".index", id="here", name="n", space="ops")
    kibana.add_connector(type_id=".index", id="there", name="n")
    http.post("/s/ops/api/alerting/rule/r", json=RULE).raise_for_status()
    http.post("/s/ops/api/workflows/workflow", json={"id": "w", "yaml": "name: w\n"}).raise_for_status()
    http.delete(f"{API}/ops")
    http.post(API, json=OPS)
    assert [one.id for one in kibana.connectors] == ["there"]
    assert http.get("/s/ops/api/actions/connectors").json() == []
    assert http.get("/s/ops/api/alerting/rules/_find").json()["total"] == 0
    assert http.get("/s/ops/api/workflows").json()["total"] == 0


RULE = {"name": "r", "rule_type_id": ".es-query", "consumer": "alerts", "schedule": {"interval": "1m"}}


def test_the_default_space_stays(http, refusal):
    assert refusal(http.delete(f"{API}/default"))[0] == 400
    assert http.get(f"{API}/default").json()["_reserved"] is True


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"id": "Ops"}, "id"),
        ({"id": "a b"}, "id"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"initials": "abc"}, "initials"),
        ({"color": "red"}, "color"),
        ({"imageUrl": "https://example.com/x.png"}, "imageUrl"),
        ({"solution": "search"}, "solution"),
        ({"disabledFeatures": ["x"] * 101}, "disabledFeatures"),
        ({"other": 1}, "other"),
    ],
)
def test_a_space_is_checked(http, refusal, wrong, key):
    status, message = refusal(http.post(API, json=OPS | wrong))
    assert status == 400
    assert message.startswith(f"[request body.{key}]: ")


def test_purposes(http, refusal):
    assert http.get(API, params={"purpose": "any"}).json()[0]["id"] == "default"
    purposes = http.get(API, params={"include_authorized_purposes": "true"}).json()[0]["authorizedPurposes"]
    assert set(purposes.values()) == {True}
    both = {"purpose": "any", "include_authorized_purposes": "true"}
    assert refusal(http.get(API, params=both))[0] == 400
    assert refusal(http.get(API, params={"purpose": "fun"}))[0] == 400


def test_its_routes_have_versions(http, refusal):
    assert http.get(API, headers={"elastic-api-version": "2023-10-31"}).status_code == 200
    status, message = refusal(http.get(API, headers={"elastic-api-version": "1999-01-01"}))
    assert (status, "Available versions are: 2023-10-31" in message) == (400, True)


def test_privileges_per_space(http, kibana, refusal):
    kibana.settings.spaces = ["default", "ops", "secret"]
    for space in kibana.settings.spaces:
        kibana.add_connector(type_id=".index", id=f"in-{space}", name="n", space=space)
    kibana.settings.privileges = {"ops": "all", "default": "read"}
    body = {"name": "n", "connector_type_id": ".index"}
    assert http.post("/s/ops/api/actions/connector/new", json=body).status_code == 200
    assert refusal(http.post("/api/actions/connector/x", json=body))[0] == 403
    assert len(http.get("/api/actions/connectors").json()) == 1
    for path in ("connectors", "connector/in-secret"):
        unauthorized = (403, "Unauthorized to get actions")
        assert refusal(http.get(f"/s/secret/api/actions/{path}")) == unauthorized
    assert refusal(http.get("/s/secret/api/alerting/rules/_find"))[0] == 403
    assert refusal(http.get("/s/secret/api/workflows"))[0] == 403
    assert [space["id"] for space in http.get(API).json()] == ["default", "ops"]
    assert refusal(http.get(f"{API}/secret")) == (403, "Unauthorized to get secret space")
    assert refusal(http.post(API, json={"id": "new", "name": "n"})) == (403, "Unauthorized to create spaces")
    kibana.settings.privileges = {"*": "read", "secret": "none"}
    assert http.get("/s/any/api/actions/connectors").status_code == 200


def test_a_reset_brings_the_first_spaces_back(make, connect):
    kibana = make(spaces=["default", "ops"])
    http = connect(kibana)
    http.delete(f"{API}/ops")
    http.post(API, json={"id": "new", "name": "n"})
    kibana.reset()
    assert [space["id"] for space in http.get(API).json()] == ["default", "ops"]
