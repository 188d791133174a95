"""Where secrets are found in a file, whoever wrote them there."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import ADDRESS, CONNECTOR, S3, accepted, refused, with_secret, with_value

PROVIDER = "provider.elasticstack"


def _stack(**sections: Any) -> dict[str, Any]:
    return {"variable": {"t": {"ephemeral": True}, "u": {"ephemeral": True}}, **sections}


def _places(document: dict[str, Any], **options: Any) -> list[tuple[str, str]]:
    return [(problem.address, problem.field) for problem in refused(document, **options)]


@pytest.mark.parametrize("attribute", ["secrets", "secrets_wo"])
@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ('${jsonencode({"routingKey" = "hunter2"})}', ["secrets.routingKey"]),
        ('${jsonencode({routingKey: "hunter2"})}', ["secrets.routingKey"]),
        ('${jsonencode({"a" = "hunter2", "b" = var.t, "c" = "hunter2"})}', ["secrets.a", "secrets.c"]),
        ('${jsonencode({"h" = {"X-A" = var.t, "X-B" = "hunter2"}})}', ["secrets.h.X-B"]),
        ('${jsonencode({"h" = {"i" = {"j" = local.hunter2}}})}', ["secrets.h.i.j"]),
        ('${jsonencode({"a" = [var.t, "hunter2"]})}', ["secrets.a"]),
        ('${jsonencode({(var.t) = "hunter2"})}', ["secrets.…"]),
        ('${jsonencode({"a b" = "hunter2"})}', ["secrets.…"]),
        ('${jsonencode({"' + "a" * 70 + '" = "hunter2"})}', ["secrets.…"]),
        ('${jsonencode({"a" = true})}', ["secrets.a"]),
        ('${jsonencode({"a" = null})}', ["secrets.a"]),
        ('${jsonencode({"a" = ""})}', ["secrets.a"]),
        ("hunter2", ["secrets"]),
        ({"a": "hunter2"}, ["secrets"]),
        ("${", ["secrets"]),
    ],
)
def test_each_secret_of_a_connector(attribute: str, value: Any, fields: list[str]) -> None:
    document = _stack(resource={CONNECTOR: {"pager": {attribute: value}}}, **S3)

    assert _places(document) == [(ADDRESS, field) for field in fields]


@pytest.mark.parametrize(
    "resource",
    [
        [{CONNECTOR: {"pager": {"secrets_wo": "hunter2"}}}],
        [{CONNECTOR: {"other": {}}}, {CONNECTOR: {"pager": {"secrets_wo": "hunter2"}}}],
        {CONNECTOR: [{"pager": {"secrets_wo": "hunter2"}}]},
        {CONNECTOR: [{"other": {}}, {"pager": {"secrets_wo": "hunter2"}}]},
        {CONNECTOR: {"pager": [{"secrets_wo": "hunter2"}]}},
        {CONNECTOR: {"pager": [{}, {"secrets_wo": "hunter2"}]}},
        [{CONNECTOR: [{"pager": {}}, {"pager": [{"secrets_wo": "hunter2"}]}]}],
    ],
    ids=repr,
)
def test_blocks_may_be_written_as_lists(resource: Any) -> None:
    assert _places(_stack(resource=resource)) == [(ADDRESS, "secrets")]


def test_both_attributes_are_judged() -> None:
    document = _stack(resource={CONNECTOR: {"pager": {"secrets": "hunter2", "secrets_wo": "hunter2"}}}, **S3)

    assert _places(document) == [(ADDRESS, "secrets")]
    document["resource"][CONNECTOR]["pager"]["secrets"] = "${var.t}"
    assert _places(document) == [(ADDRESS, "secrets")]


def test_no_secrets_are_right() -> None:
    accepted(_stack(resource={CONNECTOR: {"a": {}, "b": {"secrets": None, "secrets_wo": None}, "c": None}}))
    accepted({})


def test_other_resources_are_none_of_ours() -> None:
    accepted(_stack(resource={"acme_thing": {"x": {"secrets_wo": "hunter2", "secrets": "hunter2"}}}))


OPEN = (
    '${jsonencode({"authType" = "bearer", "clientId" = "public", "nested" = {"a" = "b"}, "token" = var.t})}'
)


def test_fields_that_are_not_sensitive_may_be_literals() -> None:
    paths = {("authType",), ("clientId",), ("nested", "a")}

    accepted(with_value(OPEN), not_sensitive={ADDRESS: paths})
    accepted(with_value(OPEN.replace("= var.t", "= (var.t)")), not_sensitive={ADDRESS: paths})
    accepted(with_value(OPEN), not_sensitive={ADDRESS: {("authType",), ("clientId",), ("nested",)}})
    assert _places(with_value(OPEN), not_sensitive={ADDRESS: {("clientId",)}}) == [
        (ADDRESS, "secrets.authType"),
        (ADDRESS, "secrets.nested.a"),
    ]
    assert _places(
        with_value(OPEN.replace("public", "${var.t}-x")), not_sensitive={ADDRESS: {("authType",)}}
    ) == [
        (ADDRESS, "secrets.clientId"),
        (ADDRESS, "secrets.nested.a"),
    ]


def test_of_an_unknown_connector_only_the_kind_of_secrets_may_be_a_literal() -> None:
    expected = [(ADDRESS, "secrets.clientId"), (ADDRESS, "secrets.nested.a")]

    assert _places(with_value(OPEN)) == expected
    assert _places(with_value(OPEN), not_sensitive={f"{CONNECTOR}.other": {("clientId",)}}) == expected
    assert _places(with_value(OPEN.replace("bearer", "b${1}"))) == expected


CREDENTIALS = ["api_key", "password", "bearer_token"]


@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("block", ["kibana", "elasticsearch", "fleet"])
@pytest.mark.parametrize("shape", ["object", "list", "lists", "two", "dynamic", "provider-list"])
def test_credentials_of_the_provider(credential: str, block: str, shape: str) -> None:
    def provider(value: object) -> dict[str, Any]:
        given = {credential: value}
        body: Any = {
            "object": {block: given},
            "list": {block: [given]},
            "lists": [{block: [given]}],
            "two": [{block: [{"username": "elastic"}, given]}],
            "dynamic": {"dynamic": {block: {"for_each": ["${var.t}"], "content": given}}},
            "provider-list": [{"alias": "other"}, {block: given}],
        }[shape]
        return _stack(provider={"elasticstack": body})

    accepted(provider("${var.t}"))
    accepted(provider('${ephemeral.acme_key.k["a"].value}'))
    accepted(provider(None))
    for bad in ("hunter2", "", 7, "${var.t}-x", '${sensitive("hunter2")}', ["${var.t}", "hunter2"]):
        assert _places(provider(bad)) == [(PROVIDER, f"{block}.{credential}")]


def test_an_iterator_is_followed() -> None:
    def provider(**dynamic: Any) -> dict[str, Any]:
        return _stack(provider={"elasticstack": {"dynamic": {"kibana": dynamic}}})

    good, bad = {"a": "${var.t}"}, {"a": "hunter2"}
    for each in ([good], {"x": good}):
        accepted(provider(for_each=each, content={"api_key": "${kibana.value.a}"}))
        accepted(provider(for_each=each, iterator="k", content={"api_key": "${k.value.a}"}))
    for each in ([bad], {"x": bad}, [good, bad], "${", [{"b": "${var.t}"}]):
        refused(provider(for_each=each, content={"api_key": "${kibana.value.a}"}))
    refused(provider(for_each=[good], iterator="k", content={"api_key": "${kibana.value.a}"}))
    refused(provider(for_each={"hunter2": good}, content={"api_key": '${"${kibana.key}${var.t}"}'}))


def test_aliases_are_told_apart() -> None:
    provider = [
        {"alias": "a", "kibana": {"api_key": "hunter2"}},
        {"alias": "b", "fleet": {"password": "hunter2"}},
    ]

    assert _places(_stack(provider={"elasticstack": provider})) == [
        (f"{PROVIDER}.a", "kibana.api_key"),
        (f"{PROVIDER}.b", "fleet.password"),
    ]


def test_a_provider_under_another_name() -> None:
    document = _stack(
        terraform={
            "required_providers": {
                "es": {"source": "registry.terraform.io/elastic/elasticstack"},
                "other": {"source": "acme/elasticstack-like"},
            }
        },
        provider={"es": {"kibana": {"api_key": "hunter2"}}, "other": {"kibana": {"api_key": "hunter2"}}},
    )

    assert _places(document) == [("provider.es", "kibana.api_key")]


def test_more_settings_of_a_provider_that_are_credentials() -> None:
    elasticsearch = {
        "es_client_authentication": "hunter2",
        "key_data": "hunter2",
        "key_file": "key.pem",
        "cert_data": "public",
        "headers": {"Authorization": "ApiKey hunter2", "X-Opaque-Id": "public", "X-Api-Key": "${var.t}"},
        "endpoints": ["https://elastic:hunter2@es.example", "https://es.example"],
    }

    assert _places(_stack(provider={"elasticstack": {"elasticsearch": elasticsearch}})) == [
        (PROVIDER, "elasticsearch.es_client_authentication"),
        (PROVIDER, "elasticsearch.key_data"),
        (PROVIDER, "elasticsearch.headers"),
        (PROVIDER, "elasticsearch.endpoints"),
    ]


def test_settings_of_a_provider_that_are_no_credentials() -> None:
    kibana = {
        "username": "elastic",
        "endpoints": ["https://kibana.example:5601", "${var.t}", "https://elastic:${var.t}@kibana.example"],
        "ca_certs": ["ca.pem"],
        "insecure": True,
    }

    accepted(
        _stack(provider={"elasticstack": {"kibana": kibana, "fleet": {"endpoint": "https://f.example"}}})
    )


@pytest.mark.parametrize("kind", ["resource", "data"])
@pytest.mark.parametrize("type_", [CONNECTOR, "elasticstack_kibana_space"])
def test_a_connection_of_a_resources_own(kind: str, type_: str) -> None:
    address = f"{'data.' if kind == 'data' else ''}{type_}.x"
    for connection in ({"api_key": "hunter2"}, [{"api_key": "hunter2"}]):
        document = _stack(**{kind: {type_: {"x": {"kibana_connection": connection}}}}, **S3)
        assert _places(document) == [(address, "kibana_connection.api_key")]
    document = _stack(**{kind: {type_: {"x": {"elasticsearch_connection": {"password": "hunter2"}}}}}, **S3)
    assert _places(document) == [(address, "elasticsearch_connection.password")]
    dynamic = {"kibana_connection": {"for_each": [1], "content": {"password": "hunter2"}}}
    document = _stack(**{kind: {type_: {"x": {"dynamic": dynamic}}}}, **S3)
    assert _places(document) == [(address, "kibana_connection.password")]
    accepted(_stack(**{kind: {type_: {"x": {"kibana_connection": {"api_key": "${var.t}"}}}}}, **S3))


def test_keys_that_encrypt_the_state() -> None:
    def stack(value: object, name: str = "passphrase") -> dict[str, Any]:
        return _stack(terraform={"encryption": {"key_provider": {"pbkdf2": {"k": {name: value}}}}})

    accepted(stack("${var.t}"))
    accepted(stack("alias/k", "kms_key_id"))
    for bad in ("a very long hunter2", "${var.t}-x", '${"hunter2"}'):
        for name in ("passphrase", "secret_key", "token"):
            assert _places(stack(bad, name)) == [("terraform.encryption", f"key_provider.pbkdf2.k.{name}")]


def test_a_default_set_by_an_override_is_found() -> None:
    document = with_secret("var.pager_routing_key")
    document["variable"]["pager_routing_key"] = {"type": "string", "ephemeral": True}
    accepted(document)
    document["variable"]["pager_routing_key"]["default"] = "hunter2"

    assert _places(document) == [(ADDRESS, "secrets.routingKey")]
