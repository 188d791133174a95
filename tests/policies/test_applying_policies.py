"""`Policies.apply` and `Policies.suppress`: on this library's constructs, and on raw resources of anybody."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, TerraformElement, TerraformResource, TerraformStack
from raw_stacks import KEY, PARAMS

from kibana_connectors import (
    InvalidCheck,
    InvalidPolicy,
    KibanaProvider,
    PagerDuty,
    Policies,
    ServerLog,
    SynthesisError,
    Target,
    Webhook,
    allow_unencrypted_state,
    synth,
)
from kibana_connectors.errors import PolicyWarning
from kibana_connectors.policies.demands.owner_in_name import OwnerInName
from kibana_connectors.policies.judged_stack import JudgedStack
from kibana_connectors.policies.policy import Finding, Policy
from kibana_connectors.stack_files.connectors import StackConnector

RULE = "elasticstack_kibana_alerting_rule"
TRIGGER = {"eventAction": "trigger", "dedupKey": KEY, "summary": "{{rule.name}}", "source": "kibana"}
CHANGE = {"summary": False, "notify_when": "onActionGroupChange"}


@pytest.fixture
def app(tmp_path: Path) -> Any:
    return App(outdir=str(tmp_path))


def raw(stack: Any, id: str, type: str, **body: Any) -> Any:
    """A resource as a binding makes it: the engine writes it, and this library knows nothing of it."""
    resource = TerraformResource(stack, id, terraform_resource_type=type)
    for name, value in body.items():
        resource.add_override(name, value)
    return resource


def raw_rule(stack: Any, id: str, *actions: dict[str, Any], **more: Any) -> Any:
    return raw(
        stack,
        id,
        RULE,
        name="cpu",
        consumer="alerts",
        rule_type_id=".index-threshold",
        interval="1m",
        params=json.dumps(PARAMS),
        actions=list(actions),
        **more,
    )


def trigger(connector_id: str) -> dict[str, Any]:
    return {
        "id": connector_id,
        "group": "threshold met",
        "params": json.dumps(TRIGGER),
        "frequency": CHANGE,
    }


def told(make: Callable[[], object]) -> tuple[str, list[str]]:
    """The error and the warnings of synthesizing."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            make()
        except SynthesisError as error:
            message = str(error)
        else:
            message = ""
    return message, [str(each.message) for each in caught if each.category is PolicyWarning]


@pytest.mark.parametrize("scope", ["app", "stack"])
def test_an_error_stops_synthesizing_and_leaves_no_file(app: Any, tmp_path: Path, scope: str) -> None:
    if scope == "app":
        Policies.apply(app)
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    if scope == "stack":
        Policies.apply(stack)
    pager = PagerDuty(stack, "pager", name="On-call")
    raw_rule(stack, "cpu", trigger(pager.connector_id))

    message, found = told(lambda: synth(app))

    assert "ops/cpu: actions[0]: no action of the group recovered closes what .pagerduty opens" in message
    assert "(policy recovery-for-incident-actions)" in message
    assert any("ops/pager: lifecycle: rules use it" in each for each in found)
    assert not (tmp_path / "stacks" / "ops" / "cdk.tf.json").exists()


@pytest.mark.parametrize("scope", ["app", "stack"])
def test_raw_resources_are_judged_without_any_construct_of_this_library(app: Any, scope: str) -> None:
    stack = TerraformStack(app, "ops")
    Policies.apply(app if scope == "app" else stack)
    raw(
        stack,
        "hook",
        "elasticstack_kibana_action_connector",
        name="hook",
        connector_type_id=".webhook",
        config='{"url":"https://u:p@hooks.example.com/"}',
    )
    raw_rule(stack, "cpu", trigger("${elasticstack_kibana_action_connector.hook.id}"))

    message, _ = told(lambda: synth(app))

    assert "ops/hook: config.url: a URL with a user's password in it" in message
    assert "ops/cpu: actions[0].id: id is no id of Kibana's: it is Terraform's" in message
    assert "ops: its state is not in an encrypted remote backend (found: local)" in message


