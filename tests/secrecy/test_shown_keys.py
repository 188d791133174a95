"""A key may be a secret too, pasted into the wrong place: a message shows only what reads like a field."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from harness.cdk import TerraformStack
from harness.refusals import MARK, NUMBER, refusal
from pydantic import BaseModel

from kibana_connectors import (
    Connector,
    Inference,
    PagerDuty,
    Secret,
    SlackApi,
    UnknownConnectorType,
    Webhook,
    connector_types,
    validate,
)
from kibana_connectors.cli.jsonl import verdicts
from kibana_connectors.schema.shown_keys import may_be_shown, shown_key

HOOK = {"url": "https://x.example"}
SECRETS = [
    "hunter2",
    MARK,
    "correcthorse",
    "letmein",
    "token:1234",
    "xoxb-17653672481-19874698323",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "AKIAIOSFODNN7EXAMPLE",
    "550e8400-e29b-41d4-a716-446655440000",
    "d41d8cd98f00b204e9800998ecf8427e",
    "eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo",
    "https://hooks.slack.example/services/T0/B0/x",
    "-----BEGIN PRIVATE KEY-----",
    "pässword",
    "a b",
    "a\nb",
    " ",
    "",
]


def fields_of(model: Any) -> Iterator[str]:
    """Yield the names of a payload's fields in both spellings, and those of the objects inside it."""
    for name, field in model.model_fields.items():
        yield from (name, field.serialization_alias or name)
        inner = [field.annotation, *get_args(field.annotation)]
        for each in (*inner, *(part for one in inner for part in get_args(one))):
            if isinstance(each, type) and issubclass(each, BaseModel):
                yield from fields_of(each)


@pytest.mark.parametrize("type_id", list(connector_types()))
def test_every_field_of_kibanas_is_shown(type_id: str) -> None:
    """A name that is missing here has words that `shown_keys` does not list yet."""
    kind = connector_types()[type_id].CONNECTOR_TYPE
    models = (kind.Config, *getattr(kind, "AUTH_TYPES", (kind.Secrets,)))
    hidden = {name for model in models for name in fields_of(model) if not may_be_shown(name)}
    assert hidden == set()


@pytest.mark.parametrize("key", SECRETS)
def test_what_may_be_a_secret_is_not_shown(key: str) -> None:
    assert shown_key(key, 2, ["token", "apiKey", "routingKey"]) == "<key 2>"


@pytest.mark.parametrize("alphabet", [string.ascii_letters, string.ascii_letters + string.digits])
def test_random_tokens_are_not_shown(alphabet: str) -> None:
    chance = random.Random(1)
    tokens = ["".join(chance.choices(alphabet, k=length)) for length in range(8, 40) for _ in range(200)]
    assert [token for token in tokens if may_be_shown(token)] == []


@pytest.mark.parametrize(
    "key", ["zzz", "X-B", "webhookUrl", "api_key", "executionTimeField", "X-Api-Key", "routing-key", "other"]
)
def test_what_reads_like_a_field_is_shown(key: str) -> None:
    assert shown_key(key, 2) == key


def test_what_is_nearly_a_field_is_shown() -> None:
    assert not may_be_shown("refressh")
    assert may_be_shown("refressh", ["index", "refresh"])


@pytest.mark.parametrize(
    ("read", "places"),
    [
        (lambda: validate(".pagerduty", {}, {"hunter2": "token"}), ["secrets.routingKey", "secrets.<key 1>"]),
        (
            lambda: validate(".pagerduty", {MARK: 1, "zzz": 1, MARK + "!": 1}, {"routingKey": "a"}),
            ["config.<key 1>", "config.zzz", "config.<key 3>"],
        ),
        (
            lambda: validate(".webhook", {**HOOK, "hasAuth": False, "headers": {"X-A": "a", MARK: 5}}, {}),
            ["config.headers.<key 2>"],
        ),
        (
            lambda: validate(".slack_api", {"allowedChannels": [{"name": "#a", MARK: 1}]}, {"token": "a"}),
            ["config.allowedChannels.0.<key 2>"],
        ),
        (
            lambda: validate(".pagerduty", {}, {"routingKey": "a", "data": {"x": {MARK: " "}}}),
            ["secrets.data.x.<key 1>", "secrets.data"],
        ),
        (
            lambda: validate(".github", {}, {"authType": "bearer", "token": "a", MARK: "b"}),
            ["secrets.<key 3>"],
        ),
    ],
    ids=["secrets", "config", "map", "list", "blank", "auth-type"],
)
def test_verdicts_tell_positions(read: Callable[[], Any], places: list[str]) -> None:
    assert [error.partition(":")[0] for error in read().errors] == places


