# pyright: strict
"""What people write, in projects that check their types strictly: no type checker reports anything here.

The tests also run it, so that nothing stands here that the library would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cdktf import (
    App,
    DataResource,
    Fn,
    TerraformOutput,
    TerraformResourceLifecycle,
    TerraformStack,
    TerraformVariable,
    Token,
)
from constructs import Construct

import kibana_connectors
from kibana_connectors import (
    PLAIN_TEXT,
    Action,
    AlertsFilter,
    AwsKmsKey,
    AwsSecretsManager,
    Bedrock,
    CasesWebhook,
    Connector,
    Datadog,
    Email,
    EncryptedAzureBackend,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    FixedTarget,
    Frequency,
    Gemini,
    GenAi,
    GitHub,
    GraphQL,
    HcpTerraformBackend,
    Http,
    Index,
    Inference,
    InvalidConnector,
    InvalidPayload,
    Jira,
    KibanaConnectorsError,
    KibanaProvider,
    Kubernetes,
    Mcp,
    NewRelic,
    Okta,
    OpenTofuEncryption,
    Opsgenie,
    PagerDuty,
    Pbkdf2Key,
    Problem,
    Resilient,
    RuleType,
    Secret,
    SecretsMode,
    ServerLog,
    ServiceNow,
    ServiceNowSIR,
    Slack,
    SlackApi,
    Swimlane,
    SynthesisError,
    Target,
    Teams,
    Template,
    Timeframe,
    Tines,
    Torq,
    TypeInfo,
    UnknownConnectorType,
    VaultSecrets,
    Verdict,
    VirusTotal,
    Webhook,
    XMatters,
    ai_assistant_action,
    alerting_rule_actions,
    allow_unencrypted_state,
    cases_action,
    connector_types,
    detection_rule_actions,
    raw_action,
    synth,
    validate,
    workflow_action,
)


def states(stack: TerraformStack) -> None:
    """Keep the state in every way."""
    EncryptedS3Backend(
        stack,
        bucket="a",
        key="b",
        region="c",
        key_from_environment=True,
        assume_role={"role_arn": "arn:aws:iam::123456789012:role/x", "tags": {"a": "b"}},
        endpoints={"sts": "https://sts.example"},
    )
    EncryptedGcsBackend(stack, bucket="a", kms_encryption_key="b", prefix="c")
    EncryptedAzureBackend(stack, storage_account_name="abc", container_name="abc", key="c", use_oidc=True)
    HcpTerraformBackend(stack, organization="a", tags=["b"], hostname=None)
    chain = Pbkdf2Key(name="a", chain=AwsKmsKey(name="b", kms_key_id="alias/k"))
    OpenTofuEncryption(stack, key=chain, fallback=PLAIN_TEXT, remote_states={"other": chain})


class OnCall(TerraformStack):
    """A provider, a backend, and connectors with configs and secrets as objects."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        provider = KibanaProvider(
            self,
            endpoints=["https://kibana.example:5601"],
            api_key=Secret.variable("kibana_key"),
            id_namespace="oncall",
            target=Target(version="9.4", license="enterprise", flavor="self-managed", enabled_types=["*"]),
        )
        EncryptedS3Backend(
            self,
            bucket="tf-state",
            key="kibana/oncall",
            region="eu-west-1",
            kms_key_id="alias/tf-state",
        )
        pager = PagerDuty(self, "pager", name="On-call")
        PagerDuty(
            self,
            "pager-eu",
            name="On-call (EU)",
            config=PagerDuty.Config(api_url="https://events.eu.pagerduty.com/v2/enqueue"),
            secrets=PagerDuty.Secrets(routing_key=Secret.variable("eu_key", description="Of the EU service")),
            space="ops",
            secrets_version="2026-11",
            secrets_mode=SecretsMode.WRITE_ONLY,
            protect=True,
            provider=provider,
            depends_on=[pager],
            lifecycle=TerraformResourceLifecycle(create_before_destroy=False),
        )
        SlackApi(
            self,
            "chat",
            name="Chat",
            spaces=["ops", "sec"],
            config=SlackApi.Config(allowed_channels=[{"name": "#alerts"}, {"id": "C024BE91L", "name": "#b"}]),
            secrets=SlackApi.Secrets(token=Secret.variable("slack_token")),
        )
        Email(
            self,
            "mail",
            name="Mail",
            config=Email.Config(from_="Kibana <kibana@example.com>", host="smtp.example.com", port=587),
            connector_id="6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d",
        )
        Webhook(
            self,
            "hook",
            name="Hook",
            spaces=("ops", "sec"),
            config=Webhook.Config(
                url="https://hooks.example.com",
                method="put",
                headers={"X-Environment": "test"},
                auth_type="webhook-authentication-ssl",
                cert_type="ssl-crt-key",
                verification_mode="full",
            ),
            secrets=Webhook.Secrets(
                crt=Secret.variable(),
                key=Secret.variable(),
                secret_headers={"X-Key": Secret.variable("hook_key")},
            ),
        )
        Webhook(self, "open", name="Open", config=Webhook.Config(url="https://x.example", has_auth=False))
        Http(
            self,
            "http",
            name="HTTP",
            config=Http.Config(
                url="https://x.example",
                auth_type="webhook-oauth2-client-credentials",
                access_token_url="https://login.example.com/token",
                client_id="kibana",
            ),
            secrets=Http.Secrets(client_secret=Secret.variable()),
        )
        CasesWebhook(
            self,
            "cases",
            name="Cases",
            config=CasesWebhook.Config(
                create_incident_url="https://x.example/incidents",
                create_incident_method="put",
                create_incident_json='{"title": {{{case.title}}}}',
                create_incident_response_key="id",
                get_incident_url="https://x.example/incidents/{{{external.system.id}}}",
                get_incident_response_external_title_key="title",
                view_incident_url="https://x.example/incidents/{{{external.system.id}}}",
                update_incident_url="https://x.example/incidents/{{{external.system.id}}}",
                update_incident_json='{"title": {{{case.title}}}}',
            ),
        )
        Jira(
            self, "jira", name="Jira", config=Jira.Config(api_url="https://x.atlassian.net", project_key="A")
        )
        ServiceNow(self, "itsm", name="ITSM", config=ServiceNow.Config(api_url="https://x.service-now.com"))
        ServiceNowSIR(
            self,
            "sir",
            name="SIR",
            config=ServiceNowSIR.Config(
                api_url="https://x.service-now.com",
                is_oauth=True,
                user_identifier_value="me",
                client_id="kibana",
                jwt_key_id="key",
            ),
        )
        Opsgenie(self, "ops", name="Ops", config=Opsgenie.Config(api_url="https://api.opsgenie.com"))
        Teams(self, "teams", name="Teams")
        Slack(self, "slack", name="Slack", secrets=Slack.Secrets(webhook_url=Secret.variable()))
        ServerLog(self, "log", name="Log")
        Index(self, "index", name="Index", config=Index.Config(index="alerts", refresh=True))
        XMatters(self, "xmatters", name="xMatters", config=XMatters.Config(uses_basic=False))
        Tines(self, "tines", name="Tines", config=Tines.Config(url="https://x.tines.com"))
        GenAi(
            self,
            "model",
            name="Model",
            config=GenAi.Config(
                api_provider="Azure OpenAI",
                api_url="https://x.openai.azure.com",
                temperature=0,
                context_window_length=1e5,
            ),
        )
        Bedrock(
            self,
            "bedrock",
            name="Bedrock",
            config=Bedrock.Config(
                api_url="https://bedrock-runtime.us-east-1.amazonaws.com", default_model="m"
            ),
        )
        Gemini(
            self,
            "gemini",
            name="Gemini",
            config=Gemini.Config(
                api_url="https://us-central1-aiplatform.googleapis.com",
                gcp_region="us-central1",
                gcp_project_id="project",
            ),
        )
        Inference(
            self,
            "inference",
            name="Inference",
            config=Inference.Config(
                provider="openai",
                task_type="chat_completion",
                inference_id="chat",
                provider_config={"model_id": "gpt-4.1", "rate_limit": {"requests_per_minute": 10}},
            ),
            secrets=Inference.Secrets(provider_secrets={"api_key": Secret.variable()}),
        )
        Mcp(
            self, "mcp", name="MCP", config=Mcp.Config(server_url="https://x.example/mcp", auth_type="bearer")
        )
        TerraformOutput(self, "pager_id", value=pager.connector_id)


