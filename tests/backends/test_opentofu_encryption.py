"""OpenTofuEncryption and its keys: what is written, and what is refused."""

from __future__ import annotations

import dataclasses
import warnings
from typing import Any

import pytest
from harness.cdk import App, HttpBackend, PgBackend, TerraformStack, TerraformVariable
from harness.refusals import MARK, NUMBER, refusal, synth_refusal

from kibana_connectors import (
    PLAIN_TEXT,
    AwsKmsKey,
    AzureVaultKey,
    ExternalKey,
    GcpKmsKey,
    InvalidBackend,
    KibanaProvider,
    OpenBaoKey,
    OpenTofuEncryption,
    PagerDuty,
    Pbkdf2Key,
    Secret,
    SecretsMode,
    ServerLog,
    Target,
)
from pytest_cdktf import Synth

MAIN = Pbkdf2Key(name="main")
KEYS: dict[Any, dict[str, Any]] = {
    Pbkdf2Key: {},
    AwsKmsKey: {"kms_key_id": "alias/k", "region": "eu-west-1"},
    GcpKmsKey: {"kms_encryption_key": "projects/p/locations/l/keyRings/r/cryptoKeys/k"},
    AzureVaultKey: {"vault_uri": "https://v.vault.azure.net", "vault_key_name": "k"},
    OpenBaoKey: {"key_name": "k", "address": "https://bao.example"},
    ExternalKey: {"command": ["key", "--for", "state"]},
}
each_key = pytest.mark.parametrize("kind", KEYS, ids=lambda each: each.__name__)


@pytest.fixture(autouse=True)
def opentofu(stack: TerraformStack) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))


def test_the_block(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=MAIN)

    assert synth(stack).terraform["encryption"] == {
        "key_provider": {
            "pbkdf2": {
                "main": {
                    "encrypted_metadata_alias": "key_provider.pbkdf2.main",
                    "key_length": 32,
                    "iterations": 600_000,
                    "salt_length": 32,
                    "hash_function": "sha512",
                }
            }
        },
        "method": {"aes_gcm": {"pbkdf2_main": {"keys": "${key_provider.pbkdf2.main}"}}},
        "state": {"method": "method.aes_gcm.pbkdf2_main", "enforced": True},
        "plan": {"method": "method.aes_gcm.pbkdf2_main", "enforced": True},
    }


@each_key
def test_every_key(stack: TerraformStack, synth: Synth, kind: Any) -> None:
    key = kind(name="main", **KEYS[kind])
    OpenTofuEncryption(stack, key=key)
    ServerLog(stack, "log", name="Log")

    out = synth(stack)

    body = out.terraform["encryption"]["key_provider"][kind.TYPE]["main"]
    assert (
        body.items()
        >= {
            "encrypted_metadata_alias": f"key_provider.{kind.TYPE}.main",
            **KEYS[kind],
        }.items()
    )
    out.assert_encrypted_backend()


@each_key
def test_every_key_is_a_frozen_value(kind: Any) -> None:
    key = kind(name="main", **KEYS[kind])

    assert key == kind(name="main", **KEYS[kind])
    with pytest.raises(dataclasses.FrozenInstanceError):
        key.name = "other"


@each_key
def test_the_name_in_the_state_is_fixed(kind: Any) -> None:
    assert kind(name="b", renamed_from="a", **KEYS[kind]).settings()["encrypted_metadata_alias"] == (
        f"key_provider.{kind.TYPE}.a"
    )
    assert kind(name="b", metadata_alias="any", **KEYS[kind]).settings()["encrypted_metadata_alias"] == "any"
    refusal(lambda: kind(name="b", metadata_alias="x", renamed_from="a", **KEYS[kind]), InvalidBackend)


def test_a_chain(stack: TerraformStack, synth: Synth) -> None:
    inner = AwsKmsKey(name="main", kms_key_id="alias/k")
    OpenTofuEncryption(stack, key=Pbkdf2Key(name="main", chain=inner))

    providers = synth(stack).terraform["encryption"]["key_provider"]
    assert providers["pbkdf2"]["main"]["chain"] == "${key_provider.aws_kms.main}"
    assert providers["aws_kms"]["main"]["kms_key_id"] == "alias/k"


def test_a_variable_is_made_for_the_passphrase(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=Pbkdf2Key(name="main", passphrase=Secret.variable()))

    out = synth(stack)

    body = out.terraform["encryption"]["key_provider"]["pbkdf2"]["main"]
    assert body["passphrase"] == "${var.encryption_main_passphrase}"
    variable = out.json["variable"]["encryption_main_passphrase"]
    assert variable["sensitive"] is True
    assert variable["ephemeral"] is True


