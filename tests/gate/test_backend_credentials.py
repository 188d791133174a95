"""Credentials in backends' settings: those of the table, and those that give themselves away."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import MARK, accepted, refused

from kibana_connectors.gate.backend_credentials import IN_ENVIRONMENT


@pytest.mark.parametrize(
    ("kind", "name", "instead"),
    [(kind, name, instead) for kind, table in IN_ENVIRONMENT.items() for name, instead in table.items()],
)
def test_every_row_of_the_table(kind: str, name: str, instead: str) -> None:
    for settings in ({name: MARK}, {"nested": {name: MARK}}, {"nested": [{name: MARK}]}):
        [problem] = refused({"terraform": {"backend": {kind: settings}}})
        assert problem.field == name
        assert problem.remedy == f"Set {instead} in the environment instead"


@pytest.mark.parametrize(
    ("kind", "settings", "field"),
    [
        ("http", {"headers": {"Authorization": f"Bearer {MARK}"}}, "headers"),
        ("http", {"headers": [{"Private-Token": MARK}]}, "headers"),
        ("http", {"headers": {"X-Forwarded-For": f"Basic {MARK}"}}, "headers"),
        ("s3", {"https_proxy": f"user:{MARK}@proxy.example:8080"}, "https_proxy"),
        ("http", {"address": f"https://state.example?token={MARK}"}, "address"),
        ("http", {"address": f"https://state.example?a=b&sig={MARK}{MARK}{MARK}"}, "address"),
        (
            "http",
            {"client_certificate_pem": f"-----BEGIN RSA PRIVATE KEY-----{MARK}"},
            "client_certificate_pem",
        ),
        ("kubernetes", {"exec": {"command": "c", "env": {"A": MARK}}}, "env"),
        ("consul", {"key_file": f"-----BEGIN PRIVATE KEY-----{MARK}"}, "key_file"),
        ("consul", {"address": f"https://{MARK}@consul.example"}, "address"),
        ("s3", {"endpoints": {"s3": f"https://a:{MARK}@s3.example"}}, "s3"),
        (
            "s3",
            {"no_proxy": "x", "shared_config_files": [f"https://a:{MARK}@s3.example"]},
            "shared_config_files",
        ),
        ("gcs", {"credentials": "${var.google_credentials}"}, "credentials"),
        ("pg", {"conn_str": f"host=db sslpassword={MARK}"}, "conn_str"),
        ("acme", {"signing_key": MARK}, "signing_key"),
        ("acme", {"nested": {"clientSecret": MARK}}, "clientSecret"),
        ("swift", {"password": MARK}, "password"),
    ],
)
def test_what_gives_itself_away(kind: str, settings: dict[str, Any], field: str) -> None:
    [problem] = refused({"terraform": {"backend": {kind: settings}}})

    assert problem.field == field
    assert problem.remedy.startswith("Set ")


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("http", {"address": "https://state.example/x?ref=main", "headers": {"X-Environment": "production"}}),
        ("consul", {"key_file": "/etc/consul/key.pem", "ca_file": "ca.pem", "address": "c:8500"}),
        (
            "kubernetes",
            {"secret_suffix": "s", "config_paths": ["a"], "exec": {"command": "c", "args": ["x"]}},
        ),
        ("kubernetes", {"client_certificate": "-----BEGIN CERTIFICATE-----"}),
        ("s3", {"shared_credentials_files": ["~/.aws/credentials"], "skip_credentials_validation": True}),
        ("s3", {"assume_role_with_web_identity": {"role_arn": "a", "web_identity_token_file": "/run/t"}}),
        ("azurerm", {"client_certificate_path": "c.pfx", "oidc_token_file_path": "/t", "client_id": "c"}),
        ("acme", {"token_file": "/t", "key": "path/of/the.tfstate", "encrypted": True}),
        ("pg", {"conn_str": "postgres://user@db.example/state"}),
        ("remote", {"hostname": "tfe.example", "organization": "o"}),
    ],
)
def test_what_is_no_credential(kind: str, settings: dict[str, Any]) -> None:
    accepted({"terraform": {"backend": {kind: settings}}})


@pytest.mark.parametrize(
    ("kind", "config", "field"),
    [
        ("s3", {"bucket": "b", "secret_key": MARK}, "config.secret_key"),
        ("http", {"address": f"https://u:{MARK}@x.example"}, "config.address"),
        ("remote", {"token": MARK}, "config.token"),
    ],
)
def test_reading_another_stacks_state(kind: str, config: dict[str, Any], field: str) -> None:
    data = {"terraform_remote_state": {"other": {"backend": kind, "config": config}}}

    [problem] = refused({"data": data})

    assert (problem.address, problem.field) == ("data.terraform_remote_state.other", field)
