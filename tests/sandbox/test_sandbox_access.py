"""Credentials, headers, privileges, licence, and the order in which they are looked at."""

from __future__ import annotations

import base64

import httpx
import pytest

from kibana_connectors.errors import SandboxError
from kibana_connectors.sandbox import Sandbox

API = "/api/actions/connector"
GOOD = {"name": "ops", "connector_type_id": ".webhook"}


def basic(username: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


def test_credentials_are_demanded(kibana, refusal):
    answer = httpx.get(f"{kibana.url}/api/actions/connectors", trust_env=False)
    assert refusal(answer) == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("header", "who"),
    [
        ("ApiKey wrong", "with provided credentials"),
        ("ApiKey", "with provided credentials"),
        ("Bearer token", "with provided credentials"),
        ("Digest x", "with provided credentials"),
        (basic("elastic", "wrong"), "user [elastic]"),
        (basic("nobody", "changeme"), "user [nobody]"),
        ("Basic !!!", "user []"),
        ("Basic /w==", "user []"),
    ],
)
def test_bad_credentials(kibana, connect, refusal, header, who):
    status, message = refusal(connect(kibana, Authorization=header).get("/api/actions/connectors"))
    assert status == 401
    assert f"unable to authenticate {who} for REST request [/_security/_authenticate]" in message


def test_good_credentials(make, connect):
    kibana = make(api_key="id:clé", username="elastic", password="pass:word", bearer_token="tok")
    encoded = base64.b64encode("id:clé".encode()).decode()
    for header in (f"ApiKey {encoded}", basic("elastic", "pass:word"), "Bearer tok", "bearer tok"):
        assert connect(kibana, Authorization=header).get("/api/actions/connectors").status_code == 200
    plain = make(api_key="any-thing", port=0)
    assert connect(plain).get("/api/actions/connectors").status_code == 200


def test_a_throw_away_key_is_new_each_time():
    assert Sandbox().api_key != Sandbox().api_key


@pytest.mark.parametrize(
    "options",
    [
        {"username": "elastic"},
        {"password": "x"},
        {"api_key": ""},
        {"bearer_token": ""},
        {"license": "free"},
        {"license_status": "gone"},
        {"privileges": "write"},
        {"build_flavor": "vanilla"},
        {"version": "9"},
        {"enabled_types": ".index"},
        {"spaces": "ops"},
    ],
)
def test_options_are_checked(options):
    with pytest.raises(SandboxError):
        Sandbox(**options)


def test_a_write_needs_the_xsrf_header(kibana, refusal):
    key = {"Authorization": f"ApiKey {kibana.api_key}"}
    with httpx.Client(base_url=kibana.url, headers=key, trust_env=False) as http:
        for method in ("POST", "PUT", "DELETE"):
            answer = http.request(method, f"{API}/x", json=GOOD)
            assert refusal(answer) == (400, "Request must contain a kbn-xsrf header.")
        assert http.get("/api/actions/connectors").status_code == 200
        assert http.post(API, json=GOOD, headers={"kbn-xsrf": ""}).status_code == 200
        assert http.post(API, json=GOOD, headers={"kbn-version": kibana.settings.version}).status_code == 200
        for extra in ({}, {"kbn-xsrf": "true"}):
            answer = http.post(API, json=GOOD, headers={"kbn-version": "8.0.0"} | extra)
            assert refusal(answer)[0] == 400
            assert answer.json()["attributes"] == {"expected": kibana.settings.version, "got": "8.0.0"}


def test_the_order_of_checks(kibana, connect, refusal):
    """Take one obstacle after the other away; the next one shows."""
    kibana.settings.privileges = "none"
    kibana.settings.license = "basic"
    kibana.settings.enabled_types = [".index"]
    kibana.add_connector(id="taken", type_id=".webhook", name="x")
    path = f"{API}/taken"
    wrong = GOOD | {"config": {"refuse": ["config.url: no"]}}
    stranger = httpx.Client(base_url=kibana.url, trust_env=False)
    no_xsrf = httpx.Client(
        base_url=kibana.url, headers={"Authorization": f"ApiKey {kibana.api_key}"}, trust_env=False
    )
    http = connect(kibana)
    with stranger, no_xsrf:
        assert refusal(stranger.post(path, json={}))[0] == 401
        assert "kbn-xsrf" in refusal(no_xsrf.post(path, json={}))[1]
    assert "[request body.name]" in refusal(http.post(path, json={}))[1]
    assert refusal(http.post(path, json=GOOD | {"connector_type_id": ".cases"})) == (
        403,
        'Unauthorized to create a ".cases" action',
    )
    kibana.settings.privileges = "all"
    assert "is forbidden" in refusal(http.post(path, json=wrong | {"connector_type_id": ".cases"}))[1]
    assert "is not registered" in refusal(http.post(path, json=wrong | {"connector_type_id": ".nope"}))[1]
    assert "error validating" in refusal(http.post(path, json=wrong))[1]
    assert refusal(http.post(path, json=GOOD)) == (
        403,
        'action type ".webhook" is not enabled in the Kibana config xpack.actions.enabledActionTypes',
    )
    kibana.settings.enabled_types = [".webhook"]
    assert refusal(http.post(path, json=GOOD)) == (
        403,
        "Action type .webhook is disabled because your basic license does not support it. "
        "Please upgrade your license.",
    )
    kibana.settings.license = "gold"
    assert refusal(http.post(path, json=GOOD))[0] == 409


