"""What goes wrong between the client and Kibana: one line, what to do, and nothing harmful twice."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import httpx
import pytest
from kibana_answers import AT_ONCE, refusal

from kibana_connectors.kibana import (
    AnswerTooLarge,
    BadRequest,
    Conflict,
    Forbidden,
    KibanaError,
    NoAnswer,
    NotFound,
    NotKibana,
    Refusal,
    Retry,
    ServerError,
    TimedOut,
    TooManyRequests,
    Unauthorized,
    UnexpectedAnswer,
    UnsupportedByKibana,
)
from kibana_connectors.kibana.answers import retry_after

CONNECTOR = {
    "id": "c1",
    "name": "n",
    "connector_type_id": ".index",
    "config": {"index": "x", "refresh": False},
}
NEW = {"name": "n", "connector_type_id": ".index", "config": {"index": "x"}}
WHERE = "GET /api/actions/connectors: "
LOGIN_PAGE = "<html><head><title>Sign\nin \x1b[31m&amp; go</title></head></html>"


def html(status: int, text: str = LOGIN_PAGE) -> httpx.Response:
    return httpx.Response(status, text=text, headers={"content-type": "text/html; charset=utf-8"})


ERRORS: list[tuple[Any, type[KibanaError], str]] = [
    (
        refusal(400, "[request query.x]: nope"),
        BadRequest,
        '400 Bad Request "[request query.x]: nope"; change what',
    ),
    (refusal(401, "Unauthorized"), Unauthorized, "401 Unauthorized; check the credential"),
    (
        refusal(403, "Unauthorized to get actions"),
        Forbidden,
        '403 Forbidden "Unauthorized to get actions"; give the credential\'s role the Kibana privilege '
        "Actions and Connectors: Read in the space default",
    ),
    (
        refusal(403, "Action type .x is disabled because your basic license does not support it."),
        Forbidden,
        "it is up to Kibana's settings or license, not to the credential",
    ),
    (refusal(404, "Saved object [action/x] not found"), NotFound, '404 Not Found "Saved object [action/x]'),
    (
        refusal(404, "Not Found"),
        UnsupportedByKibana,
        "404 Not Found; this Kibana has no such route: Kibana 8.8",
    ),
    (refusal(409, "conflict"), Conflict, '409 Conflict "conflict"; choose another id'),
    (refusal(413, "Payload too large"), BadRequest, "413 Payload Too Large"),
    (refusal(418, "I'm a teapot"), BadRequest, '418 "I\'m a teapot"'),
    (
        refusal(500, "An internal error"),
        ServerError,
        '500 Internal Server Error "An internal error"; look into',
    ),
    (
        (500, {"error": {"type": "x"}, "status": 500}),
        ServerError,
        "500 Internal Server Error in application/json, ",
    ),
    ((400, ["x"]), BadRequest, "400 Bad Request in application/json, which is not Kibana's form"),
    (httpx.Response(500), ServerError, "500 Internal Server Error; look into Kibana's own log"),
    (html(401), Unauthorized, '401 Unauthorized in a web page, "Sign in \\x1b[31m&amp; go", which is not'),
    (html(404), NotKibana, "expected Kibana's JSON, and got a web page, \"Sign in"),
    (html(500), ServerError, "500 Internal Server Error in a web page"),
    (html(200), NotKibana, "expected Kibana's JSON, and got a web page"),
    (html(200, "<html>"), NotKibana, "got a web page with status 200; check the endpoint"),
    (
        httpx.Response(200, text="hi", headers={"content-type": "text/plain"}),
        NotKibana,
        "got text/plain with",
    ),
    (httpx.Response(200, content=b"hi"), NotKibana, "expected JSON, and got something that is not whole"),
    (
        httpx.Response(200, content=b'[{"id": "c'),
        NotKibana,
        "expected JSON, and got something that is not whole",
    ),
    (httpx.Response(200), NotKibana, "expected JSON, and got something that is not whole"),
    ([{"id": 5}], UnexpectedAnswer, "0.id: input should be a valid string; 0.name: field required; "),
    ({"a": 1}, UnexpectedAnswer, "the whole: input should be a valid array; check that the endpoint"),
    (
        httpx.Response(302, headers={"location": "https://user:pw@sso.example/login?code=Hunter2"}),
        NotKibana,
        "redirected with status 302 to https://sso.example/login; redirects are not followed",
    ),
    (httpx.Response(304), NotKibana, "redirected with status 304; redirects"),
    (httpx.ReadTimeout("slow"), TimedOut, "no whole answer in time; check that Kibana is up"),
]


@pytest.mark.parametrize(("answer", "error", "text"), ERRORS, ids=range(len(ERRORS)))
def test_an_error_is_one_line_that_says_what_to_do(answering, answer: Any, error: Any, text: str) -> None:
    client, asked = answering(answer)

    with pytest.raises(KibanaError) as caught:
        client.list_connectors()

    assert type(caught.value) is error
    told = str(caught.value)
    assert text in told
    assert told.startswith((WHERE, "GET https://kibana.example/api/actions/connectors: "))
    assert "\n" not in told
    assert len(told) < 600
    assert told.isprintable()
    assert len(asked) == 1
    if isinstance(caught.value, Refusal):
        assert caught.value.status == (answer[0] if isinstance(answer, tuple) else answer.status_code)


def test_what_kibana_says_is_bounded(answering) -> None:
    client, _ = answering(refusal(400, "a\u202eb\x00\r\n" + "x" * 100_000))

    with pytest.raises(BadRequest) as caught:
        client.list_connectors()

    assert "a\\u202eb\\x00 xxx" in str(caught.value)
    assert len(str(caught.value)) < 500


def test_the_query_is_not_shown(answering) -> None:
    client, _ = answering(refusal(400, "x"))

    with pytest.raises(BadRequest) as caught:
        client.list_rules_using("some-id")

    assert "some-id" not in str(caught.value)
    assert str(caught.value).startswith("GET /api/alerting/rules/_find: 400")


# -- sent again, or not --------------------------------------------------------------------------------------

FOR_A_WHILE: list[Any] = [
    refusal(429, "Server is overloaded"),
    refusal(502, "x"),
    refusal(503, "x"),
    html(503),
    refusal(504, "x"),
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.ReadError("cut"),
    httpx.RemoteProtocolError("cut"),
]
FOR_GOOD: list[Any] = [refusal(400, "x"), refusal(401, "x"), refusal(404, "x"), refusal(500, "x"), html(200)]


@pytest.mark.parametrize("fault", FOR_A_WHILE, ids=range(len(FOR_A_WHILE)))
def test_what_does_no_harm_is_sent_again(answering, fault: Any) -> None:
    again = not isinstance(fault, httpx.ConnectTimeout)
    client, asked = answering(fault, fault, fault, [], retry=Retry(attempts=4, first_wait=0))

    if not again:
        with pytest.raises(TimedOut):
            client.list_connectors()
        return
    assert client.list_connectors() == ()
    assert len(asked) == 4


@pytest.mark.parametrize("fault", FOR_A_WHILE[:6], ids=range(6))
def test_it_gives_up(answering, fault: Any) -> None:
    client, asked = answering(*[fault] * 3, retry=Retry(attempts=3, first_wait=0))

    with pytest.raises(KibanaError):
        client.list_connectors()

    assert len(asked) == 3


@pytest.mark.parametrize("fault", FOR_GOOD, ids=range(len(FOR_GOOD)))
def test_what_will_not_get_better_is_sent_once(answering, fault: Any) -> None:
    client, asked = answering(fault)

    with pytest.raises(KibanaError):
        client.list_connectors()

    assert len(asked) == 1


HARMFUL: list[tuple[str, dict[str, Any]]] = [
    ("create_connector", NEW),
    ("execute_connector", {"connector_id": "c1", "params": {}}),
    ("execute_sub_action", {"connector_id": "c1", "sub_action": "a"}),
    ("test_connector", {"connector_id": "c1"}),
    ("import_connectors", {"ndjson": "{}"}),
]
HARMLESS: list[tuple[str, dict[str, Any], Any]] = [
    ("create_connector", {**NEW, "connector_id": "c1"}, CONNECTOR),
    ("update_connector", {"connector_id": "c1", "name": "n"}, CONNECTOR),
    ("delete_connector", {"connector_id": "c1"}, 204),
    ("create_space", {"space_id": "a", "name": "A"}, {"id": "a", "name": "A"}),
    ("delete_space", {"space_id": "a"}, 204),
    ("execution_log", {"start": "now-1d"}, {"total": 0, "data": []}),
    ("execution_counts", {"start": "now-1d"}, {}),
    ("export_connectors", {}, b'{"exportedCount":0}'),
]


@pytest.mark.parametrize("fault", FOR_A_WHILE, ids=range(len(FOR_A_WHILE)))
@pytest.mark.parametrize(("name", "arguments"), HARMFUL, ids=[name for name, _ in HARMFUL])
def test_what_would_do_harm_is_sent_once(answering, name: str, arguments: Any, fault: Any) -> None:
    client, asked = answering(fault)

    with pytest.raises(KibanaError):
        getattr(client, name)(**arguments)

    assert len(asked) == 1


@pytest.mark.parametrize(("name", "arguments", "answer"), HARMLESS, ids=[name for name, *_ in HARMLESS])
def test_what_does_no_harm_twice_is_sent_again(answering, name: str, arguments: Any, answer: Any) -> None:
    client, asked = answering(refusal(503, "x"), httpx.ReadError("cut"), answer)

    getattr(client, name)(**arguments)

    assert len(asked) == 3


def test_without_a_retry_nothing_is_sent_again(answering) -> None:
    client, asked = answering(refusal(503, "x"), retry=None)

    with pytest.raises(ServerError):
        client.list_connectors()

    assert len(asked) == 1


# -- lost answers --------------------------------------------------------------------------------------------

LOST: list[Any] = [httpx.ReadError("cut"), refusal(502, "x"), refusal(503, "x"), refusal(504, "x")]


@pytest.mark.parametrize("lost", LOST, ids=range(len(LOST)))
def test_a_create_whose_answer_was_lost_is_found(answering, lost: Any) -> None:
    client, asked = answering(lost, refusal(409, "conflict"), CONNECTOR)

    assert client.create_connector(**NEW, connector_id="c1").id == "c1"
    assert [request.method for request in asked] == ["POST", "POST", "GET"]


@pytest.mark.parametrize(
    "there",
    [
        {**CONNECTOR, "name": "another"},
        {**CONNECTOR, "connector_type_id": ".email"},
        {**CONNECTOR, "config": {"index": "another"}},
        refusal(404, "Saved object [action/c1] not found"),
    ],
    ids=["name", "type", "config", "in-another-space"],
)
def test_a_connector_that_is_not_ours_is_a_conflict(answering, there: Any) -> None:
    client, _ = answering(httpx.ReadError("cut"), refusal(409, "conflict"), there)

    with pytest.raises(Conflict, match="POST /api/actions/connector/c1: 409"):
        client.create_connector(**NEW, connector_id="c1")


@pytest.mark.parametrize("before", [(), (refusal(429, "x"),)], ids=["at-once", "after-429"])
def test_a_conflict_without_a_lost_answer_is_one(answering, before: Any) -> None:
    client, asked = answering(*before, refusal(409, "conflict"))

    with pytest.raises(Conflict):
        client.create_connector(**NEW, connector_id="c1")

    assert len(asked) == 1 + len(before)


def test_a_delete_whose_answer_was_lost_is_done(answering) -> None:
    client, _ = answering(httpx.ReadError("cut"), refusal(404, "Saved object [action/c1] not found"))

    assert client.delete_connector("c1") is None


def test_a_delete_of_what_is_not_there_is_an_error(answering) -> None:
    client, _ = answering(refusal(429, "x"), refusal(404, "Saved object [action/c1] not found"))

    with pytest.raises(NotFound):
        client.delete_connector("c1")


# -- waits ---------------------------------------------------------------------------------------------------


def test_waits_grow_and_vary_and_are_bounded() -> None:
    retry = Retry(first_wait=1, longest_wait=10)
    error = ServerError("x", status=503)

    for attempt, least, most in ((1, 0.5, 1.5), (2, 1, 3), (3, 2, 6), (5, 8, 10), (5000, 10, 10)):
        waits = {retry.wait(attempt, error) for _ in range(50)}
        assert least <= min(waits) <= max(waits) <= most
        assert len(waits) > 1 or attempt == 5000


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        (" 3 ", 3.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds(header: str | None, seconds: float | None) -> None:
    assert retry_after(header) == seconds


def test_retry_after_as_a_date() -> None:
    now = 1_800_000_000.0

    assert retry_after(formatdate(now + 7, usegmt=True), lambda: now) == 7
    assert retry_after(formatdate(now - 7, usegmt=True), lambda: now) == 0
    assert retry_after("Wed, 99 Nov 2026 00:00:00 GMT", lambda: now) is None


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the test's own thread waits for, and it does not wait.

    Servers that run in other threads of this process sleep on: without it they would spin for ever.
    """
    waited: list[float] = []
    here = threading.get_ident()
    really_sleep, really_sleep_async = time.sleep, asyncio.sleep

    def sleep(seconds: float) -> None:
        if threading.get_ident() == here:
            waited.append(seconds)
        else:
            really_sleep(seconds)

    async def async_sleep(seconds: float) -> None:
        if threading.get_ident() == here:
            waited.append(seconds)
        else:
            await really_sleep_async(seconds)

    monkeypatch.setattr("time.sleep", sleep)
    monkeypatch.setattr("asyncio.sleep", async_sleep)
    return waited


