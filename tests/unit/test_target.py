"""What the target's version, license and kibana.yml do not allow fails at synth, with the reason."""

from __future__ import annotations

import json
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
    allow_unencrypted_state,
)
from pytest_cdktf import Synth

JIRA = {"apiUrl": "https://jira.example.com/x", "projectKey": "OPS"}


@pytest.fixture
def stack(stack: TerraformStack) -> TerraformStack:
    """An empty stack in which only the target can be wrong."""
    allow_unencrypted_state(stack, reason="a test")
    return stack


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
def test_version(stack: TerraformStack, into: Any, version: str, refused: bool) -> None:
    CrowdStrike(stack, "edr", name="EDR", config={"url": "https://api.crowdstrike.com"})

    message = f"[stack] stack/edr: CrowdStrike needs Kibana 8.14 or later, and the target is {version}"
    assert into(version=version) == ([message] if refused else [])


@pytest.mark.parametrize(
    ("license", "refused"),
    [("basic", True), ("standard", True), ("gold", False), ("enterprise", False), ("trial", False)],
)
def test_license(stack: TerraformStack, into: Any, license: str, refused: bool) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    message = f"[stack] stack/pager: PagerDuty needs a gold license or higher, and the target's is {license}"
    assert into(license=license) == ([message] if refused else [])


def test_enabled_types(stack: TerraformStack, into: Any) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=[".server-log"]) == [
        "[stack] stack/pager: .pagerduty is not in the target's xpack.actions.enabledActionTypes"
    ]


def test_all_types_and_hosts(stack: TerraformStack, into: Any) -> None:
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=["*"], allowed_hosts=["*"]) == []


def test_allowed_hosts(stack: TerraformStack, into: Any) -> None:
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


def test_no_target_no_check(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)
    PagerDuty(stack, "pager", name="On-call")

    synth(stack)


def test_the_target_of_the_providers_own_connectors(stack: TerraformStack, synth: Synth) -> None:
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


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"version": "nine"}, "version: expected a Kibana version"),
        ({"version": 9.2}, "version: expected a Kibana version"),
        ({"license": "silver"}, "license: expected one of basic"),
        ({"flavor": "cloud"}, "flavor: expected one of serverless"),
        ({"enabled_types": ".pagerduty"}, "enabled_types: expected a list of texts"),
        ({"enabled_types": ["pagerduty"]}, "enabled_types: expected type ids"),
        ({"allowed_hosts": ["https://x.example"]}, "allowed_hosts: expected host names without scheme"),
        ({"allowed_hosts": ["*.example.com"]}, "partial wildcard"),
        ({"allowed_hosts": [" "]}, "allowed_hosts: expected a list of texts"),
        ({"flavor": "serverless", "allowed_hosts": ["x.example"]}, "a serverless project has no kibana.yml"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_a_target_that_kibana_has_not(known: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidProvider, match=message):
        Target(**known)


def test_a_provider_takes_a_target_only(stack: TerraformStack) -> None:
    with pytest.raises(InvalidProvider, match="target: expected a Target"):
        KibanaProvider(stack, target={"version": "9.2"})  # type: ignore[arg-type]