class Dicts(TerraformStack):
    """Configs and secrets as dicts, in both spellings."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        allow_unencrypted_state(self, reason="a test")
        PagerDuty(self, "a", name="A", config={"api_url": "https://x.example"})
        PagerDuty(self, "b", name="B", config={"apiUrl": "https://x.example"})
        PagerDuty(self, "c", name="C", config={}, secrets={"routing_key": Secret.variable()})
        PagerDuty(self, "d", name="D", config=None, secrets={"routingKey": Secret.variable("d")})
        Webhook(
            self,
            "e",
            name="E",
            config={"url": "https://x.example", "method": "patch", "has_auth": False, "ca": None},
            lifecycle={"prevent_destroy": True, "ignore_changes": ["name"]},
        )
        Webhook(
            self,
            "f",
            name="F",
            config={"url": "https://x.example", "authType": "webhook-authentication-basic"},
            secrets={"user": Secret.variable(), "password": Secret.variable()},
        )
        Email(self, "g", name="G", config={"from": "a@x.example", "host": "smtp.x.example", "port": 25})
        Email(self, "h", name="H", config={"from_": "a@x.example", "service": "gmail", "hasAuth": True})
        SlackApi(self, "i", name="I", config={"allowedChannels": [{"name": "#a"}]})
        SlackApi(self, "j", name="J", config={"allowed_channels": [{"name": "#a", "id": "C024BE91L"}]})
        ServiceNow(self, "k", name="K", config={"apiUrl": "https://x.service-now.com", "isOAuth": False})
        Resilient(self, "l", name="L", config={"api_url": "https://x.example", "org_id": "201"})
        VirusTotal(self, "m", name="M", auth={"authType": "api_key_header"})
        VirusTotal(self, "n", name="N", auth={"x-apikey": Secret.variable("vt")}, config={})
        Okta(
            self,
            "o",
            name="O",
            config={"orgUrl": "https://x.okta.com"},
            auth={
                "authType": "oauth_client_credentials_private_key_jwt",
                "tokenUrl": "https://x.okta.com/oauth2/v1/token",
                "clientId": "kibana",
                "algorithm": "ES256",
                "privateKey": Secret.variable(),
            },
        )
        GraphQL(
            self,
            "p",
            name="P",
            config={"url": "https://x.example/graphql"},
            secrets={"auth_type": "basic", "username": "me", "password": Secret.variable()},
        )
        Torq(self, "q", name="Q", config={"webhookIntegrationUrl": "https://hooks.torq.io/v1/webhooks/x"})
        NewRelic(self, "r", name="R", config={"account_id": "1", "region": "eu"})
        Inference(
            self,
            "s",
            name="S",
            config={"provider": "elastic", "taskType": "rerank", "inferenceId": "s", "providerConfig": {}},
            secrets={"providerSecrets": {"a": {"b": Secret.variable("s")}}},
        )


class Nested(TerraformStack):
    """Objects inside a config, as objects and as dicts."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        allow_unencrypted_state(self, reason="a test")
        rule_name = Swimlane.Field(id="a", key="rule-name", name="Rule name", field_type="text")
        Swimlane(
            self,
            "objects",
            name="Swimlane",
            config=Swimlane.Config(
                api_url="https://x.swimlane.app",
                app_id="app",
                connector_type="alerts",
                mappings=Swimlane.Mappings(
                    rule_name_config=rule_name,
                    alert_id_config={"id": "b", "key": "alert-id", "name": "Alert id", "field_type": "text"},
                ),
            ),
        )
        Swimlane(
            self,
            "dicts",
            name="Swimlane",
            config={
                "apiUrl": "https://x.swimlane.app",
                "appId": "app",
                "connectorType": "cases",
                "mappings": {
                    "caseIdConfig": {"id": "c", "key": "case-id", "name": "Case", "fieldType": "text"},
                    "case_name_config": rule_name,
                },
            },
        )
        Swimlane(
            self,
            "none",
            name="Swimlane",
            config=Swimlane.Config(
                api_url="https://x.swimlane.app", app_id="app", connector_type="all", mappings={}
            ),
        )


