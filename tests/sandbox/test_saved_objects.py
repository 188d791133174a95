"""Connectors out of Kibana and in again, and what that loses."""

from __future__ import annotations

import json

import pytest

EXPORT = "/api/saved_objects/_export"
IMPORT = "/api/saved_objects/_import"
HOOK = {"url": "https://example.com", "hasAuth": True}


@pytest.fixture
def real(make):
    return make(validator=None, types=None, spaces=["default", "ops"])


@pytest.fixture
def client(real, connect):
    return connect(real)


def lines(answer):
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.split("\n")]


def send(client, objects, *, name="x.ndjson", space="", **query):
    text = objects if isinstance(objects, str) else "\n".join(map(json.dumps, objects))
    return client.post(f"{space}{IMPORT}", params=query, files={"file": (name, text)})


def exported(client):
    return lines(client.post(EXPORT, json={"type": "action"}))


def test_an_export_has_no_secrets_and_says_what_misses_them(real, client):
    for connector_id, type_id, config in (
        ("log", ".server-log", {}),
        ("pager", ".pagerduty", {"apiUrl": None}),
        ("open", ".webhook", {"url": "https://example.com", "hasAuth": False}),
        ("hook", ".webhook", HOOK),
    ):
        real.add_connector(id=connector_id, type_id=type_id, name=connector_id, config=config)
    real.add_preconfigured(id="pre", type_id=".server-log", name="pre")
    answer = client.post(EXPORT, json={"type": ["action"]})
    assert answer.headers["content-type"].startswith("application/ndjson")
    assert answer.headers["content-disposition"] == 'attachment; filename="export.ndjson"'
    assert not answer.text.endswith("\n")
    *objects, summary = lines(answer)
    assert {one["id"]: one["attributes"]["isMissingSecrets"] for one in objects} == {
        "log": False,
        "pager": True,
        "open": False,
        "hook": True,
    }
    assert all(one["attributes"]["secrets"] == {} for one in objects)
    assert list(objects[0]) == sorted(objects[0])
    assert (summary["exportedCount"], summary["missingReferences"]) == (4, [])
    one = {"objects": [{"type": "action", "id": "log"}], "excludeExportDetails": True}
    assert [each["id"] for each in lines(client.post(EXPORT, json=one))] == ["log"]


def test_what_cannot_be_exported(real, client, refusal):
    real.add_connector(id="here", type_id=".server-log", name="n")
    objects = [{"type": "action", "id": "here"}]
    for wrong, part in (
        ({}, "Either `type` or `objects` are required."),
        ({"type": "action", "objects": objects}, 'Can\'t specify both "types" and "objects"'),
        ({"objects": objects, "search": "x"}, 'Can\'t specify both "search" and "objects"'),
        ({"type": "nonsense"}, "non-exportable type(s): nonsense"),
        ({"objects": [{"type": "action", "id": "gone"}]}, "Error fetching objects to export"),
    ):
        assert part in refusal(client.post(EXPORT, json=wrong))[1]
    real.add_connector(id="odd", type_id=".unknown", name="n")
    assert "is not registered" in refusal(client.post(EXPORT, json={"type": "action"}))[1]


def test_an_import_misses_the_secrets_until_a_put(real, client, make, connect):
    real.add_connector(id="pager", type_id=".pagerduty", name="On-call", config={"apiUrl": None})
    real.add_connector(id="log", type_id=".server-log", name="log")
    text = client.post(EXPORT, json={"type": "action"}).text
    other = make(validator=None, types=None)
    http = connect(other)
    imported = send(http, text).json()
    assert (imported["success"], imported["successCount"]) == (True, 2)
    assert imported["successResults"][0] == {
        "type": "action",
        "id": "pager",
        "meta": {"title": "Connector: [On-call]"},
    }
    assert imported["warnings"] == [
        {
            "type": "action_required",
            "message": "1 connector has sensitive information that require updates.",
            "actionPath": "/app/management/insightsAndAlerting/triggersActionsConnectors",
            "buttonLabel": "Go to connectors",
        }
    ]
    path = "/api/actions/connector/pager"
    assert http.get(path).json()["is_missing_secrets"] is True
    run = {"params": {"eventAction": "resolve", "dedupKey": "k"}}
    assert http.post(f"{path}/_execute", json=run).json()["status"] == "error"
    http.put(path, json={"name": "On-call", "secrets": {"routingKey": "k"}}).raise_for_status()
    assert http.get(path).json()["is_missing_secrets"] is False
    assert http.post(f"{path}/_execute", json=run).json()["status"] == "ok"