def test_what_is_right_passes_without_a_word(app: Any, tmp_path: Path) -> None:
    Policies.apply(app)
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    log = ServerLog(stack, "log", name="Log", lifecycle={"prevent_destroy": True})
    raw_rule(
        stack,
        "cpu",
        {
            "id": log.connector_id,
            "group": "threshold met",
            "params": '{"message":"{{rule.name}}"}',
            "frequency": CHANGE,
        },
    )

    assert told(lambda: synth(app)) == ("", [])
    assert (tmp_path / "stacks" / "ops" / "cdk.tf.json").exists()


def test_a_suppression_holds_for_its_scope_and_is_written_with_its_reason(app: Any, tmp_path: Path) -> None:
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    Policies.apply(stack)
    for id in ("inside", "outside"):
        Webhook(stack, id, name=id, config={"url": f"http://{id}.example/", "has_auth": False})
    inside = stack.node.find_child("inside")
    Policies.suppress(inside, "no-plain-http", reason="the relay is in the same rack")

    message, found = told(lambda: synth(app))

    assert message == ""
    assert [each.partition(":")[0] for each in found] == ["ops/outside"]
    written = json.loads((tmp_path / "stacks" / "ops" / "cdk.tf.json").read_text())
    assert written["//"]["kibana_connectors"]["suppressed_policies"] == [
        {"policy": "no-plain-http", "path": "ops/inside", "reason": "the relay is in the same rack"},
        {"policy": "encrypted-state", "path": "ops", "reason": "a test"},
    ]


@pytest.mark.parametrize("scope", ["app", "stack", "construct"])
def test_a_check_is_switched_off_as_a_policy_is(app: Any, tmp_path: Path, scope: str) -> None:
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    KibanaProvider(stack, target=Target(license="basic"))
    pagers = [PagerDuty(stack, id, name=id) for id in ("first", "second")]
    where = {"app": app, "stack": stack, "construct": pagers[0]}[scope]
    Policies.suppress(where, "target-compatibility", reason="the license comes on Monday")

    message, _ = told(lambda: synth(app))

    refused = "ops/second: PagerDuty needs a gold license or higher"
    assert "ops/first" not in message
    assert (refused in message) == (scope == "construct")
    if scope != "construct":
        written = json.loads((tmp_path / "stacks" / "ops" / "cdk.tf.json").read_text())
        off = {each["policy"]: each for each in written["//"]["kibana_connectors"]["suppressed_policies"]}
        assert off["target-compatibility"]["reason"] == "the license comes on Monday"
        assert off["target-compatibility"]["path"] == ("" if scope == "app" else "ops")


def test_a_check_and_the_policy_that_it_is_tell_a_thing_once(app: Any) -> None:
    Policies.apply(app)
    stack = TerraformStack(app, "ops")
    Policies.apply(stack)
    KibanaProvider(stack)
    log = ServerLog(stack, "log", name="Log")
    raw_rule(stack, "cpu", trigger(log.get_string_attribute("id")))
    raw_rule(stack, "alone", rule_id="r")
    raw_rule(stack, "again", rule_id="r")

    message, _ = told(lambda: synth(app))

    assert message.count("it is Terraform's, <space>/<connector id>") == 1
    assert message.count("is not in an encrypted remote backend") == 1
    assert message.count("has the same rule_id in the same Kibana") == 1


def test_checks_that_guard_a_deployment_stay_on(app: Any) -> None:
    stack = TerraformStack(app, "ops")
    for where in (app, stack, ServerLog(stack, "log", name="Log")):
        for check in ("unique-connector-ids", "json-output", "variable-names"):
            with pytest.raises(InvalidCheck, match="this check cannot be switched off; those that can: encr"):
                Policies.suppress(where, check, reason="r")


