"""How a stack keeps its state: strict answers, no credentials in the settings, one backend."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import ADDRESS, CONNECTOR, MARK, accepted, judged, refused

from kibana_connectors.gate.state import StateEncryption, backend_problems, encryption_of, with_one_backend

KMS = {"encrypt": True, "kms_key_id": "alias/k"}
METHOD = {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.k}"}}}
STATE = {"method": "${method.aes_gcm.m}", "enforced": True}
LOCAL = {"path": "/srv/app/terraform.stack.tfstate"}


@pytest.mark.parametrize(
    "terraform",
    [
        {"backend": {"s3": KMS}},
        {"backend": {"s3": [KMS]}},
        {"backend": [{"s3": KMS}]},
        [{"backend": {"s3": KMS}}, {"required_version": "1"}],
        {"backend": {"gcs": {"kms_encryption_key": "k"}}},
        {"backend": {"azurerm": {}}},
        {"backend": {"remote": {"organization": "o"}}},
        {"cloud": {"organization": "o"}},
        {"cloud": [{"organization": "o"}]},
        {"backend": {"local": LOCAL, "s3": KMS}},
        {"backend": {"local": LOCAL}, "cloud": {}},
        {"encryption": {"method": METHOD, "state": STATE}},
        {"encryption": [{"method": [METHOD], "state": [STATE]}]},
        {
            "encryption": {
                "method": {"aes_gcm": [{"m": [{}]}]},
                "state": {**STATE, "method": "method.aes_gcm.m"},
            }
        },
        {
            "encryption": {
                "method": {"external": {"e": {}}},
                "state": {**STATE, "method": "${ method.external.e }"},
            }
        },
        {"backend": {"http": {}}, "encryption": {"method": METHOD, "state": STATE}},
    ],
    ids=repr,
)
def test_what_is_encrypted(terraform: Any) -> None:
    assert encryption_of(terraform).is_encrypted


@pytest.mark.parametrize(
    "terraform",
    [
        None,
        "x",
        {},
        {"backend": None},
        {"backend": "s3"},
        {"backend": {"s3": None}},
        {"backend": {"s3": "encrypted"}},
        {"backend": {"s3": []}},
        {"backend": {"s3": [KMS, KMS]}},
        {"backend": {"s3": [KMS, None]}},
        {"backend": {"s3": {**KMS, "encrypt": False}}},
        {"backend": {"s3": {**KMS, "encrypt": "true"}}},
        {"backend": {"s3": {**KMS, "encrypt": 1}}},
        {"backend": {"s3": {**KMS, "encrypt": "yes"}}},
        {"backend": {"s3": {**KMS, "encrypt": None}}},
        {"backend": {"s3": {**KMS, "kms_key_id": None}}},
        {"backend": {"s3": {**KMS, "kms_key_id": ""}}},
        {"backend": {"s3": {**KMS, "kms_key_id": " \t"}}},
        {"backend": {"s3": {**KMS, "kms_key_id": True}}},
        {"backend": {"s3": {**KMS, "kms_key_id": ["k"]}}},
        {"backend": {"gcs": {"encryption_key": "k"}}},
        {"backend": {"gcs": {"kms_encryption_key": " "}}},
        {"backend": {"gcs": {"kms_encryption_key": 1}}},
        {"backend": {"azurerm": "x"}},
        {"backend": {"remote": True}},
        {"cloud": True},
        {"cloud": None},
        {"backend": {"S3": KMS}},
        {"backend": {"local": {"path": "x.tfstate"}}},
        {"backend": {"local": {"path": "x.tfstate"}, "s3": KMS}},
        {"backend": {"s3": KMS, "gcs": {"kms_encryption_key": "k"}}},
        [{"backend": {"s3": KMS}}, {"backend": {"azurerm": {}}}],
        {"backend": {"s3": KMS}, "cloud": {}},
        {"encryption": {}},
        {"encryption": "x"},
        {"encryption": [{"method": METHOD, "state": STATE}, {}]},
        {"encryption": {"method": METHOD}},
        {"encryption": {"method": METHOD, "state": {**STATE, "enforced": "true"}}},
        {"encryption": {"method": METHOD, "state": {**STATE, "enforced": False}}},
        {"encryption": {"method": METHOD, "state": {"method": "method.aes_gcm.m"}}},
        {"encryption": {"method": METHOD, "state": {"enforced": True}}},
        {"encryption": {"method": METHOD, "state": {**STATE, "method": "aes_gcm.m"}}},
        {"encryption": {"method": METHOD, "state": {**STATE, "method": "method.aes_gcm.other"}}},
        {"encryption": {"state": STATE}},
        {"encryption": {"method": METHOD, "state": {**STATE, "fallback": {}}}},
        {
            "encryption": {
                "method": METHOD,
                "state": {**STATE, "fallback": {"method": "method.unencrypted.m"}},
            }
        },
        {
            "encryption": {
                "method": {"unencrypted": {"m": {}}},
                "state": {**STATE, "method": "method.unencrypted.m"},
            }
        },
        {"encryption": {"method": METHOD, "state": [STATE, STATE]}},
    ],
    ids=repr,
)
def test_what_is_not_encrypted(terraform: Any) -> None:
    assert not encryption_of(terraform).is_encrypted


def test_what_is_told_of_the_backend() -> None:
    assert encryption_of({"backend": {"http": {}, "pg": {}}}) == StateEncryption("http and pg", False, "")
    assert encryption_of({"encryption": {"method": METHOD, "state": {**STATE, "fallback": {}}}}).obstacle == (
        "terraform.encryption.state has a fallback, which also reads what is not encrypted"
    )
    assert encryption_of({"encryption": {"state": STATE}}).obstacle == (
        "terraform.encryption does not declare the method that its state names"
    )


CREDENTIALS = [
    ("s3", "access_key", "AWS_ACCESS_KEY_ID"),
    ("s3", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("s3", "token", "AWS_SESSION_TOKEN"),
    ("s3", "sse_customer_key", "AWS_SSE_CUSTOMER_KEY"),
    ("gcs", "encryption_key", "GOOGLE_ENCRYPTION_KEY"),
    ("gcs", "access_token", "GOOGLE_OAUTH_ACCESS_TOKEN"),
    ("azurerm", "access_key", "ARM_ACCESS_KEY"),
    ("azurerm", "sas_token", "ARM_SAS_TOKEN"),
    ("azurerm", "client_secret", "ARM_CLIENT_SECRET"),
    ("azurerm", "client_certificate_password", "ARM_CLIENT_CERTIFICATE_PASSWORD"),
    ("azurerm", "oidc_token", "ARM_OIDC_TOKEN"),
    ("azurerm", "customer_provided_key", "ARM_CUSTOMER_PROVIDED_KEY"),
    ("http", "password", "TF_HTTP_PASSWORD"),
    ("http", "client_private_key_pem", "TF_HTTP_CLIENT_PRIVATE_KEY_PEM"),
    ("consul", "access_token", "CONSUL_HTTP_TOKEN"),
    ("consul", "http_auth", "CONSUL_HTTP_AUTH"),
    ("kubernetes", "password", "KUBE_PASSWORD"),
    ("kubernetes", "token", "KUBE_TOKEN"),
    ("kubernetes", "client_key", "KUBE_CLIENT_KEY_DATA"),
    ("cos", "secret_key", "TENCENTCLOUD_SECRET_KEY"),
    ("oss", "access_key", "ALICLOUD_ACCESS_KEY"),
    ("remote", "token", "TF_TOKEN_app_terraform_io"),
    ("acme", "password", "the environment variable that the backend reads"),
    ("acme", "secret_key", "the environment variable that the backend reads"),
]


@pytest.mark.parametrize(("kind", "setting", "instead"), CREDENTIALS)
@pytest.mark.parametrize("value", [MARK, "${var.hunter2}", 7, True], ids=repr)
def test_credentials_in_settings(kind: str, setting: str, instead: str, value: object) -> None:
    for settings in ({setting: value}, [{setting: value}]):
        [problem] = refused({"terraform": {"backend": {kind: settings}}})

        assert (problem.address, problem.field) == (f"terraform.backend.{kind}", setting)
        assert problem.message.startswith("expected no credential")
        assert problem.remedy == f"Set {instead} in the environment instead"
    for nothing in (None, ""):
        accepted({"terraform": {"backend": {kind: {setting: nothing}}}})


@pytest.mark.parametrize(
    ("kind", "settings", "field"),
    [
        ("pg", {"conn_str": "postgres://user:hunter2@db.example/state"}, "conn_str"),
        ("pg", {"conn_str": "host=db.example password=hunter2"}, "conn_str"),
        ("pg", {"conn_str": "postgres://db.example/state?password=hunter2"}, "conn_str"),
        ("http", {"address": "https://user:hunter2@state.example"}, "address"),
        (
            "http",
            {"address": "https://state.example", "lock_address": "https://hunter2@state.example"},
            "lock_address",
        ),
        ("s3", {"https_proxy": "http://user:hunter2@proxy.example"}, "https_proxy"),
        ("s3", {"assume_role_with_web_identity": {"web_identity_token": "hunter2"}}, "web_identity_token"),
        ("s3", {"assume_role_with_web_identity": [{"web_identity_token": "hunter2"}]}, "web_identity_token"),
        ("gcs", {"credentials": '{"private_key": "hunter2"}'}, "credentials"),
    ],
)
def test_credentials_in_texts(kind: str, settings: dict[str, Any], field: str) -> None:
    [problem] = refused({"terraform": {"backend": {kind: settings}}})

    assert (problem.address, problem.field) == (f"terraform.backend.{kind}", field)


@pytest.mark.parametrize(
    "terraform",
    [
        {"backend": {"s3": {"bucket": "b", "key": "k", "region": "r", **KMS, "profile": "p"}}},
        {
            "backend": {
                "s3": {
                    "assume_role": {"role_arn": "arn", "session_name": "s"},
                    "http_proxy": "http://p.example",
                }
            }
        },
        {"backend": {"gcs": {"bucket": "b", "credentials": "credentials.json", "kms_encryption_key": "k"}}},
        {"backend": {"azurerm": {"key": "k", "client_id": "c", "use_oidc": True}}},
        {"backend": {"pg": {"conn_str": "postgres://db.example/state", "schema_name": "s"}}},
        {"backend": {"pg": {"conn_str": "postgres://user@db.example/state?sslmode=require"}}},
        {"backend": {"http": {"address": "https://state.example", "username": "u"}}},
        {"backend": {"kubernetes": {"secret_suffix": "s", "config_path": "c"}}},
        {"cloud": {"organization": "o", "hostname": "tfe.example", "workspaces": {"name": "w"}}},
    ],
    ids=repr,
)
def test_settings_without_credentials(terraform: dict[str, Any]) -> None:
    accepted({"terraform": terraform})


@pytest.mark.parametrize(
    ("hostname", "variable"),
    [
        ("tfe.my-company.example", "TF_TOKEN_tfe_my__company_example"),
        (None, "TF_TOKEN_app_terraform_io"),
        ("${hunter2}", "TF_TOKEN_app_terraform_io"),
    ],
)
def test_the_token_of_hcp_terraform(hostname: Any, variable: str) -> None:
    [problem] = refused({"terraform": {"cloud": {"hostname": hostname, "token": "hunter2"}}})

    assert (problem.address, problem.field) == ("terraform.cloud", "token")
    assert problem.remedy == f"Set {variable} in the environment instead"


METADATA = {"//": {"metadata": {"backend": "local", "stackName": "stack", "version": "0.21.0"}}}


@pytest.mark.parametrize(
    "given", [{"s3": KMS}, {"azurerm": {}}, {"http": {"address": "https://x.example"}}], ids=repr
)
@pytest.mark.parametrize(
    "path", ["/srv/app/terraform.stack.tfstate", "terraform.stack.tfstate", "C:\\x\\terraform.stack.tfstate"]
)
def test_the_local_backend_that_cdktf_adds_is_taken_out(given: dict[str, Any], path: str) -> None:
    terraform = {"required_version": "1", "backend": {"local": {"path": path}, **given}}

    verdict = accepted({**METADATA, "terraform": terraform})

    assert verdict.document == {**METADATA, "terraform": {"required_version": "1", "backend": given}}


def test_it_is_taken_out_beside_hcp_terraform_too() -> None:
    terraform = {"backend": {"local": LOCAL}, "cloud": {"organization": "o"}}

    assert accepted({**METADATA, "terraform": terraform}).document["terraform"] == {
        "cloud": {"organization": "o"}
    }


def test_the_name_of_the_stack_may_be_given() -> None:
    document = {"terraform": {"backend": {"local": LOCAL, "s3": KMS}}}

    assert accepted(document, stack_name="stack").document["terraform"]["backend"] == {"s3": KMS}
    refused(document, stack_name="other")
    assert with_one_backend(document, "other") is document


def test_a_lone_local_backend_stays() -> None:
    document = {**METADATA, "terraform": {"backend": {"local": LOCAL}}}

    assert accepted(document).document is document


@pytest.mark.parametrize(
    ("terraform", "told"),
    [
        ({"backend": {"local": {"path": "mine.tfstate"}, "s3": KMS}}, "local and s3 are"),
        ({"backend": {"local": {**LOCAL, "workspace_dir": "w"}, "s3": KMS}}, "local and s3 are"),
        ({"backend": {"local": {"path": "terraform.other.tfstate"}, "s3": KMS}}, "local and s3 are"),
        ({"backend": {"s3": KMS, "gcs": {}}}, "gcs and s3 are"),
        ({"backend": {"local": LOCAL, "s3": KMS, "gcs": {}}}, "gcs and s3 are"),
        ({"backend": {"s3": KMS}, "cloud": {}}, "cloud and s3 are"),
        ([{"backend": {"s3": KMS}}, {"backend": {"gcs": {}}}], "gcs and s3 are"),
    ],
    ids=repr,
)
def test_two_backends_are_refused(terraform: Any, told: str) -> None:
    [problem] = refused({**METADATA, "terraform": terraform})

    assert problem.address == "terraform.backend"
    assert problem.message.startswith(told)


def test_nothing_is_wrong_with_no_backend() -> None:
    for terraform in (None, {}, {"backend": None}, {"backend": {}}, "x", [1]):
        assert list(backend_problems(terraform)) == []


SECRETS = {
    "variable": {"t": {}},
    "resource": {CONNECTOR: {"pager": {"secrets": '${jsonencode({"a" = var.t})}'}}},
}


def test_secrets_in_a_state_that_is_not_encrypted() -> None:
    [problem] = refused(SECRETS)

    assert (problem.address, problem.field) == (ADDRESS, "secrets.a")
    assert "(SecretsMode.STATE)" in problem.message
    assert "(found: local)" in problem.message
    assert "EncryptedS3Backend" in problem.remedy
    assert "SecretsMode.WRITE_ONLY" in problem.remedy
    accepted(SECRETS, is_encryption_demanded=False)
    accepted({**SECRETS, "terraform": {"backend": {"s3": KMS}}})
    accepted({**SECRETS, "terraform": {"backend": {"local": LOCAL, "s3": KMS}}}, stack_name="stack")


def test_why_the_state_is_not_encrypted_is_told() -> None:
    terraform = {
        "backend": {"http": {}},
        "encryption": {"method": METHOD, "state": {"method": "method.aes_gcm.m"}},
    }

    [problem] = refused({**SECRETS, "terraform": terraform})

    assert "(found: http; terraform.encryption.state is not enforced)" in problem.message


def test_one_connector_shows_it() -> None:
    document = {
        **SECRETS,
        "resource": {CONNECTOR: {name: {"secrets": "${var.t}"} for name in ("a", "b", "c")}},
    }

    assert len(judged(document).errors) == 1


def test_a_connection_in_a_state_that_is_not_encrypted() -> None:
    connection = {"api_key": "${var.t}"}
    document = {**SECRETS, "resource": {CONNECTOR: {"pager": {"kibana_connection": connection}}}}

    [problem] = refused(document)

    assert (problem.address, problem.field) == (ADDRESS, "kibana_connection.api_key")
    assert "SecretsMode" not in str(problem)
    assert "provider with an alias" in problem.remedy