def test_conflicts_overwrite_and_copies(real, client):
    real.add_connector(id="a", type_id=".pagerduty", name="one")
    objects = exported(client)
    conflict = send(client, objects).json()
    assert (conflict["success"], conflict["successCount"]) == (False, 0)
    assert conflict["errors"][0]["error"] == {"type": "conflict"}
    again = send(client, objects, overwrite="true").json()
    assert again["successResults"][0]["overwrite"] is True
    assert [one.is_missing_secrets for one in real.connectors] == [True]
    copies = send(client, objects, createNewCopies="true").json()["successResults"]
    assert copies[0]["destinationId"] not in ("a", "")
    assert len(real.connectors) == 2
    message = send(client, objects, createNewCopies="true").json()["warnings"][0]["message"]
    assert message.startswith("1 connector has ")


def test_two_that_miss_their_secrets(real, client):
    for name in ("a", "b"):
        real.add_connector(id=name, type_id=".pagerduty", name=name)
    imported = send(client, exported(client), space="/s/ops").json()
    assert imported["warnings"][0]["message"].startswith("2 connectors have ")


def test_an_id_of_another_space_is_replaced(real, client):
    real.add_connector(id="a", type_id=".server-log", name="one")
    result = send(client, exported(client), space="/s/ops").json()["successResults"][0]
    assert result["id"] == "a"
    assert [one.space for one in real.connectors if one.id == result["destinationId"]] == ["ops"]


def test_ids_of_preconfigured_connectors_are_not_imported(real, client):
    real.add_connector(id="pre", type_id=".server-log", name="one")
    objects = exported(client)
    real.reset()
    real.add_preconfigured(id="pre", type_id=".server-log", name="pre")
    imported = send(client, objects).json()
    assert (imported["success"], imported["successCount"]) == (True, 0)
    assert "pre" in imported["warnings"][0]["message"]


def test_what_cannot_be_imported(client, refusal):
    assert refusal(send(client, [], name="x.json")) == (400, "Invalid file extension .json")
    both = {"overwrite": "true", "createNewCopies": "true"}
    assert "cannot use [overwrite] with [createNewCopies]" in refusal(send(client, [], **both))[1]
    assert refusal(send(client, "{nonsense"))[0] == 400
    assert refusal(client.post(IMPORT, json={}))[0] == 415
    other = send(client, [{"type": "dashboard", "id": "d", "attributes": {"title": "t"}}]).json()
    assert other["errors"][0]["error"] == {"type": "unsupported_type"}


def test_privileges(real, client, refusal):
    real.settings.privileges = "read"
    assert client.post(EXPORT, json={"type": "action"}).status_code == 200
    assert refusal(send(client, []))[0] == 403
    real.settings.privileges = "none"
    assert refusal(client.post(EXPORT, json={"type": "action"}))[0] == 403


def test_connectors_are_hidden_from_the_generic_routes(real, client, refusal):
    real.add_connector(id="a", type_id=".server-log", name="one")
    assert client.get("/api/saved_objects/_find", params={"type": "action"}).json()["total"] == 0
    assert "Unsupported saved object type" in refusal(client.get("/api/saved_objects/action/a"))[1]
    real.settings.build_flavor = "serverless"
    status, message = refusal(client.get("/api/saved_objects/_find", params={"type": "action"}))
    assert (status, "not available with the current configuration" in message) == (400, True)


def test_a_copy_in_another_space_misses_its_secrets(real, client):
    real.add_connector(id="a", type_id=".pagerduty", name="one")
    body = {"spaces": ["ops"], "objects": [{"type": "action", "id": "a"}]}
    copied = client.post("/api/spaces/_copy_saved_objects", json=body).json()["ops"]
    assert (copied["success"], copied["successCount"]) == (True, 1)
    (copy,) = [one for one in real.connectors if one.space == "ops"]
    assert (copy.id, copy.is_missing_secrets) == (copied["successResults"][0]["destinationId"], True)
