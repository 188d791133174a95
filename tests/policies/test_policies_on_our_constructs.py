"""Each policy on this library's own constructs: what it tells of a stack of them, and where it is silent.

Where the constructs refuse what the policy is for, before there is a stack, the refusal is asserted instead.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from harness.cdk import App, TerraformResource, TerraformStack, TerraformVariable
from harness.stacks import encrypt_state
from raw_stacks import METRICS, PARAMS

from kibana_connectors import (
    AlertingRule,
    AlertsFilter,
    Email,
    EphemeralApiKey,
    EsQuery,
    Frequency,
    IndexThreshold,
    InvalidAction,
    InvalidConnector,
    InvalidRule,
    Jira,
    JiraServiceManagement,
    KibanaProvider,
    MetricThreshold,
    Opsgenie,
    PagerDuty,
    Policies,
    RuleType,
    Secret,
    SecretsMode,
    ServerLog,
    ServiceNow,
    ServiceNowITOM,
    SlackApi,
    SloBurnRate,
    SynthesisError,
    Target,
    Webhook,
    XMatters,
    cases_action,
    detection_rule_actions,
    synth,
)
from kibana_connectors.errors import PolicyWarning
from kibana_connectors.policies.demands.owner_in_name import OwnerInName
from kibana_connectors.policies.judging import Verdict, judge
from kibana_connectors.policies.packs import policy_class, policy_classes
from kibana_connectors.policies.policy import Policy
from kibana_connectors.rules.rule_types import rule_type
from kibana_connectors.stack_files.reading import read_stacks

Build: TypeAlias = Callable[[Any], object]


@dataclass(frozen=True)
class Told:
    """What a policy tells of a stack: where, and how its message begins.

    Attributes:
        build: Fills the stack.
        message: `<path>: <place>: <message>`, as far as it matters.
        severity: How bad it is.
    """

    build: Build
    message: str
    severity: str = "error"


@dataclass(frozen=True)
class Refused:
    """What the constructs refuse before a policy could see it.

    Attributes:
        build: Tries to fill the stack.
        error: The error.
        message: A part of it.
    """

    build: Build
    error: type[Exception]
    message: str


@dataclass(frozen=True)
class SwitchedOff:
    """What a policy tells of a stack where the check that demands the same is off: with the reason.

    Attributes:
        build: Fills the stack.
        check: The check's name.
        message: As in `Told`.
    """

    build: Build
    check: str
    message: str


@dataclass(frozen=True)
class Case:
    """A policy, tried both ways.

    Attributes:
        bad: What it is for.
        good: What it has nothing to say about.
        policy: Makes the policy where it takes arguments.
    """

    bad: Sequence[Told | Refused | SwitchedOff]
    good: Sequence[Build]
    policy: Callable[[], Policy] | None = field(default=None)


# Connectors


def pager(stack: Any, **more: Any) -> PagerDuty:
    return PagerDuty(stack, "pager", **{"name": "On-call", "protect": True, **more})


def log(stack: Any, **more: Any) -> ServerLog:
    return ServerLog(stack, "log", **{"name": "Log", "protect": True, **more})


def now(stack: Any, **more: Any) -> ServiceNow:
    config = {"api_url": "https://x.service-now.com", "uses_table_api": False, **more}
    return ServiceNow(stack, "now", name="Now", config=config, protect=True)


def itom(stack: Any) -> ServiceNowITOM:
    return ServiceNowITOM(
        stack, "itom", name="Events", config={"api_url": "https://x.service-now.com"}, protect=True
    )


def jira(stack: Any) -> Jira:
    config = {"api_url": "https://x.atlassian.net", "project_key": "OPS"}
    return Jira(stack, "jira", name="Jira", config=config, protect=True)


def jsm(stack: Any) -> JiraServiceManagement:
    return JiraServiceManagement(
        stack, "jsm", name="Alerts", config={"api_url": "https://api.atlassian.com"}, protect=True
    )


def opsgenie(stack: Any) -> Opsgenie:
    return Opsgenie(
        stack, "opsgenie", name="Alerts", config={"api_url": "https://api.opsgenie.com"}, protect=True
    )


def xmatters(stack: Any) -> XMatters:
    config = {"config_url": "https://x.xmatters.com/in", "uses_basic": True}
    return XMatters(stack, "matters", name="Flow", config=config, protect=True)


def mail(stack: Any) -> Email:
    config = {"from": "a@example.com", "service": "gmail", "has_auth": False}
    return Email(stack, "mail", name="Mail", config=config, protect=True)


def chat(stack: Any) -> SlackApi:
    return SlackApi(stack, "chat", name="Chat", protect=True)


def hook(stack: Any, id: str = "hook", **config: Any) -> Webhook:
    given = {"url": "https://hooks.example.com/in", "has_auth": False, **config}
    return Webhook(stack, id, name="Hook", config=given, protect=True)


# Rules


def threshold(**more: Any) -> IndexThreshold:
    given: dict[str, Any] = {
        "index": ["metrics-*"],
        "time_field": "@timestamp",
        "time_window_size": 5,
        "time_window_unit": "m",
        "threshold_comparator": ">",
        "threshold": [1],
        **more,
    }
    return IndexThreshold(**given)


def es_query() -> EsQuery:
    return EsQuery(
        es_query='{"query":{"match_all":{}}}',
        index=["logs-*"],
        size=0,
        threshold=[1],
        threshold_comparator=">",
        time_field="@timestamp",
        time_window_size=5,
        time_window_unit="m",
    )


def metrics(**more: Any) -> MetricThreshold:
    criterion = {
        "metric": "system.cpu.total.norm.pct",
        "aggType": "avg",
        "comparator": ">",
        "threshold": [0.9],
        "timeSize": 5,
        "timeUnit": "m",
    }
    return MetricThreshold(criteria=[criterion], source_id="default", **more)


def slo() -> SloBurnRate:
    window = {
        "burn_rate_threshold": 14.4,
        "max_burn_rate_threshold": 720,
        "long_window": {"value": 1, "unit": "h"},
        "short_window": {"value": 5, "unit": "m"},
    }
    return SloBurnRate(
        slo_id="s",
        windows=[
            {**window, "id": "fast", "action_group": "slo.burnRate.alert"},
            {**window, "id": "slow", "action_group": "slo.burnRate.low"},
        ],
    )


def rule(stack: Any, *actions: Any, **more: Any) -> AlertingRule:
    given: dict[str, Any] = {"name": "CPU", "interval": "1m", **more}
    if not {"rule", "rule_type_id"} & set(given):
        given["rule"] = threshold()
    return AlertingRule(stack, "cpu", actions=list(actions), **given)


def detection(stack: Any, actions: list[dict[str, Any]]) -> None:
    resource = TerraformResource(
        stack, "found", terraform_resource_type="elasticstack_kibana_security_detection_rule"
    )
    for name, value in {"name": "d", "type": "query", "actions": actions}.items():
        resource.add_override(name, value)


# Actions

ID = "2b4e28ba-2fa1-51d2-883f-0016d3cca427"
KEY = "{{rule.id}}:{{alert.id}}"
TEXT = {"message": "{{rule.name}}"}
EACH = Frequency(notify_when="onActiveAlert")
MAIL = {"to": ["a@example.com"], "subject": "{{rule.name}}", "message": "{{rule.name}}"}
TICKET = {
    "subAction": "pushToService",
    "subActionParams": {"incident": {"summary": "{{rule.name}}"}, "comments": []},
}
CREATED = {"subAction": "createAlert", "subActionParams": {"message": "{{rule.name}}", "alias": KEY}}
EVENT = {"subAction": "addEvent", "subActionParams": {"severity": "1", "source": "Kibana"}}
HOOK = {"body": '{"rule":"{{rule.name}}","tags":{{{rule.tags.asJSON}}}}'}


def trigger(key: str | None = KEY) -> dict[str, Any]:
    params = {"eventAction": "trigger", "summary": "{{rule.name}}", "severity": "critical", "source": "k"}
    return {**params, **({} if key is None else {"dedupKey": key})}


def resolve(key: str | None = KEY) -> dict[str, Any]:
    return {"eventAction": "resolve", **({} if key is None else {"dedupKey": key})}


def incident(key: str = KEY) -> dict[str, Any]:
    inner = {"short_description": "{{rule.name}}", "correlation_id": key}
    return {"subAction": "pushToService", "subActionParams": {"incident": inner, "comments": []}}


OLD_POST = {"subAction": "postMessage", "subActionParams": {"text": "t", "channels": ["#ops"]}}


def firing_only(pattern: Any, kind: str = ".index-threshold") -> list[Any]:
    """The actions of a pattern without the one that closes."""
    known = rule_type(kind)
    assert known is not None
    made: list[Any] = [each for each in pattern.actions_for(known) if each.group != known.recovery_group]
    assert len(made) < len(pattern.actions_for(known))
    return made


def all_right(stack: Any) -> None:
    one = pager(stack)
    rule(stack, one.escalation(), log(stack).action(TEXT))


def opened_and_never_closed(make: Callable[[Any], Any], pattern: str, type_id: str) -> Told:
    def build(stack: Any) -> None:
        rule(stack, *firing_only(getattr(make(stack), pattern)()))

    return Told(build, f"ops/cpu: actions[0]: no action of the group recovered closes what {type_id} opens")


def _as_dict(stack: Any, action: dict[str, Any], through: Any = None) -> dict[str, Any]:
    """An action as a dict with a connector's own id, which the constructs check less than `action(…)`."""
    to = through or log(stack)
    return {"id": to.connector_id, "group": "threshold met", "frequency": EACH.block(), **action}


