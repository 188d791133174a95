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
    synthesize,
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


@pytest.mark.parametrize("kind", ["state", "hcl"])
def test_a_state_goes_on(workspace: Workspace, kibana: Sandbox, tmp_path: Path, kind: str) -> None:
    """Modules, instances, generated ids, a slug, and secrets that the state holds in plain text."""
    kibana.add_connector(type_id=".server-log", name="Log", id="my-log", config={})
    source = tmp_path / "source"
    (source / "team").mkdir(parents=True)
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
        inventory = read_hcl(str(source), values, tool=workspace.environment["TERRAFORM_BINARY_NAME"])
    project = project_of(inventory, engine=ENGINE)
    folder = tmp_path / "code"
    write(project, folder)
    check_style(folder)
    assert project.number == len(before) == 5
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
