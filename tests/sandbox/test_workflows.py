"""Workflows, as far as reading and writing their YAML goes."""

from __future__ import annotations

import pytest

API = "/api/workflows"
ONE = f"{API}/workflow"
YAML = """name: Page on-call  # a comment
description: 'Pages.'
enabled: true
tags:
  - ops
  - "night"
triggers:
  - type: manual
steps:
  - name: page
    type: pagerduty
    connector-id: c
    with:
      name: not the workflow's
"""


def test_crud(http, refusal):
    created = http.post(ONE, json={"id": "page", "yaml": YAML}).json()
    assert (created["valid"], created["enabled"], created["name"]) == (True, True, "Page on-call")
    assert (created["description"], created["tags"]) == ("Pages.", ["ops", "night"])
    assert http.get(f"{ONE}/page").json()["yaml"] == YAML
    changed = http.put(f"{ONE}/page", json={"enabled": False, "tags": ["x"]}).json()
    assert (changed["enabled"], changed["valid"], changed["validationErrors"]) == (False, True, [])
    assert http.get(f"{ONE}/page").json()["tags"] == ["x"]
    assert http.put(f"{ONE}/page", json={"yaml": YAML}).json()["enabled"] is True
    assert refusal(http.get(f"/s/ops{ONE}/page"))[0] == 404
    assert http.delete(f"{ONE}/page").status_code == 200
    assert refusal(http.get(f"{ONE}/page"))[0] == 404


def test_an_id_stays_taken_unless_deleted_by_force(http, refusal):
    http.post(ONE, json={"id": "page", "yaml": YAML})
    http.delete(f"{ONE}/page")
    taken = (409, "Workflow with id 'page' already exists")
    assert refusal(http.post(f"/s/ops{ONE}", json={"id": "page", "yaml": YAML})) == taken
    http.post(ONE, json={"id": "other", "yaml": YAML})
    http.delete(f"{ONE}/other", params={"force": "true"})
    assert http.post(ONE, json={"id": "other", "yaml": YAML}).status_code == 200


def test_an_invalid_one_is_saved_and_off(http):
    created = http.post(ONE, json={"id": "bad", "yaml": "name: x\nenabled: true\n"}).json()
    assert (created["valid"], created["enabled"], created["definition"]) == (False, False, None)
    assert http.put(f"{ONE}/bad", json={"yaml": "steps: []"}).json()["validationErrors"] != []


def test_kibana_makes_ids(http):
    made = [http.post(ONE, json={"yaml": YAML}).json()["id"] for _ in range(2)]
    assert made == ["page-on-call", "page-on-call-1"]


@pytest.mark.parametrize("wrong", ["Page", "-page", "system-x", "internal", "a_b"])
def test_ids_are_checked(http, refusal, wrong):
    assert refusal(http.post(ONE, json={"id": wrong, "yaml": YAML}))[0] == 400


def test_search_and_texts(http):
    for number in range(3):
        http.post(ONE, json={"id": f"w{number}", "yaml": YAML.replace("on-call", f"number {number}")})
    http.post(f"/s/ops{ONE}", json={"id": "there", "yaml": YAML})
    page = http.get(API, params={"size": 2, "page": 2}).json()
    assert (page["page"], page["size"], page["total"]) == (2, 2, 3)
    assert [one["id"] for one in page["results"]] == ["w2"]
    assert "yaml" not in page["results"][0]
    assert http.get(API, params={"query": "number 1"}).json()["total"] == 1
    assert http.get(API, params={"enabled": "false"}).json()["total"] == 0
    assert http.get(API, params={"tags": ["night", "x"]}).json()["total"] == 3
    found = http.post(f"{API}/mget", json={"ids": ["w1", "there", "w0"]}).json()
    assert [one["id"] for one in found] == ["w1", "w0"]
    assert "connector-id: c" in found[0]["yaml"]
    assert http.post(f"{API}/mget", json={"ids": ["w1"], "source": ["name"]}).json() == [
        {"id": "w1", "name": "Page number 1"}
    ]
    exported = http.post(f"{API}/export", json={"ids": ["w0"]}).json()
    assert (exported["manifest"]["exportedCount"], exported["entries"][0]["id"]) == (1, "w0")
    assert http.get(f"{API}/stats").json()["workflows"] == {"enabled": 3, "disabled": 0}


def test_many_at_once(http):
    items = [{"id": "a", "yaml": YAML}, {"id": "a", "yaml": YAML}]
    first = http.post(API, json={"workflows": items}).json()
    assert [len(first["created"]), len(first["failed"])] == [1, 1]
    assert len(http.post(API, json={"workflows": items}, params={"overwrite": "true"}).json()["created"]) == 2
    gone = http.request("DELETE", API, json={"ids": ["a", "b"]}, params={"force": "true"}).json()
    assert (gone["deleted"], gone["failures"]) == (1, [])


def test_versions_and_privileges(make, connect, refusal):
    assert refusal(connect(make(version="9.2")).get(API))[0] == 404
    kibana = make(privileges="read")
    assert connect(kibana).get(API).status_code == 200
    assert refusal(connect(kibana).post(ONE, json={"yaml": YAML}))[0] == 403