class AuthTypes(TerraformStack):
    """Types that Kibana defines as data."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        allow_unencrypted_state(self, reason="a test")
        VirusTotal(self, "vt", name="VirusTotal", auth=VirusTotal.ApiKeyHeader())
        Okta(
            self,
            "okta",
            name="Okta",
            config=Okta.Config(org_url="https://x.okta.com"),
            auth=Okta.OAuthClientCredentialsPrivateKeyJwt(
                token_url="https://x.okta.com/oauth2/v1/token",
                client_id=Secret.variable("okta_client"),
                certificate_binding="kid",
                key_id="key",
            ),
        )
        key = Okta.ApiKeyHeader(api_token=Secret.variable("okta_token"))
        Okta(self, "okta2", name="Okta", config=Okta.Config(org_url="https://x.okta.com"), secrets=key)
        GitHub(self, "gh", name="GitHub", auth=GitHub.Bearer(token=Secret.variable("gh_token")))
        GitHub(self, "gh2", name="GitHub", config=GitHub.Config(server_url="https://x.example/mcp/"))
        Kubernetes(
            self,
            "k8s",
            name="Cluster",
            config=Kubernetes.Config(api_url="https://k8s.example.com"),
            auth=Kubernetes.BearerWithTls(verification_mode="certificate", ca_cert=Secret.variable()),
        )
        Datadog(self, "dd", name="Datadog", config=Datadog.Config(site="datadoghq.eu"))
        auth = GraphQL.Basic(username="me") if id == "basic" else GraphQL.NoAuth()
        GraphQL(self, "gql", name="GraphQL", config=GraphQL.Config(url="https://x.example"), auth=auth)
        names: list[str] = sorted(Okta.auth_types())
        assert names


class Tokens(TerraformStack):
    """Values that only Terraform knows."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        allow_unencrypted_state(self, reason="a test")
        text = TerraformVariable(self, "text", type="string")
        port = TerraformVariable(self, "port", type="number")
        flag = TerraformVariable(self, "flag", type="bool")
        many = TerraformVariable(self, "many", type="set(string)")
        secret = TerraformVariable(self, "secret", type="string", sensitive=True, nullable=False)
        other = DataResource(self, "other", input={"url": "https://x.example"})
        KibanaProvider(
            self,
            endpoints=Token.as_list(Fn.split(",", text.string_value)),
            username="elastic",
            password=Secret.ref(secret),
        )
        PagerDuty(
            self,
            "pager",
            name=f"Pager {text.string_value}",
            config=PagerDuty.Config(api_url=Token.as_string(Fn.lookup_nested(other.output, ["url"]))),
            secrets=PagerDuty.Secrets(routing_key=Secret.ref(secret)),
            secrets_version=text.string_value,
            depends_on=[other],
        )
        Email(
            self,
            "mail",
            name="Mail",
            config=Email.Config(
                from_=text.string_value,
                host=Fn.join(".", ["smtp", "example.com"]),
                port=Token.as_number(port.value),
                secure=flag.boolean_value,
                has_auth=Fn.tobool(False),
            ),
        )
        Webhook(
            self,
            "hook",
            name="Hook",
            config=Webhook.Config(
                url=f"{text.string_value}/hook",
                method=Token.as_any(text.value),
                headers=Token.as_string_map(other.output),
            ),
            secrets={"user": Secret.ref("${var.secret}"), "password": Secret.ref(secret.string_value)},
        )
        SlackApi(self, "chat", name="Chat", config={"allowed_channels": Token.as_any(many.value)})
        log = ServerLog(self, "log", name="Log", spaces=Token.as_list(many.value))
        GenAi(
            self,
            "model",
            name="Model",
            config=GenAi.Config(
                api_provider="OpenAI",
                api_url="https://api.openai.com/v1/chat/completions",
                temperature=port.number_value,
                headers={"X-A": text.string_value},
            ),
        )
        TerraformOutput(self, "log_id", value=log.connector_id_in("ops"))


