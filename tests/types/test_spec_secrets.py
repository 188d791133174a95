"""Types that Kibana defines as data: which fields of an auth type are secret, and which may stand in code."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.kibana_facts import spec_types
from harness.spec_payloads import SpecPayload, payloads
from harness.written import CONNECTOR

from kibana_connectors import (
    InvalidConnector,
    Kubernetes,
    Okta,
    OnePassword,
    Salesforce,
    Secret,
    connector_types,
)
from pytest_cdktf import Synth, anything, json_with, partial, ref, regex, resource, variable

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

CLASSES: Any = connector_types()
CLUSTER = {"api_url": "https://kubernetes.example.com"}
TOKENS = "https://login.example.com/token"


@pytest.mark.parametrize("payload", payloads(), ids=lambda payload: payload.label)
def test_each_required_secret_that_is_left_out_becomes_a_variable(
    stack: TerraformStack, payload: SpecPayload
) -> None:
    cls = CLASSES[payload.type_id]
    connector = cls(stack, "c", name="C", config=payload.least, auth=cls.auth_types()[payload.auth]())

    auth = next(each for each in spec_types()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
    needed = set(auth["secrets_schema"]["required"]) - {"authType"}
    assert {path[0] for path in connector.secret_variables.values()} == needed
    assert all(name.startswith("c_") for name in connector.secret_variables)


@pytest.mark.parametrize("payload", payloads(), ids=lambda payload: payload.label)
def test_from_wire_makes_a_variable_of_everything_but_the_auth_type(
    stack: TerraformStack, synth: Synth, payload: SpecPayload
) -> None:
    connector = CLASSES[payload.type_id].from_wire(
        stack, "c", name="C", config=payload.config, secrets=payload.secrets
    )

    assert {path[0] for path in connector.secret_variables.values()} == payload.secrets.keys() - {"authType"}
    out = synth(stack)
    if payload.secret_values:  # with the auth type "none" there is none
        out.assert_no_secrets(payload.secret_values)


@pytest.mark.parametrize("payload", payloads(), ids=lambda payload: payload.label)
def test_literal_secrets_are_refused(stack: TerraformStack, payload: SpecPayload) -> None:
    cls = CLASSES[payload.type_id]
    choice = cls.auth_types()[payload.auth]
    auth = next(each for each in spec_types()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
    for spec in choice.specs():
        if spec.kibana_name == "authType":
            continue
        given = choice(**{spec.name: payload.secrets[spec.kibana_name]})
        assert bool(given.problems) == bool(
            auth["secrets_schema"]["properties"][spec.kibana_name].get("sensitive")
        )
        if given.problems:
            with pytest.raises(InvalidConnector) as caught:
                cls(stack, "c", name="C", config=payload.least, auth=given)
            assert f"secrets.{spec.kibana_name}" in str(caught.value).replace(spec.name, spec.kibana_name)
            assert payload.secrets[spec.kibana_name] not in str(caught.value)


def test_a_field_that_is_not_sensitive_may_be_a_literal(stack: TerraformStack, synth: Synth) -> None:
    connector = Salesforce(
        stack,
        "s",
        name="S",
        auth=Salesforce.OAuthClientCredentials(token_url=TOKENS, client_id='a"${b}%{c}\\', scope="api"),
    )

    assert connector.secret_variables == {"s_client_secret": ("clientSecret",)}
    written = synth(stack).one(resource(CONNECTOR))["secrets_wo"]
    assert written == json_with(tokenUrl=TOKENS, clientId='a"${b}%{c}\\', scope="api")
    assert r'"clientId" = "a\"$\u007bb\u007d%\u007bc\u007d\\"' in written, "escaped as Terraform needs it"


def test_a_field_that_is_not_sensitive_may_be_a_source_or_a_token(
    stack: TerraformStack, synth: Synth
) -> None:
    client = TerraformVariable(stack, "client")
    Salesforce(
        stack,
        "s",
        name="S",
        auth=Salesforce.OAuthClientCredentials(
            token_url=Secret.variable("url"), client_id=client.string_value, client_secret=Secret.variable()
        ),
    )

    secrets = {
        "authType": "oauth_client_credentials",
        "tokenUrl": ref("var.url"),
        "clientId": client.string_value,
        "clientSecret": ref("var.s_client_secret"),
    }
    assert resource(CONNECTOR, secrets_wo=json_with(secrets)) in synth(stack)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"token_url": "  "}, "expected a value that is not blank"),
        ({"token_url": "s3cret"}, "expected a URL, such as"),
        ({"token_url": "https://user:s3cret@example.com"}, "expected a URL without a user or password in it"),
        ({"client_id": 53}, "expected a string, got a number"),
        ({"token_endpoint_auth_method": "s3cret"}, 'expected one of "client_secret_post"'),
    ],
)
def test_literals_are_checked(stack: TerraformStack, given: Any, told: str) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Salesforce(stack, "s", name="S", auth=Salesforce.OAuthClientCredentials(**given))

    assert told in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_field_with_a_default_need_not_be_given(stack: TerraformStack) -> None:
    connector = OnePassword(stack, "op", name="1P", config={"account_uuid": "u"})
    assert connector.secret_variables == {
        "op_client_id": ("clientId",),
        "op_client_secret": ("clientSecret",),
    }


def test_a_changed_literal_changes_the_secrets_version(synth: Synth) -> None:
    """Terraform sees no write-only value change; the version has to tell."""

    def version_with(auth: Any) -> str:
        out = synth(lambda stack: Kubernetes(stack, "k", name="K", config=CLUSTER, auth=auth))
        version: str = out.at("k")["secrets_wo_version"]
        return version

    versions = [
        version_with(Kubernetes.BearerWithTls()),
        version_with(Kubernetes.BearerWithTls(verification_mode="full")),
        version_with(Kubernetes.BearerWithTls(verification_mode="none")),
        version_with(Kubernetes.BearerWithTls(verification_mode=Secret.variable())),
    ]
    assert len(set(versions)) == len(versions)
    assert versions[0] == version_with({"authType": "bearer_with_tls"})


def test_kibanas_rules_become_validations_of_the_variables(stack: TerraformStack, synth: Synth) -> None:
    Okta(
        stack,
        "o",
        name="O",
        config=Okta.Config(org_url="https://okta.example.com"),
        auth=Okta.OAuthClientCredentialsPrivateKeyJwt(
            token_url=TOKENS, algorithm=Secret.variable(), certificate=Secret.variable()
        ),
    )

    out = synth(stack)
    for name, rule in (
        ("o_algorithm", '${contains(["PS256", "RS256", "ES256"], var.o_algorithm)}'),
        ("o_certificate", '${can(regex("-----BEGIN CERTIFICATE-----", var.o_certificate))}'),
        ("o_private_key", regex("PRIVATE KEY-----")),
    ):
        assert variable(name, validation=[anything(), partial(condition=rule)]) in out
