"""Starting, stopping, and running in a terminal."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from kibana_connectors.errors import MissingExtra, SandboxError
from kibana_connectors.sandbox import RequestRecord, Sandbox, run

LIST = "/api/actions/connectors"


def test_starts_and_stops_within_moments(unstarted, connect):
    before = time.monotonic()
    with unstarted() as kibana:
        port = int(kibana.url.rsplit(":", 1)[1])
        assert kibana.url == f"http://127.0.0.1:{port}"
        assert connect(kibana).get(LIST).json() == []
    assert time.monotonic() - before < 5
    with socket.socket() as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_stops_when_the_test_fails(unstarted):
    ports = []

    def test():
        with unstarted() as kibana:
            ports.append(int(kibana.url.rsplit(":", 1)[1]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        test()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", ports[0])) != 0


def test_not_running():
    kibana = Sandbox()
    assert repr(kibana) == "<Sandbox not running>"
    with pytest.raises(SandboxError, match="with block"):
        _ = kibana.url
    kibana.stop()


def test_start_twice_and_again(make, connect):
    kibana = make()
    assert repr(kibana) == f"<Sandbox {kibana.url}>"
    with pytest.raises(SandboxError, match="already"):
        kibana.start()
    kibana.add_connector(id="a", type_id=".index", name="x")
    kibana.stop()
    kibana.stop()
    kibana.start()
    assert [one["id"] for one in connect(kibana).get(LIST).json()] == ["a"]


def test_two_at_a_time(make, connect):
    first, second = make(), make()
    first.add_connector(type_id=".index", name="x")
    assert connect(second).get(LIST).json() == []
    assert len(connect(first).get(LIST).json()) == 1


def test_a_taken_port(unstarted, make):
    port = int(make().url.rsplit(":", 1)[1])
    with pytest.raises(SandboxError, match=f"port {port}"), unstarted(port=port):
        pass


def test_request_log(kibana, http):
    http.get(f"/s/ops{LIST}?secret=1")
    http.delete("/api/actions/connector/a")
    assert kibana.requests == (
        RequestRecord("GET", f"/s/ops{LIST}", 200),
        RequestRecord("DELETE", "/api/actions/connector/a", 404),
    )


def test_reset(kibana, http):
    kibana.add_connector(id="a", type_id=".index", name="x")
    kibana.add_preconfigured(id="p", type_id=".index", name="x")
    kibana.faults.add(drop=True)
    kibana.reset()
    assert http.get(LIST).json() == []
    assert len(kibana.requests) == 1


def test_imported_ids_are_unique_too(kibana):
    kibana.add_connector(id="a", type_id=".index", name="x")
    with pytest.raises(SandboxError, match="'a'"):
        kibana.add_connector(id="a", type_id=".index", name="x", space="ops")


def test_what_a_test_holds_is_a_copy(kibana):
    config = {"nested": {"index": "a"}}
    kibana.add_connector(id="a", type_id=".index", name="x", config=config)
    config["nested"]["index"] = "b"
    kibana.connectors[0].config["nested"]["index"] = "c"
    assert kibana.connectors[0].config == {"nested": {"index": "a"}}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "::", "kibana.example", ""])
def test_loopback_only(host):
    with pytest.raises(SandboxError, match="loopback"):
        run(host=host, port=0)


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_run_until_interrupted():
    program = (
        "from kibana_connectors.sandbox import run\n"
        "def ready(url, key): print(url, key, flush=True)\n"
        "run('localhost', 0, types=(), validator=ready, api_key='k', verbose=True, on_ready=ready)\n"
        "print('done')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        assert process.stdout is not None
        url, key = process.stdout.readline().split()
        assert key == "k"
        request = urllib.request.Request(f"{url}{LIST}?x=y", headers={"Authorization": "ApiKey k"})
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        assert direct.open(request, timeout=5).read() == b"[]"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (out, err, process.returncode) == ("done\n", f"GET {LIST} 200\n", 0)


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra(monkeypatch, missing):
    for name in [name for name in sys.modules if name.startswith("kibana_connectors.sandbox")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=rf"{missing}.*cdktf-kibana-connectors\[sandbox\]"):
        importlib.import_module("kibana_connectors.sandbox")
