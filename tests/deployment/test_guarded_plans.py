"""`kibana-connectors guard` on plans of the real tools with the real provider."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.both_tools import program_of, use
from harness.cdk import TerraformStack
from harness.scene import add_rule
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, PagerDuty, Secret, allow_unencrypted_state
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

ADDRESS = "elasticstack_kibana_action_connector"
SECRET = "Hunter2-in-the-state"
ID = "6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01"


@pytest.fixture(params=["terraform", "opentofu"])
def workspace(
    request: pytest.FixtureRequest, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Workspace:
    use(monkeypatch, request.param)
    workspace.environment["TERRAFORM_BINARY_NAME"] = program_of(request.param)
    workspace.environment["TF_VAR_pager_routing_key"] = SECRET
    return workspace


class Guarded:
    """Plans, and asks the guard for its verdict."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def synthesize(self, build: Callable[[TerraformStack], Any]) -> None:
        def fill(stack: TerraformStack) -> None:
            KibanaProvider(stack)
            allow_unencrypted_state(stack, reason="a test")
            build(stack)

        self.workspace.synthesize(fill)
        self.workspace.init()

    def apply(self, build: Callable[[TerraformStack], Any]) -> None:
        self.synthesize(build)
        self.workspace.apply()

    def verdict(self, *options: str) -> dict[str, Any]:
        self.workspace.run("plan", "-no-color", "-input=false", "-out=plan.bin", *options)
        plan = self.workspace.run("show", "-json", "plan.bin").stdout
        done = subprocess.run(
            [sys.executable, "-c", "from kibana_connectors.cli import main; main()", "guard", "-", "--json"],
            input=plan,
            env={**os.environ, **self.workspace.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert SECRET not in done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        assert done.returncode == (0 if found["ok"] else 1), done.stderr
        return found


@pytest.fixture
def guarded(workspace: Workspace) -> Guarded:
    return Guarded(workspace)


def pager(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call")


def pager_in_the_state(stack: TerraformStack, name: str = "pager", **more: Any) -> None:
    """Its secret is in the state, and so in plain text in the JSON of every plan."""
    PagerDuty(
        stack,
        name,
        name="On-call",
        space="ops",
        connector_id=ID,
        secrets={"routing_key": Secret.variable("pager_routing_key")},
        **more,
    )


def test_a_replaced_connector_is_refused_while_a_rule_uses_it(guarded: Guarded, kibana: Sandbox) -> None:
    guarded.apply(pager)
    (connector,) = kibana.connectors
    replaced = f"-replace={ADDRESS}.pager"
    assert guarded.verdict(replaced)["findings"] == []
    add_rule(kibana, "CPU high", connector.id)

    (finding,) = guarded.verdict(replaced)["findings"]

    assert (finding["kind"], finding["id"], finding["addresses"]) == (
        "used",
        connector.id,
        [f"{ADDRESS}.pager"],
    )
    assert [user["name"] for user in finding["users"]] == ["CPU high"]


def test_a_rename_passes_with_moved_from_and_only_with_it(guarded: Guarded, kibana: Sandbox) -> None:
    guarded.apply(pager_in_the_state)
    add_rule(kibana, "CPU high", ID, space="ops")

    guarded.synthesize(lambda stack: pager_in_the_state(stack, "renamed"))
    assert {each["kind"] for each in guarded.verdict()["findings"]} == {"renamed", "used"}

    guarded.synthesize(lambda stack: pager_in_the_state(stack, "renamed", moved_from="pager"))
    moved = guarded.verdict()
    assert (moved["findings"], moved["lost"]) == ([], [])


def test_an_import_into_another_space_destroys(guarded: Guarded, kibana: Sandbox) -> None:
    kibana.add_connector(type_id=".pagerduty", name="On-call", space="ops", id=ID, config={"apiUrl": None})
    imported = {"to": f"{ADDRESS}.pager", "id": f"ops/{ID}"}

    def build(stack: TerraformStack) -> None:
        PagerDuty(stack, "pager", name="On-call", connector_id=ID)
        stack.add_override("import", [imported])

    guarded.synthesize(build)

    assert [each["kind"] for each in guarded.verdict()["findings"]] == ["imported"]


RULE = {
    "rule_id": "cpu",
    "name": "CPU high",
    "consumer": "alerts",
    "rule_type_id": ".index-threshold",
    "interval": "1d",
    "params": json.dumps(
        {
            "index": ["i"],
            "timeField": "t",
            "aggType": "count",
            "groupBy": "all",
            "timeWindowSize": 5,
            "timeWindowUnit": "m",
            "thresholdComparator": ">",
            "threshold": [10],
        }
    ),
}
ACTION = {
    "group": "threshold met",
    "params": "{}",
    "frequency": {"summary": False, "notify_when": "onActiveAlert"},
}
WORKFLOW = "name: Page\ntriggers: [{type: manual}]\nsteps: [{name: a, type: server-log, connector-id: ID}]\n"


def documents(*, connectors: list[str], used: str | None) -> dict[str, Any]:
    """A stack with connectors, and a rule and a workflow that use one of them, or none."""
    text = WORKFLOW.replace("ID", used) if used else WORKFLOW.replace(", connector-id: ID", "")
    actions = [{**ACTION, "id": used}] if used else []
    logs = {f"log{each[0]}": {"name": each, "connector_id": each} for each in connectors}
    return {
        "terraform": {
            "required_providers": {"elasticstack": {"source": "elastic/elasticstack"}},
            "backend": {"local": {"path": "terraform.tfstate"}},
        },
        "provider": {"elasticstack": {"kibana": {}}},
        "resource": {
            ADDRESS: {key: {**each, "connector_type_id": ".server-log"} for key, each in logs.items()},
            "elasticstack_kibana_alerting_rule": {
                # A literal id makes no order: Kibana refuses a rule that comes before its connector.
                "cpu": {**RULE, "actions": actions, "depends_on": [f"{ADDRESS}.{key}" for key in logs]}
            },
            "elasticstack_kibana_agentbuilder_workflow": {
                "page": {"workflow_id": "page", "configuration_yaml": text}
            },
        },
    }


OTHER = "7b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01"


def test_what_the_same_plan_lets_go_does_not_count(guarded: Guarded, tmp_path: Path) -> None:
    directory = tmp_path / "plain"
    directory.mkdir()

    def write(**options: Any) -> None:
        (directory / "cdk.tf.json").write_text(json.dumps(documents(**options)), encoding="utf-8")

    write(connectors=[ID, OTHER], used=ID)
    guarded.workspace.use(directory)
    guarded.workspace.init()
    guarded.workspace.apply()

    write(connectors=[OTHER], used=ID)
    (finding,) = guarded.verdict()["findings"]
    assert [user["kind"] for user in finding["users"]] == ["rule", "workflow"]

    write(connectors=[OTHER], used=OTHER)
    assert guarded.verdict()["findings"] == []

    write(connectors=[OTHER], used=None)
    assert guarded.verdict()["findings"] == []

    assert guarded.verdict("-destroy")["findings"] == []
