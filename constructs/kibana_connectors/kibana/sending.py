"""What both clients do around httpx: requests out of calls, errors out of httpx's."""

from __future__ import annotations

import json
import logging
import os
import ssl
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import httpx

from .answers import path_of, read
from .call import Call, Steps
from .errors import AnswerTooLarge, InvalidRequest, NoAnswer, TimedOut, TLSFailure, UnexpectedAnswer
from .settings import Settings, checked_space
from .shown_text import one_line

T = TypeVar("T")
ClientT = TypeVar("ClientT")

logger = logging.getLogger("kibana_connectors.kibana")
"""Logs method, path and status of each answer, at the level DEBUG."""

FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
"""What a sender catches; a TLS alert that comes late is an OSError of its own."""

_API_VERSION = "2023-10-31"
"""The version of all public routes that have versions; serverless wants to be told."""


def made(kind: Callable[..., ClientT], settings: Settings) -> ClientT:
    """Return httpx's client.

    Args:
        kind: `httpx.Client` or `httpx.AsyncClient`.
        settings: What it is made of.

    Raises:
        InvalidRequest: httpx does not take the settings, or those of the environment.
    """
    try:
        return kind(headers=_headers(settings), **settings.http)
    except ImportError as error:  # names the package that a SOCKS proxy needs
        raise InvalidRequest(f"proxy: {one_line(str(error))}") from None
    except OSError:
        raise InvalidRequest(
            "SSL_CERT_FILE, SSL_CERT_DIR: expected a file, or a folder, with certificates in PEM form"
        ) from None
    except (ValueError, TypeError, AttributeError, httpx.InvalidURL):
        # What httpx says may quote a proxy with its login.
        raise InvalidRequest(
            "proxy, transport: httpx does not take them; check also HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and "
            "NO_PROXY in the environment"
        ) from None


