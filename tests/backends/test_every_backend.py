"""What holds for each backend construct: credentials, unknown names, tokens, and other stacks."""

from __future__ import annotations

from typing import Any

import pytest
from backend_kinds import LEAST
from harness.cdk import App, TerraformDataSource, TerraformOutput, TerraformStack, TerraformVariable
from harness.refusals import MARK, refusal, synth_refusal

from kibana_connectors import (
    EncryptedS3Backend,
    HcpTerraformBackend,
    InvalidBackend,
    KibanaProvider,
    ServerLog,
    Target,
)
from kibana_connectors.gate.backend_credentials import IN_ENVIRONMENT, IN_TEXTS
from pytest_cdktf import Synth

each_backend = pytest.mark.parametrize("backend", LEAST, ids=lambda each: each.__name__)
CREDENTIALS = [
    *(
        (backend, name, instead)
        for backend, (kind, _) in LEAST.items()
        for name, instead in {**IN_ENVIRONMENT.get(kind, {}), **IN_TEXTS.get(kind, {})}.items()
    ),
    (HcpTerraformBackend, "token", "TF_TOKEN_app_terraform_io"),
]


@pytest.fixture(autouse=True)
def no_tool_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERRAFORM_BINARY_NAME", raising=False)


@each_backend
def test_the_gate_and_the_plugin_take_it_for_encrypted(
    cdk_app: App, stack: TerraformStack, synth: Synth, backend: Any
) -> None:
    backend(stack, **LEAST[backend][1])
    ServerLog(stack, "log", name="Log")

    synth(stack).assert_encrypted_backend()


@pytest.mark.parametrize(("backend", "name", "instead"), CREDENTIALS)
def test_a_credential_is_refused_with_what_serves_instead(
    stack: TerraformStack, backend: Any, name: str, instead: str
) -> None:
    error = refusal(lambda: backend(stack, **LEAST[backend][1], **{name: MARK}), InvalidBackend)

    assert f"{name}: expected no credential" in str(error)
    assert f"Set {instead} in the environment instead" in str(error)


@pytest.mark.parametrize(("backend", "name", "instead"), CREDENTIALS)
def test_a_credential_by_an_override_is_refused_at_synth(
    cdk_app: App, stack: TerraformStack, backend: Any, name: str, instead: str
) -> None:
    made = backend(stack, **LEAST[backend][1])
    made.add_override(name, f"https://{MARK}:{MARK}{{@x.example")

    message = synth_refusal(cdk_app)

    assert f"{name}: expected no credential" in message
    assert f"Set {instead} in the environment instead" in message


@each_backend
def test_an_unknown_argument_is_named(stack: TerraformStack, backend: Any) -> None:
    given = LEAST[backend][1]
    name = next(iter(given))

    error = refusal(lambda: backend(stack, **given, **{f"{name}x": MARK}), InvalidBackend)

    assert f"{name}x: unknown; did you mean {name}?" in str(error)


@each_backend
def test_everything_that_is_wrong_is_told_at_once(stack: TerraformStack, backend: Any) -> None:
    needed = list(LEAST[backend][1])
    error = refusal(
        lambda: backend(stack, **dict.fromkeys(needed, ""), password=MARK, xyz=MARK), InvalidBackend
    )

    for name in (*needed, "password", "xyz"):
        assert f"\n  - {name}: " in str(error)


@each_backend
def test_a_token_is_refused_where_terraform_deploys(stack: TerraformStack, backend: Any) -> None:
    KibanaProvider(stack, target=Target(tool="terraform"))
    variable = TerraformVariable(stack, "v", type="string")
    name = next(iter(LEAST[backend][1]))

    for value in (variable.string_value, "${var.v}", "a-${var.v}", "$${v}"):
        error = refusal(
            lambda value=value: backend(stack, **{**LEAST[backend][1], name: value}), InvalidBackend
        )
        assert f"{name}: expected a text that is known at synth" in str(error)


@each_backend
@pytest.mark.parametrize("is_provider_first", [True, False])
def test_a_variable_is_taken_where_opentofu_deploys(
    stack: TerraformStack, synth: Synth, backend: Any, is_provider_first: bool
) -> None:
    kind, least = LEAST[backend]
    name = next(iter(least))
    variable = TerraformVariable(stack, "v", type="string")
    if is_provider_first:
        KibanaProvider(stack, target=Target(tool="opentofu"))
    backend(stack, **{**least, name: variable.string_value})
    if not is_provider_first:
        KibanaProvider(stack, target=Target(tool="opentofu"))

    written = synth(stack).terraform
    assert (written["cloud"] if kind == "cloud" else written["backend"][kind])[name] == "${var.v}"


@each_backend
def test_a_variable_is_refused_at_synth_where_no_tool_is_named(
    cdk_app: App, stack: TerraformStack, backend: Any
) -> None:
    name = next(iter(LEAST[backend][1]))
    backend(stack, **{**LEAST[backend][1], name: "${var.v}"})
    TerraformVariable(stack, "v", type="string")

    message = synth_refusal(cdk_app)

    assert f"{name}: expected a text without ${{ and %{{" in message
    assert 'Target(tool="opentofu")' in message


@each_backend
@pytest.mark.parametrize("mark", ["sensitive", "ephemeral"])
def test_a_variable_that_is_kept_back_is_refused_by_both(
    cdk_app: App, stack: TerraformStack, backend: Any, mark: str
) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))
    variable = TerraformVariable(stack, "v", type="string")
    variable.add_override(mark, True)
    backend(stack, **{**LEAST[backend][1], next(iter(LEAST[backend][1])): variable.string_value})

    assert f"refuses var.v, which is {mark}, there" in synth_refusal(cdk_app)


@each_backend
def test_what_opentofu_cannot_know_is_refused(stack: TerraformStack, backend: Any) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))
    source = TerraformDataSource(stack, "it", terraform_resource_type="x")
    name = next(iter(LEAST[backend][1]))

    refusal(
        lambda: backend(stack, **{**LEAST[backend][1], name: source.get_string_attribute("y")}),
        InvalidBackend,
    )


def test_another_stack_reads_the_state_with_all_settings(cdk_app: App, synth: Synth) -> None:
    producer = TerraformStack(cdk_app, "producer")
    given = LEAST[EncryptedS3Backend][1]
    EncryptedS3Backend(producer, **given, endpoints={"sts": "https://sts.example"})
    value = TerraformVariable(producer, "v", type="string")
    consumer = TerraformStack(cdk_app, "consumer")
    TerraformOutput(consumer, "o", value=value.string_value)

    read = synth(consumer).json["data"]["terraform_remote_state"]

    (source,) = read.values()
    assert source["config"]["endpoints"] == {"sts": "https://sts.example"}
    assert source["config"]["bucket"] == given["bucket"]
