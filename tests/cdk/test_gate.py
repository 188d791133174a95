"""The gate at the end of synth: whatever way a literal takes into a secret, the file is not written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsii
import pytest
from harness.cdk import (
    App,
    Fn,
    IAnyProducer,
    Lazy,
    S3Backend,
    TerraformDataSource,
    TerraformLocal,
    TerraformOutput,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Token,
)
from harness.refusals import MARK, refusal
from harness.stacks import encrypt_state
from harness.written import CONNECTOR

from kibana_connectors import (
    Connector,
    Inference,
    KibanaProvider,
    Okta,
    PagerDuty,
    Secret,
    SecretsMode,
    SlackApi,
    SynthesisError,
    Webhook,
    allow_unencrypted_state,
    synth,
)

Build = Callable[[TerraformStack], Any]
HOOK = {"url": "https://x.example", "hasAuth": False}


def written(stack: TerraformStack) -> dict[str, Any]:
    """Synthesize the app of the stack, and return the file."""
    app = App.of(stack)
    synth(app)
    text = (Path(app.outdir) / "stacks" / "stack" / "cdk.tf.json").read_text()
    found: dict[str, Any] = json.loads(text)
    return found


def refused(stack: TerraformStack) -> str:
    """Synthesize the app, which is refused: no file stays, and no message shows a value."""
    app = App.of(stack)
    message = str(refusal(lambda: synth(app), SynthesisError))
    assert not (Path(app.outdir) / "stacks" / "stack" / "cdk.tf.json").exists()
    assert MARK not in message
    return message


def pager(source: Any) -> Build:
    """Give a PagerDuty connector this source, as a reference."""
    return lambda stack: PagerDuty(
        stack, "it", name="It", secrets={"routing_key": source(stack) if callable(source) else source}
    )


def variable(stack: TerraformStack, **settings: Any) -> TerraformVariable:
    return TerraformVariable(stack, "mine", type="string", sensitive=True, **settings)


def override(path: str, value: Any) -> Build:
    """Make a connector, and set an attribute of it over what is written."""

    def build(stack: TerraformStack) -> None:
        PagerDuty(stack, "it", name="It").add_override(path, value)

    return build


def stack_override(path: str, value: Any) -> Build:
    def build(stack: TerraformStack) -> None:
        PagerDuty(stack, "it", name="It")
        stack.add_override(path, value)

    return build


LITERALS: dict[str, Build] = {
    "sensitive-expression": pager(lambda stack: Secret.ref(f'${{sensitive("{MARK}")}}')),
    "sensitive": pager(lambda stack: Secret.ref(Fn.sensitive(MARK))),
    "base64encode": pager(lambda stack: Secret.ref(Fn.base64encode(MARK))),
    "jsonencode": pager(lambda stack: Secret.ref(Fn.jsonencode({"key": MARK}))),
    "join": pager(lambda stack: Secret.ref(Fn.join("", [MARK[:4], MARK[4:]]))),
    "upper": pager(lambda stack: Secret.ref(Fn.upper(MARK))),
    "reverse": pager(lambda stack: Secret.ref(f'${{strrev("{MARK}")}}')),
    "coalesce": pager(lambda stack: Secret.ref(Fn.coalesce([variable(stack).string_value, MARK]))),
    "try": pager(lambda stack: Secret.ref(f'${{try(var.mine, "{MARK}")}}')),
    "conditional": pager(lambda stack: Secret.ref(f'${{var.prod ? var.mine : "{MARK}"}}')),
    "nested-template": pager(lambda stack: Secret.ref(f'${{format("%s", "{MARK}")}}')),
    "heredoc": pager(lambda stack: Secret.ref(f"${{trimspace(<<EOT\n{MARK}\nEOT\n)}}")),
    "escaped": pager(lambda stack: Secret.ref('${sensitive("\\u0068unter2")}')),
    "list": pager(lambda stack: Secret.ref(f'${{element(["{MARK}"], 0)}}')),
    "any-token": pager(lambda stack: Secret.ref(Token.as_any(MARK))),
    "lazy": pager(lambda stack: Secret.ref(Token.as_string(Lazy.any_value(_Produces(MARK))))),
    "default": pager(lambda stack: Secret.ref(variable(stack, default=MARK))),
    "empty-default": pager(lambda stack: Secret.ref(variable(stack, default=""))),
    "local": pager(lambda stack: Secret.ref(TerraformLocal(stack, "l", MARK).as_string)),
    "local-of-a-local": pager(
        lambda stack: Secret.ref(
            TerraformLocal(stack, "m", TerraformLocal(stack, "l", MARK).as_string).as_string
        )
    ),
    "attribute": pager(
        lambda stack: Secret.ref(
            _resource(stack, "terraform_data", input=MARK).get_string_attribute("output")
        )
    ),
    "text-behind-a-reference": pager(lambda stack: Secret.ref(f"{variable(stack).string_value}-{MARK}")),
    "text-before-a-reference": pager(lambda stack: Secret.ref(f"{MARK}/x/{variable(stack).string_value}")),
    "in-a-map": lambda stack: Webhook(
        stack, "it", name="It", config=HOOK, secrets={"secretHeaders": {"X-Key": Secret.ref(Fn.upper(MARK))}}
    ),
    "in-a-tree": lambda stack: Inference(
        stack,
        "it",
        name="It",
        config={"provider": "openai", "taskType": "completion", "inferenceId": "i"},
        secrets={"providerSecrets": {"api_key": Secret.ref(Fn.upper(MARK))}},
    ),
    "in-an-auth-type": lambda stack: Okta(
        stack,
        "it",
        name="It",
        config={"orgUrl": "https://x.example"},
        auth=Okta.ApiKeyHeader(api_token=Secret.ref(Fn.upper(MARK))),
    ),
    "untyped": lambda stack: Connector(
        stack, "it", type_id=".new", name="It", secrets={"deep": {"key": Secret.ref(Fn.upper(MARK))}}
    ),
    "state-mode": lambda stack: PagerDuty(
        stack,
        "it",
        name="It",
        secrets={"routing_key": Secret.ref(Fn.upper(MARK))},
        secrets_mode=SecretsMode.STATE,
    ),
    "provider": lambda stack: [
        PagerDuty(stack, "it", name="It"),
        KibanaProvider(stack, endpoints=["https://x.example"], api_key=Secret.ref(Fn.upper(MARK))),
    ],
    "provider-override": lambda stack: [
        PagerDuty(stack, "it", name="It"),
        KibanaProvider(stack).add_override("kibana", [{"api_key": MARK}]),
    ],
    "override": override("secrets_wo", f'{{"routingKey": "{MARK}"}}'),
    "override-of-the-other-attribute": override("secrets", f'${{jsonencode({{"routingKey" = "{MARK}"}})}}'),
    "override-of-the-connection": override("kibana_connection", [{"api_key": MARK}]),
    "stack-override": stack_override(f"resource.{CONNECTOR}.it.secrets_wo", f'{{"routingKey": "{MARK}"}}'),
    "stack-override-of-the-variable": stack_override("variable.it_routing_key.default", MARK),
    "stack-override-of-another-resource": stack_override(
        f"resource.{CONNECTOR}.raw", {"name": "x", "connector_type_id": ".slack", "secrets_wo": MARK}
    ),
    "raw-resource": lambda stack: [
        PagerDuty(stack, "it", name="It"),
        _resource(stack, CONNECTOR, name="x", connector_type_id=".slack", secrets=MARK),
    ],
}


@jsii.implements(IAnyProducer)
class _Produces:
    """Resolves to a value when the engine asks for it."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def produce(self, context: Any) -> Any:
        return self.value


