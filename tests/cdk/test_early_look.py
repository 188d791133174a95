"""Looking at a stack before it is complete settles nothing: what is said later takes effect everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, TerraformStack, Testing
from harness.stacks import encrypt_state
from harness.written import CONNECTOR, connector_uuid

from kibana_connectors import (
    Connector,
    KibanaProvider,
    PagerDuty,
    Secret,
    SecretsMode,
    ServerLog,
    SynthesisError,
    Target,
)
from kibana_connectors import synth as synth_app

Look = Callable[[TerraformStack], object]


def _ask_every_connector(stack: TerraformStack) -> None:
    for construct in stack.node.find_all():
        if isinstance(construct, Connector):
            assert construct.known_ids()
            assert construct.secret_variables is not None


LOOKS: dict[str, Look] = {
    "to_terraform": lambda stack: stack.to_terraform(),
    "Testing.synth": Testing.synth,
    "app.synth": lambda stack: synth_app(stack.node.root),
    "known_ids": _ask_every_connector,
    "validations": lambda stack: stack.run_all_validations(),
}
"""The ways to see what a stack holds so far."""


@pytest.fixture(params=LOOKS.values(), ids=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    """A way to look at a stack."""
    taken: Look = request.param
    return taken


@pytest.fixture
def stack(stack: TerraformStack) -> TerraformStack:
    """A stack that passes every check."""
    encrypt_state(stack)
    return stack


@pytest.fixture
def written(app: App, tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """A function that synthesizes the app and gives what is written to the stack's file."""

    def read() -> dict[str, Any]:
        synth_app(app)
        file = tmp_path / "cdktf.out" / "stacks" / "stack" / "cdk.tf.json"
        found: dict[str, Any] = json.loads(file.read_text())
        return found

    return read


def _assert_write_only(json: dict[str, Any], id: str) -> None:
    attributes = json["resource"][CONNECTOR][id]
    assert attributes["secrets_wo"] == f'${{jsonencode({{"routingKey" = var.{id}_routing_key}})}}'
    assert attributes["secrets_wo_version"].startswith("fields-")
    assert "secrets" not in attributes
    assert json["variable"][f"{id}_routing_key"]["ephemeral"] is True


def _assert_in_state(json: dict[str, Any], id: str) -> None:
    attributes = json["resource"][CONNECTOR][id]
    assert attributes["secrets"] == f'${{jsonencode({{"routingKey" = var.{id}_routing_key}})}}'
    assert attributes.keys().isdisjoint({"secrets_wo", "secrets_wo_version"})
    assert "ephemeral" not in json["variable"][f"{id}_routing_key"]


def test_a_later_id_namespace(
    stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]
) -> None:
    one = ServerLog(stack, "one", name="One", space="ops")
    many = ServerLog(stack, "many", name="Many", spaces=["ops", "sec"])
    look(stack)

    KibanaProvider(stack, id_namespace="shared")

    resources = written()["resource"][CONNECTOR]
    assert resources["one"]["connector_id"] == connector_uuid("shared", "ops", "one")
    expression = '${uuidv5("url", "kibana-connector://shared/${each.key}/many")}'
    assert resources["many"]["connector_id"] == expression
    assert one.known_ids() == (connector_uuid("shared", "ops", "one"),)
    assert many.known_ids() == tuple(connector_uuid("shared", space, "many") for space in ("ops", "sec"))


def test_a_later_id_namespace_counts_where_ids_must_be_unique(stack: TerraformStack, look: Look) -> None:
    given = connector_uuid("shared", "default", "derived")
    ServerLog(stack, "given", name="Given", connector_id=given)
    ServerLog(stack, "derived", name="Derived")
    look(stack)

    KibanaProvider(stack, id_namespace="shared")

    with pytest.raises(SynthesisError, match="stack/derived and stack/given have the same connector_id"):
        synth_app(stack.node.root)


def test_a_later_secrets_mode(
    stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]
) -> None:
    PagerDuty(stack, "pager", name="On-call")
    PagerDuty(stack, "own", name="On-call", secrets_mode=SecretsMode.WRITE_ONLY)
    look(stack)

    KibanaProvider(stack, secrets_mode=SecretsMode.STATE)

    json = written()
    _assert_in_state(json, "pager")
    _assert_write_only(json, "own")


