"""KibanaProvider in Terraform's JSON, and connectors that use a provider."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness.cdk import TerraformDataSource, TerraformProvider, TerraformStack
from harness.stacks import encrypt_state
from harness.written import CONNECTOR, REQUIRED_PROVIDERS, connector_uuid

from kibana_connectors import KibanaProvider, Secret, ServerLog
from pytest_cdktf import Synth, absent, provider, resource


def test_a_plain_provider_keeps_its_own_requirement(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        TerraformProvider(
            stack,
            "elastic",
            terraform_resource_type="elasticstack",
            terraform_provider_source="elastic/elasticstack",
            terraform_generator_metadata={
                "provider_name": "elasticstack",
                "provider_version_constraint": "0.16.2",
            },
        )
        ServerLog(stack, "log", name="Log")

    assert synth(log).terraform["required_providers"] == {
        "elasticstack": {"source": "elastic/elasticstack", "version": "0.16.2"}
    }


def test_a_provider_of_something_else_does_not_count(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        null = {"terraform_resource_type": "null", "terraform_provider_source": "hashicorp/null"}
        TerraformProvider(stack, "null", **null)
        ServerLog(stack, "log", name="Log")

    assert synth(log).terraform["required_providers"] == {
        **REQUIRED_PROVIDERS,
        "null": {"source": "hashicorp/null"},
    }


def test_a_provider_with_endpoints_takes_an_api_key_from_a_variable(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        KibanaProvider(stack, endpoints=["https://kibana.example:5601"])
        ServerLog(stack, "log", name="Log")

    out = synth(log)

    assert out.terraform["required_providers"] == REQUIRED_PROVIDERS
    assert out.json["provider"] == {
        "elasticstack": [
            {"kibana": [{"endpoints": ["https://kibana.example:5601"], "api_key": "${var.kibana_api_key}"}]}
        ]
    }
    assert out.json["variable"] == {
        "kibana_api_key": {
            "type": "string",
            "description": "API key with which Terraform reaches Kibana",
            "nullable": False,
            "sensitive": True,
            "ephemeral": True,
            "validation": [
                {
                    "condition": '${trimspace(var.kibana_api_key) != ""}',
                    "error_message": "API key with which Terraform reaches Kibana: "
                    "expected a value that is not blank.",
                }
            ],
        }
    }


def _vault_token(stack: TerraformStack) -> Any:
    return TerraformDataSource(stack, "vault", terraform_resource_type="vault").get_string_attribute("key")


@pytest.mark.parametrize(
    ("options", "kibana", "variable_names"),
    [
        pytest.param({}, {}, set(), id="environment-decides"),
        pytest.param(
            {"api_key": Secret.variable("the_key")},
            {"api_key": "${var.the_key}"},
            {"the_key"},
            id="named-variable",
        ),
        pytest.param({"api_key": _vault_token}, {"api_key": "${data.vault.vault.key}"}, set(), id="token"),
        pytest.param(
            {"bearer_token": Secret.ref("${data.v.x.key}")},
            {"bearer_token": "${data.v.x.key}"},
            set(),
            id="bearer-expression",
        ),
        pytest.param(
            {"username": "elastic${x}", "password": Secret.variable()},
            {"username": "elastic$${x}", "password": "${var.kibana_password}"},
            {"kibana_password"},
            id="user-and-password",
        ),
        pytest.param(
            {"username": Secret.variable(), "password": Secret.variable()},
            {"username": "${var.kibana_username}", "password": "${var.kibana_password}"},
            {"kibana_username", "kibana_password"},
            id="both-variables",
        ),
        pytest.param({"ca_certs": ["/ca.pem"]}, {"ca_certs": ["/ca.pem"]}, set(), id="ca-certs"),
        pytest.param(
            {"insecure": True, "insecure_reason": "a laboratory"}, {"insecure": True}, set(), id="insecure"
        ),
    ],
)
def test_arguments_are_written(
    synth: Synth, options: dict[str, Any], kibana: dict[str, Any], variable_names: set[str]
) -> None:
    def provide(stack: TerraformStack) -> None:
        given = {name: value(stack) if value is _vault_token else value for name, value in options.items()}
        KibanaProvider(stack, **given)

    out = synth(provide)

    assert out.one(provider("elasticstack")) == {"kibana": [kibana]}
    assert {each.name for each in out.variables} == variable_names


def test_providers_with_aliases(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        east = KibanaProvider(
            stack, "east", endpoints=["https://east.example"], alias="east", id_namespace="e"
        )
        west = KibanaProvider(stack, "west", endpoints=["https://west.example"], alias="west")
        ServerLog(stack, "a", name="A", provider=east)
        ServerLog(stack, "b", name="B", provider=west)
        ServerLog(stack, "c", name="C")

    out = synth(logs)

    assert [(each["alias"], each["kibana"][0]["endpoints"]) for each in out.providers] == [
        ("east", ["https://east.example"]),
        ("west", ["https://west.example"]),
    ]
    assert {each.name for each in out.variables} == {"east_api_key", "west_api_key"}
    for id, used, namespace in (
        ("a", "elasticstack.east", "e"),
        ("b", "elasticstack.west", "stack"),
        ("c", absent(), "stack"),
    ):
        connector_id = connector_uuid(namespace, "default", id)
        assert out.at(id) == resource(CONNECTOR, provider=used, connector_id=connector_id)
    assert out.count(resource(CONNECTOR)) == 3


def test_a_variable_of_a_provider_with_an_odd_id_has_a_name_that_a_shell_can_set(synth: Synth) -> None:
    east = {"endpoints": ["https://east.example"], "alias": "east"}
    out = synth(lambda stack: KibanaProvider(stack, "kibana.east", **east))

    (key,) = out.variables
    assert re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", key.name)


def test_providers_may_have_different_aliases(stack: TerraformStack, synth: Synth) -> None:
    for id, alias in (("a", "east"), ("b", None), ("c", "west")):
        KibanaProvider(stack, id, endpoints=[f"https://{id}.example"], alias=alias)

    providers = synth(stack).providers.of_type("elasticstack")
    assert [each.get("alias") for each in providers] == ["east", None, "west"]


def test_an_insecure_provider_warns_at_each_synth(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack, endpoints=["https://x.example"], insecure=True, insecure_reason="a laboratory")

    assert synth(stack).warnings == [("stack/kibana", "Kibana's certificate is not checked: a laboratory")]


def test_a_connector_may_name_a_plain_provider(stack: TerraformStack, synth: Synth) -> None:
    encrypt_state(stack)
    provider = TerraformProvider(
        stack, "p", terraform_resource_type="elasticstack", terraform_provider_source="elastic/elasticstack"
    )
    ServerLog(stack, "log", name="Log", provider=provider)

    assert synth(stack).one(resource(CONNECTOR)).name == "log"
