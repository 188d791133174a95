"""How a stack keeps its state: whether it is encrypted there, and credentials that its settings hold.

Judged by strict types: what Terraform would have to convert is not taken for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .document import bodies
from .problems import GateProblem


class StateEncryption(NamedTuple):
    """How a stack keeps its state.

    Attributes:
        backend: The kind of backend: `s3`, `local`, `cloud`, …
        is_encrypted: Whether the backend, or OpenTofu, encrypts the state.
        obstacle: Why OpenTofu does not encrypt it although `terraform.encryption` is there; else empty.
    """

    backend: str
    is_encrypted: bool
    obstacle: str


_TFE_HOST = "app.terraform.io"

_IN_ENVIRONMENT: dict[str, dict[str, str]] = {
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
}
"""Settings that carry a credential, and the environment variable that serves instead."""

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

_WITH_LOGIN = {
    "http": {
        "address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        "lock_address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        "unlock_address": "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
    },
    "s3": {"http_proxy": "HTTP_PROXY", "https_proxy": "HTTPS_PROXY"},
}
"""URLs that may hold a login."""

_LOGIN = re.compile(r"://[^/?#@]*@")
_DSN_PASSWORD = re.compile(r"://[^/?#@]*:[^/?#]*@|\bpassword\s*=|[?&]password=", re.IGNORECASE)
_METHOD = re.compile(r"(?:\$\{\s*)?method\.([\w-]+)\.([\w-]+)(?:\s*\})?")
_ENCRYPTED_ALWAYS = {
    "azurerm",  # Azure Storage encrypts everything it holds, and that cannot be turned off
    "remote",  # HCP Terraform and Terraform Enterprise encrypt all state
    "cloud",
}


def encryption_of(terraform: Any) -> StateEncryption:
    """Return how a stack keeps its state.

    Args:
        terraform: The `terraform` block of a stack's JSON. The `local` backend that CDKTF adds beside one
            that was given by an override does not count.
    """
    backends = _backends(terraform)
    if len(backends) > 1:
        own = [kind for kind, given in backends.items() if kind == "local" and _is_cdktfs_own(given, None)]
        backends = {kind: given for kind, given in backends.items() if kind not in own}
    kind = " and ".join(backends) or "local"
    by_backend = len(backends) == 1 and _encrypts(kind, backends[kind])
    encryptions = [body["encryption"] for body in bodies(terraform) if body.get("encryption") is not None]
    if by_backend or not encryptions:
        return StateEncryption(kind, by_backend, "")
    obstacle = _opentofu_obstacle(encryptions)
    return StateEncryption(kind, not obstacle, obstacle)


def with_one_backend(document: Mapping[str, Any], stack_name: str | None) -> Mapping[str, Any]:
    """Return a stack's JSON without the `local` backend that CDKTF adds beside another.

    CDKTF does not see a backend that was given by an override of the stack, and Terraform refuses two.

    Args:
        document: The stack's JSON; it stays as it is.
        stack_name: The stack's name, which the path of the state is made of; None to take it from the file.
    """
    terraform = document.get("terraform")
    backends = _backends(terraform)
    if len(backends) < 2 or "local" not in backends or not isinstance(terraform, Mapping):
        return document
    name = stack_name if stack_name is not None else _stack_name(document)
    block = terraform.get("backend")
    if not isinstance(block, Mapping) or not _is_cdktfs_own(block.get("local"), name):
        return document
    rest = {kind: given for kind, given in block.items() if kind != "local"}
    kept = {key: value for key, value in terraform.items() if key != "backend"}
    if rest:
        kept["backend"] = rest
    return {**document, "terraform": kept}


def backend_problems(terraform: Any) -> Iterator[GateProblem]:
    """Find what is wrong with a stack's backend: more than one, or credentials in its settings.

    Args:
        terraform: The `terraform` block of a stack's JSON.
    """
    backends = _backends(terraform)
    if len(backends) > 1:
        yield GateProblem(
            "terraform.backend",
            "",
            f"{' and '.join(sorted(backends))} are declared side by side, and Terraform takes one backend",
            "Declare one, as a construct or by an override, and take the other away",
        )
    for kind, given in backends.items():
        address = "terraform.cloud" if kind == "cloud" else f"terraform.backend.{kind}"
        for settings in bodies(given):
            yield from _credentials(address, kind, settings, settings)


def _credentials(
    address: str, kind: str, settings: Mapping[str, Any], all_settings: Mapping[str, Any]
) -> Iterator[GateProblem]:
    known = _IN_ENVIRONMENT.get(kind, {})
    for name, value in settings.items():
        if isinstance(value, (Mapping, list, tuple)):
            for nested in bodies(value):
                yield from _credentials(address, kind, nested, all_settings)
            continue
        if value is None or value == "":
            continue
        instead = known.get(name)
        if instead is None and kind in ("remote", "cloud") and name == "token":
            instead = _token_variable(all_settings.get("hostname"))
        if instead is None:
            instead = _of_text(kind, name, value)
        if instead is None and name in _ANYWHERE:
            instead = "the environment variable that the backend reads"
        if instead is not None:
            yield GateProblem(
                address,
                name,
                "expected no credential: a setting lies in the file and in .terraform, in plain text",
                f"Set {instead} in the environment instead",
            )


def _of_text(kind: str, name: str, value: Any) -> str | None:
    """Return what serves instead of a text that may hold a credential, if this one does."""
    if not isinstance(value, str):
        return None
    if kind == "pg" and name == "conn_str" and _DSN_PASSWORD.search(value):
        return "PG_CONN_STR, or PGPASSWORD,"
    if kind == "gcs" and name == "credentials" and "{" in value:
        return "GOOGLE_BACKEND_CREDENTIALS"
    instead = _WITH_LOGIN.get(kind, {}).get(name)
    return instead if instead is not None and _LOGIN.search(value) else None


def _token_variable(host: Any) -> str:
    known = host if isinstance(host, str) and re.fullmatch(r"[A-Za-z0-9.-]+", host) else _TFE_HOST
    return f"TF_TOKEN_{known.replace('-', '__').replace('.', '_')}"


def _backends(terraform: Any) -> dict[str, Any]:
    """Return the backends that are declared, by kind; `cloud` is one of them."""
    found: dict[str, Any] = {}
    for body in bodies(terraform):
        for block in bodies(body.get("backend")):
            found.update({kind: given for kind, given in block.items() if kind != "//" and _is_there(given)})
        if _is_there(body.get("cloud")):
            found["cloud"] = body["cloud"]
    return found


def _is_there(given: Any) -> bool:
    return given is not None and given != []


def _only(given: Any) -> Mapping[str, Any] | None:
    """Return what a block holds that may be written as a list of one."""
    found = list(bodies(given))
    is_one = len(found) == 1 and (isinstance(given, Mapping) or len(given) == 1)
    return found[0] if is_one else None


def _encrypts(kind: str, given: Any) -> bool:
    settings = _only(given)
    if settings is None:
        return False
    if kind == "s3":
        return settings.get("encrypt") is True and _is_text(settings.get("kms_key_id"))
    if kind == "gcs":
        return _is_text(settings.get("kms_encryption_key"))
    return kind in _ENCRYPTED_ALWAYS


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _opentofu_obstacle(encryptions: list[Any]) -> str:
    encryption = _only(encryptions[0]) if len(encryptions) == 1 else None
    if encryption is None:
        return "terraform.encryption is not one block"
    state = _only(encryption.get("state"))
    if state is None:
        return "terraform.encryption has no state"
    method = _METHOD.fullmatch(str(state.get("method", "")).strip())
    if method is None or method.group(1) == "unencrypted":
        return "terraform.encryption.state has no method that encrypts"
    if state.get("enforced") is not True:
        return "terraform.encryption.state is not enforced"
    if state.get("fallback") is not None:
        return "terraform.encryption.state has a fallback, which also reads what is not encrypted"
    if not _is_declared(encryption.get("method"), method.group(1), method.group(2)):
        return "terraform.encryption does not declare the method that its state names"
    return ""


def _is_declared(methods: Any, type_: str, name: str) -> bool:
    named = (names for types in bodies(methods) for names in bodies(types.get(type_)))
    return any(_is_there(names.get(name)) for names in named)


def _is_cdktfs_own(given: Any, stack_name: str | None) -> bool:
    """Whether this is the local backend that CDKTF gives a stack without one."""
    settings = _only(given)
    if settings is None or set(settings) != {"path"} or not isinstance(settings["path"], str):
        return False
    file = re.split(r"[/\\]", settings["path"])[-1]
    if stack_name is None:
        return file.startswith("terraform.") and file.endswith(".tfstate")
    return file == f"terraform.{stack_name}.tfstate"


def _stack_name(document: Mapping[str, Any]) -> str | None:
    for comment in bodies(document.get("//")):
        for metadata in bodies(comment.get("metadata")):
            name = metadata.get("stackName")
            if isinstance(name, str):
                return name
    return None
