"""With nothing replaced, the library's own registry judges."""

from __future__ import annotations

import pytest

from kibana_connectors.sandbox import Sandbox

API = "/api/actions/connector"


@pytest.fixture(scope="module")
def real():
    with Sandbox(license="basic") as sandbox:
        yield sandbox


def test_the_stored_form_has_defaults_and_nulls(real, connect):
    created = connect(real).post(
        API, json={"name": "ops", "connector_type_id": ".index", "config": {"index": "a"}}
    )
    assert created.status_code == 200
    assert created.json()["config"] == {"index": "a", "refresh": False, "executionTimeField": None}
    assert created.json()["is_connector_type_deprecated"] is False


def test_a_payload_that_the_type_refuses_is_refused(real, connect, refusal):
    def answer(type_id, config, secrets):
        body = {"name": "x", "connector_type_id": type_id, "config": config, "secrets": secrets}
        return refusal(connect(real).post(API, json=body))

    status, message = answer(".index", {"index": 7}, {})
    assert status == 400
    expected = "✖ Invalid input: expected string, received number\n  → at "
    assert message == f"error validating connector type config: {expected}index"
    status, message = answer(".pagerduty", {}, {"routingKey": 7})
    assert status == 400
    assert message == f"error validating connector type secrets: {expected}routingKey"
    status, message = answer(".pagerduty", {}, {"routingKey": "k"})
    assert (status, "does not support it" in message) == (403, True)
    assert answer(".nope", {}, {}) == (400, 'Action type ".nope" is not registered.')


def test_every_type_of_the_library_is_there(real, connect):
    types = {one["id"]: one for one in connect(real).get("/api/actions/connector_types").json()}
    assert types[".index"]["enabled"] is True
    assert types[".pagerduty"]["enabled"] is False
    assert types[".pagerduty"]["minimum_license_required"] == "gold"
    assert "alerting" in types[".index"]["supported_feature_ids"]