def overridden(**attributes: Any) -> Build:
    """A rule that was right, and whose attributes somebody overrides later."""

    def build(stack: Any) -> None:
        made = rule(stack, log(stack).action(TEXT))
        for name, value in attributes.items():
            made.add_override(name, value)

    return build


def with_another_action(**attributes: Any) -> Build:
    """A rule that was right, and to which somebody adds an action by an override; it is the second one."""

    def build(stack: Any) -> None:
        to = log(stack)
        usual = {"id": to.connector_id, "group": "threshold met", "frequency": Frequency().block()}
        action = {**usual, "params": '{"message":"{{rule.name}}!"}', **attributes}
        rule(stack, to.action(TEXT)).add_override("actions", [action])

    return build


# Providers


def with_provider(**given: Any) -> Build:
    def build(stack: Any) -> None:
        rule(stack, provider=KibanaProvider(stack, "second", alias="second", **given))

    return build


def with_a_key_of_one_run(stack: Any) -> None:
    key = EphemeralApiKey(stack, "key", spaces=["default"]).secret
    with_provider(api_key=key)(stack)


def with_terraforms_id(stack: Any) -> None:
    made = log(stack)
    rule(stack, {**_as_dict(stack, {"params": TEXT}, made), "id": made.get_string_attribute("id")})


