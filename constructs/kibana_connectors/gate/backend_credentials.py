"""Credentials in a backend's settings, and the environment variables that serve instead.

A setting lies in the file, in `.terraform/terraform.tfstate`, and of some backends in saved plans, in plain
text; what comes from the environment lies in none of them. A path of a file with a credential is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..schema.credential_names import is_credential, is_credential_in_url, says_credential
from .backend_blocks import address_of
from .document import Document, bodies
from .problems import GateProblem

IN_ENVIRONMENT: dict[str, dict[str, str]] = {
    "s3": {
        "access_key": "AWS_ACCESS_KEY_ID",
        "secret_key": "AWS_SECRET_ACCESS_KEY",
        "token": "AWS_SESSION_TOKEN",
        "sse_customer_key": "AWS_SSE_CUSTOMER_KEY",
        "web_identity_token": "AWS_WEB_IDENTITY_TOKEN_FILE",
    },
    "gcs": {
        "access_token": "GOOGLE_OAUTH_ACCESS_TOKEN",
        "encryption_key": "GOOGLE_ENCRYPTION_KEY",
    },
    "azurerm": {
        "access_key": "ARM_ACCESS_KEY",
        "sas_token": "ARM_SAS_TOKEN",
        "client_secret": "ARM_CLIENT_SECRET",
        "client_certificate": "ARM_CLIENT_CERTIFICATE",
        "client_certificate_password": "ARM_CLIENT_CERTIFICATE_PASSWORD",
        "oidc_token": "ARM_OIDC_TOKEN",
        "oidc_request_token": "ARM_OIDC_REQUEST_TOKEN",
        "customer_provided_key": "ARM_CUSTOMER_PROVIDED_KEY",
    },
    "http": {
        "password": "TF_HTTP_PASSWORD",
        "client_private_key_pem": "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
    },
    "consul": {"access_token": "CONSUL_HTTP_TOKEN", "http_auth": "CONSUL_HTTP_AUTH"},
    "kubernetes": {
        "password": "KUBE_PASSWORD",
        "token": "KUBE_TOKEN",
        "client_key": "KUBE_CLIENT_KEY_DATA",
        "env": "KUBE_CONFIG_PATH",
    },
    "cos": {
        "secret_id": "TENCENTCLOUD_SECRET_ID",
        "secret_key": "TENCENTCLOUD_SECRET_KEY",
        "security_token": "TENCENTCLOUD_SECURITY_TOKEN",
    },
    "oss": {
        "access_key": "ALICLOUD_ACCESS_KEY",
        "secret_key": "ALICLOUD_SECRET_KEY",
        "security_token": "ALICLOUD_SECURITY_TOKEN",
    },
    # Terraform 1.3 dropped these, and OpenTofu never had them; CDKTF still has classes for some.
    "swift": {
        "password": "OS_PASSWORD",
        "token": "OS_AUTH_TOKEN",
        "application_credential_secret": "OS_APPLICATION_CREDENTIAL_SECRET",
    },
    "artifactory": {"password": "ARTIFACTORY_PASSWORD"},
    "etcdv3": {"password": "ETCDV3_PASSWORD"},
    "manta": {"key_material": "TRITON_KEY_MATERIAL"},
}
"""Settings that carry a credential, at any depth, and the environment variable that serves instead."""

IN_TEXTS: dict[str, dict[str, str]] = {
    "http": {
        "address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        "lock_address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        "unlock_address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        "headers": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
    },
    "s3": {"http_proxy": "HTTP_PROXY", "https_proxy": "HTTPS_PROXY"},
    "pg": {"conn_str": "PG_CONN_STR, or PGPASSWORD,"},
    "gcs": {"credentials": "GOOGLE_BACKEND_CREDENTIALS"},
    "consul": {"key_file": "CONSUL_CLIENT_KEY"},
}
"""Settings that may hold a credential, or something else: a URL, a connection, a path."""

KEY_PROVIDERS: dict[str, dict[str, str]] = {
    "pbkdf2": {"passphrase": "TF_ENCRYPTION"},
    "aws_kms": IN_ENVIRONMENT["s3"],
    "gcp_kms": {"credentials": "GOOGLE_CREDENTIALS", "access_token": "GOOGLE_OAUTH_ACCESS_TOKEN"},
    "azure_vault": IN_ENVIRONMENT["azurerm"],
    "openbao": {"token": "BAO_TOKEN"},
    "static": {"key": "TF_ENCRYPTION"},
}
"""The same for the key providers of OpenTofu's `encryption`."""

THE_BACKENDS = "the environment variable that the backend reads"
_TFE_HOST = "app.terraform.io"
_ANYWHERE = {
    "access_key",
    "access_token",
    "client_secret",
    "encryption_key",
    "password",
    "sas_token",
    "secret_key",
    "security_token",
    "token",
}
"""Names of credentials in any backend."""
_KNOWN = {*IN_ENVIRONMENT, *IN_TEXTS, "local", "remote", "cloud", "inmem"}
"""Backends all of whose settings were looked at: of others, a setting is judged by its name."""
_PATH = re.compile(r"_(?:files?|paths?)$")