def test_the_order_of_checks_of_an_update(kibana, http, refusal):
    kibana.settings.privileges = "read"
    kibana.settings.license = "standard"
    wrong = {"name": "x", "config": {"refuse": ["config.url: no"]}}
    assert "[request body.name]" in refusal(http.put(f"{API}/gone", json={}))[1]
    assert refusal(http.put(f"{API}/gone", json=wrong)) == (403, "Unauthorized to update actions")
    kibana.settings.privileges = "all"
    assert refusal(http.put(f"{API}/gone", json=wrong))[0] == 404
    kibana.add_connector(id="here", type_id=".webhook", name="x")
    assert "error validating" in refusal(http.put(f"{API}/here", json=wrong))[1]
    assert refusal(http.put(f"{API}/here", json={"name": "y"}))[0] == 403
    kibana.settings.license = "trial"
    assert http.put(f"{API}/here", json={"name": "y"}).status_code == 200


def test_privileges(kibana, http, refusal):
    kibana.add_connector(id="here", type_id=".index", name="x")
    kibana.settings.privileges = "read"
    assert refusal(http.post(API, json=GOOD)) == (403, 'Unauthorized to create a ".webhook" action')
    assert refusal(http.put(f"{API}/here", json={"name": "y"})) == (403, "Unauthorized to update actions")
    assert refusal(http.delete(f"{API}/here")) == (403, "Unauthorized to delete actions")
    assert http.get(f"{API}/here").status_code == 200
    assert http.get("/api/actions/connectors").status_code == 200
    kibana.settings.privileges = "none"
    # Unknown ids too: privileges come before existence.
    for path in (f"{API}/here", f"{API}/gone", "/api/actions/connectors"):
        assert refusal(http.get(path)) == (403, "Unauthorized to get actions")
    assert refusal(http.delete(f"{API}/gone")) == (403, "Unauthorized to delete actions")


@pytest.mark.parametrize(
    ("level", "status", "message"),
    [
        ("trial", "expired", "your trial license has expired."),
        ("trial", "unavailable", "license information is not available at this time."),
    ],
)
def test_licence_status(kibana, http, refusal, level, status, message):
    kibana.settings.license = level
    kibana.settings.license_status = status
    expected = (403, f"Action type .webhook is disabled because {message}")
    assert refusal(http.post(API, json=GOOD)) == expected


def test_disabled_types_can_be_read_and_deleted(kibana, http):
    kibana.add_connector(id="here", type_id=".webhook", name="x")
    kibana.settings.license = "basic"
    assert http.get(f"{API}/here").status_code == 200
    assert http.delete(f"{API}/here").status_code == 204


def test_connector_types(kibana, http):
    kibana.settings.license = "gold"
    kibana.settings.enabled_types = [".index", ".bedrock"]
    answer = http.get("/s/ops/api/actions/connector_types")
    assert answer.headers["elastic-api-version"] == "2023-10-31"
    types = {one["id"]: one for one in answer.json()}
    assert types[".index"] == {
        "id": ".index",
        "name": "Index",
        "enabled": True,
        "enabled_in_config": True,
        "enabled_in_license": True,
        "minimum_license_required": "basic",
        "supported_feature_ids": ["alerting", "uptime"],
        "is_system_action_type": False,
        "is_deprecated": False,
        "source": "stack",
    }
    flags = ("enabled", "enabled_in_config", "enabled_in_license", "is_deprecated")
    assert [types[".webhook"][flag] for flag in flags] == [False, False, True, False]
    assert [types[".bedrock"][flag] for flag in flags] == [False, True, False, True]


def test_connector_types_of_a_feature(http, refusal):
    path = "/api/actions/connector_types"
    assert [one["id"] for one in http.get(path, params={"feature_id": "siem"}).json()] == [".bedrock"]
    assert http.get(path, params={"feature_id": "none"}).json() == []
    assert refusal(http.get(path, params={"feature_id": "x" * 101}))[0] == 400
    assert refusal(http.get(path, params={"other": "x"})) == (
        400,
        "[request query.other]: definition for this key is missing",
    )


def test_status(make, connect):
    kibana = make(version="9.5.1-SNAPSHOT", build_flavor="serverless")
    full = connect(kibana).get("/api/status").json()
    assert full["version"]["number"] == "9.5.1-SNAPSHOT"
    assert full["version"]["build_flavor"] == "serverless"
    assert full["status"]["overall"]["level"] == "available"
    short = {"status": {"overall": {"level": "available"}}}
    assert httpx.get(f"{kibana.url}/api/status", trust_env=False).json() == short
    assert connect(kibana, Authorization="ApiKey no").get("/api/status").json() == short


def test_spaces(kibana, http):
    kibana.settings.spaces = ["default", "ops"]
    default, ops = http.get("/api/spaces/space").json()
    assert default == {
        "id": "default",
        "name": "Default",
        "description": "This is your default space!",
        "disabledFeatures": [],
        "_reserved": True,
    }
    assert ops == {"id": "ops", "name": "ops", "disabledFeatures": []}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/nope"),
        ("GET", "/s/ops"),
        ("GET", "/s/Bad/api/actions/connectors"),
        ("PATCH", f"{API}/x"),
        ("GET", "/api/actions/connectors/"),
    ],
)
def test_unknown_paths(http, refusal, method, path):
    assert refusal(http.request(method, path)) == (404, "Not Found")
