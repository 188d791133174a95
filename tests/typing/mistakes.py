"""Mistakes that both type checkers find, each in the line that is marked `# error`, and nothing else there.

Nothing here is run.
"""

from __future__ import annotations

from cdktf import TerraformStack, TerraformVariable

import kibana_connectors
from kibana_connectors import (
    AzureKeyVault,
    Bedrock,
    CasesWebhook,
    Connector,
    Datadog,
    Email,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    Frequency,
    GenAi,
    GitHub,
    GraphQL,
    HcpTerraformBackend,
    Index,
    Inference,
    InvalidPayload,
    Jira,
    KibanaProvider,
    Kubernetes,
    Mcp,
    NewRelic,
    Okta,
    OpenTofuEncryption,
    Opsgenie,
    PagerDuty,
    Pbkdf2Key,
    Secret,
    SecretsMode,
    ServerLog,
    ServiceNow,
    ServiceNowSIR,
    SlackApi,
    Swimlane,
    Target,
    Teams,
    Tines,
    VaultSecrets,
    VirusTotal,
    Webhook,
    Zendesk,
    alerting_rule_actions,
    allow_unencrypted_state,
    cases_action,
    connector_types,
    validate,
)

URL = "https://x.example"


def show(*values: object) -> None:
    """Use values."""


def configs(text: str) -> None:
    """Make configs."""
    PagerDuty.Config(url=URL)  # error: no such field
    PagerDuty.Config(apiurl=URL)  # error: wrong spelling
    PagerDuty.Config(api_url=443)  # error: not a text
    PagerDuty.Config(URL)  # error: not by name
    PagerDuty.Config(routing_key=Secret.variable())  # error: belongs to the secrets
    Webhook.Config()  # error: url is required
    Webhook.Config(method="post")  # error: url is required
    Webhook.Config(url=None)  # error: url is required
    Webhook.Config(url=URL, method="POST")  # error: in lower case
    Webhook.Config(url=URL, method=text)  # error: any text
    Webhook.Config(url=URL, headers={"X-Retry": 3})  # error: not a text
    Webhook.Config(url=URL, headers=["X-Retry: 3"])  # error: not a dict
    Webhook.Config(url=URL, has_auth="no")  # error: neither True nor False
    Webhook.Config(url=URL, auth_type="basic")  # error: inherited; no such authentication
    Webhook.Config(url=URL, cert_type="pfx")  # error: inherited; no such kind
    Webhook.Config(url=URL, verification_mode=True)  # error: inherited; not a mode
    Webhook.Config(url=URL, client_id=7)  # error: inherited; not a text
    Webhook.Config(url=URL, password=Secret.variable())  # error: belongs to the secrets
    Email.Config(host="smtp.x.example", port=25)  # error: from_ is required
    Email.Config(from_="a@x.example", port="25")  # error: not a number
    Email.Config(sender="a@x.example")  # error: no such field
    Jira.Config(api_url=URL)  # error: project_key is required
    Index.Config(index=["alerts"])  # error: not a text
    Index.Config(index="alerts", refresh=1)  # error: neither True nor False
    Opsgenie.Config(api_url=URL, api_key=Secret.variable())  # error: belongs to the secrets
    ServiceNow.Config(api_url=URL, use_table_api=True)  # error: no such field
    ServiceNowSIR.Config(api_url=URL, is_oauth=None, client_id=3)  # error: inherited
    GenAi.Config(api_provider="Azure", api_url=URL)  # error: no such provider
    GenAi.Config(api_provider="Other", api_url=URL, temperature="0.2")  # error: not a number
    Bedrock.Config(region="us-east-1")  # error: api_url is required
    Mcp.Config(server_url=URL, auth_type="oauth")  # error: no such authentication
    Inference.Config(provider="openai", task_type="chat", inference_id="a")  # error: no such task
    Inference.Config(provider="open_ai", task_type="rerank", inference_id="a")  # error: no such provider
    CasesWebhook.Config(create_incident_url=URL, create_incident_method="get")  # error: many
    NewRelic.Config(account_id="1", region="US")  # error: no such region
    NewRelic.Config(account_id=1)  # error: not a text
    Okta.Config(url=URL)  # error: no such field
    Datadog.Config(site="datadoghq.eu", api_key=Secret.variable())  # error: belongs to auth
    SlackApi.Config(allowed_channels=["#alerts"])  # error: not a channel
    SlackApi.Config(allowed_channels=[{"id": "C024BE91L"}])  # error: the name is required
    SlackApi.Config(allowed_channels=[{"name": "#a", "nmae": "#b"}])  # error: no such field
    Swimlane.Config(api_url=URL, app_id="a", connector_type="incidents", mappings={})  # error: no such use
    Swimlane.Config(api_url=URL, app_id="a", connector_type="all")  # error: mappings are required
    Swimlane.Field(id="a", key="b", name="c")  # error: field_type is required
    Swimlane.Mappings(rule_name={})  # error: no such field
    Swimlane.Mappings(rule_name_config={"id": "a", "key": "b"})  # error: the name is required
    Swimlane.Mappings(alert_id_config={"id": "a", "key": "b", "name": "c", "type": "text"})  # error: no field