def overloaded(after: str) -> httpx.Response:
    return httpx.Response(429, json=refusal(429, "x")[1], headers={"Retry-After": after})


@pytest.mark.parametrize("status", [429, 503])
def test_kibanas_wish_is_waited_for(answering, waits: list[float], status: int) -> None:
    asked_for = httpx.Response(status, json=refusal(status, "x")[1], headers={"Retry-After": "7"})
    client, _ = answering(asked_for, [], retry=Retry())

    client.list_connectors()

    assert waits == [7]


def test_a_date_is_waited_for(answering, waits: list[float]) -> None:
    client, _ = answering(overloaded(formatdate(time.time() + 20, usegmt=True)), [], retry=Retry())

    client.list_connectors()

    assert 10 < waits[0] <= 20


def test_a_wish_that_is_too_long_ends_it_at_once(answering, waits: list[float]) -> None:
    client, asked = answering(overloaded("3600"), retry=Retry(longest_wait=30))

    with pytest.raises(TooManyRequests, match="try again in 3600 seconds") as caught:
        client.list_connectors()

    assert caught.value.retry_after == 3600
    assert (len(asked), waits) == (1, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"attempts": 0},
        {"attempts": 1.5},
        {"first_wait": -1},
        {"longest_wait": float("inf")},
        {"first_wait": "1"},
    ],
    ids=str,
)
def test_a_retry_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"Retry: {next(iter(wrong))}: expected a number"):
        Retry(**wrong)