def _headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every call."""
    headers = {"kbn-xsrf": "true", "accept": "application/json"}
    if settings.credential.authorization is not None:
        headers["authorization"] = settings.credential.authorization
    return headers


def resolved(call: Call[T], settings: Settings) -> Call[T]:
    """Return a call with its space; the default one has no prefix.

    Raises:
        InvalidRequest: It is no id of a space.
    """
    if not call.has_spaces:
        return call
    space = settings.space if call.space is None else checked_space("space", call.space)
    return replace(call, space=space)


def request_of(
    client: httpx.Client | httpx.AsyncClient, call: Call[Any], settings: Settings
) -> httpx.Request:
    """Return httpx's request for a call.

    Raises:
        InvalidRequest: What is to be sent is not JSON.
    """
    # Internal routes have no version, and demand to be known as internal where they are restricted.
    headers = (
        {"x-elastic-internal-origin": "Kibana"} if call.is_internal else {"elastic-api-version": _API_VERSION}
    )
    options: dict[str, Any] = {}
    if call.body is not None:
        options["content"] = _json(call)
        headers["content-type"] = "application/json"
    if call.file is not None:
        options["files"] = {"file": (*call.file, "application/ndjson")}
    timeout = client.timeout
    if timeout.read is not None and timeout.read < call.seconds:
        timeout = httpx.Timeout(**{**timeout.as_dict(), "read": call.seconds})
    query = {name: _in_query(value) for name, value in call.query.items() if value is not None}
    return client.build_request(
        call.method,
        f"{settings.endpoint}{path_of(call)}",
        params=query or None,
        headers=headers,
        timeout=timeout,
        **options,
    )


def _in_query(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(call: Call[Any]) -> bytes:
    try:
        return json.dumps(call.body, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        raise InvalidRequest(
            f"{call.method} {path_of(call)}: expected values that JSON can carry: texts, finite numbers, "
            "true, false, null, lists, and objects whose keys are texts"
        ) from None


class Body:
    """Collects an answer's bytes, up to a limit.

    Args:
        call: What was asked.
        longest: The limit.
    """

    def __init__(self, call: Call[Any], longest: int) -> None:
        self._call = call
        self._longest = longest
        self._length = 0
        self._chunks: list[bytes] = []

    def expect(self, response: httpx.Response) -> None:
        """Refuse an answer that is announced as too large.

        Raises:
            AnswerTooLarge: It is.
        """
        announced = response.headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self._longest:
            self._refuse()

    def add(self, chunk: bytes) -> None:
        """Add bytes.

        Raises:
            AnswerTooLarge: They are too many.
        """
        self._length += len(chunk)
        if self._length > self._longest:
            self._chunks.clear()
            self._refuse()
        self._chunks.append(chunk)

    def _refuse(self) -> None:
        raise AnswerTooLarge(
            f"{self._call.method} {path_of(self._call)}: the answer is larger than {self._longest:,} bytes, "
            "and was not read; check that the endpoint is Kibana's, or allow more by longest_answer"
        )

    def content(self) -> bytes:
        """Return all bytes."""
        return b"".join(self._chunks)


def result_of(call: Call[T], response: httpx.Response, content: bytes, settings: Settings) -> T:
    """Return a call's result.

    Raises:
        KibanaError: The answer is an error, or cannot be used.
    """
    logger.debug("%s %s: %s", call.method, path_of(call), response.status_code)
    return read(call, response.status_code, response.headers, content, settings.hidden)


def no_answer(
    call: Call[Any], error: Exception, settings: Settings, handled: BaseException | None
) -> Exception:
    """Return what an error of httpx means.

    Args:
        call: What was asked.
        error: One of `FAILURES`.
        settings: Of the client.
        handled: What was being handled when the call was made, and has nothing to do with it.
    """
    causes = list(_behind(error, handled))
    where = f"{call.method} {settings.endpoint}{path_of(call)}"
    said = one_line(_reason(error, causes), (*settings.hidden, *call.secrets), 160)
    logger.debug("%s %s: %s", call.method, path_of(call), type(error).__name__)
    if isinstance(error, httpx.TimeoutException):
        what = (
            "no connection"
            if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout))
            else "no whole answer"
        )
        return TimedOut(f"{where}: {what} in time; check that Kibana is up and reachable, or allow more time")
    if any(isinstance(each, ssl.SSLError) or "[SSL" in str(each)[:80] for each in causes):
        return TLSFailure(f"{where}: no trusted connection: {said}; {_tls_advice(said)}")
    if isinstance(error, httpx.ProxyError):
        return NoAnswer(f"{where}: the proxy refused: {said}; check the proxy's address and login")
    if isinstance(error, httpx.ConnectError):
        return NoAnswer(f"{where}: cannot connect: {said}; check the endpoint, and that Kibana is up")
    if isinstance(error, httpx.DecodingError):
        return UnexpectedAnswer(
            f"{where}: the answer cannot be decompressed; check what stands before Kibana"
        )
    if isinstance(error, (httpx.TransportError, OSError)):
        return NoAnswer(f"{where}: the connection was cut: {said or type(error).__name__}; try again")
    return InvalidRequest(f"{call.method} {path_of(call)}: cannot be sent: {type(error).__name__}")


def _reason(error: Exception, causes: Iterable[BaseException]) -> str:
    """Return what the operating system said, else what httpx says."""
    for each in causes:
        if isinstance(each, OSError) and not isinstance(each, ssl.SSLError) and each.strerror:
            # asyncio says where it failed and not why; the resolver's numbers are not the system's.
            return os.strerror(each.errno) if each.errno and each.errno > 0 else each.strerror
    return str(error)


def _behind(error: BaseException, handled: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what caused it."""
    known = {id(handled)}
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and id(each) not in known:
            known.add(id(each))
            yield each
            left += [each.__context__, each.__cause__, *getattr(each, "exceptions", ())]


def _tls_advice(said: str) -> str:
    if "WRONG_VERSION_NUMBER" in said or "wrong version number" in said:
        return "this port speaks no TLS: is it http:// instead of https://?"
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            "name the CA's certificate (verify=, KIBANA_CA_CERTS), and use the name that the certificate has"
        )
    if "alert" in said.lower() and "certificate" in said.lower():
        return "Kibana demands a client certificate that it knows (cert=)"
    return "check the endpoint and its certificate"


def drive(steps: Steps[T], send: Callable[[Call[Any]], Any]) -> T:
    """Take steps, and return their result.

    Args:
        steps: The steps.
        send: Makes one call.
    """
    generator = iter(steps)
    try:
        call = next(generator)
        while True:
            try:
                result = send(call)
            except Exception as error:
                call = generator.throw(error)
            else:
                call = generator.send(result)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]


async def async_drive(steps: Steps[T], send: Callable[[Call[Any]], Coroutine[Any, Any, Any]]) -> T:
    """Take steps, and return their result; the same as `drive` for a client of coroutines."""
    generator = iter(steps)
    try:
        call = next(generator)
        while True:
            try:
                result = await send(call)
            except Exception as error:
                call = generator.throw(error)
            else:
                call = generator.send(result)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]


def distinct(spaces: Iterator[str]) -> tuple[str, ...]:
    """Return ids of spaces in their order, each once.

    Raises:
        InvalidRequest: One is no id of a space.
    """
    return tuple(dict.fromkeys(checked_space("spaces", space) for space in spaces))
