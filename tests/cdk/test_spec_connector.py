"""Connectors of types that Kibana defines as data: how an auth type is chosen."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.secrecy import everything_told
from harness.written import CONNECTOR

from kibana_connectors import (
    Connector,
    GitHub,
    GraphQL,
    InvalidConnector,
    Kubernetes,
    Secret,
    Shodan,
    Trello,
    VirusTotal,
)
from kibana_connectors.cdk.spec_connector import SpecConnector
from pytest_cdktf import Synth, json_equal, json_with, ref, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

CLUSTER = {"api_url": "https://kubernetes.example.com"}


def test_a_header_is_the_name_of_its_secret(stack: TerraformStack, synth: Synth) -> None:
    connector = VirusTotal(stack, "vt", name="VirusTotal", auth=VirusTotal.ApiKeyHeader())

    assert connector.secret_variables == {"vt_x_apikey": ("x-apikey",)}
    out = synth(stack)
    secrets = {"authType": "api_key_header", "x-apikey": ref("var.vt_x_apikey")}
    assert out.one(resource(CONNECTOR)) == resource(CONNECTOR, secrets_wo=json_equal(secrets), config="{}")
    assert [each.name for each in out.variables] == ["vt_x_apikey"]


def test_query_parameters_are_the_names_of_their_secrets(stack: TerraformStack) -> None:
    connector = Trello(stack, "t", name="Trello")
    assert connector.secret_variables == {"t_key": ("key",), "t_token": ("token",)}


def test_the_only_usable_auth_type_need_not_be_named(stack: TerraformStack, synth: Synth) -> None:
    github = GitHub(stack, "github", name="GitHub")

    assert github.secret_variables == {"github_token": ("token",)}
    assert resource(CONNECTOR, secrets_wo=json_with(authType="bearer")) in synth(stack)


def test_auth_left_out_means_none_where_that_is_an_auth_type(stack: TerraformStack, synth: Synth) -> None:
    connector = GraphQL(stack, "api", name="API", config=GraphQL.Config(url="https://example.com/graphql"))

    assert connector.secret_variables == {}
    assert resource(CONNECTOR, secrets_wo=json_equal({"authType": "none"})) in synth(stack)


def test_one_of_several_auth_types_must_be_chosen(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Kubernetes(stack, "k", name="K", config=Kubernetes.Config(api_url="nowhere"))

    text = str(caught.value)
    assert "config.api_url: expected a URL" in text
    for name in ("BearerWithTls", "KubernetesGke", "KubernetesEks", "KubernetesAks"):
        assert f"auth=Kubernetes.{name}()" in text


@pytest.mark.parametrize("keyword", ["auth", "secrets"])
@pytest.mark.parametrize(
    "chosen",
    [
        Kubernetes.KubernetesAks(tenant_id="t", client_secret=Secret.variable("shared")),
        {"authType": "kubernetes_aks", "tenantId": "t", "clientSecret": Secret.variable("shared")},
        {"auth_type": "kubernetes_aks", "tenant_id": "t", "client_secret": Secret.variable("shared")},
    ],
    ids=["class", "wire", "python"],
)
def test_an_auth_type_may_be_an_object_or_a_dict_of_either_spelling(
    stack: TerraformStack, synth: Synth, chosen: Any, keyword: str
) -> None:
    options: Any = {keyword: chosen}
    Kubernetes(stack, "k", name="K", config=CLUSTER, **options)

    secrets = {
        "authType": "kubernetes_aks",
        "tenantId": "t",
        "clientId": ref("var.k_client_id"),
        "clientSecret": ref("var.shared"),
    }
    assert resource(CONNECTOR, secrets_wo=json_equal(secrets)) in synth(stack)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"auth": GitHub.Bearer}, "auth: expected an auth type"),
        ({"auth": "s3cret"}, "auth: expected an auth type"),
        ({"auth": Shodan.ApiKeyHeader()}, "auth: expected an auth type"),
        ({"auth": {"authType": "s3cret"}}, "secrets.authType (auth): expected one of"),
        ({"auth": {"authType": ["s3cret"]}}, "secrets.authType (auth): expected one of"),
        ({"auth": {"token": "s3cret"}}, "secrets.token: expected the source of a secret"),
        ({"auth": GitHub.Bearer(), "secrets": GitHub.Bearer()}, "auth: expected without secrets"),
        ({"auth": {"authType": "bearer", "tokn": Secret.variable()}}, 'Did you mean "token"?'),
    ],
)
def test_what_is_no_auth_type_is_refused(stack: TerraformStack, options: Any, told: str) -> None:
    with pytest.raises(InvalidConnector) as caught:
        GitHub(stack, "g", name="G", **options)

    assert told in str(caught.value)
    assert "s3cret" not in everything_told(caught.value)


def test_the_arguments_are_those_of_every_connector() -> None:
    own = inspect.signature(SpecConnector.__init__).parameters
    shared = inspect.signature(Connector.__init__).parameters
    assert set(own) - set(shared) == {"auth"}
    assert set(shared) - set(own) <= {"type_id", "spec"}
    assert all(own[name].default == shared[name].default for name in set(own) & set(shared))