def secrets(text: str, variable: TerraformVariable) -> None:
    """Make secrets."""
    PagerDuty.Secrets(routing_key="0123456789abcdef0123456789abcdef")  # error: a literal
    PagerDuty.Secrets(routing_key=text)  # error: maybe a literal
    PagerDuty.Secrets()  # error: required
    PagerDuty.Secrets(routingkey=Secret.variable())  # error: no such secret
    PagerDuty.Secrets(routing_key=Secret)  # error: not a source
    PagerDuty.Secrets(routing_key=Secret.variable)  # error: not a source
    Webhook.Secrets(user="me", password=Secret.variable())  # error: a literal
    Webhook.Secrets(secret_headers={"X-Key": "a literal"})  # error: a literal
    Webhook.Secrets(secret_headers=["X-Key"])  # error: not a dict
    Webhook.Secrets(token=Secret.variable())  # error: no such secret
    Tines.Secrets(email=Secret.variable())  # error: token is required
    SlackApi.Secrets(token=b"xoxb")  # error: a literal
    Inference.Secrets(provider_secrets={"api_key": "a literal"})  # error: a literal
    GenAi.Secrets(api_key="sk-a-literal")  # error: a literal
    Secret.variable(text, text)  # error: not by name
    Secret.value(text)  # error: no such way
    Secret.ref()  # error: of what?
    show(variable.values)  # error: no such attribute


def auth_types() -> None:
    """Make auth types."""
    VirusTotal.ApiKeyHeader(x_apikey="a literal")  # error: a literal
    VirusTotal.ApiKeyHeader(api_key=Secret.variable())  # error: no such field
    VirusTotal.Bearer()  # error: no such auth type
    GitHub.Bearer(token="a literal")  # error: a literal
    GitHub.OAuthAuthorizationCode()  # error: refused, so it is not offered
    Zendesk.Basic(username="me@x.example", password="a literal")  # error: a literal
    Zendesk.Basic(username=3)  # error: not a text
    Okta.OAuthClientCredentialsPrivateKeyJwt(algorithm="HS256")  # error: no such algorithm
    Okta.OAuthClientCredentialsPrivateKeyJwt(private_key="-----BEGIN PRIVATE KEY-----")  # error: a literal
    Okta.ApiKeyHeader(token=Secret.variable())  # error: no such field
    Kubernetes.BearerWithTls(verification_mode="strict")  # error: no such mode
    Kubernetes.KubernetesEks(region=1)  # error: not a text


