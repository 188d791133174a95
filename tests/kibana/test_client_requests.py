"""What each method asks for, and what it reads of the answer."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from kibana_connectors.kibana import AsyncKibana, InvalidRequest, Kibana, UnexpectedAnswer
from kibana_connectors.kibana.operations import Operations

CONNECTOR = {"id": "c1", "name": "ops", "connector_type_id": ".index", "is_preconfigured": False}
TYPE = {
    "id": ".index",
    "name": "Index",
    "enabled": True,
    "enabled_in_config": True,
    "enabled_in_license": True,
    "minimum_license_required": "basic",
    "supported_feature_ids": ["alerting"],
    "is_system_action_type": False,
}
SPACE = {"id": "ops", "name": "Ops", "disabledFeatures": ["ml"], "_reserved": True}
RAN = {"connector_id": "c1", "status": "error", "message": "m", "retry": "2026-01-01", "errorSource": "user"}
EXECUTION = {"id": "e1", "timestamp": "2026-01-01T00:00:00Z", "status": "failure", "connector_id": "c1"}
SPEC = {"metadata": {"id": ".okta", "displayName": "Okta"}, "schema": {"type": "object"}}
IMPORTED = {"success": True, "successCount": 1, "successResults": [{"id": "c1", "type": "action"}]}
EXPORTED = b'{"id":"c1","type":"action"}\n{"exportedCount":1,"missingReferences":[]}'

CALLS: list[tuple[str, dict[str, Any], Any, str, str, dict[str, str], Any]] = [
    ("list_connectors", {}, [CONNECTOR], "GET", "/api/actions/connectors", {}, None),
    ("list_connectors", {"space": "ops"}, [], "GET", "/s/ops/api/actions/connectors", {}, None),
    ("list_connectors", {"space": "default"}, [], "GET", "/api/actions/connectors", {}, None),
    ("list_connectors", {"include_system": True}, [], "GET", "/internal/actions/connectors", {}, None),
    ("get_connector", {"connector_id": "c1"}, CONNECTOR, "GET", "/api/actions/connector/c1", {}, None),
    (
        "get_connector",
        {"connector_id": "a/ü ?"},
        CONNECTOR,
        "GET",
        "/api/actions/connector/a%2F%C3%BC%20%3F",
        {},
        None,
    ),
    (
        "create_connector",
        {"name": "n", "connector_type_id": ".index", "config": {"index": "x"}, "secrets": {"a": "b"}},
        CONNECTOR,
        "POST",
        "/api/actions/connector",
        {},
        {"name": "n", "connector_type_id": ".index", "config": {"index": "x"}, "secrets": {"a": "b"}},
    ),
    (
        "create_connector",
        {"name": "n", "connector_type_id": ".index", "connector_id": "c1", "space": "ops"},
        CONNECTOR,
        "POST",
        "/s/ops/api/actions/connector/c1",
        {},
        {"name": "n", "connector_type_id": ".index", "config": {}, "secrets": {}},
    ),
    (
        "update_connector",
        {"connector_id": "c1", "name": "n", "config": {"index": "y"}},
        CONNECTOR,
        "PUT",
        "/api/actions/connector/c1",
        {},
        {"name": "n", "config": {"index": "y"}, "secrets": {}},
    ),
    ("delete_connector", {"connector_id": "c1"}, 204, "DELETE", "/api/actions/connector/c1", {}, None),
    ("list_connector_types", {}, [TYPE], "GET", "/api/actions/connector_types", {}, None),
    (
        "list_connector_types",
        {"feature_id": "cases"},
        [],
        "GET",
        "/api/actions/connector_types",
        {"feature_id": "cases"},
        None,
    ),
    (
        "list_connector_types",
        {"include_system": True},
        [],
        "GET",
        "/internal/actions/connector_types",
        {},
        None,
    ),
    (
        "get_connector_spec",
        {"type_id": ".okta"},
        SPEC,
        "GET",
        "/internal/actions/connector_types/.okta/spec",
        {},
        None,
    ),
    (
        "execute_connector",
        {"connector_id": "c1", "params": {"a": 1}},
        RAN,
        "POST",
        "/api/actions/connector/c1/_execute",
        {},
        {"params": {"a": 1}},
    ),
    (
        "execute_sub_action",
        {"connector_id": "c1", "sub_action": "getIncident", "params": {"id": 1}},
        RAN,
        "POST",
        "/api/actions/connector/c1/_execute",
        {},
        {"params": {"subAction": "getIncident", "subActionParams": {"id": 1}}},
    ),
    (
        "test_connector",
        {"connector_id": "c1", "space": "ops"},
        RAN,
        "POST",
        "/s/ops/api/actions/connector/c1/_execute",
        {},
        {"params": {"subAction": "_test", "subActionParams": {}}},
    ),
    ("list_spaces", {}, [SPACE], "GET", "/api/spaces/space", {}, None),
    ("get_space", {"space_id": "ops"}, SPACE, "GET", "/api/spaces/space/ops", {}, None),
    (
        "create_space",
        {"space_id": "ops", "name": "Ops", "initials": "O"},
        SPACE,
        "POST",
        "/api/spaces/space",
        {},
        {"id": "ops", "name": "Ops", "disabledFeatures": [], "initials": "O"},
    ),
    ("delete_space", {"space_id": "ops"}, 204, "DELETE", "/api/spaces/space/ops", {}, None),
    ("list_case_settings", {"space": "ops"}, [], "GET", "/s/ops/api/cases/configure", {}, None),
    ("status", {}, {"status": {}}, "GET", "/api/status", {}, None),
    ("license", {}, {"license": {"type": "gold"}}, "GET", "/api/licensing/info", {}, None),
    (
        "task_manager_health",
        {},
        {"id": "i", "timestamp": "t", "status": "OK"},
        "GET",
        "/api/task_manager/_health",
        {},
        None,
    ),
    (
        "execution_counts",
        {"start": "now-1d", "connector_id": 'a"b', "kql": "x: 1", "spaces": ["ops"], "end": "now"},
        {"success": 1, "failure": 2},
        "POST",
        "/internal/actions/_global_connector_execution_kpi",
        {},
        {
            "date_start": "now-1d",
            "date_end": "now",
            "filter": '(x: 1) and kibana.action.id: "a\\"b"',
            "namespaces": ["ops"],
        },
    ),
    (
        "export_connectors",
        {"space": "ops"},
        EXPORTED,
        "POST",
        "/s/ops/api/saved_objects/_export",
        {},
        {"type": "action"},
    ),
    (
        "export_connectors",
        {"connector_ids": ["c1"]},
        EXPORTED,
        "POST",
        "/api/saved_objects/_export",
        {},
        {"objects": [{"type": "action", "id": "c1"}]},
    ),
]
"""A method, its arguments, the answer; and what is asked for: method, path, query, JSON."""

IN_PAGES = {"list_cases", "list_rules", "list_rules_using", "list_workflows", "execution_log"}
"""Tested in test_client_paging.py."""


@pytest.mark.parametrize(
    ("name", "arguments", "answer", "method", "path", "query", "body"),
    CALLS,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(CALLS)],
)
def test_what_is_asked(
    answering,
    name: str,
    arguments: dict[str, Any],
    answer: Any,
    method: str,
    path: str,
    query: Any,
    body: Any,
) -> None:
    client, asked = answering(answer, api_key="key")

    getattr(client, name)(**arguments)

    (request,) = asked
    assert (request.method, request.url.raw_path.decode().partition("?")[0]) == (method, path)
    assert dict(request.url.params) == query
    assert (json.loads(request.content) if request.content else None) == body
    assert request.headers["authorization"] == "ApiKey key"
    assert request.headers["kbn-xsrf"] == "true"
    is_internal = "/internal/" in path
    assert ("x-elastic-internal-origin" in request.headers) == is_internal
    assert request.headers.get("elastic-api-version") == (None if is_internal else "2023-10-31")


def test_every_method_is_tested() -> None:
    methods = {name for name in vars(Operations) if not name.startswith("_")}
    tested = {case[0] for case in CALLS} | IN_PAGES | {"import_connectors"}

    assert {name for name in methods if not name.endswith("_in_each_space")} == tested


def test_an_import_is_sent_as_a_file(answering) -> None:
    client, asked = answering(IMPORTED)

    found = client.import_connectors('{"id":"c1"}\n', overwrite=True, space="ops")

    assert (found.success, found.success_count, found.imported[0].id) == (True, 1, "c1")
    assert asked[0].url.path == "/s/ops/api/saved_objects/_import"
    assert dict(asked[0].url.params) == {"overwrite": "true"}
    sent = asked[0].read().decode()
    assert 'name="file"; filename="connectors.ndjson"' in sent
    assert '{"id":"c1"}\n' in sent


def test_what_is_read(answering) -> None:
    client, _ = answering(
        [CONNECTOR], [TYPE], SPEC, RAN, [SPACE], {"license": {"type": "gold", "status": "active"}}
    )

    assert client.list_connectors()[0].connector_type_id == ".index"
    assert client.list_connector_types()[0].supported_feature_ids == ("alerting",)
    spec = client.get_connector_spec(".okta")
    assert (spec.metadata.display_name, spec.json_schema) == ("Okta", {"type": "object"})
    ran = client.execute_connector("c1", {})
    assert (ran.is_ok, ran.retry, ran.error_source) == (False, "2026-01-01", "user")
    space = client.list_spaces()[0]
    assert (space.disabled_features, space.is_reserved) == (("ml",), True)
    assert (client.license().type) == "gold"


def test_an_export_is_read_whole_or_not_at_all(answering) -> None:
    whole = httpx.Response(200, content=EXPORTED, headers={"content-type": "application/ndjson"})
    client, _ = answering(whole)
    assert client.export_connectors().ndjson() == '{"id": "c1", "type": "action"}\n'

    for content in (EXPORTED.partition(b"\n")[0], EXPORTED[:10], b"", EXPORTED.replace(b"1,", b"2,")):
        client, _ = answering(
            httpx.Response(200, content=content, headers={"content-type": "application/ndjson"})
        )
        with pytest.raises(UnexpectedAnswer, match="POST /api/saved_objects/_export: "):
            client.export_connectors()


def test_execution_waits_longer_than_kibana_does(answering) -> None:
    client, asked = answering(RAN, [], timeout=5)

    client.execute_connector("c1", {})
    client.list_connectors()

    assert asked[0].extensions["timeout"]["read"] == 90
    assert asked[1].extensions["timeout"]["read"] == 5


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("get_connector", {"connector_id": " "}, "connector_id: expected a text that is not blank"),
        ("get_connector", {"connector_id": ".."}, "connector_id: expected a text"),
        ("get_connector", {"connector_id": None}, "connector_id: expected a text"),
        ("get_connector", {"connector_id": "\ud800"}, "connector_id: expected a text of whole characters"),
        ("get_connector", {"connector_id": "a", "space": "A b"}, "space: expected the id of a Kibana space"),
        ("get_connector", {"connector_id": "a", "space": "../x"}, "space: expected the id of a Kibana space"),
        ("create_connector", {"name": "", "connector_type_id": ".index"}, "name: expected a text"),
        (
            "create_connector",
            {"name": "a", "connector_type_id": ".index", "config": [1]},
            "config: expected a dict whose keys are texts",
        ),
        (
            "create_connector",
            {"name": "a", "connector_type_id": ".index", "secrets": {1: "a"}},
            "secrets: expected a dict whose keys are texts",
        ),
        (
            "execute_connector",
            {"connector_id": "a", "params": {"a": float("nan")}},
            "values that JSON can carry",
        ),
        ("execute_connector", {"connector_id": "a", "params": {"a": object()}}, "values that JSON can carry"),
        ("execute_sub_action", {"connector_id": "a", "sub_action": ""}, "sub_action: expected a text"),
        ("create_space", {"space_id": "A", "name": "a"}, "space_id: expected lower-case letters"),
        ("export_connectors", {"connector_ids": []}, "connector_ids: expected at least one id"),
        ("export_connectors", {"connector_ids": "abc"}, "connector_ids: expected at least one id"),
        ("import_connectors", {"ndjson": " "}, "ndjson: expected lines of JSON"),
        (
            "import_connectors",
            {"ndjson": "{}", "overwrite": True, "create_new_copies": True},
            "expected one of them, not both",
        ),
        ("execution_log", {"start": ""}, "start: expected a text"),
        ("execution_log", {"start": "now-1d", "at_most": 0}, "at_most: expected a number of 1 or more"),
        (
            "list_connectors_in_each_space",
            {"spaces": ["ops", "A"]},
            "spaces: expected the id of a Kibana space",
        ),
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_sent(
    answering, name: str, arguments: dict[str, Any], message: str
) -> None:
    client, asked = answering()

    with pytest.raises(InvalidRequest, match=message):
        list(getattr(client, name)(**arguments))

    assert asked == []


@pytest.mark.parametrize("client", [Kibana, AsyncKibana])
@pytest.mark.parametrize("name", [name for name in vars(Operations) if not name.startswith("_")])
def test_a_method_has_the_name_signature_and_docstring_of_its_description(client: Any, name: str) -> None:
    method = getattr(client("https://kibana.example"), name)

    assert "self" not in inspect.signature(method).parameters
    assert len((method.__doc__ or "").splitlines()[0]) > 10
    for parameter in inspect.signature(method).parameters:
        assert f"        {parameter}: " in method.__doc__


PYRIGHT = Path(__file__).resolve().parents[2] / "node_modules" / ".bin" / "pyright"

USES = """
from typing_extensions import assert_type

