"""Numbers and nesting that Terraform, Kibana or Python cannot follow are refused or written otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack

from kibana_connectors import Connector, Email, GenAi, Inference, InvalidConnector, Secret, validate
from kibana_connectors.schema.json_values import DEEPEST, is_too_deep, without_negative_zero
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

CHAT = {"provider": "elastic", "taskType": "chat_completion", "inferenceId": "x"}
LARGE = [10**400, -(10**400), 10**5000, float("inf"), float("nan")]


def nested(levels: int, *, in_lists: bool = False) -> Any:
    """Return an object or a list of so many levels."""
    value: Any = [] if in_lists else {}
    for _ in range(levels - 1):
        value = [value] if in_lists else {"a": value}
    return value


def endless() -> dict[str, Any]:
    """Return an object that holds itself."""
    value: dict[str, Any] = {}
    value["a"] = value
    return value


@pytest.mark.parametrize("in_lists", [False, True])
def test_the_deepest_that_is_taken(stack: TerraformStack, synth: Synth, in_lists: bool) -> None:
    # The object around it is a level too.
    Inference(
        stack,
        "it",
        name="It",
        config={**CHAT, "providerConfig": {"a": nested(DEEPEST - 2, in_lists=in_lists)}},
    )

    assert synth(stack).at("it")["config"].count("[" if in_lists else "{") >= DEEPEST - 2


@pytest.mark.parametrize(
    "value",
    [nested(DEEPEST + 1), nested(3000), nested(3000, in_lists=True), endless()],
    ids=["one-more", "3000", "3000-lists", "endless"],
)
@pytest.mark.parametrize(
    ("connector_type", "options"),
    [
        pytest.param(
            Inference, lambda value: {"config": {**CHAT, "providerConfig": {"a": value}}}, id="open"
        ),
        pytest.param(Connector, lambda value: {"type_id": ".new", "config": {"a": value}}, id="unknown-type"),
        pytest.param(Email, lambda value: {"config": {"from": value}}, id="text"),
        pytest.param(
            Inference,
            lambda value: {"config": CHAT, "secrets": {"provider_secrets": {"a": value}}},
            id="secrets",
        ),
        pytest.param(
            Connector,
            lambda value: {"type_id": ".new", "secrets": {"a": value}},
            id="secrets-of-an-unknown-type",
        ),
    ],
)
def test_what_is_nested_deeper_is_refused(
    stack: TerraformStack, connector_type: Any, options: Any, value: Any
) -> None:
    with pytest.raises(InvalidConnector):
        connector_type(stack, "it", name="It", **options(value))


@pytest.mark.parametrize("part", ["config", "secrets"])
@pytest.mark.parametrize(
    "value", [nested(3000), {"a": nested(3000, in_lists=True)}], ids=["objects", "lists"]
)
@pytest.mark.parametrize("type_id", [".inference", ".webhook", ".okta"])
def test_a_verdict_on_what_is_nested_deeper(type_id: str, part: str, value: Any) -> None:
    payload: dict[str, Any] = {"config": {}, "secrets": {}, part: value}

    verdict = validate(type_id, **payload)

    assert verdict.errors == (f"{part}: expected JSON that is not nested deeper than {DEEPEST} levels",)


def test_shared_values_are_looked_at_once() -> None:
    value: Any = {}
    for _ in range(DEEPEST - 1):
        value = {"a": value, "b": value}

    assert not is_too_deep(value)
    assert is_too_deep({"a": value})


@pytest.mark.parametrize("value", LARGE, ids=["400", "-400", "5000", "inf", "nan"])
def test_a_number_that_javascript_cannot_hold_is_refused(stack: TerraformStack, value: Any) -> None:
    with pytest.raises(InvalidConnector, match=r"config\.providerConfig.*numbers that JavaScript can hold"):
        Inference(stack, "it", name="It", config={**CHAT, "providerConfig": {"a": [value]}})
    with pytest.raises(InvalidConnector, match=r"config\.temperature: expected a number"):
        Inference(stack, "at", name="It", config={**CHAT, "temperature": value})
    with pytest.raises(InvalidConnector):
        Email(stack, "mail", name="It", config={"from": "a@b.c", "host": "x.example", "port": value})


@pytest.mark.parametrize("value", [10**20, 10**300, -(2**53), 1e300, 5e-324, 0.1, 1.0, True])
def test_other_numbers_are_written_as_they_are(stack: TerraformStack, synth: Synth, value: Any) -> None:
    it = Inference(stack, "it", name="It", config={**CHAT, "providerConfig": {"a": value}})

    assert it.config.provider_config == {"a": value}
    assert str(value).lower() in synth(stack).at("it")["config"]


def test_a_negative_zero_is_written_as_javascript_writes_it(stack: TerraformStack, synth: Synth) -> None:
    """Kibana gives 0 back, and the provider takes that for another value."""
    config = {**CHAT, "temperature": -0.0, "providerConfig": {"a": -0.0, "b": [{"c": -0.0, "d": 0.0}]}}
    Inference(stack, "it", name="It", config=config)
    Connector(stack, "new", name="It", type_id=".new", config={"a": -0.0, "b": "-0.0"})
    GenAi(
        stack,
        "model",
        name="It",
        config={"apiProvider": "OpenAI", "apiUrl": "https://x.example", "temperature": -0.0},
        secrets={"api_key": Secret.variable()},
    )

    out = synth(stack)
    assert "-0" not in out.at("it")["config"]
    assert "-0" not in out.at("model")["config"]
    assert out.at("new")["config"] == '{"a": 0, "b": "-0.0"}'


def test_what_has_no_negative_zero_stays_as_it_is() -> None:
    value = {"a": [1, 0.0, 0, False, None, "x", {"b": 2.5}]}

    assert without_negative_zero(value) == value
    assert str(without_negative_zero(value)) == str(value)
