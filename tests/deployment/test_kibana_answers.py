"""A Kibana that refuses, fails or does not answer: the provider's own error is passed on, without secrets."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, PagerDuty, allow_unencrypted_state
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

SECRET = "value-of-the-routing-key"
TAKEN = "11111111-1111-4111-8111-111111111111"


def _pager(**options: Any) -> Any:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        PagerDuty(stack, "pager", name="On-call", **options)

    return build


@pytest.fixture
def ready(workspace: Workspace) -> Workspace:
    workspace.synthesize(_pager(connector_id=TAKEN))
    workspace.environment["TF_VAR_pager_routing_key"] = SECRET
    workspace.init()
    return workspace


def _fails(workspace: Workspace, *expected: str) -> None:
    printed = workspace.failing("apply", "-auto-approve")
    assert [text for text in expected if text not in printed] == [], printed
    assert SECRET not in workspace.everything_written()


@pytest.mark.parametrize("status", [401, 403, 404, 409, 429, 500])
def test_an_error_of_kibana_is_passed_on(status: int, ready: Workspace, kibana: Sandbox) -> None:
    kibana.faults.add(status=status, method="POST", times=None)
    _fails(ready, "elasticstack_kibana_action_connector.pager", str(status))
    assert kibana.connectors == []


def test_a_wrong_credential_is_told(ready: Workspace) -> None:
    ready.environment["KIBANA_API_KEY"] = "d3Jvbmc6a2V5"
    # Kibana tells its version only to those it knows, and the provider asks for it first.
    _fails(ready, "Failed to get version from Kibana status")


def test_an_id_that_is_taken_in_another_space_is_told(ready: Workspace, kibana: Sandbox) -> None:
    kibana.add_connector(space="ops", id=TAKEN, type_id=".index", name="First", config={"index": "a"})
    _fails(ready, "409", "conflict")


def test_missing_privileges_are_told(ready: Workspace, kibana: Sandbox) -> None:
    kibana.settings.privileges = "read"
    _fails(ready, "403", "Unauthorized to create a")


def test_a_lost_connection_is_told(ready: Workspace, kibana: Sandbox) -> None:
    kibana.faults.add(drop=True, method="POST", times=None)
    _fails(ready, "elasticstack_kibana_action_connector.pager", "EOF")


def test_a_kibana_that_cannot_be_reached_is_told(ready: Workspace, kibana: Sandbox) -> None:
    kibana.stop()
    _fails(ready, "connection refused")


def test_secrets_that_kibana_lost_fail_the_postcondition(ready: Workspace, kibana: Sandbox) -> None:
    kibana.add_connector(
        space="default", id=TAKEN, type_id=".pagerduty", name="On-call", config={}, missing_secrets=True
    )
    ready.run("import", "-no-color", "elasticstack_kibana_action_connector.pager", f"default/{TAKEN}")
    ready.apply()  # the first apply after an import sends the secrets again
    kibana.reset()
    kibana.add_connector(
        space="default", id=TAKEN, type_id=".pagerduty", name="On-call", config={}, missing_secrets=True
    )
    printed = ready.failing("plan")
    assert "stack/pager: Kibana reports that this connector is missing its secrets" in printed