def of_target(target: Target, build: Build) -> Build:
    def made(stack: Any) -> None:
        KibanaProvider(stack, target=target)
        build(stack)

    return made


def of_version(version: str, build: Build) -> Build:
    return of_target(Target(version=version), build)


# Stacks


def as_hcl(stack: Any) -> None:
    app = App(outdir=stack.node.root.outdir, hcl_output=True)
    other = TerraformStack(app, "ops")
    encrypt_state(other)
    log(other)
    synth(app)


def waiting_for_another_stack(stack: Any) -> None:
    other = TerraformStack(stack.node.root, "other")
    foreign = TerraformResource(other, "null", terraform_resource_type="null_resource")
    log(stack).depends_on = [foreign.fqn]


def with_the_ids_of_another(stack: Any, endpoints: list[str] | None) -> None:
    other = TerraformStack(stack.node.root, "other")
    encrypt_state(other)
    KibanaProvider(other, id_namespace="shared", endpoints=endpoints)
    KibanaProvider(stack, id_namespace="shared")
    log(other)
    log(stack)


def with_a_secrets_variable(stack: Any) -> None:
    pager(stack)
    TerraformVariable(stack, "pager_routing_key", type="string")


def unencrypted(stack: Any) -> None:
    stack.add_override("terraform.backend.s3.encrypt", False)
    hook(stack)


def years_ago(stack: Any) -> None:
    with_secret(stack, (date.today() - timedelta(days=800)).isoformat())


def with_secret(stack: Any, version: str | None, **more: Any) -> PagerDuty:
    return pager(stack, secrets={"routing_key": Secret.variable()}, secrets_version=version, **more)


def with_a_version_in_the_state(stack: Any) -> None:
    KibanaProvider(stack, secrets_mode=SecretsMode.STATE)
    with_secret(stack, "2")


RECOVERED_REASON = "ops/cpu: actions[0].params.message: context.reason is empty when an alert has recovered"
SIEM = RuleType("siem.queryRule", groups=("default",))


def of_recovery(text: str) -> Build:
    return lambda stack: rule(
        stack, log(stack).action({"message": text}, group="recovered"), rule=metrics(), interval="1m"
    )


