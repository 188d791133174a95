"""How a command finds its Kibana: options, environment, profiles, a prompt; no credential in a file."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from harness.tls import Authority, https_server
from live import ask, profile_file, variables
from running import command_line, environment, run

from kibana_connectors.sandbox import Sandbox


@pytest.fixture(scope="module")
def stand_in() -> Iterator[Sandbox]:
    with Sandbox(
        spaces=["default", "ops"], username="elastic", password="Hunter2", bearer_token="tok"
    ) as kibana:
        yield kibana


def endpoint(kibana: Sandbox) -> dict[str, str]:
    return {"KIBANA_ENDPOINT": kibana.url}


SPACES = "default  Default  This is your default space!"


# -- options and the environment -----------------------------------------------------------------------------


def test_an_option_wins_over_the_environment(stand_in: Sandbox) -> None:
    done = ask(stand_in, "spaces", "--endpoint", stand_in.url, KIBANA_ENDPOINT="http://127.0.0.1:1")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "credential",
    [{"KIBANA_BEARER_TOKEN": "tok"}, {"KIBANA_USERNAME": "elastic", "KIBANA_PASSWORD": "Hunter2"}],
    ids=["bearer", "basic"],
)
def test_credentials_of_the_environment(stand_in: Sandbox, credential: dict[str, str]) -> None:
    done = run("spaces", env=variables(**endpoint(stand_in), **credential))

    assert (done.returncode, done.stderr) == (0, "")


def test_a_user_with_the_password_of_the_environment(stand_in: Sandbox) -> None:
    env = variables(**endpoint(stand_in), KIBANA_PASSWORD="Hunter2", KIBANA_API_KEY="not-this-one")

    assert run("spaces", "--username", "elastic", env=env).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--endpoint", "kibana.example"), "--endpoint: expected a URL, such as https://kibana.example:5601"),
        (("--endpoint", "https://a:Hunter2@b"), "--endpoint: expected a URL without user name and password"),
        (("--timeout", "0"), "timeout: expected a number of seconds above 0"),
        (
            ("--profile", "prod"),
            "profile prod: there is no profile file /nowhere/kibana-connectors/profiles.toml",
        ),
    ],
)
def test_options_that_cannot_work(stand_in: Sandbox, arguments: tuple[str, ...], message: str) -> None:
    done = ask(stand_in, "spaces", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kibana-connectors: {message}")
    assert done.stderr.count("\n") == 1
    assert "Hunter2" not in done.stderr


@pytest.mark.parametrize("option", ["--api-key", "--password", "--token", "--bearer-token"])
def test_no_credential_is_taken_as_an_argument(stand_in: Sandbox, option: str) -> None:
    done = ask(stand_in, "spaces", option, "Hunter2")

    assert done.returncode == 2
    assert "Hunter2" not in done.stderr


# -- profiles ------------------------------------------------------------------------------------------------


def test_a_profile_by_name(stand_in: Sandbox, tmp_path: Path) -> None:
    files = profile_file(tmp_path, f'[prod]\nendpoint = "{stand_in.url}/"\ntimeout = 5\n')

    for chosen in ({}, {"KIBANA_CONNECTORS_PROFILE": "prod"}):
        arguments = () if chosen else ("--profile", "prod")
        env = variables(KIBANA_API_KEY=stand_in.api_key, **{**files, **chosen})
        done = run("spaces", *arguments, env=env | files | chosen)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_default_profile(stand_in: Sandbox, tmp_path: Path) -> None:
    files = profile_file(tmp_path, f'[default]\nendpoint = "{stand_in.url}"\n')

    assert run("spaces", env=variables(KIBANA_API_KEY=stand_in.api_key) | files).returncode == 0


def test_a_named_profile_wins_over_the_environment_and_the_environment_over_the_default(
    stand_in: Sandbox, tmp_path: Path
) -> None:
    files = profile_file(
        tmp_path, f'[default]\nendpoint = "http://127.0.0.1:1"\n[prod]\nendpoint = "{stand_in.url}"\n'
    )

    assert ask(stand_in, "spaces", **files).returncode == 0
    env = variables(KIBANA_ENDPOINT="http://127.0.0.1:1", KIBANA_API_KEY=stand_in.api_key) | files
    assert run("spaces", "--profile", "prod", env=env).returncode == 0


def test_each_profile_may_have_variables_of_its_own(stand_in: Sandbox, tmp_path: Path) -> None:
    files = profile_file(tmp_path, f'[prod]\nendpoint = "{stand_in.url}"\nenvironment_prefix = "PROD_"\n')
    env = variables(KIBANA_API_KEY="not-this-one", PROD_KIBANA_API_KEY=stand_in.api_key) | files

    assert run("spaces", "--profile", "prod", env=env).returncode == 0


def test_certificates_of_a_profile(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    certificate, key = authority.issue("client")
    with https_server(authority.issue("server"), known_clients=authority.path) as url:
        text = f'endpoint = "{url}"\nca_certs = ["{authority.path}"]\n'
        mine = f'client_certificate = "{certificate}"\nclient_key = "{key}"\n'
        files = profile_file(
            tmp_path, f"[a]\n{text}{mine}[b]\n{text}[c]\nendpoint = '{url}'\ninsecure = true\n{mine}"
        )
        done = {name: run("spaces", "--profile", name, env=variables() | files) for name in "abc"}

    assert (done["a"].returncode, done["a"].stderr) == (0, "")
    assert done["b"].returncode == 3
    assert (done["c"].returncode, done["c"].stderr) == (0, "")


def test_the_space_of_a_profile(stand_in: Sandbox, tmp_path: Path) -> None:
    files = profile_file(tmp_path, f'[default]\nendpoint = "{stand_in.url}"\nspace = "ops"\n')
    env = variables(KIBANA_API_KEY=stand_in.api_key) | files
    stand_in.reset()

    assert run("types", "--live", env=env).returncode == 0
    assert run("types", "--live", "--space", "default", env=env).returncode == 0

    paths = [request.path for request in stand_in.requests]
    assert paths == ["/s/ops/api/actions/connector_types", "/api/actions/connector_types"]


@pytest.mark.parametrize(
    "text",
    [
        'api_key = "Hunter2"',
        'password = "Hunter2"',
        'bearer_token = "Hunter2"',
        'username = "Hunter2"',
        'kibana_api_key = "Hunter2"',
        'client_key_password = "Hunter2"',
        'Authorization = "Hunter2"',
        'secret = "Hunter2"',
        'auth.basic.password = "Hunter2"',
        'endpoint2 = "https://elastic:Hunter2@kibana.example"',
        'proxy = "http://elastic:Hunter2@proxy.example"',
    ],
)
@pytest.mark.parametrize("place", ["in-it", "in-another", "outside"])
def test_a_credential_in_the_file_is_refused(
    stand_in: Sandbox, tmp_path: Path, text: str, place: str
) -> None:
    whole = {
        "in-it": f'[prod]\nendpoint = "{stand_in.url}"\n{text}\n',
        "in-another": f'[prod]\nendpoint = "{stand_in.url}"\n[other]\n{text}\n',
        "outside": f'{text}\n[prod]\nendpoint = "{stand_in.url}"\n',
    }[place]

    done = ask(stand_in, "spaces", "--profile", "prod", **profile_file(tmp_path, whole))

    assert (done.returncode, done.stdout) == (2, "")
    assert (
        f"{text.split()[0]}: no credential may stand in this file: take it out, revoke it, and set"
        in done.stderr
    )
    assert "Hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[prod", "expected TOML: "),
        ("endpoint = 'x'", "expected profiles, such as [default], and no keys outside of them"),
        ("[prod]\nendpint = 'x'", 'prod: unknown key endpint; did you mean "endpoint"?'),
        ("[prod]\nzzz = 'x'", "prod: unknown key zzz; the keys are endpoint, space"),
        ("[prod]\nendpoint = 5", "prod: endpoint: expected a text that is not blank"),
        ("[prod]\nca_certs = 'x'", "prod: ca_certs: expected a list of paths"),
        ("[prod]\ninsecure = 'yes'", "prod: insecure: expected true or false"),
        ("[prod]\ntimeout = true", "prod: timeout: expected a number of seconds"),
        ("[prod]\nclient_key = 'x'", "prod: client_key: expected client_certificate beside it"),
        ("[prod]\nenvironment_prefix = 'a b'", "prod: environment_prefix: expected letters, digits and _"),
        ("[prd]\nendpoint = 'x'", 'it has no profile prod; did you mean "prd"?'),
        ("[zzzzz]\nendpoint = 'x'", "it has no profile prod; it has zzzzz"),
        ("[prod]\nendpoint = 'https://a:Hunter2@b'", "prod.endpoint: no credential may stand in this file"),
    ],
)
def test_a_file_that_cannot_be_used(stand_in: Sandbox, tmp_path: Path, text: str, message: str) -> None:
    done = ask(stand_in, "spaces", "--profile", "prod", **profile_file(tmp_path, text))

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Hunter2" not in done.stderr


# -- the prompt ----------------------------------------------------------------------------------------------


def prompted(kibana: Sandbox, *arguments: str, answer: str) -> tuple[int, str, str]:
    """Run a command in a terminal, answer its question, and give status, output and the terminal."""
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        command_line(*arguments),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env=environment(**variables(**endpoint(kibana))),
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while not shown.endswith(b": "):  # the blank comes when nothing is shown any more that is typed
        shown += os.read(mine, 1000)
    os.write(mine, f"{answer}\n".encode())
    assert process.stdout
    output = process.stdout.read()
    status = process.wait(60)
    with suppress(OSError):  # the terminal is gone
        shown += os.read(mine, 10_000)
    os.close(mine)
    return status, output, shown.decode()


@pytest.mark.parametrize("what", ["API key", "Password"])
def test_a_credential_is_asked_for_and_not_shown(stand_in: Sandbox, what: str) -> None:
    arguments = ("--ask",) if what == "API key" else ("--ask", "--username", "elastic")
    secret = stand_in.api_key if what == "API key" else "Hunter2"

    status, output, shown = prompted(stand_in, "spaces", *arguments, answer=secret)

    assert (status, SPACES in output) == (0, True), shown
    assert what in shown
    assert secret not in shown + output


def test_without_a_terminal_nothing_is_asked(stand_in: Sandbox) -> None:
    done = run("spaces", "--ask", env=variables(**endpoint(stand_in)))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "kibana-connectors: API key: there is no terminal to ask in: set it in the environment\n"
    )
