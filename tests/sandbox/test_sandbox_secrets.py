"""Secrets are judged and forgotten: no answer, log, repr or crash holds one."""

from __future__ import annotations

import gc
import json
import logging
import pickle

import pytest

API = "/api/actions/connector"
VALUE = "s3cr3t-hunter2"


def body(**changes):
    return {"name": "ops", "connector_type_id": ".webhook"} | changes


def test_only_places_are_kept(kibana, http):
    secrets = {"user": "u", "key": None, "headers": {"X": VALUE, "empty": {}}, "list": [VALUE, None]}
    http.post(f"{API}/a", json=body(secrets=secrets)).raise_for_status()
    (connector,) = kibana.connectors
    assert connector.secret_paths == {("user",), ("headers", "X"), ("list", "0")}
    assert VALUE.encode() not in pickle.dumps(connector)


def test_revision_shows_that_a_rotation_arrived(kibana, http):
    def state():
        return kibana.connectors[0].secrets_revision, kibana.connectors[0].secret_paths

    http.post(f"{API}/a", json=body()).raise_for_status()
    assert state() == (0, frozenset())
    for revision in (1, 2):
        # The same value again is a write again.
        http.put(f"{API}/a", json={"name": "ops", "secrets": {"token": VALUE}}).raise_for_status()
        assert state() == (revision, {("token",)})
    # Without secrets a PUT wipes them, as in Kibana.
    http.put(f"{API}/a", json={"name": "ops"}).raise_for_status()
    assert state() == (3, frozenset())
    http.put(f"{API}/a", json={"name": "ops"}).raise_for_status()
    assert state() == (3, frozenset())


def test_a_refused_write_changes_nothing(kibana, http):
    http.post(f"{API}/a", json=body(secrets={"token": VALUE})).raise_for_status()
    before = kibana.connectors
    seen = []
    kibana.on_secrets(lambda *arrived: seen.append(arrived))
    refused = {"name": "new", "config": {"refuse": ["config.x: no"]}, "secrets": {"other": VALUE}}
    assert http.put(f"{API}/a", json=refused).status_code == 400
    assert http.post(f"{API}/a", json=body(secrets={"other": VALUE})).status_code == 409
    assert kibana.connectors == before
    assert seen == []


def test_a_test_may_see_what_arrives(make, connect):
    kibana = make()
    seen = []
    kibana.on_secrets(lambda space, id, secrets: seen.append((space, id, secrets)))
    http = connect(kibana)
    http.post(f"/s/ops{API}/a", json=body(secrets={"token": VALUE})).raise_for_status()
    http.put(f"/s/ops{API}/a", json={"name": "x", "secrets": {"token": "new"}}).raise_for_status()
    http.post(f"{API}/b", json=body()).raise_for_status()
    assert seen == [("ops", "a", {"token": VALUE}), ("ops", "a", {"token": "new"})]


def test_a_listener_that_fails_fails_the_test(unstarted, connect):
    def refuse(space, id, secrets):
        raise AssertionError("not what was expected")

    def test():
        with unstarted() as kibana:
            kibana.on_secrets(refuse)
            # The client is no part of it.
            assert connect(kibana).post(API, json=body(secrets={"a": VALUE})).status_code == 200

    with pytest.raises(AssertionError, match="not what was expected"):
        test()


def test_no_answer_holds_a_secret(kibana, http, caplog, capfd):
    """Send secrets by every way that ends differently, and look everywhere."""
    caplog.set_level(logging.DEBUG)
    secret = {"secrets": {"token": VALUE, "nested": [{"deep": VALUE}]}}
    answers = [
        http.post(f"{API}/a", json=body(**secret)),
        http.post(f"{API}/a", json=body(**secret)),
        http.put(f"{API}/a", json={"name": "ops"} | secret),
        http.put(f"{API}/gone", json={"name": "ops"} | secret),
        http.put(f"{API}/a", json={"name": "ops", "extra": VALUE} | secret),
        http.put(f"{API}/a", json={"name": "ops", "secrets": VALUE}),
        http.put(f"{API}/a", json={"name": "ops", "config": {"crash": True}} | secret),
        http.post(API, json=body(config={"refuse": ["secrets.token: no"]}, **secret)),
        http.post(API, json=body(connector_type_id=".nope", **secret)),
        http.post(API, content=json.dumps(body(**secret))[:-1]),
        http.post(API, content=json.dumps(body(**secret)), headers={"content-type": "text/plain"}),
        http.get(f"{API}/a"),
        http.get("/api/actions/connectors"),
        http.get("/api/actions/connectors", headers={"Authorization": f"ApiKey {VALUE}"}),
        http.get(f"/api/nope?key={VALUE}"),
    ]
    statuses = [200, 409, 200, 404, 400, 400, 500, 400, 400, 400, 415, 200, 200, 401, 404]
    assert [answer.status_code for answer in answers] == statuses
    for answer in answers:
        assert VALUE not in answer.text
        assert VALUE not in str(answer.headers)
    # The client logs the URLs it was given; the server must not.
    logs = [record for record in caplog.records if not record.name.startswith("http")]
    server_logs = [logging.Formatter().format(record) for record in logs]
    assert VALUE not in "\n".join(server_logs)
    assert any("RuntimeError" in line for line in server_logs)
    assert VALUE not in "".join(capfd.readouterr())
    for thing in (kibana, kibana.connectors, kibana.requests, kibana.settings, kibana.faults.pending):
        assert VALUE not in repr(thing)
    assert kibana.api_key not in repr(kibana)
    assert kibana.api_key not in repr(kibana._credentials)


def test_no_secret_stays_in_memory(make, connect):
    """Whatever the server still refers to after a write, no secret is among it."""
    kibana = make()
    value = "".join(["needle-", "in-", "haystack"])
    with connect(kibana) as http:
        http.post(f"{API}/a", json=body(secrets={"token": value})).raise_for_status()
    kibana.stop()
    del http
    gc.collect()
    seen: set[int] = set()
    queue: list[object] = [kibana]
    while queue:
        thing = queue.pop()
        if id(thing) in seen or isinstance(thing, type) or type(thing).__name__ in ("module", "function"):
            continue
        seen.add(id(thing))
        assert not (isinstance(thing, str) and value in thing)
        assert not (isinstance(thing, (bytes, bytearray)) and value.encode() in thing)
        queue.extend(gc.get_referents(thing))
    assert len(seen) > 50


def test_verbose_logs_method_path_and_status_only(make, connect, caplog):
    caplog.set_level(logging.INFO, logger="kibana_connectors.sandbox")
    quiet, verbose = make(), make(verbose=True)
    for kibana in (quiet, verbose):
        http = connect(kibana)
        http.post(f"/s/ops{API}/a?q={VALUE}", json=body(secrets={"token": VALUE})).raise_for_status()
        http.get(f"{API}/a%0Aforged")
    lines = [record.getMessage() for record in caplog.records if record.name == "kibana_connectors.sandbox"]
    assert lines == [f"POST /s/ops{API}/a 200", f"GET {API}/a%0Aforged 404"]
