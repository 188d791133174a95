"""What the room gives, what loading it costs, and what its errors are."""

from __future__ import annotations

import ast
import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import kibana_connectors.kibana as room
from kibana_connectors.errors import KibanaConnectorsError
from kibana_connectors.kibana import errors

PUBLIC = [
    "AnswerTooLarge",
    "AsyncKibana",
    "BadRequest",
    "Call",
    "Case",
    "CaseSettings",
    "Conflict",
    "ConnectorSpec",
    "Execution",
    "ExecutionCounts",
    "ExecutionLog",
    "ExecutionResult",
    "Export",
    "Forbidden",
    "ImportResult",
    "InvalidRequest",
    "Kibana",
    "KibanaError",
    "License",
    "LiveConnector",
    "LiveType",
    "NamedConnectors",
    "NoAnswer",
    "NoTrial",
    "NotFound",
    "NotKibana",
    "OfSpace",
    "Refusal",
    "Retry",
    "Rule",
    "RuleAction",
    "ServerError",
    "Space",
    "Status",
    "TLSFailure",
    "TaskManagerHealth",
    "TimedOut",
    "TooManyRequests",
    "Trial",
    "Unauthorized",
    "UnexpectedAnswer",
    "UnsupportedByKibana",
    "Workflow",
    "connectors_named_by",
    "trial_of",
]
"""A name that leaves this list breaks users."""


def test_exported_names() -> None:
    assert sorted(room.__all__) == PUBLIC == dir(room)
    for name in PUBLIC:
        assert getattr(room, name).__doc__


def test_type_checkers_see_what_is_loaded() -> None:
    tree = ast.parse(Path(room.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname: statement.module
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }

    assert seen == room._MODULES


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Kibanna'"):
        room.Kibanna  # noqa: B018


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import kibana_connectors.kibana", set()),
        ("from kibana_connectors.kibana import KibanaError, Forbidden", set()),
        ("from kibana_connectors.kibana import LiveConnector", {"pydantic"}),
        ("from kibana_connectors.kibana import Kibana", {"pydantic", "httpx"}),
    ],
)
def test_what_is_loaded(code: str, loaded: set[str]) -> None:
    heavy = {"pydantic", "httpx", "tenacity", "ruamel", "jsii", "cdktf", "cdktn", "starlette"}
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert {name.split(".")[0] for name in done.stdout.split()} & heavy == loaded


@pytest.mark.parametrize("name", [name for name in PUBLIC if hasattr(errors, name)])
def test_errors_survive_processes(name: str) -> None:
    error = getattr(room, name)("GET /x: told")
    assert isinstance(error, KibanaConnectorsError)
    if isinstance(error, room.Refusal):
        error.status, error.retry_after = 429, 5.0

    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(again), str(again), vars(again)) == (type(error), "GET /x: told", vars(error))