# -- functions and classes of one's own ----------------------------------------------------------------------


class Pager(PagerDuty):
    """A construct of a connector with a default of one's own."""

    def __init__(self, scope: Construct, id: str, *, team: str) -> None:
        super().__init__(scope, id, name=f"{team}: page", space=team, protect=True)
        self.team = team


def paged(scope: Construct, id: str, config: PagerDuty.Config) -> PagerDuty:
    """Annotate with the class of a config."""
    return PagerDuty(scope, id, name="Paged", config=config)


def hooked(scope: Construct, urls: Iterable[str], secrets: Webhook.Secrets | None = None) -> list[Webhook]:
    """Build several."""
    configs = [Webhook.Config(url=url, has_auth=secrets is not None) for url in urls]
    return [
        Webhook(scope, f"hook-{index}", name=config.url, config=config, secrets=secrets)
        for index, config in enumerate(configs)
    ]


def read(pager: PagerDuty, hook: Webhook, mail: Email, lane: Swimlane) -> tuple[object, ...]:
    """Read what was given, and what there is by default."""
    url: str | None = pager.config.api_url
    same: PagerDuty.Config = pager.config
    method: object = hook.config.method
    inherited: str | None = hook.config.client_id
    is_basic: bool = hook.config.auth_type == "webhook-authentication-basic"
    sender: str = mail.config.from_
    port: float | None = mail.config.port
    ids: dict[str, str] = hook.connector_ids
    variables: dict[str, tuple[str, ...]] = pager.secret_variables
    app_id: str = lane.config.app_id
    given: set[str] = pager.config.model_fields_set
    return (url, same, method, inherited, is_basic, sender, port, ids, variables, app_id, given)


