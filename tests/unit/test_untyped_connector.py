"""`Connector` itself: a type that the library does not know, with what holds for all types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cdktf import App, TerraformStack, TerraformVariable
from harness.synthesized import resource, synthesized

from kibana_connectors import (
    Connector,
    InvalidConnector,
    PagerDuty,
    Secret,
    UnknownConnectorType,
    allow_unencrypted_state,
    connector_types,
    synth,
    validate,
)


def test_payload_is_written_as_given(stack: TerraformStack) -> None:
    config = {"serverUrl": "https://x.example/${y}", "limits": {"a": [1, 2.5, True]}, "gone": None}
    secrets = {"token": Secret.variable(), "nested": {"key": Secret.variable("shared_key")}}
    connector = Connector(stack, "new", name="New", type_id=".brand-new", config=config, secrets=secrets)

    written = resource(stack)
    assert written["connector_type_id"] == ".brand-new"
    assert json.loads(written["config"].replace("$${", "${")) == {
        "serverUrl": "https://x.example/${y}",
        "limits": {"a": [1, 2.5, True]},
    }
    assert written["secrets_wo"] == (
        '${jsonencode({"token" = var.new_token, "nested" = {"key" = var.shared_key}})}'
    )
    assert connector.secret_variables == {"new_token": ("token",), "shared_key": ("nested", "key")}
    assert synthesized(stack)["variable"]["new_token"]["ephemeral"] is True


def test_no_config_and_no_secrets(stack: TerraformStack) -> None:
    Connector(stack, "new", name="New", type_id=".brand-new")

    assert resource(stack)["config"] == "{}"
    assert "secrets_wo" not in resource(stack)


def test_tokens_anywhere(stack: TerraformStack) -> None:
    host = TerraformVariable(stack, "host", type="string").string_value
    Connector(stack, "new", name="New", type_id=".brand-new", config={"list": [{"url": f"https://{host}"}]})

    assert resource(stack)["config"] == '${jsonencode({"list" = [{"url" = "https://${var.host}"}]})}'


def test_it_warns(app: App, stack: TerraformStack) -> None:
    allow_unencrypted_state(stack, reason="a test")
    Connector(stack, "new", name="New", type_id=".brand-new")

    synth(app)

    manifest = json.loads((Path(app.outdir) / "manifest.json").read_text())
    told = [each["message"] for each in manifest["stacks"]["stack"]["annotations"]]
    assert any(".brand-new is not known to this library" in message for message in told)


def test_from_wire(stack: TerraformStack) -> None:
    connector = Connector.from_wire(
        stack,
        "new",
        name="New",
        type_id=".brand-new",
        config={"a": {"b": 1}},
        secrets={"key": "value-of-the-key", "more": {"pin": "value-of-the-pin"}},
    )

    assert connector.secret_variables == {"new_key": ("key",), "new_more_pin": ("more", "pin")}
    assert "value-of" not in json.dumps(synthesized(stack))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "type_id: expected the id of a connector type"),
        ({"type_id": " "}, "type_id: expected the id of a connector type"),
        ({"type_id": ".pagerduty"}, r"this type has a class of its own. Write PagerDuty\(…\)"),
        ({"type_id": "pagerduty"}, r"did you mean \.pagerduty\?"),
        ({"type_id": "Slack API"}, r"the name of a type, not its id; did you mean \.slack_api\?"),
        ({"type_id": "new type"}, "expected a dot, followed by letters"),
        ({"type_id": ".cases"}, "system action.*system-connector-.cases"),
        ({"type_id": "Observability AI Assistant"}, "system-connector-.observability-ai-assistant"),
        ({"type_id": ".http-system"}, "system action.*or create an .http connector"),
        ({"type_id": "Elastic Managed LLM"}, "preconfigured by Elastic and cannot be created"),
        (
            {"type_id": ".new", "config": {"a": "value-of-a", "b": " "}},
            "config.b: expected a value that is not",
        ),
        ({"type_id": ".new", "config": {"a": {1: "value-of-a"}}}, "config: expected JSON"),
        ({"type_id": ".new", "config": ["value-of-a"]}, "config: expected a"),
        ({"type_id": ".new", "secrets": {"token": "value-of-a"}}, "expected the source of a secret"),
        ({"type_id": ".new", "secrets": {"deep": {"token": 5}}}, "expected the source of a secret"),
        ({"type_id": ".new", "secrets": {"deep": {"token": {}}}}, "expected the source of a secret"),
    ],
)
def test_refusals(stack: TerraformStack, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidConnector, match=message) as refusal:
        Connector(stack, "new", name="New", **options)

    assert "stack/new" in str(refusal.value)
    assert "value-of" not in str(refusal.value)


@pytest.mark.parametrize("secrets", [{"pin": 5}, {"deep": {"list": ["x"]}}, {"deep": {"empty": {}}}])
def test_a_secret_that_is_no_text_cannot_become_a_variable(stack: TerraformStack, secrets: Any) -> None:
    with pytest.raises(InvalidConnector, match="expected a text, to make it a variable"):
        Connector.from_wire(stack, "new", name="New", type_id=".brand-new", secrets=secrets)


def test_a_typed_class_takes_no_type_id(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector, match="type_id: expected only by Connector itself"):
        PagerDuty(stack, "pager", name="On-call", type_id=".pagerduty")


@pytest.mark.parametrize(
    "asked", [".cases", "cases", "Cases", ".observability-ai-assistant", "Elastic Managed LLM"]
)
def test_what_nobody_can_create_says_what_to_use(asked: str) -> None:
    for ask in (lambda: connector_types()[asked], lambda: validate(asked, {}, {})):
        with pytest.raises(UnknownConnectorType, match="use the id"):
            ask()
