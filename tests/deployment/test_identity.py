"""A connector keeps its id through every change of code: apply, change, apply with the real provider.

The stand-in Kibana counts the DELETE requests: there has to be none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import TerraformCount, TerraformIterator, TerraformStack, TerraformVariable
from harness.terraform import Workspace

from kibana_connectors import (
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    allow_unencrypted_state,
    forget,
)
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

Build = Callable[[TerraformStack], Any]


class Deployment:
    """Applies one version of the code after the other, each to an empty second plan."""

    def __init__(self, workspace: Workspace, kibana: Sandbox) -> None:
        self.workspace = workspace
        self.kibana = kibana
        workspace.environment["TF_VAR_pager_routing_key"] = "any"

    def apply(self, build: Build, *, stack_id: str = "stack", namespace: str | None = None) -> str:
        """Apply, check that a second plan is empty and nothing was ever deleted, and return the output."""

        def fill(stack: TerraformStack) -> None:
            KibanaProvider(stack, id_namespace=namespace)
            allow_unencrypted_state(stack, reason="a test")
            build(stack)

        self.workspace.synthesize(fill, stack_id)
        self.workspace.init()
        printed = self.workspace.apply()
        assert self.workspace.plan() == []
        assert [request.path for request in self.kibana.requests if request.method == "DELETE"] == []
        return printed

    @property
    def ids(self) -> dict[str, str]:
        """The ids in Kibana, by space and name."""
        return {f"{each.space} {each.name}": each.id for each in self.kibana.connectors}

    @property
    def state(self) -> Sequence[str]:
        """The addresses in the state."""
        return sorted(self.workspace.run("state", "list").stdout.split())


@pytest.fixture
def deployment(workspace: Workspace, kibana: Sandbox) -> Deployment:
    return Deployment(workspace, kibana)


ADDRESS = "elasticstack_kibana_action_connector"


def pager(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="It")


def in_a_group(stack: TerraformStack, **kept: Any) -> None:
    PagerDuty(Construct(stack, "team"), "alerts", name="It", **kept)


def test_renamed_into_a_group_and_out_again_with_identity(deployment: Deployment) -> None:
    deployment.apply(pager)
    before = deployment.ids

    printed = deployment.apply(lambda stack: in_a_group(stack, identity="pager"))
    assert "No changes" in printed
    deployment.apply(lambda stack: PagerDuty(stack, "other", name="It", identity="pager"))
    deployment.apply(pager)

    assert deployment.ids == before
    assert deployment.state == [f"{ADDRESS}.pager"]


def test_renamed_twice_with_moved_from(deployment: Deployment) -> None:
    deployment.apply(pager)
    before = deployment.ids

    printed = deployment.apply(lambda stack: PagerDuty(stack, "middle", name="It", moved_from="pager"))
    assert "0 added, 0 changed, 0 destroyed" in printed
    deployment.apply(lambda stack: in_a_group(stack, moved_from=["middle", "pager"]))

    assert deployment.ids == before
    assert deployment.state == [f"{ADDRESS}.team_alerts_B1F9E8D0"] or len(deployment.state) == 1


def test_a_chain_of_moves_also_works_at_once(deployment: Deployment) -> None:
    deployment.apply(pager)
    before = deployment.ids

    deployment.apply(lambda stack: in_a_group(stack, moved_from=["middle", "pager"]))

    assert deployment.ids == before


def test_a_renamed_stack_keeps_ids_by_the_namespace(deployment: Deployment) -> None:
    deployment.apply(pager)
    before = deployment.ids

    printed = deployment.apply(pager, stack_id="renamed", namespace="stack")

    assert "No changes" in printed
    assert deployment.ids == before


def test_to_another_stack(deployment: Deployment) -> None:
    deployment.apply(pager)
    (id,) = deployment.ids.values()
    first_state = deployment.workspace.state

    deployment.workspace.state = deployment.workspace.root / "other.tfstate"
    printed = deployment.apply(
        lambda stack: PagerDuty(stack, "pager", name="It").import_from(f"default/{id}"), stack_id="other"
    )
    assert "1 imported, 0 added" in printed
    deployment.workspace.state = first_state

    def forgets(stack: TerraformStack) -> None:
        ServerLog(stack, "log", name="Log")
        forget(stack, "pager")

    printed = deployment.apply(forgets)
    assert "0 destroyed" in printed
    assert deployment.ids["default It"] == id


@pytest.mark.parametrize("space", ["default", "ops"])
def test_an_import_takes_space_and_id(deployment: Deployment, kibana: Sandbox, space: str) -> None:
    existing = kibana.add_connector(type_id=".server-log", name="Log", space=space, config={})

    def adopts(stack: TerraformStack) -> None:
        ServerLog(stack, "log", name="Log").import_from(f"{space}/{existing.id}")

    printed = deployment.apply(adopts)

    assert "1 imported, 0 added" in printed
    assert deployment.ids == {f"{space} Log": existing.id}


def test_an_id_that_is_no_uuid_is_kept(deployment: Deployment, kibana: Sandbox) -> None:
    kibana.add_connector(type_id=".server-log", name="Log", id="my-log", config={})

    printed = deployment.apply(
        lambda stack: ServerLog(stack, "log", name="Log").import_from("default/my-log")
    )

    assert "1 imported, 0 added" in printed
    assert deployment.ids == {"default Log": "my-log"}


def test_imports_into_several_spaces(deployment: Deployment, kibana: Sandbox) -> None:
    ops = kibana.add_connector(type_id=".server-log", name="Log", space="ops", config={})
    sec = kibana.add_connector(type_id=".server-log", name="Log", space="sec", config={})

    def adopts(stack: TerraformStack) -> None:
        log = ServerLog(stack, "log", name="Log", spaces=["ops", "sec", "default"])
        log.import_from(f"ops/{ops.id}")
        log.import_from(f"sec/{sec.id}")

    printed = deployment.apply(adopts)

    assert "2 imported, 1 added" in printed
    ids = deployment.ids
    assert (ids["ops Log"], ids["sec Log"]) == (ops.id, sec.id)
    # Once they are in the state, the ids are given as a dict.
    known = {"ops": ops.id, "sec": sec.id}
    deployment.apply(
        lambda stack: ServerLog(
            stack, "log", name="Log", spaces=["ops", "sec", "default"], connector_id=known
        )
    )
    assert deployment.ids == ids


@pytest.mark.parametrize("alone", [None, "ops"])
def test_growing_to_several_spaces_and_back(
    deployment: Deployment, kibana: Sandbox, alone: str | None
) -> None:
    kibana.faults.add(delay=0.3, method="DELETE")
    first = alone or "default"
    deployment.apply(lambda stack: ServerLog(stack, "log", name="Log", space=alone))
    before = deployment.ids

    deployment.apply(lambda stack: ServerLog(stack, "log", name="Log", spaces=[first, "sec"]))
    assert before.items() <= deployment.ids.items()
    assert deployment.state == [f'{ADDRESS}.log["{first}"]', f'{ADDRESS}.log["sec"]']


def test_shrinking_destroys_only_what_goes(
    deployment: Deployment, workspace: Workspace, kibana: Sandbox
) -> None:
    deployment.apply(lambda stack: ServerLog(stack, "log", name="Log", spaces=["ops", "sec"]))
    before = deployment.ids

    def alone(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        ServerLog(stack, "log", name="Log", space="ops")

    workspace.synthesize(alone)
    workspace.apply()

    assert workspace.plan() == []
    assert deployment.ids == {"ops Log": before["ops Log"]}
    deleted = [request.path for request in kibana.requests if request.method == "DELETE"]
    assert len(deleted) == 1
    assert before["sec Log"] in deleted[0]


def test_count(deployment: Deployment) -> None:
    def build(number: int | None) -> Build:
        def fill(stack: TerraformStack) -> None:
            log = ServerLog(stack, "log", name="Log")
            if number is not None:
                log.count = number

        return fill

    deployment.apply(build(None))
    (id,) = deployment.ids.values()
    deployment.apply(build(3))

    assert len({each.id for each in deployment.kibana.connectors}) == 3
    assert id in {each.id for each in deployment.kibana.connectors}


def test_a_block_over_a_map_of_teams(deployment: Deployment, workspace: Workspace) -> None:
    workspace.environment["TF_VAR_tokens"] = '{"a": "token-a", "b": "token-b", "c": "token-c"}'

    def build(teams: Sequence[str]) -> Build:
        def fill(stack: TerraformStack) -> None:
            tokens = TerraformVariable(stack, "tokens", type="map(string)", sensitive=True)
            tokens.add_override("ephemeral", True)
            iterator = TerraformIterator.from_map({team: {"name": f"Team {team}"} for team in teams})
            pagers = PagerDuty(
                stack,
                "pagers",
                name=iterator.get_string("name"),
                secrets={"routing_key": Secret.ref("${var.tokens[each.key]}")},
            )
            pagers.for_each = iterator

        return fill

    deployment.apply(build(["a", "b"]))
    before = deployment.ids
    assert len(set(before.values())) == 2
    deployment.apply(build(["a", "b", "c"]))

    assert before.items() <= deployment.ids.items()
    assert len(set(deployment.ids.values())) == 3


def test_a_count_of_terraform(deployment: Deployment, workspace: Workspace) -> None:
    workspace.environment["TF_VAR_number"] = "2"

    def fill(stack: TerraformStack) -> None:
        number = TerraformVariable(stack, "number", type="number")
        ServerLog(stack, "log", name="Log").count = TerraformCount.of(number.number_value)

    deployment.apply(fill)

    assert len({each.id for each in deployment.kibana.connectors}) == 2