def test_a_suppression_of_the_app_is_written_into_each_stack(app: Any, tmp_path: Path) -> None:
    Policies.apply(app)
    Policies.suppress(app, "encrypted-state", reason="a test")
    stack = TerraformStack(app, "ops")
    raw_rule(stack, "cpu")

    assert told(lambda: synth(app))[0] == ""
    written = json.loads((tmp_path / "stacks" / "ops" / "cdk.tf.json").read_text())
    assert written["//"]["kibana_connectors"]["suppressed_policies"][0]["reason"] == "a test"


def test_a_policy_of_ones_own_and_a_pack_that_takes_warnings_for_errors(app: Any) -> None:
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    Policies.apply(stack, policies=[NamesATeam(), OwnerInName("ops: .+")])
    Policies.suppress(stack, NamesATeam, reason="not yet")
    ServerLog(stack, "log", name="Log")
    strict = TerraformStack(app, "strict")
    allow_unencrypted_state(strict, reason="a test")
    Policies.apply(strict, "strict", policies=[OwnerInName("ops: .+")])
    ServerLog(strict, "log", name="Log")

    message, found = told(lambda: synth(app))

    assert [each.partition(" (policy ")[2] for each in found] == ["owner-in-name)"]
    assert "strict/log: name: the name does not match ops: .+" in message


def test_policies_of_a_construct_count_in_it_alone(app: Any) -> None:
    stack = TerraformStack(app, "ops")
    allow_unencrypted_state(stack, reason="a test")
    part = TerraformElement(stack, "part")
    Webhook(part, "in", name="in", config={"url": "http://in.example/", "has_auth": False})
    Webhook(stack, "out", name="out", config={"url": "http://out.example/", "has_auth": False})
    Policies.apply(part)

    _, found = told(lambda: synth(app))

    assert [each.partition(":")[0] for each in found] == ["ops/part/in"]


def test_validations_that_are_skipped_skip_policies_too(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), skip_validation=True)
    Policies.apply(app)
    stack = TerraformStack(app, "ops")
    raw_rule(stack, "cpu", trigger("default/x"))

    assert told(lambda: synth(app)) == ("", [])


class NamesATeam(Policy):
    id = "names-a-team"
    severity = "error"
    reason = "nobody knows whom to ask"
    remedy = "Begin the name with the team's"

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        yield self.found(connector, "its name names no team")


class Nameless(Policy):
    severity = "error"
    reason = "r"
    remedy = "r"


class BadId(NamesATeam):
    id = "Names A Team"


def test_arguments_that_cannot_work_are_refused_with_their_place(app: Any) -> None:
    stack = TerraformStack(app, "ops")
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: Policies.apply("ops"), "expected an app, a stack or a construct"),  # type: ignore[arg-type]
        (lambda: Policies.apply(stack, "loose"), "pack: expected one of default, strict"),  # type: ignore[arg-type]
        (lambda: Policies.apply(stack, policies=[NamesATeam]), r"expected an instance: NamesATeam\("),  # type: ignore[list-item]
        (lambda: Policies.apply(stack, policies=[Nameless()]), "Nameless.id: expected a text"),
        (lambda: Policies.apply(stack, policies=[BadId()]), "BadId.id: expected words"),
        (lambda: Policies.suppress(stack, "no-plain-http", reason=" "), "reason: expected a text"),
        (lambda: Policies.suppress(stack, "no-plain-htp", reason="r"), "did you mean no-plain-http"),
        (
            lambda: Policies.suppress(ServerLog(stack, "log", name="n"), "encrypted-state", reason="r"),
            "encrypted-state is about the whole stack: expected it, or the app",
        ),
        (lambda: OwnerInName("("), "expected a regular expression"),
    ]
    for make, expected in wrong:
        with pytest.raises(InvalidPolicy, match=expected):
            make()
    with pytest.raises(InvalidPolicy, match=r"^ops: Policies\.suppress: "):
        Policies.suppress(stack, "x", reason="r")
