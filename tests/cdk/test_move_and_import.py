"""Connectors can be moved and imported as any other resource of CDKTF."""

from __future__ import annotations

import pytest
from constructs import Construct
from harness.cdk import TerraformStack
from harness.written import CONNECTOR

from kibana_connectors import InvalidConnector, PagerDuty, Secret, ServerLog
from pytest_cdktf import Synth, resource

ID = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")


def test_move_to(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call", connector_id=ID)
    new = PagerDuty(Construct(stack, "team"), "new", name="On-call")
    new.add_move_target("pager")
    old.move_to("pager")

    out = synth(stack)
    written = out.one(resource(CONNECTOR))
    assert written.name == new.friendly_unique_id
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": written.address}]
    assert [each.name for each in out.variables] == ["team_new_routing_key"]


def test_move_to_an_instance(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call", space="ops", connector_id=ID)
    new = PagerDuty(stack, "new", name="On-call", spaces=["ops", "sec"])
    new.add_move_target("pager")
    old.move_to("pager", "ops")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "new"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": f'{CONNECTOR}.new["ops"]'}]


def test_move_to_id(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call", connector_id=ID)
    ServerLog(stack, "log", name="Log")
    old.move_to_id(f"{CONNECTOR}.elsewhere")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "log"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": f"{CONNECTOR}.elsewhere"}]
    assert "variable" not in out.json


def test_a_variable_stays_while_a_connector_that_is_not_moved_uses_it(
    stack: TerraformStack, synth: Synth
) -> None:
    shared = {"routing_key": Secret.variable("pager_key")}
    old = PagerDuty(stack, "old", name="On-call", secrets=shared, connector_id=ID)
    PagerDuty(stack, "new", name="On-call", secrets=shared)
    old.move_to_id(f"{CONNECTOR}.new")

    assert [each.name for each in synth(stack).variables] == ["pager_key"]


def test_move_from_id(stack: TerraformStack, synth: Synth) -> None:
    new = PagerDuty(stack, "new", name="On-call", connector_id=ID)
    new.move_from_id(f"{CONNECTOR}.elsewhere")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "new"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.elsewhere", "to": f"{CONNECTOR}.new"}]
    assert [each.name for each in out.variables] == ["new_routing_key"]


def test_moved_from_in_a_space_of_its_own(stack: TerraformStack, synth: Synth) -> None:
    """Both of its blocks end at one address: one for the rename, one from when it served many spaces."""
    PagerDuty(stack, "new", name="On-call", space="ops", moved_from="old")

    assert synth(stack).json["moved"] == [
        {"from": f"{CONNECTOR}.old", "to": f"{CONNECTOR}.new"},
        {"from": f'{CONNECTOR}.new["ops"]', "to": f"{CONNECTOR}.new"},
    ]


def test_no_empty_block_is_left_when_all_connectors_are_moved(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "old", name="Log", connector_id=ID).move_to_id(f"{CONNECTOR}.elsewhere")

    assert set(synth(stack).stable) == {"moved"}


@pytest.mark.parametrize("space", ["My Space", "a b", "ä"])
def test_a_space_that_cannot_be_is_refused_at_import(stack: TerraformStack, space: str) -> None:
    log = ServerLog(stack, "log", name="Log")

    with pytest.raises(InvalidConnector, match="import_from: space: expected the id of a Kibana space"):
        log.import_from(f"{space}/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")


def test_import_from(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.import_from("default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")

    out = synth(stack)
    written = out.one(resource(CONNECTOR, name="Log"))
    assert written.name == "log"
    assert out.json["import"] == [
        {"id": "default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d", "to": written.address}
    ]