from kibana_connectors.kibana import AsyncKibana, Kibana, LiveConnector, OfSpace, Rule


def now(kibana: Kibana) -> None:
    assert_type(kibana.list_connectors(space="a"), tuple[LiveConnector, ...])
    assert_type(kibana.get_connector("a"), LiveConnector)
    assert_type(kibana.list_rules_using("a"), tuple[Rule, ...])
    for found in kibana.list_connectors_in_each_space(at_most=3):
        assert_type(found, OfSpace[tuple[LiveConnector, ...]])
    kibana.delete_connector("a")


async def awaited(kibana: AsyncKibana) -> None:
    assert_type(await kibana.list_connectors(space="a"), tuple[LiveConnector, ...])
    assert_type(await kibana.list_rules_using("a"), tuple[Rule, ...])
    async for found in kibana.list_connectors_in_each_space(spaces=["a"]):
        assert_type(found.value, tuple[LiveConnector, ...])
    await kibana.delete_connector("a")


def wrong(kibana: Kibana) -> None:
    kibana.list_connectors(spac="a")  # error
    kibana.get_connector()  # error
    kibana.create_connector(name="a")  # error
    kibana.no_such_method()  # error
"""


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_know_every_method(checker: str, tmp_path: Path) -> None:
    file = tmp_path / "uses.py"
    file.write_text(USES)
    command = {"mypy": [sys.executable, "-m", "mypy", "--strict"], "pyright": [str(PYRIGHT), "--outputjson"]}[
        checker
    ]
    if checker == "pyright":
        command += ["--pythonpath", sys.executable]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False, cwd=tmp_path)
    if checker == "pyright":
        told = json.loads(done.stdout)["generalDiagnostics"]
        lines = {each["range"]["start"]["line"] + 1 for each in told if each["severity"] == "error"}
    else:
        lines = {int(number) for number in re.findall(r"uses\.py:(\d+): error", done.stdout)}

    expected = {number for number, line in enumerate(USES.splitlines(), start=1) if line.endswith("# error")}
    assert lines == expected, done.stdout