def _resource(stack: TerraformStack, type_: str, **attributes: Any) -> TerraformResource:
    resource = TerraformResource(stack, "raw", terraform_resource_type=type_)
    for name, value in attributes.items():
        resource.add_override(name, value)
    return resource


@pytest.mark.parametrize("build", LITERALS.values(), ids=LITERALS)
def test_a_literal_in_a_secret_is_refused(stack: TerraformStack, build: Build) -> None:
    encrypt_state(stack)
    build(stack)

    message = refused(stack)

    assert (
        "stack/it" in message
        or "stack/raw" in message
        or "provider.elasticstack" in message
        or ".raw" in message
    )


@pytest.mark.parametrize("skip", [False, True])
def test_skipping_validations_skips_no_secret(tmp_path: Path, skip: bool) -> None:
    app = App(outdir=str(tmp_path), skip_validation=skip)
    stack = TerraformStack(app, "stack")
    encrypt_state(stack)
    pager(lambda stack: Secret.ref(Fn.upper(MARK)))(stack)

    refused(stack)


GOOD: dict[str, Any] = {
    "variable": lambda stack: Secret.ref(variable(stack)),
    "bearer": lambda stack: Secret.ref(f"Bearer {variable(stack).string_value}"),
    "basic": lambda stack: Secret.ref(Fn.base64encode(f"elastic:{variable(stack).string_value}")),
    "trimmed": lambda stack: Secret.ref(Fn.trimspace(variable(stack).string_value)),
    "chosen": lambda stack: Secret.ref('${var.env == "prod" ? var.mine : var.other}'),
    "from-a-map": lambda stack: Secret.ref('${var.keys["on-call"]}'),
    "file": lambda stack: Secret.ref('${file("/run/secrets/pager")}'),
    "ephemeral": lambda stack: Secret.ref('${ephemeral.vault_kv_secret_v2.pager.data["key"]}'),
    "json": lambda stack: Secret.ref("${jsondecode(var.mine).key}"),
}


@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD)
def test_a_source_without_a_literal_is_written(stack: TerraformStack, source: Any) -> None:
    encrypt_state(stack)
    pager(source)(stack)

    assert written(stack)["resource"][CONNECTOR]["it"]["secrets_wo"]


