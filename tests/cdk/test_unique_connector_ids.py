"""No two connectors of one Kibana may have the same id; told at synth."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from harness.refusals import refusal, synth_refusal
from harness.stacks import encrypt_state
from harness.written import CONNECTOR, CONNECTOR_ID

from kibana_connectors import KibanaProvider, ServerLog, allow_unencrypted_state
from pytest_cdktf import Synth, SynthesisError, resource


@pytest.mark.parametrize("spaces", [(None, None), ("ops", "sec")], ids=["one-space", "two-spaces"])
def test_the_same_id_given_twice_is_refused(
    stack: TerraformStack, synth: Synth, spaces: tuple[str | None, ...]
) -> None:
    """Told at synth: until then one of the two may still be moved to the other."""
    allow_unencrypted_state(stack, reason="a test")
    for name, space in zip("ab", spaces, strict=True):
        ServerLog(stack, name, name=name, connector_id=CONNECTOR_ID, space=space)

    error = refusal(lambda: synth(stack), SynthesisError)

    assert "stack/b and stack/a have the same connector_id" in str(error)
    assert "unique across all spaces" in str(error)


@pytest.mark.parametrize("given_first", [True, False], ids=["given-first", "derived-first"])
@pytest.mark.parametrize("many", [True, False], ids=["many-spaces", "one-space"])
def test_a_given_id_that_another_connector_derives_is_refused(
    cdk_app: App, stack: TerraformStack, given_first: bool, many: bool
) -> None:
    encrypt_state(stack)
    elsewhere = TerraformStack(cdk_app, "elsewhere")
    KibanaProvider(elsewhere, id_namespace="stack")
    placed: dict[str, Any] = {"spaces": ["ops", "sec"]} if many else {}
    derived = ServerLog(elsewhere, "derived", name="D", **placed).known_ids()[-1]
    allow_unencrypted_state(elsewhere, reason="not what is tested")
    options: dict[str, dict[str, Any]] = {"given": {"connector_id": derived}, "derived": placed}
    for id in ("given", "derived") if given_first else ("derived", "given"):
        ServerLog(stack, id, name="It", **options[id])

    message = synth_refusal(cdk_app)

    pair = ("derived", "given") if given_first else ("given", "derived")
    assert f"stack/{pair[0]} and stack/{pair[1]} have the same connector_id" in message
    assert "unique across all spaces" in message


def test_two_providers_may_have_the_same_id(stack: TerraformStack, synth: Synth) -> None:
    """Two deployments may well hold the same id: that is what an id namespace is for."""
    encrypt_state(stack)
    for name in ("east", "west"):
        provider = KibanaProvider(stack, name, endpoints=[f"https://{name}.example"], alias=name)
        ServerLog(stack, f"log-{name}", name="Log", connector_id=CONNECTOR_ID, provider=provider)

    assert synth(stack).count(resource(CONNECTOR, connector_id=CONNECTOR_ID)) == 2


def test_a_named_provider_and_the_default_one_may_have_the_same_id(
    stack: TerraformStack, synth: Synth
) -> None:
    encrypt_state(stack)
    KibanaProvider(stack)
    east = KibanaProvider(stack, "east", endpoints=["https://east.example"], alias="east")
    ServerLog(stack, "a", name="A", connector_id=CONNECTOR_ID, provider=east)
    ServerLog(stack, "b", name="B", connector_id=CONNECTOR_ID)

    assert synth(stack).count(resource(CONNECTOR, connector_id=CONNECTOR_ID)) == 2


def test_the_default_provider_is_one_whether_it_is_named_or_not(cdk_app: App, stack: TerraformStack) -> None:
    encrypt_state(stack)
    provider = KibanaProvider(stack)
    ServerLog(stack, "a", name="A", connector_id=CONNECTOR_ID)
    ServerLog(stack, "b", name="B", connector_id=CONNECTOR_ID, provider=provider)

    assert "the same connector_id" in synth_refusal(cdk_app)


@pytest.mark.parametrize("moved_first", [True, False], ids=["moved-first", "made-first"])
def test_a_moved_connector_is_not_counted(stack: TerraformStack, synth: Synth, moved_first: bool) -> None:
    """Moving a connector whose id is given is the way to keep the id."""
    encrypt_state(stack)
    old = ServerLog(stack, "old", name="Log", connector_id=CONNECTOR_ID)
    if moved_first:
        old.move_to("here")
    new = ServerLog(stack, "new", name="Log", connector_id=CONNECTOR_ID)
    new.add_move_target("here")
    if not moved_first:
        old.move_to("here")

    assert synth(stack).one(resource(CONNECTOR, connector_id=CONNECTOR_ID)).path == "stack/new"
