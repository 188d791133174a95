"""What people have, taken in by written code: the provider loses nothing, and sends what is promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness.adopted_kibana import (
    ENGINE,
    check_style,
    environment_for,
    fill,
    inventory_of,
    run_command,
    synthesize,
    values_by_name,
    write,
)
from harness.scene import add_rule, http
from harness.terraform import Workspace

from kibana_connectors.adopt.connector_code import Mode
from kibana_connectors.adopt.hcl_evaluation import Values
from kibana_connectors.adopt.hcl_reader import read_hcl
from kibana_connectors.adopt.project import project_of
from kibana_connectors.adopt.terraform_state import read_state
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def test_all_types_from_a_kibana(workspace: Workspace, kibana: Sandbox, tmp_path: Path) -> None:
    secrets = fill(kibana)
    rule = add_rule(kibana, "Uses them", *(each.id for each in kibana.connectors if each.space == "default"))
    before = {(each.space, each.id): (each.type_id, each.name) for each in kibana.connectors}
    inventory = inventory_of(kibana)
    asked = len(kibana.requests)

    for mode in (Mode.TOUCH_NOTHING, Mode.TAKE_OVER):
        project = project_of(inventory, mode=mode, engine=ENGINE)
        assert project.number == len(before)
        assert project.left == ()
        folder = tmp_path / "code"
        write(project, folder)
        if mode is Mode.TAKE_OVER:
            check_style(folder)
        workspace.environment |= environment_for(project, secrets)
        workspace.use(synthesize(folder))
        workspace.init()
        printed = workspace.apply()
        assert "0 added" in printed
        assert "0 destroyed" in printed
        assert workspace.plan() == []
        sent = [each for each in kibana.requests[asked:] if each.method in ("POST", "PUT", "DELETE")]
        if mode is Mode.TOUCH_NOTHING:
            assert f"{len(before)} imported, 0 added, 0 changed" in printed
            assert sent == []
        else:
            taken = [code for _, codes in project.modules for code in codes if not code.is_untouched]
            assert len(taken) > 20
            assert {each.method for each in sent} == {"PUT"}

    assert {(each.space, each.id): (each.type_id, each.name) for each in kibana.connectors} == before
    with http(kibana) as client:
        used = client.get(f"/api/alerting/rule/{rule}").json()["actions"]
    assert {each["id"] for each in used} == {id for space, id in before if space == "default"}
    shown = workspace.everything_written()
    for values in secrets.values():
        for value in values.values():
            if isinstance(value, str) and "value-of" in value:
                assert value not in shown


HCL = """
terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "url" {
  sensitive = true
  default   = "https://hooks.example.com/value-of-url"
}
locals {
  audits = { ops = "a \\"b\\"", default = "$${no} 1.5" }
}
resource "elasticstack_kibana_action_connector" "audit" {
  for_each          = local.audits
  name              = each.value
  space_id          = each.key
  connector_type_id = ".index"
  config            = jsonencode({ index = each.key, refresh = false })
}
module "team" {
  source   = "./team"
  for_each = { red = var.url }
  url      = each.value
}
resource "elasticstack_kibana_action_connector" "chat-2" {
  name              = "Chat"
  connector_type_id = ".slack"
  config            = jsonencode({})
  secrets           = jsonencode({ webhookUrl = var.url })
}
import {
  to = elasticstack_kibana_action_connector.slug
  id = "default/my-log"
}
resource "elasticstack_kibana_action_connector" "slug" {
  name              = "Log"
  connector_type_id = ".server-log"
  config            = jsonencode({})
}
"""

TEAM = """
terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
variable "url" {
  sensitive = true
}
resource "elasticstack_kibana_action_connector" "pager" {
  count             = 1
  name              = "Pager"
  connector_type_id = ".slack"
  config            = jsonencode({})
  secrets           = jsonencode({ webhookUrl = var.url })
}
"""


GENERATED = {
    "//": {"metadata": {"backend": "local", "stackName": "old", "version": "0.21.0"}},
    "terraform": {"required_providers": {"elasticstack": {"source": "elastic/elasticstack"}}},
    "provider": {"elasticstack": [{"kibana": [{}]}]},
    "variable": {"url": {"sensitive": True, "default": "https://hooks.example.com/value-of-url"}},
    "import": [{"to": "elasticstack_kibana_action_connector.slug", "id": "default/my-log"}],
    "resource": {
        "elasticstack_kibana_action_connector": {
            "team_chat_3F2A1B0C": {
                "//": {"metadata": {"path": "old/team/chat", "uniqueId": "team_chat_3F2A1B0C"}},
                "name": "Chat",
                "connector_type_id": ".slack",
                "config": "${jsonencode({})}",
                "secrets": '${jsonencode({"webhookUrl" = var.url})}',
                "space_id": "ops",
            },
            "slug": {"name": "Log", "connector_type_id": ".server-log", "config": "{}"},
        }
    },
}


@pytest.mark.parametrize("kind", ["state", "hcl", "cdktf.out"])
def test_a_state_goes_on(workspace: Workspace, kibana: Sandbox, tmp_path: Path, kind: str) -> None:
    """Modules, instances, generated ids, a slug, and secrets that the state holds in plain text."""
    kibana.add_connector(type_id=".server-log", name="Log", id="my-log", config={})
    source = tmp_path / "source"
    (source / "team").mkdir(parents=True)
    if kind == "cdktf.out":
        (source / "cdk.tf.json").write_text(json.dumps(GENERATED))
    else:
        (source / "main.tf").write_text(HCL)
        (source / "team" / "main.tf").write_text(TEAM)
    workspace.use_sources(source)
    workspace.init()
    workspace.apply()
    shown = workspace.run("show", "-json").stdout
    workspace.logs.clear()
    before = {each.id: (each.space, each.type_id, each.name) for each in kibana.connectors}
    asked = len(kibana.requests)

    if kind == "state":
        inventory = read_state("state.json", json.loads(shown))
    else:
        values = Values(environment=dict(workspace.environment))
        tool = workspace.environment["TERRAFORM_BINARY_NAME"]
        inventory = read_hcl(str(source), values, tool=tool, kind="hcl" if kind == "hcl" else "cdktf.out")
    project = project_of(inventory, engine=ENGINE)
    folder = tmp_path / "code"
    write(project, folder)
    assert project.number == len(before)
    (secret,) = project.secrets
    workspace.environment[f"TF_VAR_{secret.name}"] = "https://hooks.example.com/value-of-url"
    workspace.use(synthesize(folder))
    (source / "terraform.tfstate").rename(folder / "terraform.connectors.tfstate")
    workspace.init()
    changes = {each.rpartition(": ")[2] for each in workspace.plan()}
    assert changes == {"update"}
    assert "0 added" in workspace.apply()
    assert workspace.plan() == []

    assert {each.id: (each.space, each.type_id, each.name) for each in kibana.connectors} == before
    sent = {each.method for each in kibana.requests[asked:]}
    assert sent <= {"GET", "PUT"}
    state = (folder / "terraform.connectors.tfstate").read_text()
    assert "value-of-url" not in state
    written = [file for file in folder.iterdir() if file.is_file() and "tfstate" not in file.name]
    assert not [file for file in written if b"value-of-url" in file.read_bytes()]


def test_an_export_and_a_kibana_yml_by_the_command(
    workspace: Workspace, kibana: Sandbox, tmp_path: Path
) -> None:
    secrets = fill(kibana)
    with http(kibana) as client:
        asked = {"type": ["action"], "excludeExportDetails": True}
        export = client.post("/api/saved_objects/_export", json=asked)
    (tmp_path / "export.ndjson").write_text(export.text)
    (tmp_path / "kibana.yml").write_text(
        "xpack.actions.preconfigured:\n  elastic-mail:\n    actionTypeId: .email\n    name: Mail\n"
        "    config: {from: a@example.com, service: gmail}\n    secrets: {password: value-of-mail, user: u}\n"
    )
    before = {each.id for each in kibana.connectors}
    here = {each.id for each in kibana.connectors if each.space == "default"}
    count = len(kibana.requests)
    folder = tmp_path / "code"
    command = ["adopt", str(tmp_path / "export.ndjson"), str(tmp_path / "kibana.yml"), "-o", str(folder)]

    done = run_command(*command, "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    told = json.loads(done.stdout)
    assert told["connectors"] == len(here)
    assert run_command(*command).returncode == 0, "a second run changes nothing"
    assert 'ELASTIC_MAIL = "elastic-mail"' in (folder / "referenced_connectors.py").read_text()
    assert "value-of-mail" not in done.stdout + "".join(file.read_text() for file in folder.iterdir())

    values = values_by_name(secrets, kibana)
    for each in told["variables"]:
        name, _, path = each["uses"][0].rpartition(": ")
        workspace.environment[each["name"]] = values[name][path]
    workspace.use(synthesize(folder))
    workspace.init()
    assert f"{len(here)} imported, 0 added" in workspace.apply()
    assert workspace.plan() == []
    assert {each.method for each in kibana.requests[count:]} == {"GET", "PUT"}
    assert {each.id for each in kibana.connectors} == before