def test_a_variable_of_the_users_own_becomes_ephemeral(stack: TerraformStack) -> None:
    encrypt_state(stack)
    pager(lambda stack: Secret.ref(variable(stack)))(stack)

    assert written(stack)["variable"]["mine"]["ephemeral"] is True


def test_a_variable_that_is_kept_elsewhere_is_refused(stack: TerraformStack) -> None:
    encrypt_state(stack)
    mine = variable(stack)
    pager(lambda stack: Secret.ref(mine))(stack)
    TerraformOutput(stack, "shown", value=mine.string_value, sensitive=True)

    message = refused(stack)

    assert "var.mine" in message
    assert "output.shown" in message


def test_a_data_source_is_warned_of(stack: TerraformStack) -> None:
    encrypt_state(stack)
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_generic_secret")
    pager(lambda stack: Secret.ref(vault.get_string_attribute("data_json")))(stack)

    with pytest.warns(
        UserWarning, match=r"stack/it: secrets\.routingKey: .*data\.vault_generic_secret\.vault"
    ):
        written(stack)


def test_a_secret_of_another_stack_is_refused(app: App) -> None:
    first, second = TerraformStack(app, "first"), TerraformStack(app, "stack")
    for stack in (first, second):
        encrypt_state(stack)
    mine = TerraformVariable(first, "mine", type="string", sensitive=True)
    PagerDuty(second, "it", name="It", secrets={"routing_key": Secret.ref(mine)})

    message = str(refusal(lambda: synth(app), SynthesisError))

    assert "stack/it: secrets.routingKey" in message


def test_ids_in_spaces_cross_stacks_alone(app: App) -> None:
    first, second = TerraformStack(app, "first"), TerraformStack(app, "stack")
    for stack in (first, second):
        encrypt_state(stack)
    many = SlackApi(first, "chat", name="Chat", spaces=["ops", "sec"], secrets_mode=SecretsMode.STATE)
    TerraformOutput(second, "id", value=many.connector_ids)
    synth(app)

    outputs = json.loads((Path(app.outdir) / "stacks" / "first" / "cdk.tf.json").read_text())["output"]
    assert sorted(each["value"] for each in outputs.values()) == [
        f'${{{CONNECTOR}.chat["ops"].connector_id}}',
        f'${{{CONNECTOR}.chat["sec"].connector_id}}',
    ]


def test_a_whole_connector_is_not_exported(app: App) -> None:
    first, second = TerraformStack(app, "first"), TerraformStack(app, "stack")
    for stack in (first, second):
        encrypt_state(stack)
    chat = SlackApi(first, "chat", name="Chat")
    TerraformOutput(second, "all", value=Token.as_any(chat.fqn))

    message = str(refusal(lambda: synth(app), SynthesisError))

    assert f"{CONNECTOR}.chat" in message or "first/chat" in message


S3 = {"bucket": "b", "key": "k", "region": "eu-west-1", "encrypt": True, "kms_key_id": "alias/k"}
OPENTOFU = {
    "key_provider": {"pbkdf2": {"k": {"passphrase": "${var.passphrase}"}}},
    "method": {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.k}"}}},
    "state": {"method": "${method.aes_gcm.m}", "enforced": True},
}


@pytest.mark.parametrize("mode", SecretsMode)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("terraform.backend", None),
        ("terraform.backend.s3.encrypt", False),
        ("terraform.backend.s3.encrypt", "true"),
        ("terraform.backend.s3.kms_key_id", None),
        ("terraform.backend.s3.kms_key_id", " "),
        ("terraform.backend.s3", None),
    ],
)
def test_encryption_that_is_overridden_away_is_refused(
    stack: TerraformStack, path: str, value: Any, mode: SecretsMode
) -> None:
    S3Backend(stack, **S3)
    PagerDuty(stack, "it", name="It", secrets_mode=mode)
    stack.add_override(path, value)

    assert "encrypted" in refused(stack)


@pytest.mark.parametrize(
    ("path", "value"),
    [("terraform.backend.s3", S3), ("terraform.encryption", OPENTOFU), ("terraform.backend", {"s3": S3})],
)
def test_encryption_that_is_given_by_override_counts(stack: TerraformStack, path: str, value: Any) -> None:
    PagerDuty(stack, "it", name="It", secrets_mode=SecretsMode.STATE)
    stack.add_override(path, value)

    terraform = written(stack)["terraform"]

    assert len(terraform.get("backend", {})) <= 1


@pytest.mark.parametrize("key", ["access_key", "secret_key", "token"])
def test_a_credential_in_a_backend_is_refused(stack: TerraformStack, key: str) -> None:
    S3Backend(stack, **S3, **{key: MARK})
    PagerDuty(stack, "it", name="It")

    assert "AWS_" in refused(stack)


def test_state_mode_without_encryption_is_refused_even_where_validations_are_skipped(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), skip_validation=True)
    stack = TerraformStack(app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    PagerDuty(stack, "it", name="It", secrets_mode=SecretsMode.STATE)

    assert "SecretsMode.STATE" in refused(stack)
