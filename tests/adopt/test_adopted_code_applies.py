"""One connector of each type, taken in by written code: the provider keeps all, and sends what is promised."""

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
from kibana_connectors.adopt.project import project_of
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
        synthesized = workspace.use(synthesize(folder))
        (workspace.directory / "local.tf.json").write_text(
            json.dumps({"terraform": {"backend": {"local": {"path": str(workspace.state)}}}})
        ) if "backend" not in synthesized["terraform"] else None
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