@pytest.mark.parametrize(
    ("connector_type", "options", "message"),
    [
        (
            PagerDuty,
            {"secrets": {MARK: Secret.variable()}},
            r"secrets.<key 1>: unknown field. The key is not shown, for it may be a secret. "
            "The fields of secrets are: routingKey",
        ),
        (
            PagerDuty,
            {"config": {"zzz": 1, MARK: MARK}},
            "config.<key 2>: unknown field. The key is not shown, for it may be a secret. "
            "The fields of config",
        ),
        (
            Webhook,
            {"config": HOOK, "secrets": {"secret_headers": {"X-A": Secret.variable(), MARK: "X-B"}}},
            "secrets.secret_headers.<key 2>: expected the source of a secret",
        ),
        (
            SlackApi,
            {"config": {"allowed_channels": [{"name": "#a", MARK: 1}]}, "secrets": {}},
            "config.allowed_channels.0.<key 2>: unknown field. The key is not shown, for it may be a secret",
        ),
        (PagerDuty, {"lifecycle": {MARK: True}}, "and it has no <key 1>"),
        (
            Webhook,
            {"config": {**HOOK, "headers": {NUMBER: MARK}}},
            "config.headers.<key 1>: expected a string",
        ),
        (
            Inference,
            {
                "config": {
                    "provider": "openai",
                    "task_type": "completion",
                    "inference_id": "a",
                    "provider_config": {"a": {MARK: None}},
                }
            },
            "<key 1>",
        ),
    ],
    ids=["secrets", "config", "header", "list", "lifecycle", "number", "null"],
)
def test_connectors_tell_positions(
    connector_type: Any, options: dict[str, Any], message: str, stack: TerraformStack
) -> None:
    error = refusal(lambda: connector_type(stack, "it", name="It", **options))

    assert message in str(error)


def test_from_wire_tells_positions(stack: TerraformStack) -> None:
    secrets = {"token": "a", MARK: 5, "data": {MARK: ["x"]}}

    error = refusal(
        lambda: Connector.from_wire(stack, "new", name="New", type_id=".brand-new", secrets=secrets)
    )

    assert [problem.where for problem in error.problems] == ["secrets.<key>", "secrets.data.<key>"]


@pytest.mark.parametrize("type_id", [MARK, f".{MARK}", f"{MARK} "])
def test_what_is_no_type_is_not_shown(type_id: str, stack: TerraformStack) -> None:
    refusal(lambda: validate(type_id, {}, {}), UnknownConnectorType)
    refusal(lambda: connector_types()[type_id], UnknownConnectorType)


def test_an_untyped_connectors_type_is_shown_only_as_one(stack: TerraformStack) -> None:
    refusal(lambda: Connector(stack, "a", name="A", type_id=MARK))
    refusal(
        lambda: Connector.from_wire(
            stack, "b", name="B", type_id=MARK, config={"a": " "}, secrets={"b": MARK}
        )
    )


def test_the_command_tells_positions() -> None:
    lines = [
        {"type": ".index", MARK: 1},
        {"type": ".index", "params": 1, MARK: 1},
        {"type": ".index", "config": {"index": "a", MARK: 1}},
        {"type": MARK},
    ]

    answers = list(verdicts(json.dumps(line).encode() for line in lines))

    assert MARK not in json.dumps(answers)
    assert answers[0]["errors"] == ["line 1: unknown key <key 2>; expected type, config and secrets"]
    assert answers[1]["errors"] == ["line 2: unknown keys <key 3>, params; expected type, config and secrets"]
    assert answers[2]["errors"] == ["config.<key 2>: unknown field"]
