"""The public client library kibana-py against the stand-in: the calls of its own integration tests."""

from __future__ import annotations

import asyncio
import sys

import pytest

if sys.version_info < (3, 11):
    pytest.skip("kibana-py needs Python 3.11", allow_module_level=True)

from kibana import AsyncKibana, Kibana
from kibana.exceptions import (
    AuthenticationException,
    BadRequestError,
    ConflictError,
    NotFoundError,
    SpaceNotFoundError,
)


@pytest.fixture
def real(make):
    return make(validator=None, types=None, username="elastic", password="changeme")


@pytest.fixture
def client(real):
    client = Kibana(real.url, api_key=real.api_key)
    yield client
    client.close()


def test_connectors(client):
    types = client.connectors.list_types().body
    alerting = client.connectors.list_types(feature_id="alerting").body
    assert 0 < len(alerting) < len(types)
    made = client.connectors.create(name="log", connector_type_id=".server-log").body
    assert client.connectors.get(id=made["id"]).body["name"] == "log"
    assert [one["id"] for one in client.connectors.get_all().body] == [made["id"]]
    assert client.connectors.update(id=made["id"], name="new").body["name"] == "new"
    ran = client.connectors.execute(id=made["id"], params={"message": "m", "level": "info"}).body
    assert ran["status"] == "ok"
    assert client.connectors.delete(id=made["id"]).meta.status == 204
    with pytest.raises(NotFoundError):
        client.connectors.get(id=made["id"])
    fixed = client.connectors.create(id="my-own-id", name="n", connector_type_id=".server-log").body
    assert fixed["id"] == "my-own-id"
    index = {"index": "i", "refresh": True}
    made = client.connectors.create(name="docs", connector_type_id=".index", config=index).body
    assert client.connectors.execute(id=made["id"], params={"documents": [{"a": 1}]}).body["status"] == "ok"
    for refused in (
        lambda: client.connectors.update(id=made["id"], name="without its index"),
        lambda: client.connectors.create(name="n", connector_type_id=".nothing"),
        lambda: client.connectors.create(name="n", connector_type_id=".index", config={}),
    ):
        with pytest.raises(BadRequestError):
            refused()
    for missing in (client.connectors.delete, client.connectors.get):
        with pytest.raises(NotFoundError):
            missing(id="nothing")
    with pytest.raises(NotFoundError):
        client.connectors.execute(id="nothing", params={})


def test_oauth_pages(client):
    assert "html" in client.connectors.oauth_callback().body.lower()
    assert client.connectors.oauth_callback(error="access_denied", state="s").meta.status == 200
    assert "oauth_flow_completed" in client.connectors.get_oauth_callback_script().body


def test_spaces(client):
    client.spaces.create(id="ops", name="Ops", color="#2E7D32", solution="oblt", description="d")
    assert client.spaces.get(id="ops").body["solution"] == "oblt"
    with pytest.raises(ConflictError):
        client.spaces.create(id="ops", name="Ops")
    client.spaces.update(id="ops", name="Ops 2", color="#AD1457", solution="classic")
    changed = client.spaces.get(id="ops").body
    assert (changed["name"], changed["description"], changed["disabledFeatures"]) == ("Ops 2", "d", [])
    assert "authorizedPurposes" in client.spaces.get_all(include_authorized_purposes=True).body[0]
    assert client.spaces.get_all(purpose="copySavedObjectsIntoSpace").meta.status == 200
    made = client.connectors.create(name="n", connector_type_id=".server-log", space_id="ops").body
    assert client.connectors.get(id=made["id"], space_id="ops").body["id"] == made["id"]
    with pytest.raises(NotFoundError):
        client.connectors.get(id=made["id"])
    with pytest.raises(SpaceNotFoundError):
        client.connectors.create(name="n", connector_type_id=".server-log", space_id="nowhere")
    client.spaces.delete(id="ops")
    with pytest.raises(NotFoundError):
        client.spaces.get(id="ops")


def test_copies_between_spaces(client):
    client.spaces.create(id="ops", name="Ops")
    client.saved_objects.create(type="dashboard", id="d", attributes={"title": "t"})
    objects = [{"type": "dashboard", "id": "d"}]
    copied = client.spaces.copy_saved_objects(spaces=["ops"], objects=objects, create_new_copies=False)
    destination = copied.body["ops"]["successResults"][0]["destinationId"]
    again = client.spaces.copy_saved_objects(spaces=["ops"], objects=objects, create_new_copies=False)
    assert again.body["ops"]["errors"][0]["error"]["type"] == "conflict"
    retry = {"type": "dashboard", "id": "d", "destinationId": destination, "overwrite": True}
    resolved = client.spaces.resolve_copy_saved_objects_errors(
        objects=objects, retries={"ops": [retry]}, create_new_copies=False
    )
    assert resolved.body["ops"]["success"] is True
    shared = client.spaces.update_objects_spaces(objects=objects, spaces_to_add=["ops"], spaces_to_remove=[])
    assert set(shared.body["objects"][0]["spaces"]) == {"default", "ops"}
    references = client.spaces.get_shareable_references(objects=objects).body["objects"][0]
    assert set(references["spaces"]) == {"default", "ops"}
    alias = {"targetSpace": "ops", "targetType": "dashboard", "sourceId": "none"}
    assert client.spaces.disable_legacy_url_aliases(aliases=[alias]).meta.status == 204


def test_status(client):
    status = client.status.get_status().body
    assert {"elasticsearch", "savedObjects"} <= set(status["status"]["core"])
    assert client.status.get_status(v7format=True).body["status"]["overall"]["state"] == "green"
    with pytest.raises(BadRequestError):
        client.status.get_status(v7format=True, v8format=True)
    stats = client.status.get_stats().body
    assert stats["process"]["memory"]["heap"]["used_bytes"] > 0
    assert "cluster_uuid" in client.status.get_stats(extended=True).body
    assert "advancedSettings" in [feature["id"] for feature in client.status.get_features().body]


def test_task_manager(client):
    health = client.task_manager.health().body
    assert isinstance(health["stats"]["configuration"]["value"]["poll_interval"], int)
    assert {"polling", "drift"} <= set(health["stats"]["runtime"]["value"])
    assert client.task_manager.health().body["id"] == health["id"]


def test_credentials(real):
    basic = Kibana(real.url, basic_auth=("elastic", "changeme"))
    assert basic.connectors.get_all().body == []
    wrong = Kibana(real.url, api_key="d3Jvbmc6a2V5")
    with pytest.raises(AuthenticationException):
        wrong.connectors.get_all()
    for client in (basic, wrong):
        client.close()


def test_rules_and_workflows(client):
    made = client.connectors.create(name="n", connector_type_id=".index", config={"index": "i"}).body
    text = f"name: w\ntriggers: []\nsteps:\n  - name: a\n    type: index\n    connector-id: {made['id']}\n"
    client.workflows.create(id="w", yaml=text)
    assert client.workflows.get(id="w").body["yaml"] == text
    assert client.workflows.get_all(query="w").body["total"] == 1
    assert client.workflows.export(ids=["w"]).body["entries"][0]["yaml"] == text
    assert client.alerting.health().meta.status == 200


def test_async(real):
    async def calls():
        client = AsyncKibana(real.url, api_key=real.api_key)
        try:
            made = (await client.connectors.create(name="n", connector_type_id=".server-log")).body
            await client.connectors.execute(id=made["id"], params={"message": "m"})
            await client.connectors.delete(id=made["id"])
            return (await client.task_manager.health()).body["status"]
        finally:
            await client.close()

    pytest.importorskip("aiohttp")
    assert asyncio.run(calls()) == "OK"