def constructs(stack: TerraformStack, text: str) -> None:
    """Make connectors."""
    PagerDuty(stack, "a")  # error: the name is required
    PagerDuty(stack, "a", "On-call")  # error: not by name
    PagerDuty(stack, name="On-call")  # error: the id is required
    PagerDuty(name="On-call")  # error: scope and id are required
    PagerDuty("stack", "a", name="On-call")  # error: not a construct
    PagerDuty(stack, "a", name=None)  # error: the name is required
    PagerDuty(stack, "a", name="A", routing_key=Secret.variable())  # error: belongs to secrets
    PagerDuty(stack, "a", name="A", api_url=URL)  # error: belongs to config
    PagerDuty(stack, "a", name="A", type_id=".pagerduty")  # error: only for Connector
    PagerDuty(stack, "a", name="A", auth=Okta.ApiKeyHeader())  # error: no such argument
    PagerDuty(stack, "a", name="A", config=Webhook.Config(url=URL))  # error: of another type
    PagerDuty(stack, "a", name="A", config=PagerDuty.Config)  # error: the class itself
    PagerDuty(stack, "a", name="A", config=PagerDuty.Secrets(routing_key=Secret.variable()))  # error: swapped
    PagerDuty(stack, "a", name="A", secrets=PagerDuty.Config())  # error: swapped
    PagerDuty(stack, "a", name="A", secrets=Secret.variable())  # error: of which field?
    PagerDuty(stack, "a", name="A", spaces="ops")  # error: a text is no list
    PagerDuty(stack, "a", name="A", spaces={"ops"})  # error: a set has no order
    PagerDuty(stack, "a", name="A", space=["ops"])  # error: several
    PagerDuty(stack, "a", name="A", secrets_mode="state")  # error: SecretsMode.STATE
    PagerDuty(stack, "a", name="A", secrets_mode=SecretsMode.EPHEMERAL)  # error: no such mode
    PagerDuty(stack, "a", name="A", secrets_version=3)  # error: not a text
    PagerDuty(stack, "a", name="A", connector_id=42)  # error: not a text
    PagerDuty(stack, "a", name="A", protect="yes")  # error: neither True nor False
    PagerDuty(stack, "a", name="A", provider="kibana")  # error: not a provider
    PagerDuty(stack, "a", name="A", depends_on="other")  # error: not constructs
    PagerDuty(stack, "a", name="A", depends_on=[stack])  # error: Terraform knows no stacks
    PagerDuty(stack, "a", name="A", lifecycle={"prevent_destory": True})  # error: no such setting
    Webhook(stack, "b", name="B")  # error: config is required
    Webhook(stack, "b", name="B", config=None)  # error: config is required
    Webhook(stack, "b", name="B", config=URL)  # error: not a config
    Email(stack, "c", name="C")  # error: config is required
    Jira(stack, "d", name="D", secrets={"email": Secret.variable()})  # error: config is required
    Okta(stack, "e", name="E", auth=Okta.ApiKeyHeader())  # error: config is required
    Okta(stack, "e", name="E", config={"org_url": URL}, auth=VirusTotal.ApiKeyHeader())  # error: of another
    GitHub(stack, "f", name="F", auth=Zendesk.Basic())  # error: of another type
    GitHub(stack, "f", name="F", auth="bearer")  # error: not an auth type
    GitHub(stack, "f", name="F", secrets=GitHub.Config())  # error: not an auth type
    Teams(stack, "g", name="G", config={"url": URL})  # error: it has no config
    Teams(stack, "g", name="G", config=Teams.Config(url=URL))  # error: it has no config
    ServerLog(stack, "h", name="H", secrets={"token": Secret.variable()})  # error: it has no secrets
    Connector(stack, "i", name="I", type_id=3)  # error: not a text
    Connector(stack, "i", name="I", type="brand-new")  # error: no such argument
    PagerDuty.from_wire(stack, "j", config={"apiUrl": URL})  # error: the name is required
    connector_types()[3]  # error: not a text
    connector_types()[".pagerduty"](stack, "k", name=3)  # error: not a text
    validate(".pagerduty", {})  # error: what secrets?
    kibana_connectors.PagerDutty(stack, "l", name="L")  # error: no such type
    allow_unencrypted_state(stack)  # error: why?
    wrong: PagerDuty = Webhook(stack, "m", name="M", config=Webhook.Config(url=URL))  # error: another type
    show(wrong)