def test_a_variable_of_the_users(stack: TerraformStack, synth: Synth) -> None:
    variable = TerraformVariable(stack, "p", type="string", sensitive=True)
    OpenTofuEncryption(stack, key=Pbkdf2Key(name="main", passphrase=variable))

    body = synth(stack).terraform["encryption"]["key_provider"]["pbkdf2"]["main"]
    assert body["passphrase"] == "${var.p}"


def test_another_key_before(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=Pbkdf2Key(name="new"), fallback=Pbkdf2Key(name="old"))

    encryption = synth(stack).terraform["encryption"]
    assert encryption["state"] == {
        "method": "method.aes_gcm.pbkdf2_new",
        "enforced": True,
        "fallback": {"method": "method.aes_gcm.pbkdf2_old"},
    }
    assert "fallback" not in encryption["plan"]


def test_plain_text_before(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=MAIN, fallback=PLAIN_TEXT)
    ServerLog(stack, "log", name="Log")

    with pytest.warns(UserWarning, match="state.fallback: a state that is not encrypted is read too"):
        out = synth(stack)

    assert out.terraform["encryption"]["state"] == {
        "method": "method.aes_gcm.pbkdf2_main",
        "fallback": {"method": "method.unencrypted.plain_text"},
    }
    assert out.terraform["encryption"]["plan"]["enforced"] is True
    out.assert_encrypted_backend()


def test_states_of_other_stacks(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=MAIN, remote_states={"network": Pbkdf2Key(name="network")})

    assert synth(stack).terraform["encryption"]["remote_state_data_sources"] == {
        "remote_state_data_source": {"network": {"method": "method.aes_gcm.pbkdf2_network"}}
    }


def test_the_same_key_may_be_made_twice(stack: TerraformStack, synth: Synth) -> None:
    keys = [Pbkdf2Key(name="main", passphrase=Secret.variable("p")) for _ in range(2)]
    OpenTofuEncryption(stack, key=keys[0], remote_states=keys[1])

    assert list(synth(stack).terraform["encryption"]["key_provider"]["pbkdf2"]) == ["main"]


def test_one_key_for_all_other_stacks(stack: TerraformStack, synth: Synth) -> None:
    OpenTofuEncryption(stack, key=MAIN, remote_states=MAIN)

    assert synth(stack).terraform["encryption"]["remote_state_data_sources"] == {
        "default": {"method": "method.aes_gcm.pbkdf2_main"}
    }


@pytest.mark.parametrize(
    "add_backend",
    [
        lambda stack: PgBackend(stack, conn_str="postgres://db.example/state"),
        lambda stack: HttpBackend(stack, address="https://state.example"),
        lambda stack: None,
    ],
)
def test_secrets_may_be_in_a_state_that_it_encrypts(
    stack: TerraformStack, synth: Synth, add_backend: Any
) -> None:
    add_backend(stack)
    OpenTofuEncryption(stack, key=MAIN)
    PagerDuty(stack, "pager", name="On-call", secrets_mode=SecretsMode.STATE)

    synth(stack).assert_encrypted_backend()


