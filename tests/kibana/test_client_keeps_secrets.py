"""No repr, log, message or traceback shows a credential, or a secret that was sent."""

from __future__ import annotations

import base64
import inspect
import io
import logging
import traceback
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import httpx
import pytest
from kibana_answers import refusal
from rich.console import Console
from rich.traceback import Traceback

import kibana_connectors.kibana as room
from kibana_connectors.kibana import AsyncKibana, InvalidRequest, Kibana, KibanaError
from kibana_connectors.kibana.operations import Operations
from kibana_connectors.kibana.shown_text import one_line

MARK = "Hunter2Hunter2"
URL = "https://kibana.example"
SECRETS = {"routingKey": MARK, "headers": {"x": [f"{MARK} again"]}}
NEW = {"name": "n", "connector_type_id": ".x", "secrets": SECRETS}
OWN = (__file__, "conftest.py")


def frames_of(error: BaseException | None, known: set[int]) -> Iterator[FrameType]:
    if error is None or id(error) in known:
        return
    known.add(id(error))
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if not frame.f_code.co_filename.endswith(OWN):
            yield frame
    yield from frames_of(error.__cause__, known)
    yield from frames_of(error.__context__, known)


def shown(error: BaseException) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(
        Traceback.from_exception(
            type(error), error, error.__traceback__, show_locals=True, locals_max_length=None, max_frames=0
        )
    )
    locals_of = traceback.TracebackException.from_exception(error, capture_locals=True).format()
    return console.file.getvalue() + "".join(locals_of)  # type: ignore[attr-defined, no-any-return]


FAULTS: list[Any] = [
    refusal(400, f"no {MARK} here"),
    refusal(403, "x"),
    httpx.ConnectError(f"refused {MARK}"),
    httpx.Response(200, text=f"<title>{MARK}</title>", headers={"content-type": "text/html"}),
    httpx.Response(200, content=b'{"id": 5, "name": "Hunter2Hunter2"}'),
    httpx.Response(302, headers={"location": f"https://a:{MARK}@x.example/?{MARK}"}),
    ZeroDivisionError(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
@pytest.mark.parametrize("call", ["create", "update", "get"])
@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"api_key": MARK},
        {"api_key": f"id:{MARK}"},
        {"bearer_token": MARK},
        {"username": "u", "password": MARK},
    ],
    ids=["none", "key", "pair", "bearer", "basic"],
)
def test_an_error_shows_neither_credential_nor_secret(
    answering, fault: Any, call: str, credential: dict[str, str]
) -> None:
    if call == "get" and not credential:
        return  # nothing of ours is sent
    client, _ = answering(fault, retry=None, **credential)
    calls: dict[str, Callable[[], object]] = {
        "create": lambda: client.create_connector(**NEW),
        "update": lambda: client.update_connector("c1", name="n", secrets=SECRETS),
        "get": lambda: client.get_connector("c1"),
    }
    with pytest.raises((KibanaError, ZeroDivisionError)) as caught:
        calls[call]()

    error = caught.value
    hidden = (
        MARK,
        base64.b64encode(f"id:{MARK}".encode()).decode(),
        base64.b64encode(f"u:{MARK}".encode()).decode(),
    )
    told = str(error) + repr(error) + repr(vars(error))
    assert not any(text in told for text in hidden)
    kept = {
        f"{frame.f_code.co_filename} {frame.f_code.co_name} {name}"
        for frame in frames_of(error, set())
        for name, value in frame.f_locals.items()
        if any(text in repr(value) + repr(getattr(value, "__dict__", "")) for text in hidden)
    }
    assert kept == set()
    if isinstance(error, KibanaError):
        assert error.__context__ is None


@pytest.mark.parametrize("client", [Kibana, AsyncKibana])
@pytest.mark.parametrize(
    "given",
    [
        {"endpoint": f"https://u:{MARK}@kibana.example"},
        {"endpoint": URL, "api_key": f"{MARK}\n"},
        {"endpoint": URL, "username": "u", "password": MARK, "space": "A"},
        {"endpoint": URL, "api_key": MARK, "timeout": -1},
        {"endpoint": URL, "api_key": MARK, "no_such_option": 1},
        {"endpoint": URL, "cert": (__file__, __file__, MARK)},
    ],
    ids=range(6),
)
def test_a_client_that_cannot_be_made(client: Any, given: dict[str, Any]) -> None:
    with pytest.raises((InvalidRequest, TypeError)) as caught:
        client(**given)

    error = caught.value
    for frame in frames_of(error, set()):
        assert MARK not in repr(frame.f_locals)
    assert MARK not in str(error)