def test_a_later_secrets_mode_counts_where_a_version_must_have_an_effect(
    stack: TerraformStack, look: Look
) -> None:
    PagerDuty(stack, "pager", name="On-call", secrets_version="2026-11")
    look(stack)

    KibanaProvider(stack, secrets_mode=SecretsMode.STATE)

    with pytest.raises(SynthesisError, match="stack/pager: secrets_version: expected only with write-only"):
        synth_app(stack.node.root)


def test_a_later_target(stack: TerraformStack, look: Look) -> None:
    PagerDuty(stack, "pager", name="On-call")
    look(stack)

    KibanaProvider(stack, target=Target(license="basic"))

    with pytest.raises(SynthesisError, match="stack/pager: PagerDuty needs a gold license"):
        synth_app(stack.node.root)


def test_a_later_alias(stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]) -> None:
    """The provider is then no longer the one of the connectors that name none."""
    provider = KibanaProvider(
        stack,
        endpoints=["https://east.example"],
        id_namespace="shared",
        secrets_mode=SecretsMode.STATE,
    )
    PagerDuty(stack, "named", name="Named", provider=provider)
    other = PagerDuty(stack, "other", name="Other")
    look(stack)

    provider.alias = "east"

    json = written()
    (block,) = json["provider"]["elasticstack"]
    assert block["alias"] == "east"
    resources = json["resource"][CONNECTOR]
    assert resources["named"]["provider"] == "elasticstack.east"
    assert resources["named"]["connector_id"] == connector_uuid("shared", "default", "named")
    _assert_in_state(json, "named")
    assert "provider" not in resources["other"]
    assert resources["other"]["connector_id"] == connector_uuid("stack", "default", "other")
    assert other.known_ids() == (connector_uuid("stack", "default", "other"),)
    _assert_write_only(json, "other")


def test_a_later_default_provider_beside_one_with_an_alias(
    stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]
) -> None:
    first = KibanaProvider(stack, "first", endpoints=["https://a.example"], secrets_mode=SecretsMode.STATE)
    PagerDuty(stack, "pager", name="On-call")
    look(stack)

    first.alias = "first"
    KibanaProvider(stack, "second", endpoints=["https://b.example"], id_namespace="shared")

    json = written()
    assert json["resource"][CONNECTOR]["pager"]["connector_id"] == connector_uuid(
        "shared", "default", "pager"
    )
    _assert_write_only(json, "pager")


def test_a_later_provider_of_a_connector(
    stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]
) -> None:
    """CDKTF lets anybody set the property `provider` of a resource."""
    east = KibanaProvider(
        stack,
        "east",
        endpoints=["https://east.example"],
        alias="east",
        id_namespace="shared",
        secrets_mode=SecretsMode.STATE,
    )
    pager = PagerDuty(stack, "pager", name="On-call")
    look(stack)

    pager.provider = east

    json = written()
    assert json["resource"][CONNECTOR]["pager"]["provider"] == "elasticstack.east"
    assert json["resource"][CONNECTOR]["pager"]["connector_id"] == connector_uuid(
        "shared", "default", "pager"
    )
    assert pager.known_ids() == (connector_uuid("shared", "default", "pager"),)
    _assert_in_state(json, "pager")


def test_a_later_connector(stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]) -> None:
    PagerDuty(stack, "first", name="First")
    look(stack)

    PagerDuty(stack, "second", name="Second")

    json = written()
    assert json["resource"][CONNECTOR].keys() == {"first", "second"}
    assert json["variable"].keys() == {"first_routing_key", "second_routing_key"}


def test_a_later_use_of_a_shared_variable(
    stack: TerraformStack, look: Look, written: Callable[[], dict[str, Any]]
) -> None:
    """A variable of connectors in both modes would lose `ephemeral` without a word."""
    shared = {"routing_key": Secret.variable("shared")}
    PagerDuty(stack, "first", name="First", secrets=shared)
    look(stack)

    PagerDuty(stack, "second", name="Second", secrets=shared, secrets_mode=SecretsMode.STATE)

    with pytest.raises(SynthesisError, match=r"var\.shared"):
        written()


@pytest.mark.parametrize("later", ["provider", "nothing"])
def test_two_looks_at_the_same_stack_agree(stack: TerraformStack, later: str) -> None:
    PagerDuty(stack, "pager", name="On-call")
    if later == "provider":
        KibanaProvider(stack, id_namespace="shared")

    first = json.loads(Testing.synth(stack))
    assert json.loads(Testing.synth(stack)) == first
    assert stack.to_terraform()["resource"][CONNECTOR].keys() == first["resource"][CONNECTOR].keys()
