"""Requests and answers of Kibana's own functional tests, and stand-ins that are set up as for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from kibana_connectors.sandbox import Sandbox
from kibana_connectors.schema.type_info import TypeInfo, Verdict
from kibana_connectors.types.catalog import type_catalog, validate

ROWS = Path(__file__).parents[1] / "data" / "ftr_expectations.jsonl"
KEY = "ftr:key"

_TEST_TYPES = {
    "test.index-record": "Test: Index Record",
    "test.not-enabled": "Test: Not Enabled",
    "test.noop": "Test: Noop",
    "test.failing": "Test: Failing",
    "test.authorization": "Test: Authorization",
    "test.deprecated": "Test: Deprecated",
    "test.connector-with-hooks": "Test: Connector with hooks",
    "test.single_file_connector": "Test: Single file",
}
_ENABLED = [
    *(".bedrock", ".cases-webhook", ".email", ".gemini", ".index", ".opsgenie", ".pagerduty", ".swimlane"),
    *(".server-log", ".servicenow", ".servicenow-sir", ".servicenow-itom", ".jira", ".resilient", ".gen-ai"),
    *(".jira-service-management", ".d3security", ".sentinelone", ".crowdstrike", ".slack", ".slack_api"),
    *(".microsoft_defender_endpoint", ".thehive", ".tines", ".webhook", ".xmatters", ".xsoar", ".torq"),
    *(".http", ".inference", ".teams"),
    *(type_id for type_id in _TEST_TYPES if type_id != "test.not-enabled"),
]
_PRECONFIGURED = [
    ("my-test-email", ".email", "TestEmail#xyz"),
    ("notification-email", ".email", "Notification Email Connector"),
    ("my-slack1", ".slack", "Slack#xyz"),
    ("my-deprecated-servicenow", ".servicenow", "ServiceNow#xyz"),
    ("my-deprecated-servicenow-default", ".servicenow", "ServiceNow#xyz"),
    ("custom-system-abc-connector", "system-abc-action-type", "SystemABC"),
    ("preconfigured-es-index-action", ".index", "preconfigured_es_index_action"),
    ("preconfigured.test.index-record", "test.index-record", "Test:_Preconfigured_Index_Record"),
]
_PROFILES: dict[str, dict[str, Any]] = {
    "all": {"enabled_types": _ENABLED},
    "read": {"enabled_types": _ENABLED, "privileges": "read"},
    "none": {"enabled_types": _ENABLED, "privileges": "none"},
    "basic": {"license": "basic"},
    "plain": {},
}
_NEEDS: dict[str, dict[str, Any]] = {
    "allowedHosts setting": {"allowed_hosts": ["localhost", "example.com", "smtp.live.com"]},
    "privileges per space": {"privileges": {"space1": "all"}},
    "preconfiguredAlertHistoryEsIndex setting": {"alert_history": True},
}
"""What a row needs beside its profile, as settings of the stand-in."""


def rows() -> list[dict[str, Any]]:
    """Return all rows, in the file's order."""
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]


def _validate(type_id: str, config: object, secrets: object) -> Verdict:
    if not type_id.startswith("test."):
        return validate(type_id, config, secrets)
    assert isinstance(config, dict)
    assert isinstance(secrets, dict)
    errors = []
    if type_id == "test.index-record":
        if not isinstance(config.get("unencrypted"), str):
            errors.append("config.unencrypted: expected a string")
        if not isinstance(secrets.get("encrypted"), str):
            errors.append("secrets.encrypted: expected a string")
    if type_id == "test.single_file_connector":
        needed = {"basic": "username", "api_key_header": "Key"}.get(secrets.get("authType", ""))
        if needed is None:
            errors.append("secrets.authType: invalid input")
        elif needed not in secrets:
            errors.append(f"secrets.{needed}: required")
    return Verdict(not errors, tuple(errors), dict(config))


@dataclass
class Stand:
    """The stand-ins of all profiles."""

    sandboxes: dict[str, Sandbox]

    def ready(self, row: dict[str, Any]) -> Sandbox:
        """Return the stand-in for a row, as Kibana is before each of its tests."""
        profile = row["setup"]["profile"]
        sandbox = self.sandboxes[profile]
        sandbox.reset()
        options = {**_defaults(), **_PROFILES[profile], **_NEEDS.get(row.get("needs", ""), {})}
        for name in ("privileges", "allowed_hosts", "alert_history"):
            setattr(sandbox.settings, name, options[name])
        if profile != "plain":
            _fill(sandbox)
        return sandbox


def _defaults() -> dict[str, Any]:
    return {"privileges": "all", "allowed_hosts": None, "alert_history": False}


