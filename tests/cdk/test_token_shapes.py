"""Checks that need a value are left out where only Terraform knows it; the shape of a token is checked."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.tokens import tokens_in

from kibana_connectors import Email, Index, InvalidConnector, PagerDuty, ServiceNow, SlackApi, Webhook
from pytest_cdktf import Synth

WEBHOOK = {"url": "https://x.example", "has_auth": False}


def test_checks_that_need_the_value_are_left_out(synth: Synth) -> None:
    def several(stack: TerraformStack) -> None:
        tokens = tokens_in(stack)
        Email(stack, "a", name="A", config={"from": "a@b.example", "service": tokens["string"]}, secrets={})
        Webhook(
            stack,
            "b",
            name="B",
            config={
                "url": tokens["string"],
                "has_auth": tokens["boolean"],
                "auth_type": tokens["string"],
                "additional_fields": tokens["string"],
            },
            secrets={},
        )
        ServiceNow(
            stack,
            "c",
            name="C",
            config={"api_url": tokens["string"], "is_oauth": tokens["boolean"], "client_id": "c"},
            secrets={"username": tokens["string"], "password": tokens["string"]},
        )

    assert {each.name for each in synth(several).resources} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("connector_type", "config", "field"),
    [
        pytest.param(Index, lambda tokens: {"index": tokens["list"]}, "config.index", id="list-for-text"),
        pytest.param(Index, lambda tokens: {"index": tokens["map"]}, "config.index", id="map-for-text"),
        pytest.param(Index, lambda tokens: {"index": tokens["number"]}, "config.index", id="number-for-text"),
        pytest.param(
            Index,
            lambda tokens: {"index": "a", "refresh": tokens["list"]},
            "config.refresh",
            id="list-for-flag",
        ),
        pytest.param(
            Index,
            lambda tokens: {"index": "a", "refresh": "is-" + tokens["string"]},
            "config.refresh",
            id="text-for-flag",
        ),
        pytest.param(
            Webhook,
            lambda tokens: {**WEBHOOK, "headers": tokens["list"]},
            "config.headers",
            id="list-for-map",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": tokens["map"]},
            "config.allowed_channels",
            id="map-for-list",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": "x" + tokens["string"]},
            "config.allowed_channels",
            id="text-for-list",
        ),
        pytest.param(Index, lambda tokens: tokens["map"], "config", id="map-for-config"),
        pytest.param(Index, lambda tokens: tokens["string"], "config", id="text-for-config"),
    ],
)
def test_a_token_of_the_wrong_shape_is_refused_in_a_config(
    stack: TerraformStack, connector_type: Any, config: Any, field: str
) -> None:
    """A list can never be what Kibana wants as a string, whatever Terraform will find in it."""
    with pytest.raises(InvalidConnector) as refusal:
        connector_type(stack, "c", name="C", config=config(tokens_in(stack)))

    named = {problem.where for problem in refusal.value.problems}
    assert named == {field} or named == {_camel(field)}


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "list"}, id="name-list"),
        pytest.param({"name": "map"}, id="name-map"),
        pytest.param({"space": "list"}, id="space-list"),
        pytest.param({"space": "map"}, id="space-map"),
        pytest.param({"connector_id": "list"}, id="connector-id-list"),
        pytest.param({"secrets_version": "list"}, id="secrets-version-list"),
        pytest.param({"spaces": "map"}, id="spaces-map"),
    ],
)
def test_a_token_of_the_wrong_shape_is_refused_as_an_option(
    stack: TerraformStack, options: dict[str, str]
) -> None:
    tokens = tokens_in(stack)
    given = {"name": "C", **{name: tokens[kind] for name, kind in options.items()}}

    with pytest.raises(InvalidConnector) as refusal:
        PagerDuty(stack, "c", **given)

    assert {problem.where for problem in refusal.value.problems} == set(options)