def facts() -> dict[str, str]:
    """Ask what Kibana says of types and payloads."""
    info: TypeInfo = PagerDuty.TYPE
    license: str = info.license
    verdict: Verdict = validate(".pagerduty", {}, {"routingKey": "x"})
    stored: dict[str, Any] | None = verdict.stored_config
    settled: Mapping[str, Any] = verdict.settled_config or {}
    assert verdict.ok
    assert not verdict.errors
    assert license == "gold"
    assert stored is not None
    assert not settled
    return {type_id: kind.TYPE.name for type_id, kind in connector_types().items()}


def from_kibana(scope: Construct) -> list[Connector[Any, Any]]:
    """Build connectors from Kibana's JSON, of types known by their ids."""
    payload: dict[str, Any] = {"apiUrl": "https://x.example"}
    pager = PagerDuty.from_wire(scope, "wire", name="Pager", config=payload, secrets={"routingKey": "x"})
    exact: PagerDuty = pager
    by_id = connector_types()[".server-log"](scope, "by-id", name="Log", space="ops")
    unknown = Connector(scope, "new", type_id=".brand-new", name="New", config={"a": 1})
    hook = Webhook.from_wire(
        scope, "wire-hook", name="Hook", config={"url": "https://x.example", "hasAuth": False}, space="ops"
    )
    return [exact, by_id, unknown, hook]


def problems_of(error: InvalidPayload) -> list[str]:
    """Read an error."""
    found: tuple[Problem, ...] = error.problems
    return [f"{problem.where}: {problem.message} {problem.hint} {problem.name}" for problem in found]


def refused(scope: Construct) -> list[str]:
    """Catch errors."""
    told: list[str] = []
    try:
        PagerDuty(scope, "refused", name=" ")
    except InvalidConnector as error:
        told += problems_of(error)
    try:
        connector_types()[".no-such-type"]
    except UnknownConnectorType as error:
        told.append(str(error))
    return told