def _fill(sandbox: Sandbox) -> None:
    for connector_id, type_id, name in _PRECONFIGURED:
        sandbox.add_preconfigured(id=connector_id, type_id=type_id, name=name)
    sandbox.add_connector(
        type_id="test.not-enabled",
        id="uuid-actionId",
        name="an action created before test.not-enabled was disabled",
    )
    sandbox.add_connector(type_id=".invalid-type", id="unsupported", name="unsupported", space="space1")
    sandbox.add_connector(
        type_id="test.index-record",
        id="ftr-created",
        name="My Connector",
        space="space1",
        config={"unencrypted": "This value shouldn't get encrypted"},
    )


@contextmanager
def stand() -> Iterator[Stand]:
    """Start a stand-in for each profile."""
    types = [
        *type_catalog(),
        *(
            TypeInfo(type_id, name, "gold", ("alerting",), "7.4", type_id == "test.deprecated")
            for type_id, name in _TEST_TYPES.items()
        ),
    ]
    with ExitStack() as started:
        yield Stand(
            {
                profile: started.enter_context(
                    Sandbox(
                        api_key=KEY,
                        validator=_validate,
                        types=types,
                        spaces=["default", "space1", "space2", "other"],
                        **options,
                    )
                )
                for profile, options in _PROFILES.items()
            }
        )


@dataclass(frozen=True)
class Answered:
    """What a stand-in answered to a row's request; `row` has the ids that its steps made."""

    row: dict[str, Any]
    status: int
    body: Any


def ask(sandbox: Sandbox, row: dict[str, Any]) -> Answered:
    """Take a row's steps, and send its request."""
    created = ""
    with httpx.Client(
        base_url=sandbox.url, headers={"Authorization": f"ApiKey {KEY}"}, trust_env=False, verify=_tls()
    ) as http:
        for step in row["setup"]["steps"]:
            step = _filled(step, created)
            done = http.request(step["method"], step["path"], json=step["body"], headers={"kbn-xsrf": "foo"})
            assert done.status_code == 200, f"step {step['method']} {step['path']}: {done.text}"
            if not step.get("keep"):
                created = done.json()["id"]
        row = _filled(row, created)
        body = {} if row["body"] is None else {"json": row["body"]}
        got = http.request(row["method"], row["path"], headers=row["headers"], **body)
    return Answered(row, got.status_code, got.json() if got.content else "")


@cache
def _tls() -> Any:
    # Made once: to load the certificates takes longer than everything else.
    return httpx.create_ssl_context()


def _filled(value: Any, created: str) -> Any:
    if isinstance(value, str):
        return value.replace("{created}", created)
    if isinstance(value, list):
        return [_filled(one, created) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, created) for key, one in value.items()}
    return value


def differences(answered: Answered) -> list[str]:
    """Return how an answer differs from what Kibana's test expects, its wording included."""
    return list(_differences(answered.row, answered.status, answered.body))


def _differences(row: dict[str, Any], status: int, body: Any) -> Iterator[str]:
    if status != row["status"]:
        yield f"status {status}, not {row['status']}"
    if "body_eql" in row and not _same(row["body_eql"], body):
        yield f"the body is {body!r}"
    if "body_contains" in row and not _holds(row["body_contains"], body):
        yield f"the body lacks something: {body!r}"
    message = body.get("message", "") if isinstance(body, dict) else ""
    yield from (
        f"the message lacks {part!r}: {message!r}"
        for part in row.get("message_has", [])
        if part not in message
    )
    if "message_exact" in row and message != row["message_exact"]:
        yield f"the message is {message!r}"
    yield from (f"{key} is there" for key in row.get("absent", []) if key in body)
    for key, names in row.get("keys", {}).items():
        if sorted(body.get(key, {})) != names:
            yield f"the keys of {key} are {sorted(body.get(key, {}))}"
    listed = body if isinstance(body, list) else []
    for wanted in row.get("list_has", []):
        if not any(_holds(wanted, one) for one in listed):
            near = [one for one in listed if one.get("id") == wanted.get("id")]
            yield f"the list lacks {wanted!r}: {near!r}"
    if "list_eql" in row and not (
        len(row["list_eql"]) == len(listed) and all(map(_same, row["list_eql"], listed))
    ):
        yield f"the list is {listed!r}"
    for key, value in row.get("list_every", {}).items():
        if not listed or any(one.get(key) != value for one in listed):
            yield f"not every entry has {key} {value}"
    for key, value in row.get("list_some", {}).items():
        if all(one.get(key) != value for one in listed):
            yield f"no entry has {key} {value}"


def _holds(wanted: Any, got: Any) -> bool:
    if wanted == "*":
        return isinstance(got, str) and bool(got)
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            key in got and _holds(one, got[key]) for key, one in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) <= len(got) and all(map(_holds, wanted, got))
    return type(wanted) is type(got) and bool(wanted == got)


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, dict):
        return (
            isinstance(got, dict)
            and wanted.keys() == got.keys()
            and all(_same(one, got[key]) for key, one in wanted.items())
        )
    return _holds(wanted, got)
