"""No request makes the stand-in fail: what is odd is refused, or taken as Kibana takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.routing import Route

from kibana_connectors.sandbox import Sandbox
from kibana_connectors.sandbox.control import CONTROL_PREFIX

ODD: list[Any] = [
    None,
    [],
    {},
    0,
    -1,
    1.5,
    "",
    "x",
    [[]],
    [None],
    [{}],
    [{"id": 1}],
    {"x": {}},
    {"default": [1]},
    True,
]
_CONNECTOR = {"name": "n", "config": {"index": "i"}, "secrets": {}}
_FREQUENCY = {"summary": False, "notify_when": "onActiveAlert", "throttle": None}
_ACTION = {"id": "x", "group": "g", "params": {}, "frequency": _FREQUENCY, "alerts_filter": {}, "uuid": "u"}
_RULE = {
    "name": "n",
    "schedule": {"interval": "1m"},
    "params": {},
    "actions": [_ACTION],
    "tags": [],
    "throttle": None,
    "notify_when": None,
    "alert_delay": {"active": 1},
    "flapping": {},
}
_NEW_RULE = _RULE | {"rule_type_id": "t", "consumer": "c", "enabled": True}
_LOGS = {"date_start": "1d", "date_end": "now", "filter": "a: b", "namespaces": ["default"]}
_CASE_CONNECTOR = {"id": "x", "name": "n", "type": ".jira", "fields": None}
_OBJECTS = [{"type": "action", "id": "x"}, {"type": "dashboard", "id": "d"}]
_SPACE = {
    "id": "y",
    "name": "n",
    "color": "#aabbcc",
    "initials": "n",
    "disabledFeatures": [],
    "solution": "es",
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/actions/connector"): _CONNECTOR | {"connector_type_id": ".index", "auth_mode": "shared"},
    ("PUT", "/api/actions/connector/x"): _CONNECTOR | {"allowed_sub_actions": []},
    ("POST", "/api/actions/connector/x/_execute"): {"params": {"documents": [{}]}},
    ("POST", "/api/alerting/rule"): _NEW_RULE,
    ("PUT", "/api/alerting/rule/r"): _RULE | {"artifacts": {}},
    ("POST", "/api/alerting/rule/r/_disable"): {"untrack": True},
    ("POST", "/api/workflows/workflow"): {"yaml": "name: w\n"},
    ("PUT", "/api/workflows/workflow/w"): {
        "yaml": "name: w\n",
        "name": "n",
        "description": "d",
        "enabled": True,
        "tags": ["a"],
    },
    ("POST", "/api/workflows"): {"workflows": [{"yaml": "name: w"}]},
    ("POST", "/api/workflows/mget"): {"ids": ["w"], "source": ["name"]},
    ("POST", "/api/workflows/export"): {"ids": ["w"]},
    ("DELETE", "/api/workflows"): {"ids": ["none"]},
    ("POST", "/api/cases"): {
        "title": "t",
        "description": "d",
        "owner": "cases",
        "tags": ["a"],
        "settings": {"syncAlerts": False},
        "connector": _CASE_CONNECTOR,
        "severity": "low",
    },
    ("POST", "/api/cases/configure"): {
        "owner": "cases",
        "closure_type": "close-by-user",
        "connector": _CASE_CONNECTOR,
    },
    ("POST", "/api/saved_objects/_export"): {"type": "action", "excludeExportDetails": True},
    ("POST", "/api/saved_objects/dashboard"): {"attributes": {"title": "t"}, "references": []},
    ("POST", "/internal/actions/_global_connector_execution_logs"): _LOGS
    | {"per_page": 1, "page": 1, "sort": [{"timestamp": {"order": "asc"}}]},
    ("POST", "/internal/actions/_global_connector_execution_kpi"): _LOGS,
    ("PUT", "/api/spaces/space/ops"): _SPACE,
    ("POST", "/api/spaces/_copy_saved_objects"): {
        "spaces": ["ops"],
        "objects": _OBJECTS,
        "createNewCopies": True,
    },
    ("POST", "/api/spaces/_resolve_copy_saved_objects_errors"): {
        "objects": _OBJECTS,
        "retries": {"ops": [{"type": "action", "id": "x", "overwrite": True}]},
        "createNewCopies": False,
    },
    ("POST", "/api/spaces/_get_shareable_references"): {"objects": _OBJECTS},
    ("POST", "/api/spaces/_update_objects_spaces"): {
        "objects": _OBJECTS,
        "spacesToAdd": ["ops"],
        "spacesToRemove": [],
    },
    ("POST", "/api/spaces/_disable_legacy_url_aliases"): {"aliases": []},
    ("POST", "/_sandbox/faults"): {"delay": 0.001, "path_contains": "/nowhere"},
    ("POST", "/_sandbox/outcomes"): {"message": "m", "connector_id": "nothing", "retry": True, "times": 2},
    ("PATCH", "/_sandbox/settings"): {"license": "trial", "spaces": ["default", "ops"], "version": "9.6"},
}


@pytest.fixture
def real(make):
    kibana = make(validator=None, types=None, spaces=["default", "ops"])
    kibana.add_connector(id="x", type_id=".index", name="n", config={"index": "i"})
    return kibana


def variants(value: Any) -> Iterator[Any]:
    """Yield a value with something odd in each place, at any depth."""
    yield from ODD
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {one: each for one, each in value.items() if one != key}
            for odd in variants(inner):
                yield {**value, key: odd}
        yield {**value, "other": 1}
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            for odd in variants(inner):
                yield [*value[:index], odd, *value[index + 1 :]]


def test_bodies(real, connect):
    http = connect(real)
    http.post("/api/alerting/rule/r", json=_NEW_RULE).raise_for_status()
    http.post("/api/workflows/workflow", json={"id": "w", "yaml": "name: w\n"}).raise_for_status()
    http.post("/api/saved_objects/dashboard/d", json={"attributes": {}}).raise_for_status()
    failed = []
    for (method, path), good in BODIES.items():
        assert http.request(method, path, json=good).status_code in (200, 204), (method, path)
        for body in variants(good):
            answer = http.request(method, path, json=body)
            if answer.status_code >= 500:
                failed.append((method, path, body))
            real.settings.version, real.settings.privileges = "9.6", "all"
    assert failed == []


def test_every_route_that_takes_a_body_is_tried(real):
    app = real._gate.app.app
    tried = {(method, path.split("/")[-1]) for method, path in BODIES}
    without = {"_enable", "_mute_all", "_unmute_all", "_mute", "_unmute", "_import"}
    missing = Counter(
        (method, route.path)
        for route in app.router.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) & {"POST", "PUT", "PATCH"}
        if route.path.split("/")[-1] not in (*without, "", "{id}", "{type}")
        and (method, route.path.split("/")[-1]) not in tried
        and route.path != "/api/spaces/space"
    )
    assert not missing


QUERIES = [
    "a=1&a=2",
    "per_page=x",
    "page=-1",
    "sort_order=asc&sort_order=desc",
    "fields=[1]",
    "fields=x&fields=y",
    "filter_consumers=3",
    "has_reference=[1]",
    "search=%00",
    "size=1e9",
    "enabled=maybe",
    "feature_id=a&feature_id=b",
    "purpose=any&purpose=any",
    "v7format=2",
    "type=",
    "filter=%28",
    "sort_field=actions",
]


def test_queries(real, connect):
    http = connect(real)
    http.post("/api/alerting/rule/r", json=_NEW_RULE).raise_for_status()
    failed = []
    for route in real._gate.app.app.router.routes:
        path = route.path.replace("{id}", "x").replace("{type}", "dashboard")
        if "GET" in (route.methods or ()) and not path.startswith(CONTROL_PREFIX):
            failed += [(path, query) for query in QUERIES if http.get(f"{path}?{query}").status_code >= 500]
    assert failed == []


def test_paths(real: Sandbox, connect) -> None:
    http = connect(real)
    for path in ("/s/", "/s//api/status", "/s/UPPER/api/status", "/api/actions/connector/%2F", "/%00", "//"):
        assert http.get(path).status_code in (200, 404), path
