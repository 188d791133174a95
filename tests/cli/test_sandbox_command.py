"""`kibana-connectors sandbox`."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from running import command_line, environment, run

OWN_KEY = "mine-and-secret"
CURL = f"""#!{sys.executable}
import sys, urllib.request
_, header, url = sys.argv[1:]
assert sys.argv[1] == "-H"
request = urllib.request.Request(url, headers=dict([header.split(": ", 1)]))
print(urllib.request.urlopen(request).read().decode())
"""


@dataclass
class Running:
    """A sandbox that has printed how to use it."""

    process: subprocess.Popen[str]
    told: list[str]

    @property
    def url(self) -> str:
        found = re.search(r"http://[^ ;]+", self.told[0])
        assert found
        return found[0]

    def ctrl_c(self) -> tuple[int, str, str]:
        """Exit status, the rest of the output, and the errors."""
        self.process.send_signal(signal.SIGINT)
        rest, errors = self.process.communicate(timeout=30)
        return self.process.returncode, rest, errors


@contextmanager
def sandbox(*options: str, **env: str) -> Iterator[Running]:
    with subprocess.Popen(
        command_line("sandbox", "--port", "0", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**env),
    ) as process:
        try:
            assert process.stdout
            yield Running(process, list(_up_to_curl(process.stdout)))
        finally:
            process.kill()


def _up_to_curl(output: IO[str]) -> Iterator[str]:
    for line in output:
        yield line.rstrip("\n")
        if line.startswith("curl "):
            return


def pasted(lines: list[str], directory: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run lines in a shell that knows nothing of this one, with a stand-in for curl."""
    curl = directory / "curl"
    curl.write_text(CURL)
    curl.chmod(0o755)
    path = f"{directory}{os.pathsep}{os.defpath}"
    return subprocess.run(
        ["/bin/sh", "-eu"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        env={"PATH": path, **env},
        timeout=60,
        check=False,
    )


def test_the_printed_lines_work_in_another_shell(tmp_path: Path) -> None:
    with sandbox() as kibana:
        greeting, announcement, *lines = kibana.told
        done = pasted(lines, tmp_path)

    assert greeting == f"Stand-in Kibana at {kibana.url}; stop it with Ctrl+C."
    assert announcement == "In another shell:"
    assert lines[0].startswith(f"export KIBANA_ENDPOINT={kibana.url} KIBANA_API_KEY=")
    assert done.stderr == ""
    assert json.loads(done.stdout) == []


def test_each_sandbox_makes_a_key_of_its_own() -> None:
    with sandbox() as one, sandbox() as other:
        keys = [shlex.split(kibana.told[2])[2] for kibana in (one, other)]

    assert keys[0] != keys[1]


@pytest.mark.parametrize(
    ("options", "env"),
    [(("--api-key", OWN_KEY), {}), ((), {"KIBANA_API_KEY": OWN_KEY})],
    ids=["option", "environment"],
)
def test_a_key_of_the_users_own_is_not_printed(
    options: tuple[str, ...], env: dict[str, str], tmp_path: Path
) -> None:
    with sandbox(*options, **env) as kibana:
        _, announcement, *lines = kibana.told
        done = pasted(lines, tmp_path, KIBANA_API_KEY=OWN_KEY)
        wrong = pasted(lines, tmp_path, KIBANA_API_KEY="another")
        _, rest, errors = kibana.ctrl_c()

    assert announcement == "In another shell, with KIBANA_API_KEY set to the key that you gave:"
    assert lines[0] == f"export KIBANA_ENDPOINT={kibana.url}"
    assert json.loads(done.stdout) == []
    assert "401" in wrong.stderr
    assert OWN_KEY not in "".join(kibana.told) + rest + errors


def test_ctrl_c_ends_it_without_a_word() -> None:
    with sandbox() as kibana:
        assert kibana.ctrl_c() == (0, "", "")


def test_verbose_logs_requests() -> None:
    with sandbox("--verbose", "--api-key", OWN_KEY) as kibana:
        headers = {"Authorization": f"ApiKey {OWN_KEY}"}
        urllib.request.urlopen(urllib.request.Request(f"{kibana.url}/api/status", headers=headers)).close()
        status, _, errors = kibana.ctrl_c()

    assert status == 0
    assert "GET /api/status" in errors
    assert OWN_KEY not in errors


@pytest.mark.parametrize("host", ["0.0.0.0", "kibana.example.org"])
def test_it_listens_on_this_machine_only(host: str) -> None:
    done = run("sandbox", "--port", "0", "--host", host)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kibana-connectors: the sandbox listens on a loopback address only")
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("sandbox", "--port", str(port))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"kibana-connectors: cannot listen on 127.0.0.1 port {port}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "kibana"])
def test_a_port_that_does_not_exist(port: str) -> None:
    done = run("sandbox", "--port", port)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: Invalid value for '--port': " in done.stderr


def test_nobody_reads_the_output() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run("sandbox", "--port", "0", stdout=writing)
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (1, "")


def test_the_deployment_can_be_chosen() -> None:
    options = (
        "--kibana-version",
        "8.19",
        "--license",
        "gold",
        "--space",
        "ops",
        "--allowed-host",
        "ok.example.com",
    )
    with sandbox(*options, KIBANA_API_KEY=OWN_KEY) as running:

        def get(path: str) -> object:
            headers = {"Authorization": f"ApiKey {OWN_KEY}"}
            request = urllib.request.Request(running.url + path, headers=headers)
            return json.loads(urllib.request.urlopen(request).read())

        status = get("/api/status")
        assert isinstance(status, dict)
        assert status["version"]["number"] == "8.19.0"
        spaces = get("/api/spaces/space")
        assert isinstance(spaces, list)
        assert [space["id"] for space in spaces] == ["default", "ops"]
        types = get("/api/actions/connector_types")
        assert isinstance(types, list)
        assert {".mcp", ".abuseipdb"} & {one["id"] for one in types} == set()
        settings = get("/_sandbox/settings")
        assert isinstance(settings, dict)
        assert (settings["license"], settings["allowed_hosts"]) == ("gold", ["ok.example.com"])
        assert running.ctrl_c()[0] == 0


@pytest.mark.parametrize(
    ("option", "value", "part"),
    [("--license", "glod", 'did you mean "gold"'), ("--kibana-version", "7.17", "8.0")],
)
def test_a_deployment_that_does_not_exist(option: str, value: str, part: str) -> None:
    done = run("sandbox", "--port", "0", option, value)
    assert done.returncode != 0
    assert part in " ".join(done.stderr.split())
