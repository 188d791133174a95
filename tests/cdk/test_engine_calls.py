"""How often the engine is called: each call into Node costs as much as all of our own work on a connector."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformOutput, TerraformStack, Testing, Token
from jsii._kernel.providers.process import _NodeProcess

from kibana_connectors import (
    AlertingRule,
    EncryptedS3Backend,
    GitHub,
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    SlackApi,
    Webhook,
)
from kibana_connectors.rules.rule_types import rule_type

TO_BUILD = 1
"""Calls that building a connector takes, wherever it stands and whatever it is given."""
TO_FIND_A_SCOPE = 3
"""Calls that the first connector in a construct takes besides, for its stack, its node and its path."""
TO_WRITE = 0
"""Calls that each further connector of a stack takes when the app is synthesized."""


@contextmanager
def requests(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Collect what is sent to Node."""
    sent: list[Any] = []
    send = _NodeProcess.send

    def count(process: Any, request: Any, response_type: Any) -> Any:
        sent.append(request)
        return send(process, request, response_type)

    with monkeypatch.context() as patch:
        patch.setattr(_NodeProcess, "send", count)
        yield sent


def kinds(sent: list[Any]) -> list[str]:
    return [type(request).__name__ for request in sent]


@pytest.fixture
def ready(app: App) -> TerraformStack:
    """A stack with what is made once in it: provider, backend, and the first connector."""
    stack = TerraformStack(app, "stack")
    KibanaProvider(stack)
    EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")
    ServerLog(stack, "first", name="First")
    return stack


BUILDS: dict[str, Callable[[TerraformStack], Any]] = {
    "secrets-left-out": lambda stack: PagerDuty(stack, "it", name="It"),
    "config": lambda stack: Webhook(
        stack, "it", name="It", config={"url": "https://example.com", "headers": {"a": "b"}}
    ),
    "several-spaces": lambda stack: PagerDuty(stack, "it", name="It", spaces=[f"s{n}" for n in range(120)]),
    "an-auth-type": lambda stack: GitHub(stack, "it", name="It", auth=GitHub.Bearer()),
    "shared-variable": lambda stack: SlackApi(
        stack, "it", name="It", secrets={"token": Secret.variable("shared")}, secrets_version="2026-11"
    ),
    "options": lambda stack: PagerDuty(
        stack, "it", name="It", protect=True, lifecycle={"create_before_destroy": True}, space="ops"
    ),
    "a-rule": lambda stack: AlertingRule(
        stack,
        "it",
        name="It",
        interval="1m",
        rule_type_id="transform_health",
        params={"includeTransforms": ["*"]},
        tags=["a"],
        spaces=["default", "ops"],
    ),
    "from-the-wire": lambda stack: PagerDuty.from_wire(
        stack, "it", name="It", config={}, secrets={"routingKey": "abc"}
    ),
}


@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
def test_building_a_connector_takes_one_call(
    monkeypatch: pytest.MonkeyPatch, ready: TerraformStack, build: Callable[[TerraformStack], Any]
) -> None:
    with requests(monkeypatch) as sent:
        build(ready)

    assert kinds(sent) == ["CreateRequest"] * TO_BUILD


def test_actions_of_rules_take_no_call(monkeypatch: pytest.MonkeyPatch, ready: TerraformStack) -> None:
    pager = PagerDuty(ready, "pager", name="First")
    kind = rule_type(".es-query")
    assert kind is not None

    with requests(monkeypatch) as sent:
        for source in (pager.action({"summary": "{{rule.name}}"}), pager.escalation()):
            assert list(source.problems_for(kind, "1m")) == []
            assert all(action.target.type_id == ".pagerduty" for action in source.actions_for(kind))

    assert sent == []


def test_a_token_takes_no_further_call(monkeypatch: pytest.MonkeyPatch, ready: TerraformStack) -> None:
    first = PagerDuty(ready, "pager", name="First")
    name, secret = first.connector_id, Token.as_string({"Ref": "x"})

    with requests(monkeypatch) as sent:
        PagerDuty(ready, "it", name=f"as {name}", config={"apiUrl": name}, secrets={"routingKey": secret})

    assert kinds(sent) == ["CreateRequest"] * TO_BUILD


def test_a_construct_is_looked_up_once(monkeypatch: pytest.MonkeyPatch, ready: TerraformStack) -> None:
    team = Construct(ready, "team")

    with requests(monkeypatch) as sent:
        for number in range(10):
            PagerDuty(team, f"p{number}", name="It")

    assert len(sent) == 10 * TO_BUILD + TO_FIND_A_SCOPE


@pytest.mark.parametrize(
    "synthesize", [lambda stack: stack.node.root.synth(), Testing.synth], ids=["app", "testing"]
)
def test_writing_more_connectors_takes_no_further_call(
    monkeypatch: pytest.MonkeyPatch, ready: TerraformStack, synthesize: Callable[[TerraformStack], Any]
) -> None:
    PagerDuty(ready, "pager", name="It")
    TerraformOutput(ready, "out", value="x")
    with requests(monkeypatch) as for_few:
        synthesize(ready)
    for number in range(20):
        Webhook(ready, f"w{number}", name="It", config={"url": "https://example.com"})

    with requests(monkeypatch) as for_many:
        synthesize(ready)

    assert len(for_many) - len(for_few) == 20 * TO_WRITE


def test_writing_more_rules_takes_no_further_call(
    monkeypatch: pytest.MonkeyPatch, ready: TerraformStack
) -> None:
    pager = PagerDuty(ready, "pager", name="It")

    def rule(number: int) -> None:
        AlertingRule(
            ready,
            f"r{number}",
            name="It",
            interval="1m",
            rule_type_id="transform_health",
            params={"includeTransforms": ["*"]},
            actions=pager.escalation(),
        )

    rule(0)
    with requests(monkeypatch) as for_one:
        ready.node.root.synth()
    with requests(monkeypatch) as building:
        for number in range(1, 20):
            rule(number)
    with requests(monkeypatch) as for_many:
        ready.node.root.synth()

    assert kinds(building) == ["CreateRequest"] * 19 * TO_BUILD
    assert len(for_many) - len(for_one) == 0


def test_every_request_to_node_is_counted(monkeypatch: pytest.MonkeyPatch, ready: TerraformStack) -> None:
    """The requests pass through where they are counted, in this version of jsii."""
    with requests(monkeypatch) as sent:
        _ = ready.node.path

    assert kinds(sent) == ["GetRequest"] * 2


def test_javascript_knows_which_methods_are_overridden(
    monkeypatch: pytest.MonkeyPatch, ready: TerraformStack
) -> None:
    """An Aspect of a library in another language then reaches ours, not the engine's; and of nothing else."""
    with requests(monkeypatch) as sent:
        PagerDuty(ready, "it", name="It")

    assert {override.method for override in sent[0].overrides} == {
        "addOverride",
        "moveTo",
        "moveToId",
        "overrideLogicalId",
        "resetOverrideLogicalId",
    }
