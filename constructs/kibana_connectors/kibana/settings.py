"""Where Kibana is and how to reach it: the client's arguments, checked before anything is sent."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from typing_extensions import NotRequired

from ..formats.kibana_ids import is_space_id
from ..formats.urls import has_login, is_web_url
from .credential import Credential, credential_of
from .errors import InvalidRequest
from .retry import Retry

Certificate = str | os.PathLike[str] | tuple[str, str] | tuple[str, str, str]
"""A client certificate: one PEM file, or certificate and key, or these and the key's password."""
Verify = bool | str | os.PathLike[str] | list[str] | tuple[str, ...] | ssl.SSLContext
"""Whom to trust: True, the usual authorities; files with others; a context; False, everybody."""

LONGEST_ANSWER = 8 * 1024 * 1024
"""Bytes of one answer, decompressed, that are read unless more are allowed: some 10,000 connectors."""
SECONDS = 30.0
_CONNECT_SECONDS = 5.0

ENDPOINT = "KIBANA_ENDPOINT"
CREDENTIALS = ("KIBANA_API_KEY", "KIBANA_BEARER_TOKEN", "KIBANA_USERNAME", "KIBANA_PASSWORD")
CA_CERTS = "KIBANA_CA_CERTS"
INSECURE = "KIBANA_INSECURE"
_TRUE = ("1", "t", "T", "TRUE", "true", "True")
_FALSE = ("0", "f", "F", "FALSE", "false", "False")


class Options(TypedDict):
    """What the client takes beside the endpoint and the credential."""

    space: NotRequired[str]
    verify: NotRequired[Verify]
    cert: NotRequired[Certificate | None]
    proxy: NotRequired[Any]
    timeout: NotRequired[float | Any]
    trust_env: NotRequired[bool]
    transport: NotRequired[Any]
    retry: NotRequired[Retry | None]
    longest_answer: NotRequired[int]


