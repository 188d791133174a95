"""`suppress_check` switches one check of one stack off, with a reason that shows up at each synth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformStack
from harness.refusals import NUMBER, refusal
from harness.stacks import encrypt_state

from kibana_connectors import (
    AlertingRule,
    EphemeralApiKey,
    InvalidCheck,
    KibanaProvider,
    PagerDuty,
    SecretsMode,
    ServerLog,
    SynthesisError,
    Target,
    suppress_check,
)
from kibana_connectors import synth as synth_app
from kibana_connectors.cdk.checks.runner import ALL_CHECKS
from pytest_cdktf import Synth
from pytest_cdktf import SynthesisError as RefusedByEngine

REASON = "the license is upgraded on Monday"


def _incompatible(stack: TerraformStack) -> None:
    encrypt_state(stack)
    KibanaProvider(stack, target=Target(license="basic"))
    PagerDuty(stack, "pager", name="On-call")


def _without_effect(stack: TerraformStack) -> None:
    encrypt_state(stack)
    KibanaProvider(stack, secrets_mode=SecretsMode.STATE)
    PagerDuty(stack, "pager", name="On-call", secrets_version="2026-11")


def _unencrypted(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    PagerDuty(stack, "pager", name="On-call")


def _with_the_ids_of_another_stack(stack: TerraformStack) -> None:
    for each in (stack, TerraformStack(stack.node.root, "other")):
        encrypt_state(each)
        KibanaProvider(each, id_namespace="shared")
        PagerDuty(each, "pager", name="On-call")


HEALTH: dict[str, Any] = {
    "name": "It",
    "interval": "1m",
    "rule_type_id": "transform_health",
    "params": {"includeTransforms": ["*"]},
}


def _too_new_for_the_target(stack: TerraformStack) -> None:
    encrypt_state(stack)
    KibanaProvider(stack, target=Target(version="8.16"))
    AlertingRule(stack, "it", **HEALTH)


def _with_another_id(stack: TerraformStack) -> None:
    encrypt_state(stack)
    KibanaProvider(stack)
    action = {"id": ServerLog(stack, "log", name="It").get_string_attribute("id"), "group": "transform_issue"}
    frequency = {"summary": False, "notify_when": "onActiveAlert"}
    AlertingRule(stack, "it", **HEALTH, actions={**action, "frequency": frequency})


def _with_a_key_of_one_run(stack: TerraformStack) -> None:
    encrypt_state(stack)
    key = EphemeralApiKey(stack, "key", spaces=["default"]).secret
    AlertingRule(stack, "it", **HEALTH, provider=KibanaProvider(stack, alias="short", api_key=key))


SUPPRESSIBLE: dict[str, tuple[Callable[[TerraformStack], None], str, str]] = {
    "target-compatibility": (
        _incompatible,
        "PagerDuty needs a gold license or higher",
        f"The check target-compatibility is switched off: {REASON}",
    ),
    "effective-secrets-version": (
        _without_effect,
        "secrets_version: expected only with write-only secrets",
        f"The check effective-secrets-version is switched off: {REASON}",
    ),
    "encrypted-state": (
        _unencrypted,
        "its state is not in an encrypted remote backend",
        f"State with Kibana connectors is not encrypted: {REASON}",
    ),
    "unique-ids-across-stacks": (
        _with_the_ids_of_another_stack,
        "have the same id in the same Kibana",
        f"The check unique-ids-across-stacks is switched off: {REASON}",
    ),
    "rule-target": (
        _too_new_for_the_target,
        "needs Kibana 8.17 or later",
        f"The check rule-target is switched off: {REASON}",
    ),
    "rule-connector-ids": (
        _with_another_id,
        "id is no id of Kibana's",
        f"The check rule-connector-ids is switched off: {REASON}",
    ),
    "rule-credentials": (
        _with_a_key_of_one_run,
        "its API key is made for one run of Terraform",
        f"The check rule-credentials is switched off: {REASON}",
    ),
}
"""A check: a stack that it refuses, what it says, and the warning in its place."""
LISTED = ", ".join(check.name for check in ALL_CHECKS if check.name in SUPPRESSIBLE)
ALWAYS = sorted(check.name for check in ALL_CHECKS if check.name not in SUPPRESSIBLE)

each_suppressible = pytest.mark.parametrize(
    ("check", "build", "error", "warning"),
    [pytest.param(name, *case, id=name) for name, case in SUPPRESSIBLE.items()],
)


@each_suppressible
def test_the_check_is_on_without_it(
    cdk_app: App, stack: TerraformStack, check: str, build: Any, error: str, warning: str
) -> None:
    build(stack)

    with pytest.raises(SynthesisError, match=error):
        synth_app(cdk_app)


@each_suppressible
@pytest.mark.parametrize("first", [True, False], ids=["before-the-connectors", "after-the-connectors"])
def test_the_check_is_off_and_the_reason_is_a_warning_at_each_synth(
    cdk_app: App,
    stack: TerraformStack,
    synth: Synth,
    first: bool,
    check: str,
    build: Any,
    error: str,
    warning: str,
) -> None:
    if first:
        suppress_check(stack, check, reason=REASON)
    build(stack)
    if not first:
        suppress_check(stack, check, reason=REASON)

    for _ in range(2):
        synth_app(cdk_app)
        out = synth(stack)
        assert out.warnings == [("stack", warning)]
        assert out.errors == []


@each_suppressible
def test_it_switches_off_nothing_else(
    cdk_app: App, stack: TerraformStack, check: str, build: Any, error: str, warning: str
) -> None:
    build(stack)
    for other in SUPPRESSIBLE.keys() - {check}:
        suppress_check(stack, other, reason=REASON)

    with pytest.raises(SynthesisError, match=error):
        synth_app(cdk_app)


def test_it_is_for_one_stack_alone(cdk_app: App, synth: Synth) -> None:
    lax, strict = TerraformStack(cdk_app, "lax"), TerraformStack(cdk_app, "strict")
    for stack in (lax, strict):
        _incompatible(stack)
    suppress_check(lax, "target-compatibility", reason=REASON)

    synth(lax)
    with pytest.raises(RefusedByEngine, match="strict/pager: PagerDuty needs a gold license"):
        synth(strict)


def test_secrets_in_an_unencrypted_state_stay_refused(stack: TerraformStack, synth: Synth) -> None:
    PagerDuty(stack, "pager", name="On-call", secrets_mode=SecretsMode.STATE)
    suppress_check(stack, "encrypted-state", reason=REASON)

    with pytest.raises(SynthesisError, match=r"stack/pager: secrets\.routingKey: it is kept in the state"):
        synth(stack)


@pytest.mark.parametrize("name", ALWAYS)
def test_a_check_that_guards_deployment_or_secrets_cannot_be_switched_off(
    stack: TerraformStack, name: str
) -> None:
    error = refusal(lambda: suppress_check(stack, name, reason=REASON), InvalidCheck)

    assert str(error).startswith("stack: suppress_check: this check cannot be switched off")


def test_which_checks_can_be_switched_off() -> None:
    assert {check.name for check in ALL_CHECKS if check.can_be_suppressed} == SUPPRESSIBLE.keys()
    assert ALWAYS == [
        "json-output",
        "references-in-the-stack",
        "resource-names",
        "unique-connector-ids",
        "unique-rule-ids",
        "variable-names",
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("target-compatability", 'did you mean "target-compatibility"?'),
        ("target_compatibility", 'did you mean "target-compatibility"?'),
        ("encrypted-states", 'did you mean "encrypted-state"?'),
        ("effective-secret-version", 'did you mean "effective-secrets-version"?'),
        ("zzz", f"there are: {LISTED}"),
        ("", f"there are: {LISTED}"),
        (None, "there are: "),
        (NUMBER, "there are: "),
        (["target-compatibility"], "; "),
    ],
    ids=str,
)
def test_an_unknown_name_is_refused_with_a_hint(stack: TerraformStack, name: Any, hint: str) -> None:
    error = refusal(lambda: suppress_check(stack, name, reason=REASON), InvalidCheck)

    assert str(error).startswith("stack: suppress_check: unknown check; ")
    assert hint in str(error)


@pytest.mark.parametrize("reason", ["", "  ", "\n", None, NUMBER, True], ids=repr)
@pytest.mark.parametrize("name", SUPPRESSIBLE)
def test_a_reason_is_demanded(cdk_app: App, stack: TerraformStack, name: str, reason: Any) -> None:
    error = refusal(lambda: suppress_check(stack, name, reason=reason), InvalidCheck)

    assert str(error) == "stack: suppress_check: reason: expected a text that says why"
    SUPPRESSIBLE[name][0](stack)
    with pytest.raises(SynthesisError, match=SUPPRESSIBLE[name][1]):
        synth_app(cdk_app)


def test_a_reason_cannot_be_left_out(stack: TerraformStack) -> None:
    with pytest.raises(TypeError, match="reason"):
        suppress_check(stack, "target-compatibility")  # type: ignore[call-arg]


@pytest.mark.parametrize("scope", ["construct", "app", "none", "text"])
@pytest.mark.parametrize("name", SUPPRESSIBLE)
def test_a_stack_is_demanded(cdk_app: App, stack: TerraformStack, scope: str, name: str) -> None:
    given: Any = {"construct": Construct(stack, "x"), "app": cdk_app, "none": None, "text": "stack"}[scope]

    error = refusal(lambda: suppress_check(given, name, reason=REASON), InvalidCheck)

    assert "expected a TerraformStack as its first argument" in str(error)


def test_a_stack_without_connectors_may_switch_checks_off(stack: TerraformStack, synth: Synth) -> None:
    suppress_check(stack, "target-compatibility", reason=REASON)

    assert synth(stack).stable == {}
