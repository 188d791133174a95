"""`kibana-connectors env`: which variables are needed, by what, and which are set; never a value."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from harness.on_call import stack_of, write_cdktf_out
from running import run, without

OUT = "cdktf.out"
NEEDED = (
    *("TF_VAR_tickets_password", "TF_VAR_tickets_username", "TF_VAR_escalate_password"),
    *("TF_VAR_escalate_user", "TF_VAR_mail_user", "TF_VAR_pager_routing_key", "TF_VAR_slack_token"),
)
SECRET = "Hunter2Hunter2"
ALL_SET = dict.fromkeys(NEEDED, SECRET)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_cdktf_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("TF_VAR_", "KIBANA_", "VAULT_"))]:
        monkeypatch.delenv(name)
    return tmp_path


def found(*arguments: str, **environment: str) -> Any:
    done = run("env", *(arguments or (OUT,)), "--json", env=environment)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert SECRET not in done.stdout
    return json.loads(done.stdout)


def test_the_table() -> None:
    done = run("env", OUT, env={"TF_VAR_slack_token": SECRET})

    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "TF_VAR_slack_token set" in lines
    assert "TF_VAR_pager_routing_key missing" in lines
    assert "TF_VAR_audit_index has a default" in lines
    assert "pager: secrets.routingKey (on-call)" in lines
    assert "vault VAULT_TOKEN not set token" in lines
    assert SECRET not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json() -> None:
    answer = found(TF_VAR_slack_token=SECRET, KIBANA_API_KEY=SECRET)
    by_name = {each["environment_variable"]: each for each in answer["variables"]}

    assert by_name["TF_VAR_slack_token"]["state"] == "set"
    assert by_name["TF_VAR_slack_token"]["sensitive"]
    assert by_name["TF_VAR_slack_token"]["uses"] == [
        {"stack": "on-call", "where": "chat", "field": "secrets.token", "connector": True}
    ]
    assert by_name["TF_VAR_audit_index"]["required"] is False
    assert by_name["TF_VAR_audit_index"]["uses"][0]["field"] == "config.index"
    assert answer["missing"] == [name for name in NEEDED if name != "TF_VAR_slack_token"]
    providers = {each["environment_variable"]: each["set"] for each in answer["providers"]}
    assert providers["KIBANA_API_KEY"] is True
    assert providers["KIBANA_ENDPOINT"] is False
    assert providers["VAULT_ADDR"] is False


def test_check_fails_when_one_is_missing_and_says_why_that_hangs() -> None:
    done = run("env", OUT, "--check", env={**ALL_SET, "TF_VAR_mail_user": ""})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "kibana-connectors: 1 variable is missing, 1 of them set to an empty text: TF_VAR_mail_user; "
        "cdktf deploy then waits for an answer that nobody gives: with TF_INPUT=0 it fails at once\n"
    )


def test_check_with_json_prints_both_lists_and_fails() -> None:
    done = run("env", OUT, "--check", "--json", env={**ALL_SET, "TF_VAR_mail_user": ""})

    assert done.returncode == 1
    assert json.loads(done.stdout)["missing"] == ["TF_VAR_mail_user"]
    assert "TF_INPUT=0" in done.stderr


def test_check_passes_when_all_are_set() -> None:
    done = run("env", OUT, "--check", env=ALL_SET)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_template_has_every_name_and_no_value(folder: Path) -> None:
    done = run("env", OUT, "--template", env=ALL_SET)

    assert (done.returncode, done.stderr) == (0, "")
    assert SECRET not in done.stdout
    assigned = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    assert assigned == ["TF_INPUT=0", *(f"{name}=" for name in NEEDED)]
    assert "# TF_VAR_audit_index=" in done.stdout
    assert "# Needed by pager: secrets.routingKey (on-call)" in done.stdout


def test_a_template_in_a_file_is_for_its_owner_and_replaces_nothing(folder: Path) -> None:
    done = run("env", OUT, "--template", "-o", ".env")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    file = folder / ".env"
    assert file.stat().st_mode & 0o077 == 0
    written = file.read_text()
    assert "TF_VAR_slack_token=\n" in written

    file.write_text("TF_VAR_slack_token=mine\n")
    done = run("env", OUT, "--template", "-o", ".env")
    assert (done.returncode, done.stdout) == (2, "")
    assert ".env: exists already" in done.stderr
    assert file.read_text() == "TF_VAR_slack_token=mine\n"


def test_options_that_exclude_each_other() -> None:
    for options in (("--template", "--json"), ("--template", "--check"), ("-o", "x")):
        done = run("env", OUT, *options)
        assert (done.returncode, done.stdout) == (2, ""), options


def test_uses_through_locals_and_other_blocks(folder: Path) -> None:
    file = stack_of(
        folder,
        variable={
            "host": {"type": "string"},
            "key": {"type": "string", "sensitive": True},
            "spare": {"default": None},
        },
        locals={"url": "https://${var.host}/x"},
        provider={
            "elasticstack": [{"kibana": [{"endpoints": ["https://${var.host}"], "api_key": "${var.key}"}]}]
        },
        resource={"terraform_data": {"d": {"input": "${var.host}"}}},
        output={"o": {"value": "${var.host}"}},
        connectors={
            "x": {
                "connector_type_id": ".webhook",
                "name": "on ${var.host}",
                "config": '${jsonencode({"url" = local.url, "headers" = {"a" = var.host}})}',
                "secrets_wo": '${jsonencode({"user" = var.key})}',
            }
        },
    )
    answer = found(file)
    uses = {
        each["name"]: [f"{use['where']}: {use['field']}" for use in each["uses"]]
        for each in answer["variables"]
    }

    assert sorted(uses["host"]) == [
        "output.o: value",
        "provider.elasticstack: kibana",
        "terraform_data.d: input",
        "x: config.headers.a",
        "x: config.url",
        "x: name",
    ]
    assert uses["key"] == ["x: secrets.user", "provider.elasticstack: kibana"]
    assert uses["spare"] == []
    assert [each["environment_variable"] for each in answer["providers"]] == []


def test_files_of_values_beside_a_stack(folder: Path) -> None:
    file = stack_of(folder, variable={"a": {}, "b": {}, "c": {}, "d": {}})
    beside = Path(file).parent
    (beside / "terraform.tfvars").write_text('a = "Hunter2Hunter2"\nx = <<EOT\nd = 1\nEOT\n')
    (beside / "more.auto.tfvars.json").write_text('{"b": "Hunter2Hunter2"}')
    answer = found(file)

    assert {each["name"]: each["state"] for each in answer["variables"]} == {
        "a": "file",
        "b": "file",
        "c": "missing",
        "d": "missing",
    }
    (beside / "more.auto.tfvars.json").write_text("{Hunter2")
    done = run("env", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert "more.auto.tfvars.json: expected a file of variables' values" in done.stderr
    assert "Hunter2" not in done.stderr


def test_one_variable_of_two_stacks_is_one(folder: Path) -> None:
    first = stack_of(folder, "first", variable={"a": {"default": 1}})
    second = stack_of(folder, "second", variable={"a": {}})
    (variable,) = found(first, second)["variables"]

    assert variable["stacks"] == ["first", "second"]
    assert variable["state"] == "missing"


@pytest.mark.parametrize("module", ["cdktf", "cdktn", "jsii", "httpx"])
def test_it_needs_no_engine_and_no_client(module: str) -> None:
    done = run("env", OUT, code=without(module))

    assert (done.returncode, done.stderr) == (0, "")


def test_a_stack_without_variables(folder: Path) -> None:
    done = run("env", stack_of(folder))

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kibana-connectors: no variable is declared\n"
