"""What the target's version, license and kibana.yml do not allow fails at synth, with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from cdktf import TerraformStack, TerraformVariable

from kibana_connectors import (
    Connector,
    CrowdStrike,
    Email,
    InvalidProvider,
    Jira,
    KibanaProvider,
    PagerDuty,
    ServerLog,
    SlackApi,
    SynthesisError,
    Target,
    Webhook,
)
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

JIRA = {"apiUrl": "https://jira.example.com/x", "projectKey": "OPS"}


@pytest.fixture
def into(stack: TerraformStack, synth: Synth) -> Any:
    """A function that aims the stack at a target and gives what synthesis refuses."""

    def aim(**known: Any) -> list[str]:
        KibanaProvider(stack, target=Target(**known))
        try:
            synth(stack)
        except SynthesisError as error:
            return [line.strip() for line in str(error).splitlines()[1:]]
        return []

    return aim


@pytest.mark.parametrize(
    ("version", "refused"),
    [("8.13", True), ("8.13.4", True), ("8.14", False), ("8.14.0", False), ("9.0", False)],
)
def test_a_type_newer_than_the_target_is_refused(
    stack: TerraformStack, into: Any, version: str, refused: bool
) -> None:
    CrowdStrike(stack, "edr", name="EDR", config={"url": "https://api.crowdstrike.com"})

    message = f"[stack] stack/edr: CrowdStrike needs Kibana 8.14 or later, and the target is {version}"
    assert into(version=version) == ([message] if refused else [])


@pytest.mark.parametrize(
    ("license", "refused"),
    [("basic", True), ("standard", True), ("gold", False), ("enterprise", False), ("trial", False)],
)
def test_a_type_that_needs_a_higher_license_is_refused(
    stack: TerraformStack, into: Any, license: str, refused: bool
) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    message = f"[stack] stack/pager: PagerDuty needs a gold license or higher, and the target's is {license}"
    assert into(license=license) == ([message] if refused else [])


def test_a_type_that_is_not_enabled_is_refused(stack: TerraformStack, into: Any) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=[".server-log"]) == [
        "[stack] stack/pager: .pagerduty is not in the target's xpack.actions.enabledActionTypes"
    ]


def test_a_star_allows_all_types_and_hosts(stack: TerraformStack, into: Any) -> None:
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=["*"], allowed_hosts=["*"]) == []


def test_a_host_that_is_not_allowed_is_refused(stack: TerraformStack, into: Any) -> None:
    host = TerraformVariable(stack, "host", type="string").string_value
    Jira(stack, "allowed", name="It", config=JIRA)
    Jira(stack, "known-to-terraform", name="It", config={**JIRA, "apiUrl": f"https://{host}"})
    Jira(stack, "part", name="It", config={**JIRA, "apiUrl": "https://example.com"})
    Email(stack, "mail", name="It", config={"from": "a@b.c", "host": "smtp.example.org", "port": 25})
    Email(stack, "service", name="It", config={"from": "a@b.c", "service": "gmail"})
    PagerDuty(stack, "pager", name="It")
    SlackApi(stack, "chat", name="It")
    Webhook(stack, "hook", name="It", config={"url": "HTTPS://Hook.Example.net:8443/x", "hasAuth": False})

    where = "which is not in the target's xpack.actions.allowedHosts"
    assert into(allowed_hosts=["jira.example.com"]) == [
        f"[stack] stack/part: config.apiUrl points at example.com, {where}",
        f"[stack] stack/mail: config.host points at smtp.example.org, {where}",
        f"[stack] stack/pager: config.apiUrl points at events.pagerduty.com, {where}",
        f"[stack] stack/chat: the connector points at slack.com, {where}",
        f"[stack] stack/hook: config.url points at hook.example.net, {where}",
    ]


def test_without_a_target_nothing_is_checked(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)
    PagerDuty(stack, "pager", name="On-call")

    synth(stack)


def test_a_target_is_for_the_connectors_of_its_provider(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack, "plain")
    small = KibanaProvider(stack, "small", alias="small", target=Target(license="basic"))
    PagerDuty(stack, "a", name="On-call")
    PagerDuty(stack, "b", name="On-call", provider=small)

    with pytest.raises(SynthesisError) as refusal:
        synth(stack)

    assert "stack/b: PagerDuty needs a gold license" in str(refusal.value)
    assert "stack/a" not in str(refusal.value)


def test_a_type_that_is_not_known_is_checked_by_its_id_alone(stack: TerraformStack, into: Any) -> None:
    Connector(stack, "new", name="It", type_id=".brand-new", config={"url": "https://x.example"})

    assert into(version="7.0", license="basic", enabled_types=[".pagerduty"]) == [
        "[stack] stack/new: .brand-new is not in the target's xpack.actions.enabledActionTypes"
    ]


def test_a_provider_takes_nothing_but_a_target(stack: TerraformStack) -> None:
    with pytest.raises(InvalidProvider, match="target: expected a Target"):
        KibanaProvider(stack, target={"version": "9.2"})  # type: ignore[arg-type]