CASES: dict[str, Case] = {
    "json-output": Case(
        [Refused(as_hcl, SynthesisError, "written as JSON only: leave hcl_output out")], [log]
    ),
    "encrypted-state": Case(
        [
            Refused(
                unencrypted,
                SynthesisError,
                "its state is not in an encrypted remote backend (found: s3)",
            ),
            SwitchedOff(
                unencrypted,
                "encrypted-state",
                "ops: its state is not in an encrypted remote backend (found: s3)",
            ),
        ],
        [log, rule],
    ),
    "resource-names": Case(
        [
            Refused(
                lambda stack: ServerLog(stack, "1st", name="Log"),
                SynthesisError,
                "ops/1st would be called 1st in Terraform, where names start with a letter or _",
            )
        ],
        [log, rule],
    ),
    "references-in-the-stack": Case(
        [
            Refused(
                waiting_for_another_stack,
                SynthesisError,
                "ops/log: depends_on: it names what stands in another stack",
            )
        ],
        [lambda stack: rule(stack, depends_on=[log(stack)])],
    ),
    "unique-connector-ids": Case(
        [
            Refused(
                lambda stack: [ServerLog(stack, each, name=each, connector_id=ID) for each in ("a", "b")],
                SynthesisError,
                "ops/b and ops/a have the same connector_id",
            )
        ],
        [lambda stack: (log(stack, connector_id=ID), pager(stack))],
    ),
    "unique-ids-across-stacks": Case(
        [
            Refused(
                lambda stack: with_the_ids_of_another(stack, None),
                SynthesisError,
                "other/log and ops/log have the same id in the same Kibana",
            ),
        ],
        [lambda stack: with_the_ids_of_another(stack, ["https://other.example"])],
    ),
    "effective-secrets-version": Case(
        [
            Refused(
                lambda stack: with_secret(stack, "2", secrets_mode=SecretsMode.STATE),
                InvalidConnector,
                "ops/pager (PagerDuty, .pagerduty): secrets_version: expected only with write-only secrets",
            ),
            Refused(
                with_a_version_in_the_state,
                SynthesisError,
                "ops/pager: secrets_version: expected only with write-only secrets",
            ),
        ],
        [lambda stack: with_secret(stack, "2")],
    ),
    "variable-names": Case(
        [
            Refused(
                with_a_secrets_variable,
                SynthesisError,
                "ops/pager_routing_key has the name of a variable that ops/pager declares for a secret",
            )
        ],
        [lambda stack: (pager(stack), TerraformVariable(stack, "mine", type="string"))],
    ),
    "target-compatibility": Case(
        [
            Refused(
                of_target(Target(license="basic"), pager),
                SynthesisError,
                "ops/pager: PagerDuty needs a gold license or higher, and the target's is basic",
            ),
            SwitchedOff(
                of_target(Target(license="basic"), pager),
                "target-compatibility",
                "ops/pager: PagerDuty needs a gold license or higher, and the target's is basic",
            ),
        ],
        [of_target(Target(license="gold"), pager), pager],
    ),
    "rule-target": Case(
        [
            Refused(
                of_target(Target(version="8.16"), rule),
                SynthesisError,
                "ops/cpu: a rule_id that is no UUID of version 1 or 4",
            ),
            SwitchedOff(
                of_target(Target(version="8.16"), rule),
                "rule-target",
                "ops/cpu: a rule_id that is no UUID of version 1 or 4",
            ),
        ],
        [of_target(Target(version="8.17"), rule), rule],
    ),
    "unique-rule-ids": Case(
        [
            Refused(
                lambda stack: [
                    AlertingRule(stack, each, name=each, interval="1m", rule=threshold(), rule_id="r")
                    for each in ("a", "b")
                ],
                SynthesisError,
                "ops/b and ops/a have the same rule_id",
            )
        ],
        [lambda stack: rule(stack, rule_id="r")],
    ),
    "recovery-for-incident-actions": Case(
        [
            opened_and_never_closed(pager, "escalation", ".pagerduty"),
            opened_and_never_closed(now, "incident", ".servicenow"),
            opened_and_never_closed(jsm, "alert", ".jira-service-management"),
            opened_and_never_closed(opsgenie, "alert", ".opsgenie"),
            opened_and_never_closed(xmatters, "event", ".xmatters"),
            Told(
                lambda stack: rule(
                    stack,
                    *firing_only((one := pager(stack)).escalation()),
                    one.action(resolve(), group="recovered", alerts_filter=AlertsFilter(kql="a: b")),
                ),
                "ops/cpu: actions[1]: what closes the incident has a filter, and what opens it has none",
            ),
        ],
        [
            lambda stack: rule(
                stack,
                pager(stack).escalation(),
                now(stack).incident(),
                jsm(stack).alert(),
                opsgenie(stack).alert(),
                xmatters(stack).event(),
                jira(stack).ticket(),
            )
        ],
    ),
    "no-recovery-on-one-way-types": Case(
        [
            Told(
                lambda stack: rule(stack, jira(stack).action(TICKET, group="recovered")),
                "ops/cpu: actions[0]: this .jira action opens another record",
            )
        ],
        [lambda stack: rule(stack, jira(stack).ticket())],
    ),
    "no-recovery-where-none-comes": Case(
        [
            Refused(
                lambda stack: detection(
                    stack, detection_rule_actions(log(stack).action(TEXT, group="recovered"))
                ),
                InvalidAction,
                "actions.0.group: siem.queryRule has no such group",
            ),
            Told(
                lambda stack: detection(
                    stack,
                    [
                        {**each, "group": "recovered"}
                        for each in detection_rule_actions(log(stack).action(TEXT))
                    ],
                ),
                "ops/found: actions[0]: alerts of siem.queryRule never recover",
                "warning",
            ),
        ],
        [lambda stack: detection(stack, detection_rule_actions(pager(stack).escalation()))],
    ),
    "dedup-key-on-incident-actions": Case(
        [
            Told(
                lambda stack: rule(stack, pager(stack).action(trigger(None))),
                "ops/cpu: actions[0].params.dedupKey: the key dedupKey is missing in an action that opens",
            ),
            Told(
                lambda stack: rule(stack, itom(stack).action(EVENT)),
                "ops/cpu: actions[0].params.subActionParams.message_key: the key message_key is missing",
            ),
            Refused(
                lambda stack: now(stack).action(
                    {"subAction": "closeIncident", "subActionParams": {"incident": {"correlation_id": ""}}}
                ),
                InvalidAction,
                "correlation_id",
            ),
        ],
        [all_right, lambda stack: rule(stack, now(stack).incident(), itom(stack).event())],
    ),
    "dedup-key-is-per-alert": Case(
        [
            Told(
                lambda stack: rule(stack, pager(stack).action(trigger("{{rule.id}}"))),
                "ops/cpu: actions[0].params.dedupKey: the key is the same for all alerts of the rule",
            ),
            Told(
                lambda stack: rule(stack, pager(stack).action(trigger("{{alert.id}}"))),
                "ops/cpu: actions[0].params.dedupKey: the key names the alert and not the rule",
                "warning",
            ),
        ],
        [all_right, lambda stack: rule(stack, jsm(stack).alert(), now(stack).incident())],
    ),
    "one-key-opens-and-closes": Case(
        [
            Told(
                lambda stack: rule(
                    stack,
                    (one := pager(stack)).action(trigger()),
                    one.action(resolve("{{alert.uuid}}"), group="recovered"),
                ),
                "ops/cpu: actions[1].params.dedupKey: its dedupKey is not that of the action that opens",
            )
        ],
        [all_right, lambda stack: rule(stack, now(stack).incident(), opsgenie(stack).alert())],
    ),
    "dedup-key-fits": Case(
        [
            Told(
                lambda stack: rule(
                    stack, now(stack).incident(correlation_id=KEY), rule=metrics(group_by=["host.name"])
                ),
                "ops/cpu: actions[0].params.subActionParams.incident.correlation_id: alert.id of a rule that",
                "warning",
            ),
            Refused(
                lambda stack: pager(stack).action(trigger("k" * 256)),
                InvalidAction,
                "params.dedupKey: ",
            ),
        ],
        [
            lambda stack: rule(stack, now(stack).incident(), rule=metrics(group_by=["host.name"])),
            lambda stack: rule(stack, pager(stack).escalation(), rule=metrics(group_by=["host.name"])),
        ],
    ),
    "action-group-known": Case(
        [
            Refused(
                lambda stack: rule(stack, log(stack).action(TEXT, group="threshold met"), rule=metrics()),
                InvalidRule,
                "actions.group: metrics.alert.threshold has no such group. It has: metrics.threshold.fired",
            ),
            Told(
                lambda stack: rule(
                    stack,
                    log(stack).action(TEXT),
                    rule_type_id=RuleType(".index-threshold", groups=("my group",)),
                    consumer="alerts",
                    params=PARAMS,
                ),
                'ops/cpu: actions[0].group: there is no group "my group"',
            ),
        ],
        [all_right, lambda stack: rule(stack, log(stack).action(TEXT), rule=metrics())],
    ),
    "slo-windows-have-actions": Case(
        [
            Told(
                lambda stack: rule(stack, pager(stack).escalation(), rule=slo()),
                'ops/cpu: params.windows[1].actionGroup: no action is for the group "slo.burnRate.low"',
                "warning",
            )
        ],
        [lambda stack: rule(stack, pager(stack).escalation(groups="firing"), rule=slo())],
    ),
    "action-id-is-connector-id": Case(
        [
            Refused(
                lambda stack: rule(stack, {**_as_dict(stack, {}), "id": "default/6f5c3e0a"}),
                InvalidRule,
                "actions.id: this is Terraform's id, <space>/<connector id>",
            ),
            Refused(
                lambda stack: rule(stack, {**_as_dict(stack, {}), "id": ".server-log"}),
                InvalidRule,
                "actions.id: this is a connector type, and no connector's id",
            ),
            Refused(
                with_terraforms_id,
                SynthesisError,
                "ops/cpu: actions.0.id: id is no id of Kibana's: it is Terraform's",
            ),
            SwitchedOff(
                with_terraforms_id,
                "rule-connector-ids",
                "ops/cpu: actions[0].id: id is no id of Kibana's: it is Terraform's",
            ),
        ],
        [all_right, lambda stack: rule(stack, _as_dict(stack, {"params": TEXT}))],
    ),
    "action-params-fit-type": Case(
        [
            Refused(
                lambda stack: mail(stack).action({**MAIL, "to": "a@example.com"}),
                InvalidAction,
                "params.to: expected a list",
            ),
            Refused(
                lambda stack: hook(stack).action({"body": {"a": 1}}),
                InvalidAction,
                "params.body: ",
            ),
            Refused(
                lambda stack: rule(stack, _as_dict(stack, {"params": {"message": ["x"]}})),
                InvalidRule,
                "actions.0.params.message: expected a string, got an array",
            ),
            Told(
                with_another_action(params='{"message":["x"]}'),
                "ops/cpu: actions[1].params.message: expected a string, got an array",
            ),
        ],
        [
            lambda stack: rule(
                stack, mail(stack).action(MAIL), hook(stack).request(), chat(stack).channel("C1")
            )
        ],
    ),
    "template-names-known": Case(
        [
            Refused(
                lambda stack: rule(stack, log(stack).action({"message": "{{rule.nam}}"})),
                InvalidRule,
                "actions.params.message: no variable has the name rule.nam",
            ),
            Told(
                lambda stack: rule(stack, log(stack).action({"message": "{{alertInstanceId}}"})),
                "ops/cpu: actions[0].params.message: the name alertInstanceId is deprecated",
                "warning",
            ),
            Told(
                lambda stack: rule(stack, _as_dict(stack, {"params": {"message": "{{context.nothing}}"}})),
                "ops/cpu: actions[0].params.message: .index-threshold has no context.nothing",
                "warning",
            ),
        ],
        [all_right, lambda stack: rule(stack, chat(stack).channel("C1"), rule=metrics())],
    ),
    "recovered-context-filled": Case(
        [
            Told(of_version("8.18", of_recovery("{{context.reason}}")), RECOVERED_REASON, "warning"),
            Told(of_recovery("{{context.reason}}"), RECOVERED_REASON, "info"),
        ],
        [
            of_version("8.19", of_recovery("{{context.reason}}")),
            of_version("9.1", of_recovery("{{context.reason}}")),
            of_version("8.18", of_recovery("{{rule.name}}: {{alert.id}}")),
            of_version("8.18", lambda stack: rule(stack, pager(stack).escalation(), rule=metrics())),
        ],
    ),
    "json-body-safe": Case(
        [
            Told(
                lambda stack: rule(stack, hook(stack).action({"body": '{"a":"{{rule.tags}}"}'})),
                "ops/cpu: actions[0].params.body: rule.tags is a list or an object, and stands in quot",
                "warning",
            ),
            Told(
                lambda stack: rule(stack, hook(stack).action({"body": '{"a":"x\ny"}'})),
                "ops/cpu: actions[0].params.body: the text is no JSON",
                "warning",
            ),
        ],
        [
            lambda stack: rule(stack, hook(stack).action(HOOK)),
            lambda stack: rule(stack, hook(stack).request()),
        ],
    ),
    "no-notify-every-check": Case(
        [
            Told(
                lambda stack: rule(stack, mail(stack).action(MAIL, frequency=EACH)),
                "ops/cpu: actions[0]: .email sends a message per alert at each check",
                "warning",
            ),
            Told(
                lambda stack: rule(stack, jira(stack).action(TICKET, frequency=EACH)),
                "ops/cpu: actions[0]: .jira opens a record per alert at each check",
            ),
        ],
        [
            lambda stack: rule(stack, mail(stack).digest(["a@example.com"]), jira(stack).ticket()),
            lambda stack: rule(stack, log(stack).action(TEXT, frequency=EACH)),
        ],
    ),
    "no-action-twice": Case(
        [
            Told(
                lambda stack: rule(stack, (one := log(stack)).action(TEXT), one.action(TEXT)),
                "ops/cpu: actions[1]: it is the same as actions[0]",
                "warning",
            )
        ],
        [
            lambda stack: rule(
                stack, (one := log(stack)).action(TEXT), one.action(TEXT, alerts_filter=AlertsFilter(kql="a"))
            )
        ],
    ),
    "throttle-not-below-interval": Case(
        [
            Refused(
                lambda stack: rule(
                    stack,
                    log(stack).action(
                        TEXT, frequency=Frequency(notify_when="onThrottleInterval", throttle="30s")
                    ),
                ),
                InvalidRule,
                "actions.frequency.throttle: shorter than the rule's interval, 1m",
            ),
            Refused(
                lambda stack: log(stack).action(TEXT, frequency=Frequency(notify_when="onThrottleInterval")),
                InvalidAction,
                "frequency.throttle: required with onThrottleInterval",
            ),
            Told(
                with_another_action(frequency={"notify_when": "onThrottleInterval", "throttle": "30s"}),
                "ops/cpu: actions[1].frequency.throttle: it is below the rule's interval, 1m",
            ),
        ],
        [
            lambda stack: rule(
                stack,
                log(stack).action(
                    TEXT, frequency=Frequency(notify_when="onThrottleInterval", throttle="60s")
                ),
            )
        ],
    ),
    "frequency-everywhere-or-nowhere": Case(
        [
            Refused(
                lambda stack: rule(stack, (one := log(stack)).action(TEXT), one.action(TEXT, frequency=None)),
                InvalidRule,
                "actions: an action has no frequency",
            ),
            Refused(
                lambda stack: rule(stack, log(stack).action(TEXT), notify_when="onActiveAlert"),
                InvalidRule,
                "notify_when: the rule's own notify_when and an action's frequency exclude each other",
            ),
            Told(
                overridden(notify_when="onActiveAlert"),
                "ops/cpu: notify_when: actions have a frequency, and the rule has notify_when",
            ),
        ],
        [
            all_right,
            lambda stack: rule(
                stack, log(stack).action(TEXT, frequency=None), notify_when="onActionGroupChange"
            ),
        ],
    ),
    "summary-where-allowed": Case(
        [
            Refused(
                lambda stack: rule(
                    stack,
                    log(stack).action(TEXT, frequency=Frequency(summary=True)),
                    rule_type_id="monitoring_alert_cpu_usage",
                    params={"duration": "5m", "threshold": 85},
                ),
                InvalidRule,
                "frequency.summary: expected False: monitoring_alert_cpu_usage keeps no alerts as data",
            ),
            Refused(
                lambda stack: log(stack).action(TEXT, alerts_filter=AlertsFilter()),
                InvalidAction,
                "alerts_filter: expected kql, timeframe or both",
            ),
            Told(
                with_another_action(alerts_filter={"kql": ""}),
                "ops/cpu: actions[1].alerts_filter: a filter without a query and without a time frame",
            ),
        ],
        [
            lambda stack: rule(stack, mail(stack).digest(["a@example.com"])),
            lambda stack: rule(stack, log(stack).action(TEXT, alerts_filter=AlertsFilter(kql="a: b"))),
        ],
    ),
    "system-action-plain": Case(
        [
            Refused(
                lambda stack: rule(
                    stack, _as_dict(stack, {"id": "system-connector-.cases", "group": "threshold met"})
                ),
                InvalidRule,
                "actions.group: a system action has none",
            ),
            Refused(
                lambda stack: rule(stack, cases_action(), cases_action()),
                InvalidRule,
                "actions: system-connector-.cases: a rule can have it once",
            ),
            Told(
                with_another_action(id="system-connector-.cases"),
                "ops/cpu: actions[1].group: a system action takes no group and no frequency",
            ),
        ],
        [lambda stack: rule(stack, cases_action(), log(stack).action(TEXT))],
    ),
    "connector-and-rule-in-same-space": Case(
        [
            Refused(
                lambda stack: rule(stack, log(stack).action(TEXT), space="ops"),
                InvalidRule,
                "actions.0.id: the connector is not in the rule's space ops; its spaces: default",
            ),
            Told(
                overridden(space_id="ops"),
                'ops/cpu: actions[0].id: the connector is in the space "default", and the rule in "ops"',
            ),
        ],
        [
            lambda stack: rule(stack, log(stack, space="ops").action(TEXT), space="ops"),
            lambda stack: rule(
                stack, log(stack, spaces=["default", "ops"]).action(TEXT), spaces=["default", "ops"]
            ),
        ],
    ),
    "connector-outlives-its-rules": Case(
        [
            Told(
                lambda stack: rule(stack, _as_dict(stack, {"id": ID, "params": TEXT})),
                "ops/cpu: actions[0].id: the id is of a connector that these stacks do not make",
                "warning",
            )
        ],
        [
            all_right,
            # The construct writes a reference in place of the id that was given.
            lambda stack: rule(stack, {**_as_dict(stack, {"params": TEXT}), "id": _known_id(stack)}),
        ],
    ),
    "detection-rules-by-their-resource": Case(
        [
            Refused(
                lambda stack: rule(stack, rule_type_id="siem.queryRule"),
                InvalidRule,
                "rule_type_id: detection rules are made with elasticstack_kibana_security_detection_rule",
            ),
            Refused(
                lambda stack: rule(stack, rule_type_id=SIEM),
                InvalidRule,
                "rule_type_id: detection rules are made with elasticstack_kibana_security_detection_rule",
            ),
            Refused(
                lambda stack: rule(stack, rule_type_id="streams.rules.esql"),
                InvalidRule,
                "rule_type_id: Kibana makes and manages rules of this type itself",
            ),
            Told(
                overridden(rule_type_id="siem.queryRule"),
                "ops/cpu: rule_type_id: siem.queryRule is a detection rule",
            ),
        ],
        [all_right, lambda stack: detection(stack, detection_rule_actions(log(stack).action(TEXT)))],
    ),
    "rule-params-known": Case(
        [
            Refused(
                lambda stack: rule(stack, rule=threshold(treshold=[1])),
                InvalidRule,
                'params.treshold: unknown field. Did you mean "threshold"?',
            ),
            Refused(
                lambda stack: rule(stack, rule_type_id="metrics.alert.threshold", params={"sourceId": "d"}),
                InvalidRule,
                "params.criteria: ",
            ),
            Told(
                lambda stack: rule(
                    stack,
                    rule_type_id=RuleType(".index-threshold", groups=("threshold met",)),
                    consumer="alerts",
                    params={**PARAMS, "treshold": [1]},
                ),
                "ops/cpu: params.treshold: unknown field",
            ),
        ],
        [
            all_right,
            lambda stack: rule(stack, rule=slo()),
            lambda stack: rule(stack, rule_type_id="metrics.alert.threshold", params=METRICS),
        ],
    ),
    "attribute-can-be-taken-back": Case(
        [
            Told(
                lambda stack: rule(stack, alert_delay=3),
                "ops/cpu: alert_delay: alert_delay cannot be taken back",
                "warning",
            ),
            Told(
                of_version(
                    "9.2",
                    lambda stack: rule(
                        stack, flapping={"look_back_window": 10, "status_change_threshold": 4}
                    ),
                ),
                "ops/cpu: flapping: flapping cannot be taken back",
                "warning",
            ),
            Told(
                lambda stack: rule(
                    stack, log(stack).action(TEXT, frequency=None), notify_when="onActiveAlert"
                ),
                "ops/cpu: notify_when: notify_when cannot be taken back",
                "warning",
            ),
            Refused(lambda stack: rule(stack, throttle="1h"), InvalidRule, "throttle: cannot be taken back"),
        ],
        [all_right, lambda stack: rule(stack, alert_delay=1)],
    ),
    "consumer-known": Case(
        [
            Refused(
                lambda stack: rule(stack, consumer="stackAlertz"),
                InvalidRule,
                "consumer: ",
            ),
            Told(
                overridden(consumer="stackAlertz"),
                'ops/cpu: consumer: there is no consumer "stackAlertz" of this type',
            ),
        ],
        [all_right, lambda stack: rule(stack, consumer="stackAlerts")],
    ),
    "rules-run-with-a-lasting-key": Case(
        [
            Refused(
                with_a_key_of_one_run,
                SynthesisError,
                "ops/cpu: provider: its API key is made for one run of Terraform",
            ),
            SwitchedOff(
                with_a_key_of_one_run,
                "rule-credentials",
                "ops/cpu: provider.kibana.api_key: the key is made for one run of Terraform",
            ),
        ],
        [with_provider(api_key=Secret.variable()), all_right],
    ),
    "rules-run-with-no-persons-key": Case(
        [
            Told(
                with_provider(username="jane", password=Secret.variable()),
                "ops/cpu: provider: the provider logs in as a user (kibana.username)",
                "warning",
            ),
            Told(
                with_provider(bearer_token=Secret.variable()),
                "ops/cpu: provider: the provider logs in as a user (kibana.bearer_token)",
                "warning",
            ),
        ],
        [with_provider(api_key=Secret.variable()), all_right],
    ),
    "no-credentials-in-config": Case(
        [
            Told(
                lambda stack: hook(stack, url="https://api.telegram.org/bot12345:AAE-x/send"),
                "ops/hook: config.url: a URL whose path is a credential",
            )
        ],
        [lambda stack: hook(stack, url="https://x.example/in?room=ops")],
    ),
    "no-plain-http": Case(
        [
            Told(
                lambda stack: hook(stack, url="http://hooks.example.com/in"),
                "ops/hook: config.url: a URL that starts with http://",
                "warning",
            )
        ],
        [lambda stack: hook(stack), lambda stack: hook(stack, url="http://localhost:8080/")],
    ),
    "verification-not-none": Case(
        [
            Told(
                lambda stack: hook(stack, verification_mode="none"),
                "ops/hook: config.verificationMode: certificates are not checked",
            )
        ],
        [lambda stack: hook(stack), lambda stack: hook(stack, verification_mode="full")],
    ),
    "deprecated-types-and-fields": Case(
        [
            Told(opsgenie, "ops/opsgenie: connector_type_id: .opsgenie: ", "warning"),
            Told(
                lambda stack: now(stack, uses_table_api=True),
                "ops/now: config.usesTableApi: the Table API of ServiceNow is deprecated",
                "warning",
            ),
            Told(
                lambda stack: rule(stack, consumer="observability", rule=metrics()),
                "ops/cpu: consumer: the consumer observability is deprecated",
                "warning",
            ),
            Told(
                lambda stack: rule(stack, chat(stack).action(OLD_POST)),
                "ops/cpu: actions[0].params.subActionParams.channels: channels is deprecated",
                "warning",
            ),
        ],
        [all_right, now, jsm, lambda stack: rule(stack, chat(stack).channel("C1"))],
        policy=lambda: policy_class("deprecated-types-and-fields")(),
    ),
    "used-connector-is-protected": Case(
        [
            Told(
                lambda stack: rule(stack, pager(stack, protect=False).escalation()),
                "ops/pager: lifecycle: rules use it, and nothing keeps a change from deleting it",
                "warning",
            )
        ],
        [all_right, lambda stack: pager(stack, protect=False)],
    ),
    "same-service-once": Case(
        [
            Told(
                lambda stack: (hook(stack, "first"), hook(stack, "second")),
                "ops/second: it is the same as first, but for its name",
                "warning",
            )
        ],
        [
            lambda stack: (hook(stack, "first"), hook(stack, "second", url="https://other.example/")),
            lambda stack: (PagerDuty(stack, "a", name="A"), PagerDuty(stack, "b", name="B")),
        ],
    ),
    "secrets-young-enough": Case(
        [
            Told(years_ago, "ops/pager: secrets_version: the secrets are of ", "warning"),
            Told(
                lambda stack: with_secret(stack, "v2"),
                "ops/pager: secrets_version: secrets_version is no date",
                "info",
            ),
        ],
        [lambda stack: with_secret(stack, date.today().isoformat()), log],
    ),
    "owner-in-name": Case(
        [Told(log, "ops/log: name: the name does not match ops: .+", "warning")],
        [lambda stack: log(stack, name="ops: Log")],
        policy=lambda: OwnerInName("ops: .+"),
    ),
    "values-are-literal": Case(
        [
            Told(
                lambda stack: hook(stack, url=TerraformVariable(stack, "url", type="string").string_value),
                "ops: values of 1 connector are known only to Terraform, and were not checked",
                "info",
            )
        ],
        [all_right],
    ),
}


