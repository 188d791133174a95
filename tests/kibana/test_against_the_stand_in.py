"""The client against the stand-in Kibana."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from harness.scene import add_rule, add_workflow

from kibana_connectors.kibana import (
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    Unauthorized,
    UnsupportedByKibana,
    connectors_named_by,
)
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


# -- versions ------------------------------------------------------------------------------------------------

OPTIONS: dict[str, dict[str, Any]] = {
    "8.8": {"version": "8.8"},
    "8.19": {"version": "8.19"},
    "9.0": {"version": "9.0"},
    "9.4": {"version": "9.4"},
    "newest": {},
    "serverless": {"build_flavor": "serverless"},
}


@pytest.fixture(scope="module", params=OPTIONS)
def version(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops"], **OPTIONS[request.param]) as kibana:
        yield kibana
        kibana.reset()


@pytest.fixture
def of_version(version: Sandbox, connect: Callable[..., Any]) -> Iterator[Any]:
    yield connect(version.url, api_key=version.api_key, space="ops")
    version.reset()


def test_status_and_license(of_version: Any) -> None:
    status = of_version.status()

    assert status.has("8.8")
    assert (of_version.license().type, of_version.license().status) == ("trial", "active")
    assert of_version.task_manager_health().status == "OK"


def test_connectors_and_who_uses_them(version: Sandbox, of_version: Any) -> None:
    index = of_version.create_connector(name="n", connector_type_id=".index", config={"index": "x"})
    of_version.create_connector(**PAGER)
    add_rule(version, "CPU", index.id, space="ops")

    found = {each.connector_type_id: each for each in of_version.list_connectors()}
    assert (found[".index"].referenced_by_count, found[".pagerduty"].referenced_by_count) == (1, 0)
    assert [rule.name for rule in of_version.list_rules_using(index.id)] == ["CPU"]
    assert [rule.connector_ids for rule in of_version.list_rules()] == [{index.id}]
    assert of_version.list_rules(space="default") == ()
    assert {each.space for each in of_version.list_rules_using_in_each_space(index.id) if each.value} == {
        "ops"
    }


def test_rules_that_use_a_preconfigured_connector(version: Sandbox, of_version: Any) -> None:
    version.add_preconfigured(id="mail", type_id=".email", name="Mail")
    add_rule(version, "CPU", "mail", space="ops")

    assert [rule.name for rule in of_version.list_rules_using("mail", is_preconfigured=True)] == ["CPU"]
    assert of_version.list_rules_using("mail") == ()


def test_runs_and_their_log(of_version: Any) -> None:
    index = of_version.create_connector(name="n", connector_type_id=".index", config={"index": "x"})

    assert of_version.execute_connector(index.id, {"documents": [{"a": 1}]}).is_ok
    refused = of_version.execute_connector(index.id, {})
    assert (refused.status, refused.retry) == ("error", False)

    log = of_version.execution_log(start="now-1d", connector_id=index.id)
    assert [(each.connector_id, each.status, each.space_ids) for each in log.executions] == [
        (index.id, "success", ("ops",))
    ]
    assert of_version.execution_counts(start="now-1d", connector_id=index.id).total == 1
    assert of_version.execution_counts(start="now-1d", connector_id="another").total == 0


def test_out_and_in(of_version: Any) -> None:
    of_version.create_connector(**PAGER, connector_id=ID)
    export = of_version.export_connectors()
    assert [each["id"] for each in export.objects] == [ID]
    assert "Hunter2" not in export.ndjson()

    again = of_version.import_connectors(export.ndjson())
    assert (again.success, again.errors[0].reason) == (False, "conflict")
    of_version.delete_connector(ID)
    assert of_version.import_connectors(export.ndjson()).success
    assert of_version.get_connector(ID).is_missing_secrets
    of_version.update_connector(ID, name="n", secrets={"routingKey": "x"})
    assert not of_version.get_connector(ID).is_missing_secrets


def test_workflows(version: Sandbox, of_version: Any) -> None:
    if not of_version.status().has("9.3"):
        assert of_version.list_workflows() == ()
        return
    add_workflow(version, "Escalate", "c1", "c2", space="ops")

    (workflow,) = of_version.list_workflows()
    assert (workflow.name, workflow.enabled, workflow.valid) == ("Escalate", True, True)
    assert connectors_named_by(workflow) == ({"c1", "c2"}, True, "")
    assert of_version.list_workflows(space="default") == ()


def test_specs(of_version: Any) -> None:
    if not of_version.status().has("9.5"):
        with pytest.raises(UnsupportedByKibana, match=r"Kibana 9\.5 or later has it"):
            of_version.get_connector_spec(".okta")
        return
    spec = of_version.get_connector_spec(".okta")

    assert (spec.metadata.id, spec.metadata.display_name) == (".okta", "Okta")
    assert set(spec.json_schema["properties"]) == {"config", "secrets"}
    with pytest.raises(NotFound, match="not found"):
        of_version.get_connector_spec(".slack")


def test_spaces_come_and_go(version: Sandbox, of_version: Any) -> None:
    version.faults.add(drop=True, applied=True, method="POST")

    assert of_version.create_space("new", name="New").id == "new"
    assert of_version.get_space("new").name == "New"
    with pytest.raises(Conflict):
        of_version.create_space("new", name="Another")
    of_version.delete_space("new")
    with pytest.raises(NotFound):
        of_version.get_space("new")


def test_system_connectors_and_types(of_version: Any) -> None:
    public = {each.id for each in of_version.list_connector_types()}
    internal = {each.id for each in of_version.list_connector_types(include_system=True)}

    assert public <= internal
    assert all(each.is_system_action for each in of_version.list_connectors(include_system=True))