def test_an_environment_that_cannot_be_used() -> None:
    with pytest.raises(InvalidRequest) as caught:
        Kibana.from_environment({"KIBANA_ENDPOINT": URL, "KIBANA_API_KEY": MARK, "KIBANA_PASSWORD": MARK})

    for frame in frames_of(caught.value, set()):
        assert MARK not in repr(frame.f_locals)


def test_logs_at_every_level(answering, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    connector = {"id": "c1", "name": "n", "connector_type_id": ".x"}
    client, _ = answering(refusal(503, MARK), connector, connector, api_key=MARK)

    client.update_connector("c1", name="n", secrets=SECRETS)
    client.create_connector(**NEW)

    assert "kibana_connectors.kibana" in {record.name for record in caplog.records}
    assert MARK not in caplog.text


def test_logs_of_a_real_connection(kibana, connect, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = connect(kibana.url, api_key=kibana.api_key)

    client.create_connector(name="n", connector_type_id=".pagerduty", secrets={"routingKey": MARK})

    assert any(record.name.startswith("httpcore") for record in caplog.records)
    assert MARK not in caplog.text
    assert kibana.api_key not in caplog.text


@pytest.mark.parametrize(
    "credential", [{"api_key": MARK}, {"username": "u", "password": MARK}], ids=["key", "basic"]
)
def test_reprs(credential: dict[str, str]) -> None:
    client = Kibana(URL, **credential)

    settings = client._settings
    told = f"{client!r} {settings!r} {settings.credential!r} {vars(settings)!r} {client._http.headers!r}"
    assert MARK not in told
    assert base64.b64encode(f"u:{MARK}".encode()).decode() not in told


def test_a_call_shows_nothing_that_is_sent() -> None:
    call = inspect.unwrap(vars(Operations)["create_connector"]._describe)(**NEW)

    assert MARK not in repr(call)


@pytest.mark.parametrize(
    ("said", "secret", "left"),
    [
        (
            "target url https://hooks.example/T0/B0/abcdefgh1234 is not added",
            "https://hooks.example/T0/B0/abcdefgh1234",
            "hooks.example",
        ),
        ("path /T0/B0/abcdefgh1234", "https://hooks.example/T0/B0/abcdefgh1234", "path"),
        (
            "host hooks.example is not added",
            "https://hooks.example/T0/B0/abcdefgh1234",
            "host hooks.example is not",
        ),
        ("got HUNTER2", "hunter2", "got"),
        ("got a%2Fb%3Dc%20d", "a/b=c d", "got"),
        ('got a\\"b', 'a"b', "got"),
        ("got ab, not abba", "ab", "got <secret>, not abba"),
        ("nothing", "", "nothing"),
    ],
)
def test_secrets_in_what_kibana_says_are_blacked_out(said: str, secret: str, left: str) -> None:
    told = one_line(said, [secret])

    if secret and secret != "https://hooks.example/T0/B0/abcdefgh1234":
        assert secret.lower() not in told.lower().replace("abba", "")
    assert "abcdefgh1234" not in told
    assert left in told or "<secret>" in told


def test_everything_public_forgets() -> None:
    """What takes values of a user's: the clients, their methods, and what sets them up."""
    holding_nothing = {"Call", "NamedConnectors", "NoTrial", "OfSpace", "Trial"}
    holding_nothing |= {"connectors_named_by", "trial_of"}
    for name in set(room.__all__) - holding_nothing:
        public = getattr(room, name)
        if isinstance(public, type) and issubclass(public, KibanaError):
            continue
        is_answer = hasattr(public, "model_fields")
        assert is_answer or hasattr(public.__init__, "__wrapped__"), name


@pytest.mark.parametrize("name", [name for name in vars(Operations) if not name.startswith("_")])
def test_every_method_forgets(name: str) -> None:
    described = vars(Operations)[name]
    functions = [described._run] if hasattr(described, "_run") else [described._now, described._awaited]

    assert all(hasattr(function, "__wrapped__") for function in functions)