def dicts(stack: TerraformStack, text: str) -> None:
    """Give dicts."""
    PagerDuty(stack, "a", name="A", config={"url": URL})  # error: no such field
    PagerDuty(stack, "a", name="A", config={"api_url": 3})  # error: not a text
    PagerDuty(stack, "a", name="A", config={"apiUrl": 3})  # error: not a text
    PagerDuty(stack, "a", name="A", config={"apiURL": URL})  # error: no such field
    PagerDuty(stack, "a", name="A", secrets={"routing_key": "a literal"})  # error: a literal
    PagerDuty(stack, "a", name="A", secrets={"routingKey": "a literal"})  # error: a literal
    PagerDuty(stack, "a", name="A", secrets={"routingKey": text})  # error: maybe a literal
    PagerDuty(stack, "a", name="A", secrets={"key": Secret.variable()})  # error: no such secret
    Webhook(stack, "b", name="B", config={"method": "post"})  # error: url is required
    Webhook(stack, "b", name="B", config={"url": URL, "method": "POST"})  # error: in lower case
    Webhook(stack, "b", name="B", config={"url": URL, "authType": "basic"})  # error: no such authentication
    Webhook(stack, "b", name="B", config={"url": URL, "auth_type": "basic"})  # error: no such authentication
    Webhook(stack, "b", name="B", config={"url": URL, "hasAuth": "no"})  # error: neither True nor False
    Webhook(stack, "b", name="B", config={"url": URL, "headers": {"a": 1}})  # error: not a text
    Webhook(stack, "b", name="B", config={"url": URL}, secrets={"user": "me"})  # error: a literal
    Webhook(stack, "b", name="B", config={"url": ""}, secrets={"secretHeaders": {"a": "b"}})  # error: literal
    Email(stack, "c", name="C", config={"from": "a@x.example", "port": "25"})  # error: not a number
    Email(stack, "c", name="C", config={"from": "a@x.example", "smtp_host": "x"})  # error: no such field
    ServiceNow(stack, "d", name="D", config={"apiUrl": URL, "isOauth": True})  # error: it is isOAuth
    SlackApi(stack, "e", name="E", config={"allowedChannels": [{"nmae": "#a"}]})  # error: no such field
    SlackApi(stack, "e", name="E", config={"allowed_channels": "#a"})  # error: not a list
    Swimlane(stack, "f", name="F", config={"mappings": {"ruleName": {}}})  # error: no such field
    Swimlane(stack, "f", name="F", config={"mappings": {"ruleNameConfig": {"id": 1}}})  # error: not a text
    VirusTotal(stack, "g", name="G", auth={"x-apikey": "a literal"})  # error: a literal
    VirusTotal(stack, "g", name="G", auth={"x-api-key": Secret.variable()})  # error: no such field
    VirusTotal(stack, "g", name="G", auth={"authType": "bearer"})  # error: no such auth type
    GraphQL(stack, "h", name="H", config={"url": URL}, auth={"authType": "digest"})  # error: no such one
    GraphQL(stack, "h", name="H", config={"url": 3}, auth={"authType": "none"})  # error: not a text
    Okta(stack, "i", name="I", config={"orgUrl": URL}, auth={"apiToken": "a literal"})  # error: a literal
    Okta(stack, "i", name="I", config={"orgURL": URL})  # error: no such field
    NewRelic(stack, "j", name="J", config={"accountId": "1", "region": "US"})  # error: no such region


