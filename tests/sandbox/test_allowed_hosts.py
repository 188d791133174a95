"""`xpack.actions.allowedHosts`: what is refused where a connector is saved, and in which order."""

from __future__ import annotations

import pytest

API = "/api/actions/connector"
NOT_ADDED = "is not added to the Kibana config xpack.actions.allowedHosts"


@pytest.fixture
def create(make, connect):
    kibana = make(validator=None, types=None, allowed_hosts=["ok.example.com", "hooks.slack.com"])
    http = connect(kibana)

    def send(type_id, config=None, secrets=None):
        body = {"name": "n", "connector_type_id": type_id, "config": config or {}, "secrets": secrets or {}}
        return http.post(API, json=body)

    return send


@pytest.mark.parametrize(
    ("type_id", "config", "secrets", "said"),
    [
        (
            ".webhook",
            {"url": "https://bad.example.com/x"},
            {},
            "connector type config: error validation webhook action config: "
            f'target url "https://bad.example.com/x" {NOT_ADDED}',
        ),
        (
            ".pagerduty",
            {},
            {},
            "connector type config: error configuring pagerduty action: "
            f'target url "https://events.pagerduty.com/v2/enqueue" {NOT_ADDED}',
        ),
        (
            ".slack",
            {},
            {"webhookUrl": "https://bad.example.com/secret"},
            "connector type secrets: error configuring slack action: target hostname "
            f'"bad.example.com" {NOT_ADDED}',
        ),
        (
            ".email",
            {"service": "gmail", "from": "a@example.com", "hasAuth": False},
            {},
            "connector type config: [service] value 'gmail' resolves to host 'smtp.gmail.com' which is not "
            "in the allowedHosts configuration",
        ),
        (
            ".email",
            {
                "service": "other",
                "host": "bad.example.com",
                "port": 25,
                "from": "a@example.com",
                "hasAuth": False,
            },
            {},
            "connector type config: [host] value 'bad.example.com' is not in the allowedHosts configuration",
        ),
        (
            ".tines",
            {"url": "https://bad.example.com"},
            {"email": "e", "token": "t"},
            f'connector type config: error validating url: target url "https://bad.example.com" {NOT_ADDED}',
        ),
        (
            ".xmatters",
            {"usesBasic": False},
            {"secretsUrl": "https://bad.example.com/secret"},
            "connector type secrets: Error configuring xMatters action: target hostname "
            f'"bad.example.com" {NOT_ADDED}',
        ),
        (
            ".okta",
            {"orgUrl": "https://bad.example.com"},
            {"authType": "api_key_header", "apiToken": "t"},
            f'connector type config: error validating url: target url "https://bad.example.com" {NOT_ADDED}',
        ),
    ],
)
def test_a_host_is_refused(create, refusal, type_id, config, secrets, said):
    assert refusal(create(type_id, config, secrets)) == (400, f"error validating {said}")


def test_the_schema_comes_first_then_hosts_then_secrets(create, refusal):
    assert "apiUrl" in refusal(create(".jira", {"projectKey": "k"}))[1]
    assert NOT_ADDED in refusal(create(".jira", {"apiUrl": "https://bad.example.com", "projectKey": "k"}))[1]
    assert "secrets" in refusal(create(".jira", {"apiUrl": "https://ok.example.com", "projectKey": "k"}))[1]


def test_an_allowed_host(create):
    assert create(".webhook", {"url": "https://ok.example.com"}).status_code == 200
    assert create(".slack", {}, {"webhookUrl": "https://hooks.slack.com/x"}).status_code == 200


def test_an_update_and_a_run_of_what_is_stored(make, connect, refusal):
    kibana = make(validator=None, types=None)
    http = connect(kibana)
    body = {"name": "n", "config": {"url": "https://bad.example.com", "hasAuth": False}}
    http.post(f"{API}/c", json=body | {"connector_type_id": ".webhook"}).raise_for_status()
    kibana.settings.allowed_hosts = ["ok.example.com"]
    assert NOT_ADDED in refusal(http.put(f"{API}/c", json=body))[1]
    run = http.post(f"{API}/c/_execute", json={"params": {"body": "b"}}).json()
    assert (run["status"], run["retry"], run["errorSource"]) == ("error", False, "framework")
    assert NOT_ADDED in run["message"]
    kibana.settings.allowed_hosts = ["*"]
    assert http.put(f"{API}/c", json=body).status_code == 200
