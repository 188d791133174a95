"""The client against the stand-in Kibana."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kibana_connectors.kibana import BadRequest, Conflict, Forbidden, NotFound, Unauthorized
from kibana_connectors.sandbox import Sandbox

ID = "6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01"
PAGER = {"name": "On-call", "connector_type_id": ".pagerduty", "secrets": {"routingKey": "Hunter2"}}


@pytest.fixture
def client(kibana: Sandbox, connect: Callable[..., Any]) -> Any:
    return connect(kibana.url, api_key=kibana.api_key)


def test_a_connectors_life(kibana: Sandbox, client: Any) -> None:
    made = client.create_connector(**PAGER, connector_id=ID, space="ops")
    assert (made.id, made.is_missing_secrets, made.is_preconfigured) == (ID, False, False)

    changed = client.update_connector(ID, name="New", secrets={"routingKey": "x"}, space="ops")
    assert client.get_connector(ID, space="ops").name == changed.name == "New"
    assert [each.id for each in client.list_connectors(space="ops")] == [ID]
    assert client.list_connectors() == ()

    client.delete_connector(ID, space="ops")
    assert kibana.connectors == []
    with pytest.raises(NotFound):
        client.delete_connector(ID, space="ops")


def test_an_id_that_kibana_makes(client: Any) -> None:
    made = client.create_connector(**PAGER)

    assert client.get_connector(made.id) == made.model_copy(update={"auth_mode": "shared"})


def test_an_id_that_is_taken(client: Any) -> None:
    client.create_connector(**PAGER, connector_id=ID, space="ops")

    with pytest.raises(Conflict):
        client.create_connector(**PAGER, connector_id=ID)


def test_a_create_whose_answer_is_lost(kibana: Sandbox, client: Any) -> None:
    kibana.faults.add(drop=True, applied=True, method="POST")

    assert client.create_connector(**PAGER, connector_id=ID).id == ID
    assert len(kibana.connectors) == 1


def test_a_create_without_an_id_whose_answer_is_lost(kibana: Sandbox, client: Any) -> None:
    kibana.faults.add(drop=True, applied=True, method="POST")

    with pytest.raises(Exception, match="the connection was cut"):
        client.create_connector(**PAGER)

    assert len(kibana.connectors) == 1


def test_payloads_that_kibana_refuses(client: Any) -> None:
    with pytest.raises(BadRequest, match="error validating connector type secrets"):
        client.create_connector(name="n", connector_type_id=".pagerduty")
    with pytest.raises(BadRequest, match="is not registered"):
        client.create_connector(name="n", connector_type_id=".zzz")


def test_each_space(client: Any) -> None:
    client.create_connector(**PAGER, space="ops")
    client.create_connector(**PAGER, space="sec")

    found = {each.space: len(each.value) for each in client.list_connectors_in_each_space()}

    assert found == {"default": 0, "ops": 1, "sec": 1}


def test_types_and_spaces(client: Any) -> None:
    assert {each.id for each in client.list_connector_types(feature_id="cases")} >= {".jira", ".servicenow"}
    assert [each.id for each in client.list_spaces()] == ["default", "ops", "sec"]
    assert client.status().has("8.8")


def test_a_wrong_credential(kibana: Sandbox, connect: Callable[..., Any]) -> None:
    with pytest.raises(Unauthorized, match="unable to authenticate"):
        connect(kibana.url, api_key="wrong").list_connectors()


@pytest.mark.parametrize("space", ["default", "ops"])
def test_a_missing_privilege(connect: Callable[..., Any], space: str) -> None:
    with Sandbox(privileges="read") as kibana:
        client = connect(kibana.url, api_key=kibana.api_key)
        with pytest.raises(Forbidden, match=f"Actions and Connectors: All in the space {space}$"):
            client.create_connector(**PAGER, space=space)
