"""Create, read, update, delete and list, with the statuses and bodies of Kibana."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from kibana_connectors.sandbox import StoredConnector

API = "/api/actions/connector"
ID = "0b7f3f0e-5d0b-4b62-9a55-3e1c1f2d9a10"


def body(**changes: Any) -> dict[str, Any]:
    return {"name": "ops", "connector_type_id": ".index", "config": {"index": "ops-log"}} | changes


def update(**changes: Any) -> dict[str, Any]:
    return {"name": "ops", "config": {"index": "ops-log"}} | changes


SHOWN = {
    "id": ID,
    "name": "ops",
    "connector_type_id": ".index",
    "config": {"index": "ops-log", "refresh": False, "executionTimeField": None},
    "is_preconfigured": False,
    "is_deprecated": False,
    "is_missing_secrets": False,
    "is_system_action": False,
    "is_connector_type_deprecated": False,
}


def test_life_of_a_connector(http, kibana, refusal):
    created = http.post(f"{API}/{ID}", json=body())
    assert (created.status_code, created.json()) == (200, SHOWN)
    assert created.headers["elastic-api-version"] == "2023-10-31"

    read = http.get(f"{API}/{ID}")
    assert (read.status_code, read.json()) == (200, SHOWN | {"auth_mode": "shared"})

    changed = http.put(f"{API}/{ID}", json=update(name="new", config={"index": "b"}))
    assert changed.status_code == 200
    assert changed.json() == SHOWN | {"name": "new", "config": SHOWN["config"] | {"index": "b"}}

    deleted = http.delete(f"{API}/{ID}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert deleted.headers["elastic-api-version"] == "2023-10-31"
    for answer in (
        http.delete(f"{API}/{ID}"),
        http.get(f"{API}/{ID}"),
        http.put(f"{API}/{ID}", json=update()),
    ):
        assert refusal(answer) == (404, f"Saved object [action/{ID}] not found")
    assert kibana.connectors == []


@pytest.mark.parametrize("path", [API, f"{API}/"])
def test_an_id_is_made_when_none_is_given(http, path):
    first, second = (http.post(path, json=body()).json()["id"] for _ in range(2))
    assert uuid.UUID(first).version == 4
    assert first != second


def test_config_and_secrets_may_be_left_out(http, kibana):
    http.post(f"{API}/{ID}", json={"name": "ops", "connector_type_id": ".index"}).raise_for_status()
    http.put(f"{API}/{ID}", json={"name": "ops"}).raise_for_status()
    assert kibana.connectors == [
        StoredConnector("default", ID, ".index", "ops", {"refresh": False, "executionTimeField": None})
    ]


def test_ids_are_unique_across_spaces(http, refusal):
    assert http.post(f"/s/ops{API}/{ID}", json=body()).status_code == 200
    for path in (f"/s/ops{API}/{ID}", f"/s/sec{API}/{ID}", f"{API}/{ID}"):
        assert refusal(http.post(path, json=body())) == (409, f"Saved object [action/{ID}] conflict")


def test_spaces_do_not_see_each_other(http, kibana, refusal):
    http.post(f"/s/ops{API}/{ID}", json=body()).raise_for_status()
    for space in ("", "/s/default", "/s/sec"):
        missing = (404, f"Saved object [action/{ID}] not found")
        assert refusal(http.get(f"{space}{API}/{ID}")) == missing
        assert refusal(http.put(f"{space}{API}/{ID}", json=update())) == missing
        assert refusal(http.delete(f"{space}{API}/{ID}")) == missing
        assert http.get(f"{space}/api/actions/connectors").json() == []
    assert http.get(f"/s/ops{API}/{ID}").status_code == 200
    assert [connector.space for connector in kibana.connectors] == ["ops"]


def test_the_default_space_has_two_paths(http):
    http.post(f"/s/default{API}/{ID}", json=body()).raise_for_status()
    assert http.get(f"{API}/{ID}").status_code == 200


def test_list_is_sorted_by_name_and_counts_references(http, kibana):
    for name in ("beta", "Émile", "alpha", "Alpha", "zeta", "10"):
        http.post(API, json=body(name=name)).raise_for_status()
    kibana.add_preconfigured(id="pre", type_id=".index", name="gamma", exposed_config={"index": "x"})
    listed = http.get("/api/actions/connectors").json()
    assert [one["name"] for one in listed] == ["10", "alpha", "Alpha", "beta", "Émile", "gamma", "zeta"]
    assert {one["referenced_by_count"] for one in listed} == {0}
    assert listed[1] == SHOWN | {
        "id": listed[1]["id"],
        "name": "alpha",
        "auth_mode": "shared",
        "referenced_by_count": 0,
    }
    assert listed[5] == {
        "id": "pre",
        "name": "gamma",
        "connector_type_id": ".index",
        "is_preconfigured": True,
        "is_deprecated": False,
        "is_system_action": False,
        "is_connector_type_deprecated": False,
        "auth_mode": "shared",
        "referenced_by_count": 0,
    }


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": None}, "[request body.name]: expected value of type [string] but got [null]"),
        ({"name": 1}, "[request body.name]: expected value of type [string] but got [number]"),
        ({"name": True}, "[request body.name]: expected value of type [string] but got [boolean]"),
        ({"name": []}, "[request body.name]: expected value of type [string] but got [Array]"),
        ({"name": {}}, "[request body.name]: expected value of type [string] but got [Object]"),
        ({"name": ""}, "[request body.name]: value '' is not valid"),
        ({"name": " \ufeff"}, "[request body.name]: value '' is not valid"),
        ({"config": None}, "[request body.config]: expected value of type [object] but got [null]"),
        ({"config": []}, "[request body.config]: expected value of type [object] but got [Array]"),
        ({"secrets": "s"}, "[request body.secrets]: expected value of type [object] but got [string]"),
        ({"config": {"a": 1, "b": ""}}, "[request body.config.b]: value '' is not valid"),
        ({"config": {"a": {"b": [1, {"c": "\t"}]}}}, "[request body.config.a]: value '' is not valid"),
        ({"secrets": {"x": "fine", "y": ["  "]}}, "[request body.secrets.y]: value '' is not valid"),
        ({"extra": 1}, "[request body.extra]: definition for this key is missing"),
        # One message only: known keys in the schema's order, then unknown ones.
        ({"extra": 1, "config": None, "name": ""}, "[request body.name]: value '' is not valid"),
    ],
)
def test_body_schema(http, kibana, refusal, changed, message):
    assert refusal(http.post(API, json=body(**changed))) == (400, message)
    assert refusal(http.put(f"{API}/{ID}", json=update(**changed))) == (400, message)
    assert kibana.connectors == []


def test_body_schema_of_the_type(http, refusal):
    for given, kind in ((None, "null"), (5, "number")):
        assert refusal(http.post(API, json=body(connector_type_id=given))) == (
            400,
            f"[request body.connector_type_id]: expected value of type [string] but got [{kind}]",
        )
    assert refusal(http.post(API, json=body(connector_type_id=" "))) == (
        400,
        "[request body.connector_type_id]: value '' is not valid",
    )
    assert refusal(http.put(f"{API}/{ID}", json=body())) == (
        400,
        "[request body.connector_type_id]: definition for this key is missing",
    )
    for send, path in ((http.post, API), (http.put, f"{API}/{ID}")):
        assert refusal(send(path, json={})) == (
            400,
            "[request body.name]: expected value of type [string] but got [undefined]",
        )


def test_separators_python_would_strip_are_no_blanks(http):
    assert http.post(API, json=body(name="\x1f")).status_code == 200


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "null"), (b"null", "null"), (b"[]", "Array"), (b'"x"', "string"), (b"3", "number")],
)
def test_body_must_be_an_object(http, refusal, content, found):
    assert refusal(http.post(API, content=content)) == (
        400,
        f"[request body]: expected a plain object value, but found [{found}] instead.",
    )


@pytest.mark.parametrize("content", [b"{", b"NaN", b'{"name": 1e999}', b"\xff", b"[" * 100_000])
def test_body_must_be_json(http, refusal, content):
    assert refusal(http.post(API, content=content)) == (400, "Invalid request payload JSON format")


def test_body_must_be_called_json(http, refusal):
    content = json.dumps(body()).encode()
    answer = http.post(API, content=content, headers={"content-type": "text/plain"})
    assert refusal(answer) == (415, "Unsupported Media Type")
    kind = {"content-type": "application/json; charset=utf-8"}
    assert http.post(API, content=content, headers=kind).status_code == 200
    assert http.post(API, content=content).status_code == 200


def test_any_text_is_kept_as_it_was_sent(http):
    name = 'ünï "✓" 😀 ${x} \ud800'
    content = json.dumps(body(name=name, config={"index": name}))
    created = http.post(f"{API}/{ID}", content=content)
    assert (created.json()["name"], created.json()["config"]["index"]) == (name, name)


@pytest.mark.parametrize(
    ("errors", "message"),
    [
        (
            ["config.url: expected a URL"],
            "error validating connector type config: config.url: expected a URL",
        ),
        (["secrets: no"], "error validating connector type secrets: secrets: no"),
        (["connector: both or none"], "error validating action type connector: connector: both or none"),
        (["surprise"], "error validating action type connector: surprise"),
        # Kibana stops at the first section that is wrong.
        (
            ["connector: c", "secrets.b: b", "config.a: a"],
            "error validating connector type config: config.a: a",
        ),
        (
            ["config.a: 1", "config.b: 2"],
            "error validating connector type config: 2 errors:\n [1]: config.a: 1;\n [2]: config.b: 2",
        ),
        (
            [f"config.a: {number}" for number in range(7)],
            "error validating connector type config: 7 errors:\n [1]: config.a: 0;\n [2]: config.a: 1;\n"
            " [3]: config.a: 2;\n [4]: config.a: 3;\n [5]: config.a: 4;\n and 2 more",
        ),
    ],
)
def test_validation_messages(http, kibana, refusal, errors, message):
    assert refusal(http.post(API, json=body(config={"refuse": errors}))) == (400, message)
    kibana.add_connector(id=ID, type_id=".index", name="ops")
    assert refusal(http.put(f"{API}/{ID}", json=update(config={"refuse": errors}))) == (400, message)
    assert kibana.connectors[0].config == {}


def test_unknown_type(http, kibana, refusal):
    message = 'Action type ".nope" is not registered.'
    assert refusal(http.post(API, json=body(connector_type_id=".nope"))) == (400, message)
    kibana.add_connector(id=ID, type_id=".nope", name="left over")
    assert refusal(http.put(f"{API}/{ID}", json=update())) == (400, message)
    assert http.get(f"{API}/{ID}").status_code == 200
    assert http.delete(f"{API}/{ID}").status_code == 204


def test_system_connectors(http, refusal):
    one = f"{API}/system-connector-.cases"
    forbidden = "System action creation is forbidden. Action type: {}."
    assert refusal(http.post(API, json=body(connector_type_id=".cases"))) == (400, forbidden.format(".cases"))
    assert refusal(http.post(one, json=body())) == (400, forbidden.format(".index"))
    name = "system-connector-.cases"
    assert refusal(http.put(one, json=update())) == (400, f"System action {name} can not be updated.")
    assert refusal(http.delete(one)) == (400, f"System action {name} is not allowed to delete.")
    assert refusal(http.get(one)) == (404, f"Connector {name} not found")


def test_preconfigured_connectors(http, kibana, refusal):
    kibana.add_preconfigured(id="pre", type_id=".index", name="Pre")
    kibana.add_preconfigured(id="open", type_id=".index", name="Open", exposed_config={"index": "x"})
    one = f"{API}/pre"
    assert refusal(http.post(one, json=body())) == (400, "This pre already exists in a preconfigured action.")
    assert refusal(http.put(one, json=update())) == (400, "Preconfigured action pre can not be updated.")
    assert refusal(http.delete(one)) == (400, "Preconfigured action pre is not allowed to delete.")
    for space in ("", "/s/ops"):
        assert http.get(f"{space}{one}").json() == {
            "id": "pre",
            "name": "Pre",
            "connector_type_id": ".index",
            "is_preconfigured": True,
            "is_deprecated": False,
            "is_system_action": False,
            "is_connector_type_deprecated": False,
            "auth_mode": "shared",
        }
    assert http.get(f"{API}/open").json()["config"] == {"index": "x"}


@pytest.mark.parametrize(
    ("type_id", "config", "deprecated"),
    [
        (".servicenow", {}, True),
        (".servicenow", {"usesTableApi": True}, True),
        (".servicenow", {"usesTableApi": False}, False),
        (".servicenow-sir", {}, True),
        (".servicenow-itom", {}, False),
        (".index", {}, False),
    ],
)
def test_is_deprecated(http, kibana, type_id, config, deprecated):
    kibana.add_connector(id=ID, type_id=type_id, name="x", config=config)
    assert http.get(f"{API}/{ID}").json()["is_deprecated"] is deprecated


def test_is_connector_type_deprecated(http):
    created = http.post(API, json=body(connector_type_id=".bedrock"))
    assert created.json()["is_connector_type_deprecated"] is True


def test_missing_secrets_until_a_put(http, kibana):
    kibana.add_connector(space="ops", id=ID, type_id=".webhook", name="x", missing_secrets=True)
    assert http.get(f"/s/ops{API}/{ID}").json()["is_missing_secrets"] is True
    changed = http.put(f"/s/ops{API}/{ID}", json=update(secrets={"password": "p"}))
    assert changed.json()["is_missing_secrets"] is False
    assert kibana.connectors[0].is_missing_secrets is False


def test_strict_ids(http, kibana, refusal):
    assert http.post(f"{API}/Any_Id", json=body()).status_code == 200
    kibana.settings.strict_ids = True
    assert refusal(http.post(f"{API}/My_Id", json=body())) == (
        400,
        "[request params.id]: Connector ID must contain only lowercase letters, numbers, and hyphens.",
    )
    assert refusal(http.post(f"{API}/{'a' * 37}", json=body())) == (
        400,
        "[request params.id]: Connector ID must be 36 characters or less.",
    )
    assert http.post(f"{API}/{ID}", json=body()).status_code == 200
    # Older connectors keep working.
    assert http.get(f"{API}/Any_Id").status_code == 200


def test_internal_lists_have_kibanas_own(http, kibana):
    http.post(f"{API}/{ID}", json=body()).raise_for_status()
    listed = {one["id"]: one for one in http.get("/internal/actions/connectors").json()}
    assert listed["system-connector-.cases"] == {
        "id": "system-connector-.cases",
        "name": "Cases",
        "connector_type_id": ".cases",
        "is_preconfigured": False,
        "is_deprecated": False,
        "is_system_action": True,
        "is_connector_type_deprecated": False,
        "referenced_by_count": 0,
    }
    assert ID in listed
    assert "system-connector-.cases" not in [one["id"] for one in http.get("/api/actions/connectors").json()]
    types = http.get("/internal/actions/connector_types").json()
    assert {".cases", ".workflows"} <= {one["id"] for one in types if one["is_system_action_type"]}
    kibana.settings.privileges = "none"
    assert http.get("/internal/actions/connectors").status_code == 403
    assert http.get("/internal/actions/connector_types").status_code == 200


def test_names_are_sorted_as_in_a_browser(http):
    names = ["z", "œa", "of", "oe", "a b", "a-b", "a_b", "_a", "ab", "1", "10", "2", "😀", "#a", ".a"]
    for name in names:
        http.post(API, json=body(name=name)).raise_for_status()
    listed = [one["name"] for one in http.get("/api/actions/connectors").json()]
    expected = ["_a", ".a", "#a", "😀", "1", "10", "2", "a b", "a_b", "a-b", "ab", "oe", "œa", "of", "z"]
    assert listed == expected


def test_the_alert_history_connector(http, kibana, refusal):
    kibana.settings.alert_history = True
    (only,) = http.get("/api/actions/connectors").json()
    assert (only["id"], only["is_preconfigured"]) == ("preconfigured-alert-history-es-index", True)
    path = f"{API}/{only['id']}"
    assert http.get(path).json()["connector_type_id"] == ".index"
    assert refusal(http.delete(path))[0] == 400
    assert refusal(http.post(path, json=body()))[0] == 400


def test_names_of_secret_headers(http, kibana, refusal):
    secrets = {"secretHeaders": {"X-B": "1", "X-A": "2"}}
    http.post(f"{API}/{ID}", json=body(connector_type_id=".webhook", secrets=secrets)).raise_for_status()
    path = "/internal/stack_connectors/{}/secret_headers"
    assert http.get(path.format(ID)).json() == ["X-A", "X-B"]
    kibana.add_connector(id="other", type_id=".index", name="n")
    assert "Connector must be one of the following types" in refusal(http.get(path.format("other")))[1]