@dataclass(frozen=True)
class Settings:
    """All that both clients need.

    Attributes:
        endpoint: Kibana's address, with its base path and without a slash at the end.
        space: The space of calls that name none.
        credential: Who calls.
        retry: When a call is sent again.
        longest_answer: The most bytes of an answer, decompressed.
        http: The arguments of httpx's client.
    """

    endpoint: str
    space: str
    credential: Credential
    retry: Retry
    longest_answer: int
    http: dict[str, Any] = field(repr=False)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Texts that no message may show."""
        return self.credential.texts


def settings_of(
    endpoint: str,
    credential: Credential,
    *,
    space: str = "default",
    verify: Verify = True,
    cert: Certificate | None = None,
    proxy: Any = None,
    timeout: Any = SECONDS,
    trust_env: bool = True,
    transport: Any = None,
    retry: Retry | None = Retry(),  # noqa: B008 - frozen
    longest_answer: int = LONGEST_ANSWER,
) -> Settings:
    """Check the arguments of a client; each is described there.

    Raises:
        InvalidRequest: One of them cannot work.
    """
    import httpx

    endpoint = checked_endpoint("endpoint", endpoint)
    checked_space("space", space)
    if retry is not None and not isinstance(retry, Retry):
        raise InvalidRequest("retry: expected a Retry, or None to send nothing again")
    if not isinstance(longest_answer, int) or longest_answer < 1:
        raise InvalidRequest("longest_answer: expected a number of bytes, 1 or more")
    if isinstance(timeout, (int, float)) and not isinstance(timeout, bool):
        if not 0 < timeout < float("inf"):
            raise InvalidRequest("timeout: expected a number of seconds above 0")
        timeout = httpx.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS))
    elif timeout is not None and not isinstance(timeout, httpx.Timeout):
        raise InvalidRequest("timeout: expected a number of seconds, an httpx.Timeout, or None for no limit")
    # Reading the usual authorities takes as long as ten calls; redirects to where they count are not
    # followed.
    is_encrypted = verify is not True or cert is not None or endpoint[:6].lower() == "https:"
    return Settings(
        endpoint=endpoint,
        space=space,
        credential=credential,
        retry=retry if retry is not None else Retry(attempts=1),
        longest_answer=longest_answer,
        http={
            "verify": trust(verify, cert, trust_env=trust_env) if is_encrypted else False,
            "proxy": proxy,
            "timeout": timeout,
            "trust_env": trust_env,
            "transport": transport,
            "follow_redirects": False,
        },
    )


def checked_endpoint(name: str, endpoint: str) -> str:
    """Return an endpoint without a slash at its end.

    Args:
        name: What messages call it.
        endpoint: The URL.

    Raises:
        InvalidRequest: It is no URL of Kibana; the message never shows it.
    """
    if not isinstance(endpoint, str) or not is_web_url(endpoint):
        raise InvalidRequest(f"{name}: expected a URL, such as https://kibana.example:5601")
    if has_login(endpoint):
        raise InvalidRequest(
            f"{name}: expected a URL without user name and password: give them as username and password "
            f"(KIBANA_USERNAME, KIBANA_PASSWORD)"
        )
    if "?" in endpoint or "#" in endpoint:
        raise InvalidRequest(f"{name}: expected a URL without a query and without a fragment")
    return endpoint.strip().rstrip("/")


def checked_space(name: str, space: Any) -> str:
    """Return a space's id.

    Args:
        name: What messages call it.
        space: The id.

    Raises:
        InvalidRequest: It is no id of a Kibana space.
    """
    if not isinstance(space, str) or not is_space_id(space):
        raise InvalidRequest(
            f"{name}: expected the id of a Kibana space: lower-case letters, digits, _ and -"
        )
    return space


def trust(verify: Verify, cert: Certificate | None, *, trust_env: bool) -> ssl.SSLContext | bool:
    """Return what httpx takes as `verify`.

    Args:
        verify: Whom to trust.
        cert: The certificate to show.
        trust_env: Whether `SSL_CERT_FILE` and `SSL_CERT_DIR` name authorities to trust.

    Raises:
        InvalidRequest: A file cannot be read, or is not what it should be.
    """
    import httpx

    if isinstance(verify, (str, os.PathLike)):
        verify = [os.fspath(verify)]
    if isinstance(verify, (list, tuple)):
        if not verify:
            raise InvalidRequest("verify: expected the path of at least one file with CA certificates")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        for path in verify:
            _load_authorities(context, path)
    elif isinstance(verify, ssl.SSLContext):
        context = verify
    elif isinstance(verify, bool):
        if cert is None:
            return verify
        context = httpx.create_ssl_context(verify=verify, trust_env=trust_env)
    else:
        raise InvalidRequest("verify: expected True, False, paths of CA certificates, or an ssl.SSLContext")
    if cert is not None:
        _load_certificate(context, cert)
    return context


def _load_authorities(context: ssl.SSLContext, path: Any) -> None:
    if not isinstance(path, (str, os.PathLike)) or not os.fspath(path):
        raise InvalidRequest("verify: expected paths of files with CA certificates")
    try:
        folder = Path(path).is_dir()
        context.load_verify_locations(capath=path) if folder else context.load_verify_locations(cafile=path)
    except ssl.SSLError:
        raise InvalidRequest(
            f"CA certificates: expected certificates in PEM form in {os.fspath(path)}"
        ) from None
    except OSError as error:
        raise InvalidRequest(f"CA certificates: cannot read {os.fspath(path)}: {error.strerror}") from None


def _load_certificate(context: ssl.SSLContext, cert: Certificate) -> None:
    parts: list[Any] = list(cert) if isinstance(cert, tuple) else [cert]
    if not 1 <= len(parts) <= 3 or not all(parts):
        raise InvalidRequest(
            "cert: expected a path, or paths of certificate and key, with a password if needed"
        )
    # Without a password OpenSSL would ask for one in the terminal.
    password = parts[2] if len(parts) > 2 else ""
    try:
        context.load_cert_chain(parts[0], parts[1] if len(parts) > 1 else None, lambda: password)
    except ssl.SSLError:
        raise InvalidRequest(
            f"cert: expected certificate and key in PEM form in {', '.join(map(os.fspath, parts[:2]))}, that "
            "belong together, and the key's password if it has one"
        ) from None
    except OSError as error:
        raise InvalidRequest(f"cert: cannot read a file of it: {error.strerror}") from None


def environment_settings(environment: Mapping[str, str], options: Options) -> tuple[str, Credential, Options]:
    """Return endpoint, credential and options as the environment has them.

    The variables are those of the elasticstack provider: `KIBANA_ENDPOINT`; one of `KIBANA_API_KEY`,
    `KIBANA_BEARER_TOKEN`, or `KIBANA_USERNAME` with `KIBANA_PASSWORD`; `KIBANA_CA_CERTS`, paths with commas
    between them; `KIBANA_INSECURE`, true or false. An empty one counts as unset.

    Args:
        environment: The environment.
        options: What was given beside it, and wins.

    Raises:
        InvalidRequest: A variable is missing or cannot work.
    """
    endpoint = environment.get(ENDPOINT) or None
    if endpoint is None:
        raise InvalidRequest(
            f"{ENDPOINT} is not set: set it to Kibana's URL, such as https://kibana.example:5601"
        )
    checked_endpoint(ENDPOINT, endpoint)
    api_key, bearer_token, username, password = (environment.get(name) or None for name in CREDENTIALS)
    credential = credential_of(
        api_key=api_key, bearer_token=bearer_token, username=username, password=password, names=CREDENTIALS
    )
    found: Options = {}
    paths = [path.strip() for path in (environment.get(CA_CERTS) or "").split(",") if path.strip()]
    if paths:
        found["verify"] = paths
    insecure = environment.get(INSECURE) or _FALSE[0]
    if insecure not in _TRUE + _FALSE:
        raise InvalidRequest(f"{INSECURE}: expected true or false")
    if insecure in _TRUE:
        found["verify"] = False
    return endpoint, credential, {**found, **options}
