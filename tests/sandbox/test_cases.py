"""Cases and their settings, as far as they name connectors."""

from __future__ import annotations

import json

import pytest

API = "/api/cases"
TICKETS = {"id": "t1", "name": "Tickets", "type": ".servicenow", "fields": None}
CASE = {
    "title": "Disk full",
    "description": "It is.",
    "owner": "cases",
    "tags": [],
    "settings": {"syncAlerts": True},
    "connector": TICKETS,
}
NO_CONNECTOR = {"id": "none", "name": "none", "type": ".none", "fields": None}


def test_a_cases_life(http, refusal):
    made = http.post(API, json=CASE).json()
    assert (made["title"], made["status"], made["connector"]) == ("Disk full", "open", TICKETS)
    assert http.get(f"{API}/{made['id']}").json() == made
    assert refusal(http.get(f"/s/ops{API}/{made['id']}"))[0] == 404
    assert http.delete(API, params={"ids": json.dumps([made["id"]])}).status_code == 204
    assert refusal(http.get(f"{API}/{made['id']}")) == (404, f"Saved object [cases/{made['id']}] not found")


def test_pages_are_newest_first_and_bounded(http, refusal):
    for number in range(3):
        http.post(API, json={**CASE, "title": str(number), "owner": "observability"})
    page = http.get(f"{API}/_find", params={"perPage": 2, "page": 2}).json()
    assert ([one["title"] for one in page["cases"]], page["total"]) == (["0"], 3)
    assert (page["count_open_cases"], page["count_in_progress_cases"]) == (3, 0)
    assert http.get(f"{API}/_find", params={"owner": "cases"}).json()["total"] == 0
    assert "maximum allowed perPage value is 100" in refusal(http.get(f"{API}/_find?perPage=101"))[1]
    assert "more than 10000 documents" in refusal(http.get(f"{API}/_find?perPage=100&page=101"))[1]


def test_settings_name_a_connector(http):
    assert http.get(f"{API}/configure").json() == []
    settings = {"owner": "cases", "closure_type": "close-by-user", "connector": TICKETS}
    http.post(f"{API}/configure", json=settings)
    http.post(f"{API}/configure", json={**settings, "owner": "securitySolution", "connector": NO_CONNECTOR})
    shown = http.get(f"{API}/configure").json()
    assert [one["connector"]["id"] for one in shown] == ["t1", "none"]
    assert [one["owner"] for one in http.get(f"{API}/configure?owner=cases").json()] == ["cases"]


def test_cases_and_settings_count_as_references(kibana, http):
    kibana.add_connector(type_id=".servicenow", name="Tickets", id="t1")
    http.post(API, json=CASE)
    http.post(API, json=CASE)
    http.post(f"{API}/configure", json={"owner": "cases", "closure_type": "x", "connector": TICKETS})
    assert http.get("/api/actions/connectors").json()[0]["referenced_by_count"] == 3


@pytest.mark.parametrize("key", ["title", "description", "owner", "tags", "settings"])
def test_what_a_case_needs(http, refusal, key):
    status, message = refusal(http.post(API, json={name: CASE[name] for name in CASE if name != key}))
    assert (status, message.startswith(f"[request body.{key}]: ")) == (400, True)


def test_privileges(kibana, http, refusal):
    kibana.settings.privileges = "read"
    assert refusal(http.post(API, json=CASE))[0] == 403
    assert http.get(f"{API}/_find").status_code == 200
    kibana.settings.privileges = "none"
    assert refusal(http.get(f"{API}/_find"))[0] == 403
    assert refusal(http.get(f"{API}/configure"))[0] == 403


def test_a_space_takes_its_cases_with_it(http):
    http.post("/api/spaces/space", json={"id": "ops", "name": "ops"})
    http.post(f"/s/ops{API}", json=CASE)
    http.delete("/api/spaces/space/ops")
    assert http.get(f"/s/ops{API}/_find").json()["total"] == 0
