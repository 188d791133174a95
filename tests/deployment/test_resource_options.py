"""What Terraform itself makes of a connector's options: conditions, triggers, whole maps, odd numbers."""

from __future__ import annotations

import json
from typing import Any

import jsii
import pytest
from harness.cdk import (
    IResolveContext,
    IStringProducer,
    Lazy,
    TerraformCount,
    TerraformIterator,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Token,
)
from harness.terraform import Workspace

from kibana_connectors import (
    Inference,
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    Webhook,
    allow_unencrypted_state,
)
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

MISSING = "stack/pager: Kibana reports that this connector is missing its secrets"


def _pager(stack: TerraformStack, **options: Any) -> PagerDuty:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    return PagerDuty(stack, "pager", name="On-call", **options)


def _counted(stack: TerraformStack) -> None:
    _pager(stack).count = 2


def _counted_by_terraform(stack: TerraformStack) -> None:
    number = TerraformVariable(stack, "number", type="number", default=2)
    _pager(stack).count = TerraformCount.of(number.number_value)


def _each(stack: TerraformStack) -> None:
    _pager(stack).for_each = TerraformIterator.from_list(["a", "b"])


FORMS = {
    "one": _pager,
    "one-space": lambda stack: _pager(stack, space="ops"),
    "spaces": lambda stack: _pager(stack, spaces=["ops", "sec"]),
    "count": _counted,
    "count-of-terraform": _counted_by_terraform,
    "for-each": _each,
}


@pytest.mark.parametrize("build", FORMS.values(), ids=FORMS)
def test_a_create_that_fails_shows_only_kibanas_answer(
    workspace: Workspace, kibana: Sandbox, build: Any
) -> None:
    workspace.synthesize(build)
    workspace.environment["TF_VAR_pager_routing_key"] = "any"
    workspace.init()
    kibana.faults.add(status=403, method="POST", times=None)

    printed = workspace.failing("apply", "-auto-approve")

    assert "got HTTP 403" in printed
    assert "Invalid index" not in printed
    assert printed.count("Error:") == len([part for part in printed.split("Error: ") if "403" in part])


@pytest.mark.parametrize("form", ["spaces", "count", "for-each"])
def test_secrets_that_kibana_lost_are_told_of_several_instances_too(
    workspace: Workspace, kibana: Sandbox, form: str
) -> None:
    workspace.synthesize(FORMS[form])
    workspace.environment["TF_VAR_pager_routing_key"] = "any"
    workspace.init()
    assert MISSING not in workspace.apply()
    assert workspace.plan() == []
    ids = [(each.space, each.id) for each in kibana.connectors]
    kibana.reset()
    for space, id in ids:
        kibana.add_connector(
            space=space, id=id, type_id=".pagerduty", name="On-call", config={}, missing_secrets=True
        )

    done = workspace.run("plan", "-no-color", "-input=false")

    assert MISSING in " ".join((done.stdout + done.stderr).replace("│", " ").split())


def test_a_trigger_replaces_the_connector(workspace: Workspace, kibana: Sandbox) -> None:
    def build(stack: TerraformStack, version: str) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        trigger = TerraformResource(stack, "trigger", terraform_resource_type="terraform_data")
        trigger.add_override("input", version)
        ServerLog(stack, "log", name="Log", lifecycle={"replace_triggered_by": [trigger]})

    workspace.synthesize(lambda stack: build(stack, "1"))
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []

    workspace.synthesize(lambda stack: build(stack, "2"))
    planned = workspace.plan()

    assert "elasticstack_kibana_action_connector.log: delete+create" in planned


def test_a_whole_map_of_secrets_arrives(workspace: Workspace, kibana: Sandbox) -> None:
    headers = {"X-Api-Key": 'value-of "it"', "X-Other": "value-of-other"}

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        given = TerraformVariable(stack, "headers", type="map(string)", sensitive=True)
        Webhook(
            stack,
            "hook",
            name="Hook",
            config={"url": "https://x.example", "has_auth": False},
            secrets=Webhook.Secrets(secret_headers=Secret.ref(given)),
        )

    workspace.synthesize(build)
    workspace.environment["TF_VAR_headers"] = json.dumps(headers)
    workspace.init()
    workspace.apply()

    (hook,) = kibana.connectors
    assert hook.secret_paths == {("secretHeaders", name) for name in headers}
    assert workspace.plan() == []
    assert "value-of" not in workspace.everything_written()


def test_a_negative_zero_has_an_empty_second_plan(workspace: Workspace, kibana: Sandbox) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        Inference(
            stack,
            "chat",
            name="Chat",
            config={
                "provider": "elastic",
                "taskType": "chat_completion",
                "inferenceId": "x",
                "providerConfig": {"a": -0.0, "b": [-0.0, 1.0, 10**20]},
            },
        )

    workspace.synthesize(build)
    workspace.init()
    workspace.apply()

    assert workspace.plan() == []


@jsii.implements(IStringProducer)
class _Text:
    def produce(self, context: IResolveContext) -> str:
        return 'plain "quoted" \\ text'


def test_tokens_of_literals_and_of_references_arrive(workspace: Workspace, kibana: Sandbox) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        given = TerraformVariable(stack, "given", type="string", default="")
        headers = {
            "A": Lazy.string_value(_Text()),
            "B": given.string_value,
            "C": f"{Lazy.string_value(_Text())}$" + given.string_value,
        }
        config = {"url": "https://x.example", "has_auth": False, "headers": headers}
        Webhook(stack, "both", name="Both", config=config)
        Webhook(stack, "literal", name="Literal", config={**config, "headers": Token.as_any({"A": 'b "c"'})})

    workspace.synthesize(build)
    workspace.environment["TF_VAR_given"] = 'a "b" c'
    workspace.init()
    workspace.apply()

    assert workspace.plan() == []
    arrived = {each.name: each.config["headers"] for each in kibana.connectors}
    text = 'plain "quoted" \\ text'
    assert arrived == {
        "Both": {"A": text, "B": 'a "b" c', "C": f'{text}$a "b" c'},
        "Literal": {"A": 'b "c"'},
    }


def test_the_environment_overrides_every_provider(workspace: Workspace, kibana: Sandbox) -> None:
    """Why a stack with several Kibanas warns (docs/provider.md, "Calls")."""
    with Sandbox() as other:

        def build(stack: TerraformStack) -> None:
            KibanaProvider(stack, "one", endpoints=[kibana.url])
            two = KibanaProvider(stack, "two", alias="two", endpoints=[other.url])
            allow_unencrypted_state(stack, reason="a test")
            ServerLog(stack, "first", name="First")
            ServerLog(stack, "second", name="Second", provider=two)

        workspace.synthesize(build)
        workspace.environment |= {
            "TF_VAR_one_api_key": kibana.api_key,
            "TF_VAR_two_api_key": other.api_key,
        }
        workspace.init()
        workspace.apply()

        assert {each.name for each in kibana.connectors} == {"First", "Second"}
        assert other.connectors == []
