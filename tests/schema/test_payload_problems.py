"""What is wrong with a payload: each problem is named with its field and the remedy, never with the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness.refusals import MARK, NUMBER, Case, refusal, sources

from kibana_connectors import (
    Email,
    Index,
    InvalidConnector,
    InvalidPayload,
    Jira,
    Opsgenie,
    PagerDuty,
    Secret,
    ServerLog,
    ServiceNow,
    Slack,
    SlackApi,
    Webhook,
)

MAIL = {"from": "a@b.example", "host": "h.example", "port": 25}
HOOK = {"url": "https://x.example"}
SN = {"apiUrl": "https://x.example"}
REFUSED: dict[str, Case] = {
    # wrong types
    "number-for-text": (Index, {"config": {"index": NUMBER}}, ["config.index"], "a string, got a number"),
    "null-is-missing": (Index, {"config": {"index": None}}, ["config.index"], "required"),
    "list-for-text": (Index, {"config": {"index": [MARK]}}, ["config.index"], "a string, got an array"),
    "text-for-flag": (
        Index,
        {"config": {"index": "a", "refresh": MARK}},
        ["config.refresh"],
        "true or false",
    ),
    "number-for-flag": (
        Index,
        {"config": {"index": "a", "refresh": NUMBER}},
        ["config.refresh"],
        "true or false, got a number",
    ),
    "text-for-map": (Webhook, {"config": {**HOOK, "headers": MARK}}, ["config.headers"], "an object"),
    "number-in-map": (
        Webhook,
        {"config": {**HOOK, "headers": {"X-A": NUMBER}}},
        ["config.headers.X-A"],
        "a string, got a number",
    ),
    "number-as-key-of-a-map": (
        Webhook,
        {"config": {**HOOK, "headers": {5: MARK}}},
        None,
        "a string",
    ),
    "text-for-list": (
        SlackApi,
        {"config": {"allowed_channels": MARK}},
        ["config.allowed_channels"],
        "a list",
    ),
    "text-for-object": (
        SlackApi,
        {"config": {"allowed_channels": [MARK]}},
        ["config.allowed_channels.0"],
        "an object",
    ),
    "an-object-of-no-type": (Index, {"config": {"index": object()}}, ["config.index"], "a string"),
    # numbers
    "port-too-high": (Email, {"config": {**MAIL, "port": NUMBER}}, ["config.port"], "from 1 to 65535"),
    "port-zero": (Email, {"config": {**MAIL, "port": 0}}, ["config.port"], "from 1 to 65535"),
    "port-no-number": (Email, {"config": {**MAIL, "port": MARK}}, ["config.port"], "a number"),
    "port-not-finite": (
        Email,
        {"config": {**MAIL, "port": float("inf")}},
        ["config.port"],
        "number",
    ),
    "port-nan": (Email, {"config": {**MAIL, "port": float("nan")}}, ["config.port"], "number"),
    # missing
    "missing": (Jira, {}, ["config.apiUrl", "config.projectKey"], r"\(api_url\): required"),
    "missing-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"id": "C1"}]}},
        ["config.allowed_channels.0.name"],
        "required",
    ),
    "missing-secret": (
        Jira,
        {"config": {**SN, "projectKey": "K"}, "secrets": sources("email")},
        ["secrets.apiToken"],
        r"\(api_token\): required",
    ),
    # unknown
    "misspelt": (
        Index,
        {"config": {"index": "a", "refesh": MARK}},
        ["config.refesh"],
        'unknown field.*Did you mean "refresh"',
    ),
    "misspelt-python": (
        Index,
        {"config": {"index": "a", "execution_time": MARK}},
        ["config.execution_time"],
        'Did you mean "execution_time_field"',
    ),
    "unknown": (
        Index,
        {"config": {"index": "a", "zzz": MARK}},
        ["config.zzz"],
        "fields of config are: index, refresh, executionTimeField",
    ),
    "unknown-where-there-are-none": (
        ServerLog,
        {"config": {"zzz": MARK}},
        ["config.zzz"],
        "fields of config are: none",
    ),
    "unknown-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"name": "#a", "zzz": MARK}]}},
        ["config.allowed_channels.0.zzz"],
        "unknown field",
    ),
    "unknown-secret": (
        PagerDuty,
        {"secrets": sources("routing_kex")},
        ["secrets.routing_kex", "secrets.routingKey"],
        'Did you mean "routing_key"',
    ),
    # blank
    "empty": (Index, {"config": {"index": ""}}, ["config.index"], "not blank"),
    "white-space": (Index, {"config": {"index": " \t\ufeff\u3000"}}, ["config.index"], "not blank"),
    "blank-in-a-map": (
        Webhook,
        {"config": {**HOOK, "headers": {"X-A": "a", "X-B": "  "}}},
        ["config.headers.X-B"],
        "not blank",
    ),
    "blank-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"name": "#a"}, {"name": " "}]}},
        ["config.allowedChannels.1.name"],
        "not blank",
    ),
    # wrong shapes
    "config-list": (Index, {"config": [MARK]}, ["config"], "an IndexConfig or a dict"),
    "config-text": (Index, {"config": MARK}, ["config"], "IndexConfig or a dict"),
    "config-number": (Index, {"config": NUMBER}, ["config"], "IndexConfig or a dict"),
    "config-of-another-type": (
        Index,
        {"config": Jira.Config(api_url="https://x.example", project_key=MARK)},
        ["config"],
        "IndexConfig or a dict",
    ),
    "config-class": (Index, {"config": Index.Config}, ["config"], "IndexConfig or a dict"),
    "config-keys": (Index, {"config": {NUMBER: MARK}}, ["config"], "IndexConfig or a dict"),
    "secrets-text": (PagerDuty, {"secrets": MARK}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-list": (PagerDuty, {"secrets": [MARK]}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-source": (PagerDuty, {"secrets": Secret.variable()}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-of-another-type": (
        PagerDuty,
        {"secrets": Slack.Secrets(webhook_url=Secret.variable())},
        ["secrets"],
        "PagerDutySecrets or a dict",
    ),
    "secrets-keys": (PagerDuty, {"secrets": {NUMBER: MARK}}, ["secrets"], "PagerDutySecrets or a dict"),
    # several at once
    "everything-at-once": (
        SlackApi,
        {
            "name": " ",
            "config": {"allowed_channels": MARK},
            "secrets": {"token": MARK},
            "space": MARK,
            "connector_id": MARK,
        },
        ["name", "config.allowed_channels", "secrets.token", "space", "connector_id"],
        "5 problems",
    ),
    "config-and-needed-secrets": (
        PagerDuty,
        {"config": {"api_url": NUMBER}},
        ["config.api_url"],
        "a string",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_payload_with_problems_is_refused(assert_refused: Callable[[Case], None], case: Case) -> None:
    assert_refused(case)


@pytest.mark.parametrize(
    "connector_type", [Index, Jira, Webhook, Opsgenie, ServiceNow], ids=lambda cls: cls.__name__
)
def test_missing_config_is_told_although_secrets_are_left_out(
    connector_refusal: Callable[..., InvalidConnector], connector_type: Any
) -> None:
    required = {spec.kibana_name for spec in connector_type.Config.specs() if spec.is_required}

    error = connector_refusal(connector_type)

    assert {problem.where for problem in error.problems} == {f"config.{name}" for name in required}


def test_a_refused_payload_tells_its_problems_without_values() -> None:
    config = Index.Config(index=NUMBER, refresh=MARK)
    secrets = PagerDuty.Secrets(routing_key=MARK)

    for payload, field in ((config, "index"), (secrets, "routing_key")):
        error = refusal(lambda payload=payload, field=field: getattr(payload, field), InvalidPayload)
        assert field in str(error)
        assert MARK not in repr(payload) + str(payload) + repr(payload.problems)
    assert MARK not in repr(Secret.ref(f"${{var.{MARK}}}"))