# -- size ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "compressed"])
def test_an_answer_that_is_too_large_is_not_read(connect: Callable[..., Any], compressed: bool) -> None:
    read = 0

    def chunks() -> Any:
        nonlocal read
        whole = b"[" + b" " * 10_000_000 + b"]"
        whole = gzip.compress(whole) if compressed else whole
        for start in range(0, len(whole), 65_536):
            read += 65_536
            yield whole[start : start + 65_536]

    async def async_chunks() -> Any:
        for chunk in chunks():
            yield chunk

    def handler(request: httpx.Request) -> httpx.Response:
        is_async = "Waiting" in type(client).__name__
        headers = {"content-type": "application/json"} | ({"content-encoding": "gzip"} if compressed else {})
        return httpx.Response(200, content=async_chunks() if is_async else chunks(), headers=headers)

    client = connect(handler=handler)
    with pytest.raises(AnswerTooLarge, match="larger than 8,388,608 bytes"):
        client.list_connectors()

    assert read < 9_000_000


def test_an_answer_that_is_announced_as_too_large_is_not_read(answering) -> None:
    client, _ = answering(httpx.Response(200, content=b"[]" + b" " * 99), longest_answer=100)

    with pytest.raises(AnswerTooLarge, match="larger than 100 bytes"):
        client.list_connectors()


