"""Both clients, so that each test of what they do runs with both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from harness.tls import Authority, https_server
from kibana_answers import AT_ONCE

from kibana_connectors.kibana import AsyncKibana, Kibana


class Waiting:
    """`AsyncKibana`, each coroutine run to its end, so that a test can use it as `Kibana`."""

    def __init__(self, client: AsyncKibana, loop: asyncio.AbstractEventLoop) -> None:
        self._client = client
        self._loop = loop

    def __repr__(self) -> str:
        return repr(self._client)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._client, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            if isinstance(result, AsyncIterator):
                return self._loop.run_until_complete(_all(result))
            return self._loop.run_until_complete(result)

        return call


async def _all(results: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in results]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(params=["Kibana", "AsyncKibana"])
def connect(request: pytest.FixtureRequest, loop: asyncio.AbstractEventLoop) -> Iterator[Callable[..., Any]]:
    """Make a client of either kind; all are closed at the end. `handler` answers instead of a server."""
    made: list[Any] = []

    def make(endpoint: str = "https://kibana.example", **options: Any) -> Any:
        handler = options.pop("handler", None)
        if handler is not None:
            options["transport"] = httpx.MockTransport(handler)
        options = {"trust_env": False, "retry": AT_ONCE, **options}
        if request.param == "Kibana":
            made.append(Kibana(endpoint, **options))
        else:
            made.append(Waiting(AsyncKibana(endpoint, **options), loop))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def answering(connect: Callable[..., Any]) -> Callable[..., tuple[Any, list[httpx.Request]]]:
    """Make a client that is given answers one after the other, and the list of what it asked for.

    An answer is a status, a body that becomes JSON, a `(status, body)`, lines of JSON as bytes, an
    `httpx.Response`, or an error to raise.
    """

    def make(*answers: Any, **options: Any) -> tuple[Any, list[httpx.Request]]:
        asked: list[httpx.Request] = []
        left = list(answers)

        def handler(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            if isinstance(answer, httpx.Response):  # a new one: a response can be sent only once
                return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
            if isinstance(answer, bytes):
                return httpx.Response(200, content=answer, headers={"content-type": "application/ndjson"})
            if isinstance(answer, int):
                return httpx.Response(answer)
            status, body = answer if isinstance(answer, tuple) else (200, answer)
            return httpx.Response(status, json=body)

        return connect(handler=handler, **options), asked

    return make


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def authority(issuer: Authority) -> Path:
    """The file with the certificate of the authority that the servers below have theirs from."""
    return issuer.path


@pytest.fixture(scope="session")
def client_certificate(issuer: Authority) -> tuple[Path, Path]:
    """A certificate of the same authority, and its key, whose password is Hunter2."""
    return issuer.issue("client", password="Hunter2")


@pytest.fixture(scope="session")
def https(issuer: Authority) -> Iterator[str]:
    """A server that answers with an empty list."""
    with https_server(issuer.issue("server")) as url:
        yield url


@pytest.fixture(scope="session")
def https_for_known_clients(issuer: Authority) -> Iterator[str]:
    """The same, for those who show a certificate."""
    with https_server(issuer.issue("strict"), known_clients=issuer.path) as url:
        yield url
