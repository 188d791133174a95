"""`kibana-connectors settings` and `preconfigured`: what they write, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness.on_call import stack_of, write_cdktf_out
from harness.scene import PAGER
from ruamel.yaml import YAML
from running import run, without

GOOD = "cdktf.out/stacks/on-call"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_cdktf_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_settings_as_yaml_and_json() -> None:
    done = run("settings", "cdktf.out")
    assert (done.returncode, done.stderr) == (0, "")
    settings = YAML(typ="safe").load(done.stdout)
    assert "slack.com" in settings["xpack.actions.allowedHosts"]

    told = json.loads(run("settings", "cdktf.out", "--json").stdout)
    assert set(told["xpack.actions.allowedHosts"]) == set(settings["xpack.actions.allowedHosts"])
    assert told["xpack.actions.allowedHosts"]["slack.com"] == [
        {
            "stack": "on-call",
            "connector": "elasticstack_kibana_action_connector.chat",
            "field": "the connector",
        }
    ]


def test_what_settings_writes_is_enough_for_settings(folder: Path) -> None:
    (folder / "kibana.yml").write_text(run("settings", "cdktf.out").stdout)
    done = run("settings", "cdktf.out", "--against", "kibana.yml", "--json")

    assert done.returncode == 0
    assert [each["level"] for each in json.loads(done.stdout)["findings"]] == ["note"]


def test_settings_against_a_file_that_lacks_something(folder: Path) -> None:
    (folder / "kibana.yml").write_text("xpack.actions: {allowedHosts: [slack.com]}\n")
    done = run("settings", GOOD, "--against", "kibana.yml")

    assert (done.returncode, done.stderr) == (1, "")
    assert "error    host-not-allowed  xpack.actions.allowedHosts" in done.stdout
    assert "lacks smtp.example.com. Add smtp.example.com (mail: config.host)" in done.stdout
    assert "warning  too-wide          xpack.actions.enabledActionTypes" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    answer = json.loads(run("settings", GOOD, "--against", "kibana.yml", "--json").stdout)
    assert answer["errors"] == 3
    assert answer["findings"][0]["places"][0]["connector"].startswith("elasticstack_kibana_action_connector.")


def test_settings_against_what_is_no_file() -> None:
    done = run("settings", GOOD, "--against", "nothing.yml")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kibana-connectors: nothing.yml: cannot be read: No such file or directory\n"


def test_preconfigured() -> None:
    done = run("preconfigured", GOOD)

    assert done.returncode == 0
    entries = YAML(typ="safe").load(done.stdout)["xpack.actions.preconfigured"]
    assert entries[PAGER]["secrets"] == {"routingKey": "${PAGER_ROUTING_KEY}"}
    assert "preconfigured connectors are in every space" in done.stderr
    told = json.loads(run("preconfigured", GOOD, "--json").stdout)
    assert told["connectors"] == entries
    assert {each["variable"] for each in told["secrets"]} >= {"PAGER_ROUTING_KEY", "MAIL_PASSWORD"}


def test_preconfigured_with_a_keystore_and_for_eck() -> None:
    keystore = run("preconfigured", GOOD, "--secrets", "keystore").stdout
    assert f"kibana-keystore add xpack.actions.preconfigured.{PAGER}.secrets.routingKey" in keystore

    done = run("preconfigured", GOOD, "--eck", "--eck-label", "app=kibana", "--eck-secret", "mine")
    document = YAML(typ="safe").load(done.stdout)
    assert document["kind"] == "StackConfigPolicy"
    assert document["spec"]["kibana"]["secureSettings"] == [{"secretName": "mine"}]


def test_preconfigured_into_a_file(folder: Path) -> None:
    done = run("preconfigured", GOOD, "-o", "connectors.yml")
    assert (done.returncode, done.stdout) == (0, "")
    assert PAGER in (folder / "connectors.yml").read_text()

    done = run("preconfigured", GOOD, "-o", "connectors.yml")
    assert done.returncode == 2
    assert "exists already" in done.stderr


def test_what_is_refused_writes_nothing(folder: Path) -> None:
    done = run("preconfigured", "cdktf.out", "-o", "connectors.yml")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "kibana-connectors: trail (stack audit): config.index: only Terraform knows it (var.audit_index). "
        "Write it out in the stack\n"
    )
    assert not (folder / "connectors.yml").exists()


def test_a_literal_secret_is_refused_and_not_shown(folder: Path) -> None:
    body = {
        "connector_type_id": ".pagerduty",
        "name": "n",
        "connector_id": PAGER,
        "secrets": json.dumps({"routingKey": "Hunter2"}),
    }
    for options in ((), ("--secrets", "keystore"), ("--eck",), ("--json",)):
        done = run("preconfigured", stack_of(folder, connectors={"x": body}), *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert "secrets.routingKey: a secret's value stands in the stack" in done.stderr
        assert "Hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--secrets", "vault"), 'unknown place of secrets "vault"'),
        (("--secrets", "env", "--eck"), "a StackConfigPolicy has secure settings"),
        (("--json", "--eck"), "expected one of them"),
        (("--eck", "--eck-label", "app"), "--eck-label: expected KEY=VALUE"),
        (("--eck", "--eck-name", "A B"), "--eck-name: expected a name of Kubernetes"),
    ],
)
def test_wrong_options(options: tuple[str, ...], text: str) -> None:
    done = run("preconfigured", GOOD, *options)

    assert (done.returncode, done.stdout) == (2, "")
    assert text in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("command", ["settings", "preconfigured"])
@pytest.mark.parametrize("module", ["cdktf", "cdktn", "jsii", "httpx"])
def test_they_need_no_engine_and_no_client(command: str, module: str) -> None:
    assert run(command, GOOD, code=without(module)).returncode == 0


@pytest.mark.parametrize("command", ["settings", "preconfigured"])
def test_a_stack_without_connectors(folder: Path, command: str) -> None:
    done = run(command, stack_of(folder))

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kibana-connectors: there is no connector in one\n"