# -- what is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Pbkdf2Key(name="a", passphrase=MARK * 2), "passphrase: expected no passphrase"),
        (lambda: Pbkdf2Key(name="a", passphrase=NUMBER), "passphrase: expected no passphrase"),
        (lambda: Pbkdf2Key(name="a", passphrase="${var.x}" + MARK), "passphrase: expected no passphrase"),
        (lambda: Pbkdf2Key(name=f"{MARK} x"), "name: expected a name"),
        (lambda: Pbkdf2Key(name=""), "name: expected a name"),
        (lambda: Pbkdf2Key(MARK), "expected all arguments by name"),
        (lambda: Pbkdf2Key(), "name: missing"),
        (lambda: Pbkdf2Key(name="a", key_length=31), "key_length: expected one of 16, 24, 32"),
        (lambda: Pbkdf2Key(name="a", key_length=True), "key_length: expected one of 16, 24, 32"),
        (lambda: Pbkdf2Key(name="a", iterations=199_999), "iterations: expected a whole number"),
        (lambda: Pbkdf2Key(name="a", salt_length=0), "salt_length: expected a whole number"),
        (lambda: Pbkdf2Key(name="a", hash_function="md5"), "hash_function: expected one of sha512, sha256"),
        (lambda: Pbkdf2Key(name="a", chain="b"), "chain: expected another key"),
        (
            lambda: Pbkdf2Key(name="a", chain=MAIN, passphrase=Secret.variable()),
            "passphrase and chain exclude each other",
        ),
        (lambda: Pbkdf2Key(name="a", itterations=1), "itterations: unknown; did you mean iterations?"),
        (lambda: AwsKmsKey(name="a", kms_key_id=MARK), "kms_key_id: expected a KMS key"),
        (lambda: AwsKmsKey(name="a"), "kms_key_id: missing"),
        (
            lambda: AwsKmsKey(name="a", kms_key_id="alias/k", secret_key=MARK),
            "secret_key: expected no credential: it would be written down. Set AWS_SECRET_ACCESS_KEY",
        ),
        (lambda: AwsKmsKey(name="a", kms_key_id="alias/k", key_spec="x"), "key_spec: expected one of"),
        (lambda: GcpKmsKey(name="a", kms_encryption_key=""), "kms_encryption_key: expected a text"),
        (lambda: GcpKmsKey(name="a", kms_encryption_key="k", credentials=MARK), "Set GOOGLE_CREDENTIALS"),
        (lambda: AzureVaultKey(name="a", vault_uri=MARK, vault_key_name="k"), "vault_uri: expected a URL"),
        (
            lambda: AzureVaultKey(name="a", **KEYS[AzureVaultKey], symmetric=True),
            "symmetric_key_size: expected one of 128, 192, 256",
        ),
        (lambda: AzureVaultKey(name="a", **KEYS[AzureVaultKey], client_secret=MARK), "Set ARM_CLIENT_SECRET"),
        (lambda: OpenBaoKey(name="a", key_name="k", token=MARK), "Set BAO_TOKEN"),
        (
            lambda: OpenBaoKey(name="a", key_name="k", address=f"https://{MARK}@x.example"),
            "address: expected",
        ),
        (lambda: ExternalKey(name="a", command=MARK), "command: expected a list"),
        (lambda: ExternalKey(name="a", command=[]), "command: expected a list"),
    ],
)
def test_keys_that_cannot_work(make: Any, expected: str) -> None:
    assert expected in str(refusal(make, InvalidBackend))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"key": MARK}, "key: expected what to encrypt with"),
        ({"key": None}, "key: expected what to encrypt with"),
        ({"key": PLAIN_TEXT}, "key: expected what to encrypt with"),
        ({"key": MAIN, "fallback": MARK}, "fallback: expected the key before, or PLAIN_TEXT"),
        ({"key": MAIN, "remote_states": MARK}, "remote_states: expected"),
        ({"key": MAIN, "remote_states": {"a": MARK}}, "remote_states: expected"),
        (
            {"key": Pbkdf2Key(name="main", iterations=300_000), "fallback": MAIN},
            "two keys are called key_provider.pbkdf2.main",
        ),
        (
            {"key": Pbkdf2Key(name="b", renamed_from="main"), "fallback": MAIN},
            "key_provider.pbkdf2.main is what two keys",
        ),
        (
            {
                "key": Pbkdf2Key(name="o", chain=AwsKmsKey(name="k", kms_key_id="alias/k")),
                "fallback": AwsKmsKey(name="k", kms_key_id="alias/k"),
            },
            "key_provider.aws_kms.k is what two keys",
        ),
        ({"key": MAIN, "fallback": MAIN}, "key_provider.pbkdf2.main is what two keys"),
    ],
)
def test_encryptions_that_cannot_work(stack: TerraformStack, arguments: Any, expected: str) -> None:
    error = refusal(lambda: OpenTofuEncryption(stack, **arguments), InvalidBackend)

    assert str(error).startswith("stack/encryption (OpenTofuEncryption): ")
    assert expected in str(error)


def test_one_encryption_is_enough(stack: TerraformStack) -> None:
    OpenTofuEncryption(stack, key=MAIN)

    error = refusal(lambda: OpenTofuEncryption(stack, "again", key=MAIN), InvalidBackend)
    assert "the stack is encrypted already, by stack/encryption" in str(error)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("state.enforced", False, "terraform.encryption.state is not enforced"),
        ("state", {"method": "method.unencrypted.x"}, "no method that encrypts"),
        ("key_provider.pbkdf2.main.passphrase", MARK, "key_provider.pbkdf2.main.passphrase"),
    ],
)
def test_an_override_is_judged_too(
    cdk_app: App, stack: TerraformStack, path: str, value: Any, expected: str
) -> None:
    OpenTofuEncryption(stack, key=MAIN).add_override(path, value)
    ServerLog(stack, "log", name="Log")

    assert expected in synth_refusal(cdk_app)


def test_terraform_does_not_know_it(cdk_app: App) -> None:
    stack = TerraformStack(cdk_app, "other")
    KibanaProvider(stack, target=Target(tool="terraform"))
    OpenTofuEncryption(stack, key=MAIN)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "terraform.encryption: only OpenTofu knows it" in synth_refusal(cdk_app)
