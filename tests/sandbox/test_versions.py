"""A stand-in of an older version knows only what that version has."""

from __future__ import annotations

import pytest

from kibana_connectors.errors import SandboxError
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.types.catalog import TYPES

API = "/api/actions/connector"
INDEX = {"name": "n", "connector_type_id": ".index", "config": {"index": "i"}}


@pytest.fixture
def of(make, connect):
    return lambda version, **options: connect(make(validator=None, types=None, version=version, **options))


@pytest.mark.parametrize("version", ["8.7", "8.19", "9.1", "9.3", "9.4.2", "9.5", "9.6"])
def test_types(of, version):
    def minor(text: str) -> tuple[int, ...]:
        return tuple(int(part) for part in text.split(".")[:2])

    listed = {one["id"] for one in of(version).get("/api/actions/connector_types").json()}
    assert listed == {type_id for type_id, kind in TYPES.items() if minor(kind.TYPE.since) <= minor(version)}


def test_a_type_that_came_later_is_not_registered(of, refusal):
    mcp = {"name": "n", "connector_type_id": ".mcp", "config": {"serverUrl": "https://example.com"}}
    assert refusal(of("9.2").post(API, json=mcp)) == (400, 'Action type ".mcp" is not registered.')
    assert of("9.3").post(API, json=mcp).status_code == 200


def fields(http):
    created = http.post(API, json=INDEX)
    assert created.status_code == 200, created.text
    return set(http.get(f"{API}/{created.json()['id']}").json())


def test_fields_of_a_connector(of):
    oldest = {"id", "name", "connector_type_id", "config", "is_preconfigured", "is_deprecated"}
    oldest.add("is_missing_secrets")
    assert fields(of("8.10")) == oldest
    assert fields(of("8.19")) == oldest | {"is_system_action"}
    assert fields(of("9.3")) == oldest | {"is_system_action", "is_connector_type_deprecated"}
    assert fields(of("9.4")) == fields(of("9.3")) | {"auth_mode"}


def test_fields_of_a_type(of):
    def shown(version: str, type_id: str = ".sentinelone") -> set[str]:
        types = of(version).get("/api/actions/connector_types").json()
        return set(next(one for one in types if one["id"] == type_id))

    assert not shown("8.10", ".index") & {"is_system_action_type", "is_deprecated", "source", "sub_feature"}
    assert "sub_feature" in shown("8.19")
    assert "source" not in shown("8.19")
    assert {"source", "is_deprecated", "sub_feature"} <= shown("9.4")
    assert not shown("9.4", ".abuseipdb") & {"is_experimental", "is_testable"}
    assert {"is_experimental", "is_testable"} <= shown("9.6", ".abuseipdb")


def test_sources(of):
    types = {one["id"]: one for one in of("9.6").get("/api/actions/connector_types").json()}
    assert (types[".index"]["source"], types[".abuseipdb"]["source"]) == ("stack", "spec")
    assert types[".crowdstrike"]["sub_feature"] == "endpointSecurity"


def test_auth_mode_and_sub_actions_of_bodies(of, refusal):
    unknown = "definition for this key is missing"
    assert unknown in refusal(of("9.3").post(API, json=INDEX | {"auth_mode": "shared"}))[1]
    http = of("9.4")
    created = http.post(API, json=INDEX | {"auth_mode": "personal"}).json()
    assert http.get(f"{API}/{created['id']}").json()["auth_mode"] == "personal"
    assert refusal(http.post(API, json=INDEX | {"auth_mode": "mine"}))[0] == 400
    change = {"name": "n", "config": {"index": "i"}, "allowed_sub_actions": ["run"]}
    assert unknown in refusal(http.put(f"{API}/{created['id']}", json=change))[1]
    newest = of("9.6")
    created = newest.post(API, json=INDEX).json()
    assert newest.put(f"{API}/{created['id']}", json=change).status_code == 200


def test_ids_in_the_path(of):
    old = of("8.7")
    assert old.post(f"{API}/mine", json=INDEX).status_code == 404
    assert old.post(f"{API}/", json=INDEX).status_code == 404
    assert old.post(API, json=INDEX).status_code == 200
    assert of("8.8").post(f"{API}/mine", json=INDEX).status_code == 200


def test_routes(of):
    for since, path in (
        ("9.4", f"{API}/x/_check_availability"),
        ("9.4", f"{API}/_oauth_callback"),
        ("9.4", f"{API}/_oauth_callback_script"),
        ("9.3", "/api/workflows"),
    ):
        before = f"9.{int(since[2:]) - 1}"
        assert (of(before).get(path).status_code, of(since).get(path).status_code) == (404, 200), path


def test_availability_of_ids(of):
    http = of("9.6")
    http.post(f"{API}/mine", json=INDEX).raise_for_status()
    for connector_id, free in (("mine", False), ("system-connector-.cases", False), ("other", True)):
        answer = http.get(f"{API}/{connector_id}/_check_availability")
        assert answer.json() == {"connectorIdAvailable": free}


def test_defaults_that_came_with_zod_4(of):
    hook = {"name": "n", "connector_type_id": ".webhook", "config": {"url": "https://example.com"}}
    assert "authType" not in of("9.3").post(API, json=hook).json()["config"]
    stored = of("9.4").post(API, json=hook).json()["config"]
    assert stored["authType"] == "webhook-authentication-basic"
    given = {"config": {"url": "https://example.com", "authType": None}}
    assert of("9.3").post(API, json=hook | given).json()["config"]["authType"] is None


def test_a_field_that_came_later_is_unknown(of, refusal):
    config = {"service": "gmail", "from": "a@example.com", "hasAuth": False, "allowHtml": True}
    mail = {"name": "n", "connector_type_id": ".email", "config": config}
    assert of("9.5").post(API, json=mail).status_code == 200
    assert 'Unrecognized key: "allowHtml"' in refusal(of("9.4").post(API, json=mail))[1]


def test_words(of, refusal):
    def said(version: str) -> str:
        body = {"name": "n", "connector_type_id": ".jira", "config": {}}
        return refusal(of(version).post(API, json=body))[1]

    missing = "✖ Invalid input: expected string, received undefined\n  → at "
    assert said("9.4") == (f"error validating connector type config: {missing}apiUrl\n{missing}projectKey")
    assert said("9.2") == (
        'error validating connector type config: 2 errors:\n [1]: Field "apiUrl": Required;\n '
        '[2]: Field "projectKey": Required'
    )
    assert said("8.19") == (
        "error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]"
    )


def test_serverless_is_always_of_the_newest(of):
    http = of("8.19", build_flavor="serverless")
    assert fields(http) == fields(of("9.6"))


@pytest.mark.parametrize(
    ("given", "shown"), [("8.19", "8.19.0"), ("9.4.2", "9.4.2"), ("9.5.1-SNAPSHOT", "9.5.1-SNAPSHOT")]
)
def test_how_versions_may_be_written(given, shown):
    assert Sandbox(version=given).settings.version == shown


@pytest.mark.parametrize("wrong", ["9", "7.17.0", "x", "", None, 9.4])
def test_what_is_no_version(wrong):
    with pytest.raises(SandboxError):
        Sandbox(version=wrong)
