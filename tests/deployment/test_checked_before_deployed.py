"""What `env` and `check` say before a deployment is what Terraform then needs and does."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.cdk import TerraformStack
from harness.terraform import TerraformFailed, Workspace

from kibana_connectors import Index, KibanaProvider, PagerDuty, Webhook, allow_unencrypted_state
from kibana_connectors.kibana.async_client import AsyncKibana
from kibana_connectors.preflight.judging import Verdict, judge
from kibana_connectors.preflight.live import LiveKibana, read_live
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.stack_files.connectors import connectors_in
from kibana_connectors.stack_files.reading import read_stacks
from kibana_connectors.stack_files.variables import variables_of

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

SPACES = ("default", "ops", "sec")


def build(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    PagerDuty(stack, "pager", name="On-call", spaces=["ops", "sec"])
    Index(stack, "trail", name="Trail", config=Index.Config(index="a"))
    hook = Webhook(
        stack, "hook", name="Hook", config=Webhook.Config(url="https://hooks.example.com", has_auth=True)
    )
    hook.add_override("count", 2)


def verdict(directory: Path, kibana: Sandbox) -> Verdict:
    import asyncio

    async def work() -> LiveKibana:
        async with AsyncKibana(kibana.url, api_key=kibana.api_key, trust_env=False) as client:
            return await read_live(client, SPACES)

    return judge(connectors_in(read_stacks([str(directory)])), asyncio.run(work()))


def test_variables_and_ids_are_those_of_the_deployment(workspace: Workspace, kibana: Sandbox) -> None:
    kibana.settings.spaces = SPACES
    workspace.synthesize(build)
    variables = variables_of(read_stacks([str(workspace.directory)]))
    assert [each.environment_name for each in variables] == [
        "TF_VAR_hook_password",
        "TF_VAR_hook_user",
        "TF_VAR_pager_routing_key",
    ]
    workspace.environment |= {each.environment_name: "value" for each in variables[1:]}
    workspace.init()

    with pytest.raises(TerraformFailed, match="hook_password"):
        workspace.apply()  # with one of them missing

    before = verdict(workspace.directory, kibana)
    assert [state for _, state in before.states] == ["new"] * 5
    assert before.count("error") == 0

    workspace.environment[variables[0].environment_name] = "value"
    workspace.apply()
    after = verdict(workspace.directory, kibana)

    assert [state for _, state in after.states] == ["same"] * 5
    assert after.count("error") == 0
    told = {(each.space, each.id, each.name) for each in kibana.connectors}
    assert {(each.space, each.id, each.name) for each, _ in after.states} == told
    assert workspace.plan() == []