class Uses(TerraformStack):
    """All of the above."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        allow_unencrypted_state(self, reason="a test")
        pager = Pager(self, "own", team="ops")
        team: str = pager.team
        config: PagerDuty.Config = Pager.Config(api_url="https://x.example")
        paged(self, "paged", config)
        hooks = hooked(self, [f"https://{team}.example"])
        TerraformOutput(self, "ids", value=[each.connector_id for each in hooks])
        from_kibana(self)
        assert refused(self)
        assert facts()
        renamed = kibana_connectors.Index(
            self, "renamed", name="Renamed", config={"index": "a"}, identity="old/index", provider=None
        )
        renamed.add_override("lifecycle.ignore_changes", ["name"])
        assert read(
            pager,
            Webhook(self, "h", name="H", spaces=["a", "b"], config={"url": "https://x.example"}),
            Email(self, "m", name="M", config={"from": "a@x.example", "service": "gmail"}),
            Swimlane(
                self,
                "l",
                name="L",
                config={"apiUrl": "https://x.example", "appId": "a", "connectorType": "all", "mappings": {}},
            ),
        )


class Managed(TerraformStack):
    """Secrets from managers, in dicts and in classes."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self)
        EncryptedS3Backend(self, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")
        vault = VaultSecrets(self, "vault", address="https://vault.example")
        aws = AwsSecretsManager(self, "aws", region="eu-west-1")
        source: Secret = vault.secret("oncall/pager", key="routing_key")
        PagerDuty(self, "first", name="First", secrets={"routing_key": source})
        PagerDuty(self, "second", name="Second", secrets=PagerDuty.Secrets(routing_key=source))
        Slack(self, "chat", name="Chat", secrets={"webhookUrl": aws.secret("oncall/chat", key="url")})
        SlackApi(
            self,
            "own",
            name="Own",
            secrets={"token": Secret.ref('${ephemeral.vault_kv_secret_v2.own.data["token"]}', version="2")},
        )


def in_rules(
    pager: PagerDuty, ops: Opsgenie, jira: Jira, chat: SlackApi, log: ServerLog, mail: Email, words: str
) -> list[Mapping[str, Any]]:
    """Use connectors in rules."""
    hours = Timeframe(timezone="Europe/Berlin", hours_start="8:00", hours_end="18:00", days=(1, 2))
    once: Action = pager.action(
        PagerDuty.Params(
            event_action="trigger",
            severity=Template(
                "{{#context.host}}critical{{/context.host}}{{^context.host}}info{{/context.host}}"
            ),
            links=[PagerDuty.Link(href="https://x.example", text="{{rule.name}}")],
            custom_details={"a": [1, "{{rule.id}}"]},
        ),
        group="query matched",
        frequency=Frequency(notify_when="onThrottleInterval", throttle="1h"),
        alerts_filter=AlertsFilter(kql="host.name: a*", timeframe=hours),
    )
    same = pager.action({"eventAction": "trigger", "severity": words})
    sources = [
        once,
        same,
        pager.escalation(severity={"query matched": "critical"}, groups=["query matched"], resolves=True),
        ops.alert(priority="P1", tags=["a"]),
        ops.action(Opsgenie.CreateAlert(message="m", responders=[Opsgenie.Responder(name="t", type="team")])),
        ops.action(Opsgenie.CloseAlert(alias="{{rule.id}}:{{alert.id}}"), group="recovered"),
        jira.ticket(issue_type="10006", more={"otherFields": {"customfield_1": 1}}),
        jira.action(jira.PushToService(incident=jira.Issue(summary="s"), comments=[])),
        chat.channel("C1", groups="firing"),
        chat.action(SlackApi.PostBlockkit(channel_ids=["C1"], text='{"blocks": []}')),
        log.action(ServerLog.Params(message="m", level="warn")),
        mail.digest(["a@x.example"], every="1h"),
        cases_action(grouping_by="host.name"),
        ai_assistant_action("my-llm", {"active": "What is wrong?"}),
        workflow_action("w", inputs={"a": 1}),
        raw_action(FixedTarget(".new", "an-id"), {"a": 1}),
    ]
    own = RuleType("my.type", groups=("bad",), recovery_group=None)
    return [
        *alerting_rule_actions(sources, ".es-query", interval="1m"),
        *alerting_rule_actions(once, own),
        *detection_rule_actions(chat.channel("C1")),
    ]


def main(folder: str) -> str:
    """Synthesize everything."""
    app = App(outdir=folder)
    OnCall(app, "oncall")
    Dicts(app, "dicts")
    Nested(app, "nested")
    AuthTypes(app, "auth-types")
    Tokens(app, "tokens")
    Uses(app, "uses")
    Managed(app, "managed")
    try:
        synth(app)
    except SynthesisError as error:
        return str(error)
    except KibanaConnectorsError:
        raise
    return ""
