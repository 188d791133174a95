"""Ways in which a secret's value gets into a call that raises.

Each way asks for the value in the middle of the call, so that no name of its own holds it: what a traceback
then shows of it, it shows of frames that are not the user's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from harness.cdk import App, TerraformStack

from kibana_connectors import (
    Connector,
    EncryptedS3Backend,
    GenAi,
    GitHub,
    Index,
    Inference,
    KibanaProvider,
    PagerDuty,
    Secret,
    SecretsMode,
    SlackApi,
    Target,
    Webhook,
    allow_unencrypted_state,
    connector_types,
    forget,
    suppress_check,
    synth,
    validate,
)
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.sandbox import run as run_sandbox

Way: TypeAlias = Callable[[TerraformStack, Callable[[], Any]], object]
"""Takes a stack and what returns the secret; raises."""

URL = "https://x.example"
HOOK = {"url": URL}
BUCKET = {"bucket": "state", "key": "a", "region": "eu-west-1", "kms_key_id": "alias/a"}


class Pager(PagerDuty):
    """A class of the user's own."""

    def __init__(self, scope: Any, id: str, take: Callable[[], Any]) -> None:
        self.take = take
        super().__init__(scope, id, name="Pager", secrets={"routing_key": take()})


class Broken(PagerDuty):
    """A class of the user's own, with a mistake of its own."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, name="Pager")
        options.clear()
        raise ZeroDivisionError


class Failing(dict[str, Any]):
    """An object that cannot be read."""

    def __init__(self) -> None:
        super().__init__(a=1)

    def values(self) -> Any:
        raise ZeroDivisionError

    items = values


def while_handling(stack: TerraformStack, take: Callable[[], Any]) -> None:
    try:
        raise LookupError("of the user")
    except LookupError:
        SlackApi(stack, "chat", name="Chat", secrets={"token": take()})


def literal_in_a_token(stack: TerraformStack, take: Callable[[], Any], call: Callable[[App], object]) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    SlackApi(stack, "chat", name="Chat", secrets={"token": Secret.ref('${sensitive("' + take() + '")}')})
    call(stack.node.root)


def twice(make: Callable[[], object]) -> None:
    make()
    make()


WAYS: dict[str, Way] = {
    # secrets of a connector
    "a-dict": lambda stack, take: SlackApi(stack, "chat", name="Chat", secrets={"token": take()}),
    "a-class": lambda stack, take: SlackApi(
        stack, "chat", name="Chat", secrets=SlackApi.Secrets(token=take())
    ),
    "wire-spelling": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets={"routingKey": take()}
    ),
    "inside-an-object": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets={"routing_key": {"a": [take()]}}
    ),
    "inside-a-list": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets={"routing_key": [take()]}
    ),
    "secrets-are-the-value": lambda stack, take: PagerDuty(stack, "pager", name="Pager", secrets=take()),
    "secrets-are-a-list": lambda stack, take: PagerDuty(stack, "pager", name="Pager", secrets=[take()]),
    "as-a-key-of-secrets": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets={take(): "routing_key"}
    ),
    "secrets-unknown-field": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets={"routing_kex": take()}
    ),
    "secret-headers": lambda stack, take: Webhook(
        stack, "hook", name="Hook", config=HOOK, secrets={"secret_headers": {"X-Api-Key": take()}}
    ),
    "as-a-secret-header's-name": lambda stack, take: Webhook(
        stack, "hook", name="Hook", config=HOOK, secrets={"secret_headers": {take(): "X-Api-Key"}}
    ),
    "provider-secrets": lambda stack, take: Inference(
        stack,
        "ai",
        name="AI",
        config=Inference.Config(provider="openai", task_type="completion", inference_id="ai"),
        secrets={"provider_secrets": {"api_key": take()}},
    ),
    "an-untyped-connector": lambda stack, take: Connector(
        stack, "new", name="New", type_id=".brand-new", secrets={"deep": {"token": take()}}
    ),
    "as-an-untyped-connector's-type": lambda stack, take: Connector(stack, "new", name="New", type_id=take()),
    "a-user's-subclass": lambda stack, take: Pager(stack, "pager", take),
    "a-user's-own-mistake": lambda stack, take: Broken(stack, "pager", token=take()),
    "beside-what-cannot-be-read": lambda stack, take: Inference(
        stack, "ai", name="AI", secrets={"provider_secrets": {"key": take(), "more": Failing()}}
    ),
    "while-the-user-handles-an-error": while_handling,
    # auth types
    "an-auth-type": lambda stack, take: GitHub(stack, "hub", name="Hub", auth=GitHub.Bearer(token=take())),
    "an-auth-dict": lambda stack, take: GitHub(
        stack, "hub", name="Hub", auth={"authType": "bearer", "token": take()}
    ),
    "auth-is-the-value": lambda stack, take: GitHub(stack, "hub", name="Hub", auth=take()),
    "auth-and-secrets": lambda stack, take: GitHub(
        stack, "hub", name="Hub", auth={"token": take()}, secrets={"token": take()}
    ),
    "a-login-in-an-open-url": lambda stack, take: connector_types()[".sharepoint-online"](
        stack,
        "files",
        name="Files",
        auth={"authType": "oauth_client_credentials", "tokenUrl": f"https://user:{take()}@x.example"},
    ),
    # config and options
    "config-wrong-type": lambda stack, take: Index(stack, "it", name="It", config={"index": [take()]}),
    "config-unknown-field": lambda stack, take: Index(
        stack, "it", name="It", config={"index": "a", "token": take()}
    ),
    "as-a-key-of-config": lambda stack, take: Index(stack, "it", name="It", config={take(): "a"}),
    "config-is-the-value": lambda stack, take: Index(stack, "it", name="It", config=take()),
    "config-text-that-is-no-json": lambda stack, take: Webhook(
        stack, "hook", name="Hook", config={**HOOK, "additional_fields": take()}
    ),
    "a-refused-config's-field": lambda stack, take: Webhook.Config(url=[take()]).url,
    "refused-secrets'-field": lambda stack, take: SlackApi.Secrets(token=take()).token,
    "a-positional-argument-of-secrets": lambda stack, take: SlackApi.Secrets(take()),
    "an-unknown-argument": lambda stack, take: SlackApi(stack, "chat", name="Chat", token=take()),
    "a-positional-argument": lambda stack, take: SlackApi(stack, "chat", take()),
    "no-name": lambda stack, take: SlackApi(stack, "chat", secrets={"token": take()}),
    "as-the-name": lambda stack, take: PagerDuty(stack, "pager", name=[take()]),
    "as-the-scope": lambda stack, take: PagerDuty(take(), "pager", name="Pager"),
    "as-the-space": lambda stack, take: PagerDuty(stack, "pager", name="Pager", space=take()),
    "as-the-connector-id": lambda stack, take: PagerDuty(stack, "pager", name="Pager", connector_id=take()),
    "as-the-secrets-version": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", secrets_version=[take()]
    ),
    "as-the-secrets-mode": lambda stack, take: PagerDuty(stack, "pager", name="Pager", secrets_mode=take()),
    "as-the-lifecycle": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", lifecycle={"prevent_destroy": take()}
    ),
    "as-a-key-of-the-lifecycle": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", lifecycle={take(): True}
    ),
    "as-the-provider": lambda stack, take: PagerDuty(stack, "pager", name="Pager", provider=take()),
    "as-depends-on": lambda stack, take: PagerDuty(stack, "pager", name="Pager", depends_on=[take()]),
    "as-the-identity": lambda stack, take: PagerDuty(stack, "pager", name="Pager", identity=[take()]),
    "beside-another-mistake": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", config={"api_url": take()}, space="a b", secrets={"routing_key": take()}
    ),
    "a-taken-id": lambda stack, take: twice(
        lambda: PagerDuty(stack, "pager", name="Pager", config={"api_url": f"{URL}/{take()}"})
    ),
    "an-override": lambda stack, take: PagerDuty(stack, "pager", name="Pager").add_override(5, take()),  # type: ignore[arg-type]
    "an-override-of-a-set-id": lambda stack, take: PagerDuty(
        stack, "pager", name="Pager", connector_id="6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"
    ).add_override("for_each", take()),
    "an-import": lambda stack, take: PagerDuty(stack, "pager", name="Pager").import_from(take()),
    "a-provider-that-is-set": lambda stack, take: setattr(
        PagerDuty(stack, "pager", name="Pager"), "provider", take()
    ),
    # sources
    "ref": lambda stack, take: Secret.ref(take()),
    "ref-with-text-around": lambda stack, take: Secret.ref("${var.a}" + take()),
    "ref-with-two-arguments": lambda stack, take: Secret.ref(take(), take()),  # type: ignore[call-arg]
    "variable": lambda stack, take: Secret.variable(take()),
    "variable-with-a-value": lambda stack, take: Secret.variable("a", value=take()),  # type: ignore[call-arg]
    # from the wire
    "from-wire-good": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets={"token": take()}, space="a b"
    ),
    "from-wire-unknown-argument": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets={"token": take()}, token=take()
    ),
    "from-wire-taken-id": lambda stack, take: twice(
        lambda: SlackApi.from_wire(stack, "chat", name="Chat", secrets={"token": take()})
    ),
    "from-wire-wrong-type": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets={"token": [take()]}
    ),
    "from-wire-unknown-field": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets={"token": "a", "other": take()}
    ),
    "from-wire-as-a-key": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets={take(): "token"}
    ),
    "from-wire-secrets-are-the-value": lambda stack, take: SlackApi.from_wire(
        stack, "chat", name="Chat", secrets=take()
    ),
    "from-wire-bad-config": lambda stack, take: PagerDuty.from_wire(
        stack, "pager", name="Pager", config={"apiUrl": 5}, secrets={"routingKey": take()}
    ),
    "from-wire-no-text": lambda stack, take: Connector.from_wire(
        stack, "new", name="New", type_id=".brand-new", secrets={"key": take(), "list": [take()]}
    ),
    "from-wire-no-pem": lambda stack, take: GenAi.from_wire(
        stack,
        "ai",
        name="AI",
        config={"apiProvider": "OpenAI", "apiUrl": URL},
        secrets={"apiKey": take(), "certificateData": "LS0t", "privateKeyData": take()},
    ),
    "from-wire-auth-type": lambda stack, take: GitHub.from_wire(
        stack, "hub", name="Hub", secrets={"authType": "bearer", "token": take(), "zzz": take()}
    ),
    "from-wire-as-the-auth-type": lambda stack, take: GitHub.from_wire(
        stack, "hub", name="Hub", secrets={"authType": take()}
    ),
    "from-wire-in-the-state": lambda stack, take: SlackApi.from_wire(
        stack,
        "chat",
        name="Chat",
        secrets={"token": take()},
        secrets_mode=SecretsMode.STATE,
        secrets_version="1",
    ),
    # verdicts
    "validate-as-the-type": lambda stack, take: validate(take(), {}, {}),
    "validate-what-cannot-be-read": lambda stack, take: validate(
        ".pagerduty", {}, {"routingKey": take(), "more": Failing()}
    ),
    "validate-one-argument-too-many": lambda stack, take: validate(".index", {}, {}, take()),  # type: ignore[call-arg]
    "verdict-on-what-cannot-be-read": lambda stack, take: PagerDuty.verdict(
        {"apiUrl": Failing()}, {"routingKey": take()}
    ),
    "from-wire-what-cannot-be-read": lambda stack, take: PagerDuty.from_wire(
        stack, "pager", name="Pager", config={"apiUrl": Failing()}, secrets={"routingKey": take()}
    ),
    # the provider
    "provider-api-key": lambda stack, take: KibanaProvider(stack, endpoints=[URL], api_key=take()),
    "provider-bearer-token": lambda stack, take: KibanaProvider(stack, endpoints=[URL], bearer_token=take()),
    "provider-password": lambda stack, take: KibanaProvider(
        stack, endpoints=[URL], username="elastic", password=take()
    ),
    "provider-login-in-url": lambda stack, take: KibanaProvider(
        stack, endpoints=[f"https://a:{take()}@x.example"]
    ),
    "provider-unknown-argument": lambda stack, take: KibanaProvider(stack, endpoints=[URL], token=take()),  # type: ignore[call-arg]
    "provider-two-credentials": lambda stack, take: KibanaProvider(
        stack, endpoints=[URL], api_key=take(), bearer_token=take()
    ),
    "provider-a-taken-alias": lambda stack, take: [
        KibanaProvider(stack, id, endpoints=[f"{URL}/{take()}"]) for id in ("a", "b")
    ],
    "target": lambda stack, take: Target(allowed_hosts=[f"https://a:{take()}@x.example"]),
    # the state
    "backend-login-in-url": lambda stack, take: EncryptedS3Backend(
        stack, **BUCKET, endpoint=f"https://a:{take()}@x.example"
    ),
    "backend-unknown-argument": lambda stack, take: EncryptedS3Backend(stack, **BUCKET, secret_key=take()),  # type: ignore[arg-type]
    "backend-blank-key": lambda stack, take: EncryptedS3Backend(
        stack, **{**BUCKET, "kms_key_id": " "}, profile=take()
    ),
    "unencrypted-state": lambda stack, take: allow_unencrypted_state(stack, reason=[take()]),  # type: ignore[arg-type]
    "a-check": lambda stack, take: suppress_check(stack, take(), reason="a test"),
    "a-forgotten-connector": lambda stack, take: forget(stack, [take()]),  # type: ignore[arg-type]
    # the whole stack
    "a-literal-in-a-token": lambda stack, take: literal_in_a_token(stack, take, synth),
    "a-literal-in-a-token-by-the-engine": lambda stack, take: literal_in_a_token(
        stack, take, lambda app: app.synth()
    ),
    # the stand-in
    "sandbox": lambda stack, take: Sandbox(api_key=take(), username="elastic"),
    "sandbox-in-the-terminal": lambda stack, take: run_sandbox("192.0.2.1", api_key=take()),
}