_LOGIN = re.compile(r"://[^/?#@]*@|^[^/?#@\s:]+:[^/?#@\s]+@")
_SCHEME_OF_A_HEADER = re.compile(r"\s*(?:basic|bearer|token)\s+\S", re.IGNORECASE)
_DSN_PASSWORD = re.compile(
    r"://[^/?#@]*:[^/?#]*@|\b(?:ssl)?password\s*=|[?&](?:ssl)?password=", re.IGNORECASE
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")


def instead_of(kind: str, setting: str, settings: Mapping[str, Any]) -> str | None:
    """Return the environment variable that serves instead of a setting, if it always carries a credential.

    Args:
        kind: The backend's kind.
        setting: The setting's name.
        settings: All settings: of `remote` and `cloud`, the host's name is in the variable's.
    """
    if kind in ("remote", "cloud") and setting == "token":
        return _token_variable(settings.get("hostname"))
    return IN_ENVIRONMENT.get(kind, {}).get(setting)


def instead_of_argument(kind: str, name: str, settings: Mapping[str, Any]) -> str | None:
    """Return the environment variable that serves instead of an argument that a construct does not have.

    That is asked of names alone, so that those count too that may carry a credential.
    """
    return instead_of(kind, name, settings) or IN_TEXTS.get(kind, {}).get(name)


def reads_like_a_credential(name: str) -> bool:
    """Whether a setting that no backend has must be one with a credential, by its name."""
    return name in _ANYWHERE or (says_credential(name) and _PATH.search(name) is None)


def credentials_in_remote_states(document: Document) -> Iterator[GateProblem]:
    """Find credentials with which a stack reads the states of others, and keeps them in its own."""
    for block in document.blocks_of("data", "terraform_remote_state"):
        for body in block.bodies:
            kind = body.get("backend")
            for problem in credentials_in(kind, body.get("config")) if isinstance(kind, str) else ():
                yield problem._replace(
                    address=block.address,
                    field=f"config.{problem.field}",
                    message="expected no credential: it lies in the file and in the state, in plain text",
                )


def credentials_in(kind: str, given: Any) -> Iterator[GateProblem]:
    """Find credentials in a backend's settings.

    Args:
        kind: The backend's kind; `cloud` is one.
        given: What its block holds.
    """
    for settings in bodies(given):
        for field, instead in _found(kind, settings, settings):
            yield GateProblem(
                address_of(kind),
                field,
                "expected no credential: a setting lies in the file and in .terraform, in plain text",
                f"Set {instead} in the environment instead",
            )


def _found(
    kind: str, settings: Mapping[str, Any], all_settings: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if value is None or value == "" or name == "//":
            continue
        instead = instead_of(kind, name, all_settings)
        if isinstance(value, (Mapping, list, tuple)):
            if instead is not None and len(value) > 0:
                yield name, instead
            elif kind == "http" and name == "headers":
                yield from _in_headers(value)
            else:
                for nested in bodies(value):
                    yield from _found(kind, nested, all_settings)
                if any(_in_text(kind, name, item) for item in _texts(value)):
                    yield name, _serving(kind, name)
            continue
        if instead is None and _in_text(kind, name, value):
            instead = _serving(kind, name)
        if instead is None and _is_named_so(kind, name, value):
            instead = THE_BACKENDS
        if instead is not None:
            yield name, instead


def _in_headers(headers: Any) -> Iterator[tuple[str, str]]:
    for each in bodies(headers):
        given = [(str(header), str(value)) for header, value in each.items() if value is not None]
        if any(is_credential(*one) or _SCHEME_OF_A_HEADER.match(one[1]) for one in given):
            yield "headers", IN_TEXTS["http"]["headers"]


def _serving(kind: str, name: str) -> str:
    return IN_TEXTS.get(kind, {}).get(name, THE_BACKENDS)


def _is_named_so(kind: str, name: str, value: Any) -> bool:
    if name in _ANYWHERE:
        return True
    is_judged = kind not in _KNOWN and not isinstance(value, bool) and _PATH.search(name) is None
    return is_judged and says_credential(name)


def _in_text(kind: str, name: str, value: Any) -> bool:
    """Whether a text holds a credential, whatever its setting is for."""
    if not isinstance(value, str):
        return False
    if kind == "pg" and name == "conn_str":
        return _DSN_PASSWORD.search(value) is not None
    if kind == "gcs" and name == "credentials" and "{" in value:
        return True
    return bool(_LOGIN.search(value) or _PRIVATE_KEY.search(value)) or _is_in_query(value)


def _is_in_query(value: str) -> bool:
    if "://" not in value or "?" not in value:
        return False
    try:
        pairs = parse_qsl(urlsplit(value).query)
    except ValueError:  # no URL that anything could open
        return False
    return any(is_credential_in_url(name, text) for name, text in pairs)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        yield from (item for item in value if isinstance(item, str))


def _token_variable(host: Any) -> str:
    known = host if isinstance(host, str) and re.fullmatch(r"[A-Za-z0-9.-]+", host) else _TFE_HOST
    return f"TF_TOKEN_{known.replace('-', '__').replace('.', '_')}"
