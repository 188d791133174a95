"""A stand-in Kibana as a team may have it: spaces, connectors, rules and workflows."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx

from kibana_connectors.sandbox import Sandbox

PAGER = "6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01"
CHAT = "0f4a61b7-2f0c-4c06-9a6d-6a1c0a6e7a11"
HOOK = "c1a7b0de-93a4-4b8e-8a41-7d5e2f9b3c22"
TICKETS = "d2f7a9ce-1b6d-4f0e-9d3b-5b8c4e7f6a33"


def http(kibana: Sandbox) -> httpx.Client:
    """Give a client of a stand-in, to be closed by `with`."""
    headers = {"Authorization": f"ApiKey {kibana.api_key}", "kbn-xsrf": "true"}
    return httpx.Client(base_url=kibana.url, headers=headers, trust_env=False, timeout=30)


def add_rule(kibana: Sandbox, name: str, *connectors: str, space: str = "default") -> str:
    """Add a rule that uses connectors, and give its id, which is the same for the same name and space."""
    frequency = {"summary": False, "notify_when": "onActiveAlert", "throttle": None}
    action: dict[str, Any] = {"group": "query matched", "params": {"message": "m"}, "frequency": frequency}
    rule = {
        "name": name,
        "rule_type_id": ".es-query",
        "consumer": "alerts",
        "schedule": {"interval": "1d"},
        "params": {},
        "actions": [{**action, "id": each} for each in connectors],
    }
    with http(kibana) as client:
        answer = client.post(f"/s/{space}/api/alerting/rule/{rule_id(name, space)}", json=rule)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def rule_id(name: str, space: str = "default") -> str:
    """Give the id of a rule that `add_rule` adds."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{space}/{name}"))


def add_workflow(kibana: Sandbox, name: str, *connectors: str, space: str = "default") -> None:
    """Add a workflow that has a step for each connector."""
    steps = "".join(f"  - {{name: s{each[:4]}, type: slack, connector-id: {each}}}\n" for each in connectors)
    text = f"name: {name}\nenabled: true\ntriggers: [{{type: manual}}]\nsteps:\n{steps}"
    with http(kibana) as client:
        answer = client.post(f"/s/{space}/api/workflows/workflow", json={"yaml": text})
    assert answer.status_code == 200, answer.text


def add_case(kibana: Sandbox, title: str, connector: str, space: str = "default") -> None:
    """Add a case with a connector, and make it the connector of new cases."""
    chosen = {"id": connector, "name": "n", "type": ".servicenow", "fields": None}
    case = {
        "title": title,
        "description": "d",
        "owner": "cases",
        "tags": [],
        "settings": {"syncAlerts": True},
    }
    settings = {"owner": "cases", "closure_type": "close-by-user"}
    with http(kibana) as client:
        answer = client.post(f"/s/{space}/api/cases", json={**case, "connector": chosen})
        assert answer.status_code == 200, answer.text
        if connector != "none":
            client.post(f"/s/{space}/api/cases/configure", json={**settings, "connector": chosen})


def furnish(kibana: Sandbox) -> None:
    """Put connectors, rules and workflows into a stand-in with the spaces default, ops and sec."""
    hook = {"url": "https://hooks.example.com/alerts", "method": "post", "hasAuth": False}
    kibana.add_connector(type_id=".pagerduty", name="On-call", space="ops", id=PAGER, config={"apiUrl": None})
    kibana.add_connector(
        type_id=".slack_api",
        name="Chat",
        space="ops",
        id=CHAT,
        config={"allowedChannels": [{"name": "#ops"}]},
    )
    kibana.add_connector(type_id=".webhook", name="Audit hook", id=HOOK, config=hook, missing_secrets=True)
    kibana.add_connector(
        type_id=".servicenow",
        name="Tickets",
        space="sec",
        id=TICKETS,
        config={"apiUrl": "https://sn.example.com", "usesTableApi": True, "isOAuth": False},
    )
    kibana.add_preconfigured(id="mail", type_id=".email", name="Mail")
    add_rule(kibana, "CPU high", PAGER, CHAT, space="ops")
    add_rule(kibana, "Disk full", PAGER, space="ops")
    add_rule(kibana, "Certificate expires", "mail", space="sec")
    add_workflow(kibana, "Escalate", CHAT, space="ops")


def run_for_a_day(kibana: Sandbox) -> None:
    """Let connectors of a furnished stand-in run on 24 November 2026; one of them fails for two hours."""
    start = datetime(2026, 11, 24, tzinfo=timezone.utc)
    failure = "error posting pagerduty event: http status 503, retry later"
    for number in range(96):
        when = start + timedelta(minutes=15 * number)
        error = failure if 40 <= number < 48 else None
        kibana.add_run(PAGER, space="ops", when=when, duration_ms=120 + number % 7 * 40, error=error)
        if number % 3 == 0:
            kibana.add_run(CHAT, space="ops", when=when, duration_ms=900 + number * 20)
        if number % 24 == 0:
            kibana.add_run("mail", space="sec", when=when, duration_ms=2400)
