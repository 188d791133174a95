"""`Connector` itself: a type that the library does not know, with what holds for all types."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable

from kibana_connectors import (
    Connector,
    InvalidConnector,
    PagerDuty,
    Secret,
    UnknownConnectorType,
    connector_types,
    validate,
)
from pytest_cdktf import Synth, absent, json_equal, resource, variable

CONNECTOR = "elasticstack_kibana_action_connector"


def test_a_payload_is_written_as_it_was_given(synth: Synth) -> None:
    limits = {"a": [1, 2.5, True]}

    def new(stack: TerraformStack) -> None:
        config = {"serverUrl": "https://x.example/${y}", "limits": limits, "gone": None}
        secrets = {"token": Secret.variable(), "nested": {"key": Secret.variable("shared_key")}}
        connector = Connector(stack, "new", name="New", type_id=".brand-new", config=config, secrets=secrets)
        assert connector.secret_variables == {"new_token": ("token",), "shared_key": ("nested", "key")}

    out = synth(new)

    config = json_equal({"serverUrl": "https://x.example/${y}", "limits": limits})
    written = out.one(resource(CONNECTOR, connector_type_id=".brand-new", config=config))
    assert written["config"].startswith("{"), "literals need no jsonencode(…)"
    assert written["secrets_wo"] == (
        '${jsonencode({"token" = var.new_token, "nested" = {"key" = var.shared_key}})}'
    )
    assert variable("new_token", ephemeral=True) in out


def test_config_and_secrets_may_be_left_out(synth: Synth) -> None:
    out = synth(Connector, name="New", type_id=".brand-new")

    assert out.one(resource(CONNECTOR, secrets_wo=absent()))["config"] == "{}"


def test_a_token_may_stand_anywhere(synth: Synth) -> None:
    def new(stack: TerraformStack) -> None:
        host = TerraformVariable(stack, "host", type="string").string_value
        config = {"list": [{"url": f"https://{host}"}]}
        Connector(stack, "new", name="New", type_id=".brand-new", config=config)

    config = '${jsonencode({"list" = [{"url" = "https://${var.host}"}]})}'
    assert synth(new).at("new")["config"] == config


def test_a_type_that_is_not_known_is_a_warning(synth: Synth) -> None:
    out = synth(Connector, name="New", type_id=".brand-new")

    assert any(".brand-new is not known to this library" in each.message for each in out.warnings)


def test_from_wire_makes_a_variable_of_each_secret(synth: Synth) -> None:
    key, pin = "value-of-the-key", "value-of-the-pin"

    def new(stack: TerraformStack) -> None:
        connector = Connector.from_wire(
            stack,
            "new",
            name="New",
            type_id=".brand-new",
            config={"a": {"b": 1}},
            secrets={"key": key, "more": {"pin": pin}},
        )
        assert connector.secret_variables == {"new_key": ("key",), "new_more_pin": ("more", "pin")}

    synth(new).assert_no_secrets({"the key": key, "the pin": pin, "the start of both": "value-of"})


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
def test_what_cannot_be_right_is_refused(
    stack: TerraformStack, options: dict[str, Any], message: str
) -> None:
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
def test_a_type_that_nobody_can_create_is_refused_with_what_to_use(asked: str) -> None:
    for ask in (lambda: connector_types()[asked], lambda: validate(asked, {}, {})):
        with pytest.raises(UnknownConnectorType, match="use the id"):
            ask()