def _known_id(stack: Any) -> str:
    known: str = stack.node.find_child("log").known_ids()[0]
    return known


def test_every_policy_is_tried_here() -> None:
    assert [*CASES] == [each.id for each in policy_classes()]


def policy_of(id: str) -> Policy:
    make = CASES[id].policy
    return policy_class(id)() if make is None else make()


@pytest.fixture
def new_stack(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Any]:
    def made() -> Any:
        stack = TerraformStack(App(outdir=str(tmp_path_factory.mktemp("out"))), "ops")
        encrypt_state(stack)
        return stack

    return made


def told(stack: Any, policy: Policy) -> list[tuple[str, str]]:
    """What a policy says at synth: severity and text; an info is told by the file that was written."""
    Policies.apply(stack, policies=[policy])
    of_policy = f"(policy {policy.id})"
    refused = ""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            synth(stack.node.root)
        except SynthesisError as error:
            refused = str(error)
    lines = [line.partition("] ")[2] for line in refused.splitlines()[1:]]
    assert all("(policy " in line for line in lines), refused
    found = [("error", line) for line in lines if line.endswith(of_policy)]
    found += [
        ("warning", str(each.message))
        for each in caught
        if each.category is PolicyWarning and str(each.message).endswith(of_policy)
    ]
    if not lines:
        infos = verdict_on(stack, policy).findings
        found += [("info", f"{each.path}: {each.text}") for each in infos if each.severity == "info"]
    return found