def test_more_may_be_allowed(answering) -> None:
    client, _ = answering(httpx.Response(200, content=b"[]" + b" " * 9_000_000), longest_answer=10_000_000)

    assert client.list_connectors() == ()


# -- against the stand-in ------------------------------------------------------------------------------------


def test_a_server_that_is_not_there(connect: Callable[..., Any]) -> None:
    with pytest.raises(NoAnswer, match=r"cannot connect: .*refused; check the endpoint"):
        connect("http://127.0.0.1:1").list_connectors()


def test_what_the_caller_was_handling_is_no_cause(connect: Callable[..., Any]) -> None:
    client = connect("http://127.0.0.1:1")
    try:
        raise ssl.SSLError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] of something else")
    except ssl.SSLError:
        with pytest.raises(NoAnswer, match="cannot connect: Connection refused") as caught:
            client.list_connectors()

    assert type(caught.value) is NoAnswer


def test_a_name_that_is_not_there(connect: Callable[..., Any]) -> None:
    with pytest.raises(NoAnswer, match="cannot connect: "):
        connect("http://no-such-host.invalid").list_connectors()


def test_a_connection_that_is_cut(kibana, connect: Callable[..., Any]) -> None:
    client = connect(kibana.url, api_key=kibana.api_key, retry=AT_ONCE)
    kibana.faults.add(drop=True, times=None)

    with pytest.raises(NoAnswer, match="the connection was cut"):
        client.list_connectors()

    assert len(kibana.requests) == 4


def test_a_server_that_is_slow(kibana, connect: Callable[..., Any]) -> None:
    client = connect(kibana.url, api_key=kibana.api_key, timeout=0.2)
    kibana.faults.add(delay=5)

    with pytest.raises(TimedOut, match="no whole answer in time"):
        client.list_connectors()


def test_status_answers_while_kibana_is_not_available(answering) -> None:
    body = {"status": {"overall": {"level": "unavailable", "summary": "s"}}, "version": {"number": "8.8.0"}}
    client, _ = answering((503, body))

    status = client.status()

    assert (status.level, status.version) == ("unavailable", "8.8.0")


def test_a_gateway_in_place_of_the_status_is_an_error(answering) -> None:
    client, asked = answering(*[html(503)] * 4)

    with pytest.raises(ServerError, match="a web page"):
        client.status()

    assert len(asked) == 4