def others(stack: TerraformStack) -> None:
    """Set up the rest."""
    KibanaProvider(stack, endpoints="https://kibana.example")  # error: a text is no list
    KibanaProvider(stack, endpoints=[443])  # error: not a text
    KibanaProvider(stack, endpoint=URL)  # error: no such argument
    KibanaProvider(stack, insecure="yes")  # error: neither True nor False
    KibanaProvider(stack, target="9.2")  # error: not a Target
    KibanaProvider(stack, secrets_mode="write-only")  # error: not a SecretsMode
    KibanaProvider(stack, ca_certs="ca.pem")  # error: a text is no list
    Target(license="silver")  # error: no such license
    Target(flavor="cloud")  # error: no such flavor
    Target(version=9.2)  # error: not a text
    Target(enabled_types=".index")  # error: a text is no list
    Target(allowed_hosts="x.example")  # error: a text is no list
    Target(hosts=["x.example"])  # error: no such argument
    EncryptedS3Backend(stack, bucket="a", key="b", region="c")  # error: kms_key_id is required
    EncryptedS3Backend(stack, bucket="a", key="b", region="c", kms_key_id="d", encrypt=True)  # error: always
    VaultSecrets(stack, "v", token="hvs.x")  # error: a credential
    VaultSecrets(stack, "v", adress=URL)  # error: no such argument
    VaultSecrets(stack, "v").secret("a")  # error: key is required
    AzureKeyVault(stack, "a")  # error: key_vault_id is required
    PagerDuty(stack, "m", name="M", secrets={"routing_key": VaultSecrets(stack, "v")})  # error: no source
    EncryptedS3Backend(stack, bucket="a", key="b", region="c", kms_key_id="d", token="e")  # error: no token
    EncryptedGcsBackend(stack, bucket="a")  # error: there must be a key
    HcpTerraformBackend(stack, organization="a", workspace="b", token="c")  # error: a credential
    OpenTofuEncryption(stack)  # error: there must be a key
    Pbkdf2Key()  # error: a key has a name
    Target(tool="tofu")  # error: it is called opentofu


def actions(stack: TerraformStack, pager: PagerDuty, jira: Jira, chat: SlackApi, log: ServerLog) -> None:
    """Use connectors in rules."""
    ops = Opsgenie(stack, "o", name="O", config={"api_url": URL})
    pager.action(PagerDuty.Params(event_action="close"))  # error: no such event
    pager.action(PagerDuty.Params(severity="Critical"))  # error: no such severity
    pager.action(PagerDuty.Params(dedupkey="a"))  # error: no such field
    pager.action(Jira.PushToService(incident=Jira.Issue(summary="a")))  # error: another type's
    pager.action("summary")  # error: not a dict
    pager.action({}, groups="recovered")  # error: no such argument
    pager.action({}, frequency="onActiveAlert")  # error: not a Frequency
    Frequency(notify_when="always")  # error: no such word
    pager.escalation(dedup_key=1)  # error: not a text
    pager.escalation(groups="all")  # error: neither a list of groups nor one of the words
    pager.alert()  # error: that is Opsgenie's
    ops.alert(tags=1)  # error: not a list
    ops.action(Opsgenie.CreateAlert(message="m", priority="P6"))  # error: no such priority
    ops.action(Opsgenie.CloseAlert())  # error: alias is required
    jira.close()  # error: Jira's issues cannot be closed by a rule
    jira.incident()  # error: that is ServiceNow's
    jira.ticket(resolves=True)  # error: it closes nothing
    chat.channel()  # error: which channel
    log.channel("a")  # error: a log has none
    log.action(ServerLog.Params(message="m", level="warning"))  # error: no such level
    Bedrock(stack, "b", name="B").action({})  # error: rules cannot use it
    GitHub(stack, "g", name="G").action({})  # error: rules cannot use it
    cases_action(grouping_by=["a"])  # error: one field
    alerting_rule_actions(pager, ".es-query")  # error: a connector is no action


def reading(pager: PagerDuty, hook: Webhook, error: InvalidPayload) -> None:
    """Read what there is."""
    show(pager.config.url)  # error: no such field
    show(pager.config.routing_key)  # error: a secret
    show(pager.secrets)  # error: no such attribute
    show(hook.config.authType)  # error: Python's spelling reads
    show(pager.config.api_url.upper())  # error: may be None
    show(hook.connector_ids.ops)  # error: a dict
    show(PagerDuty.TYPE.licence)  # error: no such attribute
    show(error.problems[0].field)  # error: no such attribute
    show(SecretsMode.EPHEMERAL)  # error: no such mode
    pager.config.api_url = URL  # error: a config does not change
    hook.connector_id = "a"  # error: a connector's id does not change
    config: PagerDuty.Config = hook.config  # error: of another type
    number: int = pager.connector_id  # error: a text
    show(config, number)
