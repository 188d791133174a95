"""A started sandbox with a small validator of its own, so that these tests need no connector type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from kibana_connectors.sandbox import Sandbox
from kibana_connectors.schema.type_info import TypeInfo, Verdict


def _type(
    type_id: str,
    name: str,
    license: str = "basic",
    features: tuple[str, ...] = ("alerting",),
    is_deprecated: bool = False,
) -> TypeInfo:
    return TypeInfo(type_id, name, license, features, "7.4", is_deprecated)


TYPES = (
    _type(".index", "Index", features=("alerting", "uptime")),
    _type(".webhook", "Webhook", license="gold"),
    _type(".servicenow", "ServiceNow", license="platinum"),
    _type(".servicenow-itom", "ServiceNow ITOM", license="platinum"),
    _type(".bedrock", "Bedrock", license="enterprise", features=("siem",), is_deprecated=True),
)


def validate(type_id: str, config: object, secrets: object) -> Verdict:
    """Refuse on demand; store the config with one default and one null, as Kibana would."""
    assert isinstance(config, dict)
    assert isinstance(secrets, dict)
    if config.get("crash"):
        raise RuntimeError(f"crashed over {secrets}")
    errors = tuple(config.get("refuse", ()))
    if errors:
        return Verdict(False, errors, None)
    return Verdict(True, (), {"refresh": False, "executionTimeField": None} | config)


@pytest.fixture
def unstarted() -> Callable[..., Sandbox]:
    """Make sandboxes for a with block."""
    return lambda **options: Sandbox(**{"validator": validate, "types": TYPES} | options)


@pytest.fixture
def make(unstarted: Callable[..., Sandbox]) -> Iterator[Callable[..., Sandbox]]:
    """Start sandboxes; all stop at the end."""
    started: list[Sandbox] = []

    def start(**options: Any) -> Sandbox:
        sandbox = unstarted(**options).start()
        started.append(sandbox)
        return sandbox

    yield start
    for sandbox in started:
        sandbox.stop()


@pytest.fixture(scope="session")
def shared() -> Iterator[Sandbox]:
    with Sandbox(validator=validate, types=TYPES, username="elastic", password="changeme") as sandbox:
        yield sandbox


@pytest.fixture
def kibana(shared: Sandbox) -> Iterator[Sandbox]:
    """One running sandbox for all, emptied and set back after each test."""
    usual = dict(vars(shared.settings))
    yield shared
    shared.reset()
    for name, value in usual.items():
        setattr(shared.settings, name, value)


def client_of(sandbox: Sandbox, **headers: str) -> httpx.Client:
    given = {"Authorization": f"ApiKey {sandbox.api_key}", "kbn-xsrf": "true"} | headers
    # No proxy between a test and its own port, and no certificates to load, which takes long.
    return httpx.Client(base_url=sandbox.url, headers=given, trust_env=False, verify=False, timeout=10)


@pytest.fixture
def connect() -> Iterator[Callable[..., httpx.Client]]:
    clients: list[httpx.Client] = []

    def make_client(sandbox: Sandbox, **headers: str) -> httpx.Client:
        clients.append(client_of(sandbox, **headers))
        return clients[-1]

    yield make_client
    for client in clients:
        client.close()


@pytest.fixture
def http(kibana: Sandbox, connect: Callable[..., httpx.Client]) -> httpx.Client:
    """A client with good credentials."""
    return connect(kibana)


@pytest.fixture
def refusal() -> Callable[[httpx.Response], tuple[int, str]]:
    """Read an error answer as status and message, checking Kibana's envelope."""
    phrases = {
        400: "Bad Request",
        401: "Unauthorized",
        403: "Forbidden",
        404: "Not Found",
        409: "Conflict",
        415: "Unsupported Media Type",
        429: "Too Many Requests",
        500: "Internal Server Error",
        503: "Service Unavailable",
    }

    def read(response: httpx.Response) -> tuple[int, str]:
        body = response.json()
        assert body.pop("statusCode") == response.status_code
        assert body.pop("error") == phrases[response.status_code]
        body.pop("attributes", None)
        message = body.pop("message")
        assert not body
        return response.status_code, message

    return read
