"""What Kibana says of itself."""

from __future__ import annotations

import httpx
import pytest


def test_status_has_what_kibanas_description_demands(http, kibana):
    body = http.get("/api/status").json()
    assert set(body) == {"name", "uuid", "version", "status", "metrics"}
    assert set(body["version"]) == {
        "number",
        "build_hash",
        "build_number",
        "build_snapshot",
        "build_flavor",
        "build_date",
    }
    assert {"last_updated", "collection_interval_in_millis", "elasticsearch_client"} <= set(body["metrics"])
    status = body["status"]
    assert {"elasticsearch", "savedObjects"} <= set(status["core"])
    for part in (status["overall"], *status["core"].values(), *status["plugins"].values()):
        assert {"level", "summary", "meta"} <= set(part)
    assert "taskManager" in status["plugins"]


def test_the_old_format(http, refusal):
    old = http.get("/api/status", params={"v7format": "true"}).json()["status"]
    assert old["overall"]["state"] == "green"
    assert {"id", "state"} <= set(old["statuses"][0])
    assert (
        http.get("/api/status", params={"v8format": "true"}).json()["status"]["overall"]["level"]
        == "available"
    )
    assert refusal(http.get("/api/status", params={"v7format": "true", "v8format": "true"}))[0] == 400


@pytest.mark.parametrize(("level", "status"), [("degraded", 200), ("unavailable", 503), ("critical", 503)])
def test_levels(http, kibana, level, status):
    kibana.settings.level = level
    answer = http.get("/api/status")
    assert answer.status_code == status
    assert answer.json()["status"]["overall"]["level"] == level
    redacted = httpx.get(f"{kibana.url}/api/status", trust_env=False)
    assert (redacted.status_code, redacted.json()) == (status, {"status": {"overall": {"level": level}}})


def test_task_manager(http):
    health = http.get("/api/task_manager/_health").json()
    assert health["status"] == "OK"
    assert set(health["stats"]) == {"configuration", "runtime", "workload", "capacity_estimation"}
    assert all({"timestamp", "status", "value"} <= set(part) for part in health["stats"].values())
    assert http.get("/api/task_manager/_health").json()["id"] == health["id"]


def test_license(http, kibana):
    kibana.settings.license = "gold"
    license = http.get("/api/licensing/info").json()["license"]
    assert (license["type"], license["mode"], license["status"]) == ("gold", "gold", "active")
    kibana.settings.license_status = "expired"
    assert http.get("/api/licensing/info").json()["license"]["status"] == "expired"
    kibana.settings.license_status = "unavailable"
    assert "license" not in http.get("/api/licensing/info").json()


def test_feature_usage(http):
    def used() -> dict[str, object]:
        features = http.get("/api/licensing/feature_usage").json()["features"]
        return {one["name"]: one["last_used"] for one in features}

    assert "Connector: Index" not in used()
    assert used()["Connector: Webhook"] is None
    http.post(
        "/api/actions/connector", json={"name": "n", "connector_type_id": ".webhook"}
    ).raise_for_status()
    assert str(used()["Connector: Webhook"]).startswith("20")


def test_stats_and_features(http):
    stats = http.get("/api/stats", params={"extended": "true"}).json()
    assert stats["process"]["memory"]["heap"]["total_bytes"] > 0
    assert "cluster_uuid" in stats
    assert "clusterUuid" in http.get("/api/stats", params={"extended": "true", "legacy": "true"}).json()
    assert "actions" in [feature["id"] for feature in http.get("/api/features").json()]


@pytest.mark.parametrize(
    "path", ["/api/stats", "/api/features", "/api/task_manager/_health", "/api/licensing/info"]
)
def test_credentials_are_needed_for_all_but_the_status(connect, kibana, path):
    assert connect(kibana, Authorization="ApiKey no").get(path).status_code == 401


def test_internal_routes_of_a_serverless_project(make, connect, refusal):
    kibana = make(build_flavor="serverless")
    path = "/internal/actions/connectors"
    text = f"uri [{path}] with method [get] exists but is not available with the current configuration"
    assert refusal(connect(kibana).get(path)) == (400, text)
    assert connect(kibana, **{"x-elastic-internal-origin": "Kibana"}).get(path).status_code == 200
    assert connect(kibana).get("/api/actions/connectors").status_code == 200
    kibana.settings.restrict_internal = False
    assert connect(kibana).get(path).status_code == 200
    hosted = make(restrict_internal=True)
    assert refusal(connect(hosted).get(f"/s/ops{path}"))[0] == 400


def test_settings_can_be_changed_over_http(http, kibana, refusal):
    control = "/_sandbox/settings"
    changed = http.patch(control, json={"license": "gold", "version": "8.19", "allowed_hosts": ["a"]})
    assert changed.json()["version"] == "8.19.0"
    assert http.get("/api/status").json()["version"]["number"] == "8.19.0"
    for wrong in ({"license": "basic", "version": "x"}, {"other": 1}, []):
        assert refusal(http.patch(control, json=wrong))[0] == 400
    assert http.get(control).json() == changed.json()
    assert kibana.settings.license == "gold"
