"""What is written to `cdk.tf.json` is what the engine alone would have written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsii
import pytest
from constructs import Construct
from harness.cdk import (
    App,
    Aspects,
    IAspect,
    IStackSynthesizer,
    ISynthesisSession,
    Postcondition,
    TerraformOutput,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
    Testing,
)

from kibana_connectors import (
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    SynthesisError,
    Webhook,
    allow_unencrypted_state,
    synth,
)
from kibana_connectors.cdk.synthesizer import Synthesizer

HOOK = {"url": "https://example.com"}


def _plain(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call")


def _tokens(stack: TerraformStack) -> None:
    first = PagerDuty(stack, "pager", name="On-call")
    PagerDuty(stack, "second", name=f"after {first.connector_id}", secrets_version=first.connector_id)
    Webhook(stack, "hook", name="Hook", config={**HOOK, "headers": {"X-Id": first.connector_id}})
    PagerDuty(
        stack, "third", name="It", secrets=PagerDuty.Secrets(routing_key=Secret.ref(first.connector_id))
    )


def _all_over_the_tree(stack: TerraformStack) -> None:
    older = Construct(stack, "older")
    ServerLog(stack, "log", name="Log", spaces=["ops", "sec"])
    PagerDuty(older, "pager", name="On-call", protect=True)
    PagerDuty(Construct(stack, "younger"), "pager", name="On-call", space="ops")


def _overrides(stack: TerraformStack) -> None:
    older = Construct(stack, "older")
    ServerLog(stack, "log", name="Log")
    for scope in (stack, older):
        pager = PagerDuty(scope, "pager", name="On-call", config={"apiUrl": "https://example.com"})
        pager.add_override("name", "Other")
        pager.add_override("config", None)
        pager.add_override("lifecycle.prevent_destroy", True)
        pager.add_override("secrets_wo", pager.connector_id)
    stack.add_override("variable.pager_routing_key.description", "Mine")
    stack.add_override("terraform.required_version", ">= 1.11")


def _lists(stack: TerraformStack) -> None:
    mine = Postcondition(condition="${true}", error_message="mine")
    lifecycle = TerraformResourceLifecycle(ignore_changes=["name"], postcondition=[mine])
    log = ServerLog(stack, "log", name="Log", lifecycle=lifecycle)
    ServerLog(stack, "other", name="Other", depends_on=[log])


def _moved(stack: TerraformStack) -> None:
    id = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"
    PagerDuty(stack, "old", name="Old", connector_id=id).move_to("new")
    PagerDuty(stack, "new", name="New", connector_id=id).add_move_target("new")
    PagerDuty(stack, "mine", name="Mine").override_logical_id("ours")
    PagerDuty(stack, "adopted", name="Adopted").import_from("ops/7f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")


def _odd_texts(stack: TerraformStack) -> None:
    for number, text in enumerate(
        ['"', "\\", "${x}", "%{y}", "$${", "é✓\u2028", "\ud800", "\x00\x7f", "</>&"]
    ):
        Webhook(stack, f"hook-{number}", name=f"It: {text}", config={**HOOK, "headers": {text or "a": text}})


def _nothing_of_ours(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    TerraformOutput(stack, "out", value="x")


STACKS = (_plain, _tokens, _all_over_the_tree, _overrides, _lists, _moved, _odd_texts, _nothing_of_ours)


@pytest.mark.parametrize("fill", STACKS, ids=[fill.__name__ for fill in STACKS])
def test_the_file_is_what_the_engine_would_write(
    tmp_path: Path, app: App, stack: TerraformStack, fill: Callable[[TerraformStack], None]
) -> None:
    engines = stack.synthesizer
    allow_unencrypted_state(stack, reason="a test")
    fill(stack)

    app.synth()
    ours = _file(tmp_path)
    stack.synthesizer = engines
    app.synth()
    alone = _file(tmp_path)

    assert _ordered(json.loads(ours)) == _ordered(json.loads(alone))
    assert sorted(_lines(ours)) == sorted(_lines(alone))


def _lines(text: str) -> list[str]:
    """Give the lines, without what differs in form: of lists the last item, and empty objects."""
    return [line.rstrip(",") for line in re.sub(r"{\s+}", "{}", text).split("\n")]


def _ordered(value: Any) -> Any:
    """Leave out of account the order of lists: that of postconditions says nothing."""
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    return sorted(map(_ordered, value), key=repr) if isinstance(value, list) else value


def _file(folder: Path, stack: str = "stack") -> str:
    return (folder / "cdktf.out" / "stacks" / stack / "cdk.tf.json").read_text(encoding="utf-8")


def test_our_items_of_a_list_come_first(tmp_path: Path, app: App, stack: TerraformStack) -> None:
    allow_unencrypted_state(stack, reason="a test")
    _lists(stack)

    app.synth()

    log = json.loads(_file(tmp_path))["resource"]["elasticstack_kibana_action_connector"]["log"]
    messages = [each["error_message"] for each in log["lifecycle"]["postcondition"]]
    assert messages[0].startswith("stack/log: Kibana reports")
    assert messages[1:] == ["mine"]


def test_a_synthesizer_of_the_users_writes_everything(
    tmp_path: Path, app: App, stack: TerraformStack
) -> None:
    @jsii.implements(IStackSynthesizer)
    class Wrapping:
        def __init__(self, wrapped: Any) -> None:
            self.wrapped = wrapped
            self.calls = 0

        def synthesize(self, session: ISynthesisSession) -> None:
            self.calls += 1
            self.wrapped.synthesize(session)

    engines = stack.synthesizer
    allow_unencrypted_state(stack, reason="a test")
    _tokens(stack)
    around_ours = Wrapping(stack.synthesizer)
    stack.synthesizer = around_ours
    app.synth()
    written = _file(tmp_path)
    around_the_engines = Wrapping(engines)
    stack.synthesizer = around_the_engines
    app.synth()

    assert (around_ours.calls, around_the_engines.calls) == (1, 1)
    assert json.loads(written) == json.loads(_file(tmp_path))
    assert "pager_routing_key" in written


def test_two_stacks_are_written_apart(tmp_path: Path, app: App) -> None:
    one, two = TerraformStack(app, "one"), TerraformStack(app, "two")
    for stack in (one, two):
        allow_unencrypted_state(stack, reason="a test")
    pager = PagerDuty(one, "pager", name="On-call")
    TerraformResource(two, "rule", terraform_resource_type="peer").add_override(
        "connector", pager.connector_id
    )
    ServerLog(two, "log", name="Log")

    app.synth()

    assert "pager_routing_key" in _file(tmp_path, "one")
    assert "pager_routing_key" not in _file(tmp_path, "two")
    assert "terraform_remote_state" in _file(tmp_path, "two")


def test_everything_is_written_after_a_failure(tmp_path: Path, app: App, stack: TerraformStack) -> None:
    _plain(stack)
    with pytest.raises(SynthesisError, match="encrypted remote backend"):
        synth(app)
    allow_unencrypted_state(stack, reason="a test")

    synth(app)

    assert "pager_routing_key" in _file(tmp_path)
    assert "pager_routing_key" in Testing.synth(stack)


def test_what_an_aspect_changes_is_written(tmp_path: Path, app: App, stack: TerraformStack) -> None:
    @jsii.implements(IAspect)
    class Rename:
        def visit(self, node: Any) -> None:
            if isinstance(node, PagerDuty):
                node.add_override("name", "Renamed")

    allow_unencrypted_state(stack, reason="a test")
    _plain(stack)
    Aspects.of(stack).add(Rename())

    app.synth()

    written = json.loads(_file(tmp_path))["resource"]["elasticstack_kibana_action_connector"]
    assert written["pager"]["name"] == "Renamed"


def test_a_stack_with_connectors_has_our_synthesizer(stack: TerraformStack) -> None:
    _plain(stack)

    assert isinstance(stack.synthesizer, Synthesizer)
