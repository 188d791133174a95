"""Where Kibana is, who calls, and whom to trust."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from kibana_connectors.kibana import AsyncKibana, InvalidRequest, Kibana, KibanaError, NoAnswer, TLSFailure

URL = "https://kibana.example"
ENVIRONMENT = {"KIBANA_ENDPOINT": "https://kibana.example:5601/base/"}


def pair(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"api_key": "abc="}, "ApiKey abc="),
        ({"api_key": "id:key"}, f"ApiKey {pair('id:key')}"),
        ({"bearer_token": "tok"}, "Bearer tok"),
        ({"username": "elastic", "password": "p:ü"}, f"Basic {pair('elastic:p:ü')}"),
        ({}, None),
    ],
    ids=["key", "pair", "bearer", "basic", "none"],
)
def test_the_credential_is_sent(answering, given: dict[str, str], sent: str | None) -> None:
    client, asked = answering([], **given)

    client.list_connectors()

    assert asked[0].headers.get("authorization") == sent


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"api_key": ""}, "api_key: expected a text that is not empty"),
        ({"api_key": 5}, "api_key: expected a text that is not empty"),
        ({"api_key": "Hunter2\n"}, "api_key: expected no white space and no line break around it"),
        ({"api_key": "Hunter 2"}, "api_key: expected printable ASCII"),
        ({"bearer_token": "Hunter\x002"}, "bearer_token: expected printable ASCII"),
        ({"bearer_token": "Hünter2"}, "bearer_token: expected printable ASCII"),
        ({"username": "a"}, "password: expected beside username"),
        ({"password": "Hunter2"}, "username: expected beside password"),
        ({"username": "a:b", "password": "Hunter2"}, "username: expected no colon"),
        ({"api_key": "a", "bearer_token": "b"}, "api_key, bearer_token: expected one way"),
        (
            {"api_key": "a", "username": "b", "password": "c"},
            "api_key, username and password: expected one way to authenticate",
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize("client", [Kibana, AsyncKibana])
def test_a_credential_that_cannot_work(client: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message) as caught:
        client(URL, **given)

    assert "unter" not in str(caught.value)


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("", "expected a URL"),
        (None, "expected a URL"),
        ("kibana.example:5601", "expected a URL"),
        ("ftp://kibana.example", "expected a URL"),
        ("https://", "expected a URL"),
        ("https://elastic:Hunter2@kibana.example", "expected a URL without user name and password"),
        ("https://Hunter2@kibana.example", "expected a URL without user name and password"),
        ("https://kibana.example?token=Hunter2", "expected a URL without a query"),
        ("https://kibana.example/#Hunter2", "expected a URL without a query and without a fragment"),
    ],
)
def test_an_endpoint_that_cannot_work(endpoint: Any, message: str) -> None:
    with pytest.raises(InvalidRequest, match=f"endpoint: {message}") as caught:
        Kibana(endpoint)

    assert "Hunter2" not in str(caught.value)


def test_a_base_path_stays(answering) -> None:
    client, asked = answering([], endpoint="https://kibana.example/base/", space="ops")

    client.list_connectors()

    assert str(asked[0].url) == "https://kibana.example/base/s/ops/api/actions/connectors"


def test_a_call_wins_over_the_clients_space(answering) -> None:
    client, asked = answering([], [], space="ops")

    client.list_connectors(space="default")
    client.list_connectors(space="sec")

    assert [request.url.path for request in asked] == [
        "/api/actions/connectors",
        "/s/sec/api/actions/connectors",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"space": "A"}, "space: expected the id of a Kibana space"),
        ({"timeout": 0}, "timeout: expected a number of seconds above 0"),
        ({"timeout": "5"}, "timeout: expected a number of seconds, an httpx.Timeout"),
        ({"retry": 3}, "retry: expected a Retry"),
        ({"longest_answer": 0}, "longest_answer: expected a number of bytes"),
        ({"verify": []}, "verify: expected the path of at least one file"),
        ({"verify": 5}, "verify: expected True, False"),
        ({"verify": "/no/such/file"}, "CA certificates: cannot read /no/such/file: No such file"),
        ({"verify": __file__}, "CA certificates: expected certificates in PEM form in "),
        ({"cert": "/no/such/file"}, "cert: cannot read a file of it: No such file"),
        ({"cert": __file__}, "cert: expected certificate and key in PEM form"),
        ({"cert": ("a", "b", "c", "d")}, "cert: expected a path, or paths"),
    ],
    ids=str,
)
def test_options_that_cannot_work(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message):
        Kibana(URL, **options)


def test_timeouts() -> None:
    assert Kibana(URL)._http.timeout == httpx.Timeout(30, connect=5)
    assert Kibana(URL, timeout=2)._http.timeout == httpx.Timeout(2)
    assert Kibana(URL, timeout=httpx.Timeout(1, read=9))._http.timeout == httpx.Timeout(1, read=9)
    assert Kibana(URL, timeout=None)._http.timeout == httpx.Timeout(None)


# -- the environment -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("client", [Kibana, AsyncKibana])
@pytest.mark.parametrize(
    ("variables", "kind"),
    [
        ({"KIBANA_API_KEY": "k"}, "API key"),
        ({"KIBANA_BEARER_TOKEN": "t"}, "bearer token"),
        ({"KIBANA_USERNAME": "u", "KIBANA_PASSWORD": "p"}, "user"),
        ({"KIBANA_API_KEY": "", "KIBANA_CA_CERTS": "", "KIBANA_INSECURE": ""}, "no credential"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_from_the_environment(client: Any, variables: dict[str, str], kind: str) -> None:
    made = client.from_environment({**ENVIRONMENT, **variables})

    assert made.endpoint == "https://kibana.example:5601/base"
    assert repr(made) == f"<{client.__name__} https://kibana.example:5601/base, {kind}>"


def test_from_this_processs_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KIBANA_API_KEY", "KIBANA_BEARER_TOKEN", "KIBANA_USERNAME", "KIBANA_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KIBANA_ENDPOINT", URL)

    assert Kibana.from_environment(space="ops").endpoint == URL


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"KIBANA_ENDPOINT": ""}, "KIBANA_ENDPOINT is not set: set it to Kibana's URL"),
        ({"KIBANA_ENDPOINT": "https://a:Hunter2@b"}, "KIBANA_ENDPOINT: expected a URL without user name"),
        (
            {"KIBANA_API_KEY": "Hunter2", "KIBANA_BEARER_TOKEN": "Hunter2"},
            "KIBANA_API_KEY, KIBANA_BEARER_TOKEN: exp",
        ),
        ({"KIBANA_API_KEY": "Hunter2\n"}, "KIBANA_API_KEY: expected no white space"),
        ({"KIBANA_PASSWORD": "Hunter2"}, "KIBANA_USERNAME: expected beside KIBANA_PASSWORD"),
        ({"KIBANA_INSECURE": "yes"}, "KIBANA_INSECURE: expected true or false"),
        ({"KIBANA_CA_CERTS": "/no/such/file"}, "CA certificates: cannot read /no/such/file"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_an_environment_that_cannot_work(variables: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message) as caught:
        Kibana.from_environment({**ENVIRONMENT, **variables})

    assert "Hunter2" not in str(caught.value)


# -- TLS -----------------------------------------------------------------------------------------------------


def test_a_certificate_that_is_not_trusted(https: str, connect: Callable[..., Any]) -> None:
    with pytest.raises(TLSFailure, match=r"no trusted connection: .*name the CA's certificate"):
        connect(https).list_connectors()


@pytest.mark.parametrize("way", ["path", "list", "environment", "context"])
def test_an_authority_of_ones_own(https: str, authority: Path, connect: Callable[..., Any], way: str) -> None:
    import ssl

    if way == "environment":
        variables = {"KIBANA_ENDPOINT": https, "KIBANA_CA_CERTS": f" {authority}, "}
        with Kibana.from_environment(variables, trust_env=False) as kibana:
            assert kibana.list_connectors() == ()
        return
    verify = {
        "path": authority,
        "list": [str(authority)],
        "context": ssl.create_default_context(cafile=authority),
    }[way]
    assert connect(https, verify=verify).list_connectors() == ()


@pytest.mark.parametrize("way", ["argument", "environment"])
def test_nobody_is_asked_for_a_certificate(https: str, connect: Callable[..., Any], way: str) -> None:
    if way == "environment":
        variables = {"KIBANA_ENDPOINT": https, "KIBANA_INSECURE": "true"}
        with Kibana.from_environment(variables, trust_env=False) as kibana:
            assert kibana.list_connectors() == ()
        return
    assert connect(https, verify=False).list_connectors() == ()


def test_a_name_that_the_certificate_does_not_have(
    https: str, authority: Path, connect: Callable[..., Any]
) -> None:
    with pytest.raises(TLSFailure, match="use the name that the certificate has"):
        connect(https.replace("127.0.0.1", "localhost"), verify=authority).list_connectors()


def test_a_client_certificate(
    https_for_known_clients: str, authority: Path, client_certificate: tuple[Path, Path], connect: Any
) -> None:
    certificate, key = map(str, client_certificate)

    client = connect(https_for_known_clients, verify=authority, cert=(certificate, key, "Hunter2"))
    assert client.list_connectors() == ()
    with pytest.raises(InvalidRequest, match="and the key's password if it has one"):
        connect(https_for_known_clients, cert=(certificate, key))
    with pytest.raises(NoAnswer):  # which of its kinds, is up to when the server hangs up
        connect(https_for_known_clients, verify=authority).list_connectors()


def test_plain_http_where_https_was_expected(kibana, connect: Callable[..., Any]) -> None:
    with pytest.raises(TLSFailure, match="is it http:// instead of https://"):
        connect(kibana.url.replace("http:", "https:")).list_connectors()


# -- proxies -------------------------------------------------------------------------------------------------


def test_a_proxy_is_used(kibana, connect: Callable[..., Any]) -> None:
    """The stand-in takes the place of the proxy: it is asked for the whole URL of another host."""
    with pytest.raises(KibanaError):
        connect("http://kibana.example", proxy=kibana.url, retry=None).list_connectors()

    assert len(kibana.requests) == 1


def test_a_proxy_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, connect: Callable[..., Any]
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://user:Hunter2@127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    with pytest.raises(KibanaError, match="cannot connect: ") as caught:
        connect("http://kibana.example", trust_env=True).list_connectors()

    assert "Hunter2" not in str(caught.value)


@pytest.mark.parametrize("client", [Kibana, AsyncKibana])
@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("HTTPS_PROXY", "gopher://u:Hunter2@proxy.example", "check also HTTP_PROXY, HTTPS_PROXY"),
        ("ALL_PROXY", "http://u:Hunter2@proxy.example:port", "check also HTTP_PROXY, HTTPS_PROXY"),
        ("SSL_CERT_FILE", "/no/such/file", "SSL_CERT_FILE, SSL_CERT_DIR: expected a file"),
    ],
)
def test_an_environment_that_httpx_does_not_take(
    monkeypatch: pytest.MonkeyPatch, client: Any, variable: str, value: str, message: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(InvalidRequest, match=message) as caught:
        client(URL)

    assert "Hunter2" not in str(caught.value)


@pytest.mark.parametrize("proxy", ["gopher://u:Hunter2@proxy.example", 5, "http://u:Hunter2@x:port"])
def test_a_proxy_that_httpx_does_not_take(proxy: Any) -> None:
    with pytest.raises(InvalidRequest, match="proxy, transport: httpx does not take them") as caught:
        Kibana(URL, proxy=proxy)

    assert "Hunter2" not in str(caught.value)