def verdict_on(stack: Any, policy: Policy) -> Verdict:
    """What a policy says of the files that were written."""
    provider = next((each for each in stack.node.children if isinstance(each, KibanaProvider)), None)
    target = provider.settings.target if provider is not None else None
    targets = {} if target is None else {"": target}
    return judge(read_stacks([stack.node.root.outdir]), [policy], targets=targets)


def synthesized(build: Build, stack: Any) -> None:
    build(stack)
    synth(stack.node.root)


@pytest.mark.parametrize("id", CASES)
def test_what_a_policy_is_for_is_told_or_refused_before(id: str, new_stack: Callable[[], Any]) -> None:
    for bad in CASES[id].bad:
        stack = new_stack()
        if isinstance(bad, Refused):
            with pytest.raises(bad.error, match=re.escape(bad.message)):
                synthesized(bad.build, stack)
            continue
        if isinstance(bad, SwitchedOff):
            Policies.suppress(stack, bad.check, reason="a test")
            synthesized(bad.build, stack)
            verdict = verdict_on(stack, policy_of(id))
            assert verdict.findings == ()
            off = [(f"{each.path}: {each.text}", reason) for each, reason in verdict.suppressed]
            assert any(text.startswith(bad.message) and reason == "a test" for text, reason in off), off
            continue
        bad.build(stack)
        said = told(stack, policy_of(id))
        assert any(severity == bad.severity and text.startswith(bad.message) for severity, text in said), (
            bad.message,
            said,
        )


@pytest.mark.parametrize("id", CASES)
def test_a_policy_is_silent_where_all_is_right(id: str, new_stack: Callable[[], Any]) -> None:
    for build in CASES[id].good:
        stack = new_stack()
        build(stack)
        assert told(stack, policy_of(id)) == []
        assert (Path(stack.node.root.outdir) / "stacks" / "ops" / "cdk.tf.json").exists()
