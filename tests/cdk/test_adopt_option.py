"""A connector that exists already is declared by its id, of any form, and is not lost by a change of code."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.written import CONNECTOR

from kibana_connectors import (
    Adopt,
    Connector,
    GitHub,
    InvalidConnector,
    PagerDuty,
    ServerLog,
    VirusTotal,
    Webhook,
)
from pytest_cdktf import Synth, resource

ID = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")


def problems_of(stack: TerraformStack, **arguments: Any) -> list[str]:
    with pytest.raises(InvalidConnector) as raised:
        PagerDuty(stack, "pager", name="On-call", **arguments)
    return [f"{problem.where}: {problem.message}" for problem in raised.value.problems]


def only(out: Any) -> dict[str, Any]:
    """The attributes of the only connector."""
    (written,) = out.json["resource"][CONNECTOR].values()
    return dict(written)


def test_an_id_that_is_no_uuid_is_imported_and_not_written(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(
        stack, "pager", name="On-call", space="ops", connector_id="my-pager", adopt=Adopt.TAKE_OVER
    )

    out = synth(stack)
    written = out.one(resource(CONNECTOR))
    assert pager.known_ids() == ("my-pager",)
    assert out.json["import"] == [{"to": written.address, "id": "ops/my-pager"}]
    assert "connector_id" not in only(out)
    lifecycle = only(out)["lifecycle"]
    assert lifecycle["prevent_destroy"] is True
    assert [each["condition"] for each in lifecycle["postcondition"]] == [
        "${!self.is_missing_secrets}",
        '${self.connector_id == "my-pager"}',
    ]
    assert [each.name for each in out.variables] == ["pager_routing_key"]


def test_an_id_is_no_template(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "log", name="Log", connector_id='a ${b} "c"', adopt=Adopt.TAKE_OVER)

    out = synth(stack)
    assert out.json["import"][0]["id"] == 'default/a $${b} "c"'
    condition = only(out)["lifecycle"]["postcondition"][1]["condition"]
    assert condition == '${self.connector_id == "a $\\u007bb\\u007d \\"c\\""}'


def test_a_uuid_is_written_and_imported(stack: TerraformStack, synth: Synth) -> None:
    PagerDuty(stack, "pager", name="On-call", connector_id=ID, adopt=Adopt.TAKE_OVER)

    out = synth(stack)
    written = only(out)
    assert out.json["import"] == [{"to": f"{CONNECTOR}.pager", "id": f"default/{ID}"}]
    assert written["connector_id"] == ID
    assert "prevent_destroy" not in written["lifecycle"]


def test_several_spaces_take_a_dict_of_ids(stack: TerraformStack, synth: Synth) -> None:
    PagerDuty(
        stack,
        "pager",
        name="On-call",
        spaces=["ops", "sec"],
        connector_id={"ops": ID},
        adopt=Adopt.TAKE_OVER,
    )

    imports = synth(stack).json["import"]
    assert imports == [{"to": f'{CONNECTOR}.pager["ops"]', "id": f"ops/{ID}"}]


def test_touch_nothing_sends_nothing_and_asks_for_no_secret(stack: TerraformStack, synth: Synth) -> None:
    PagerDuty(
        stack,
        "pager",
        name="On-call",
        connector_id=ID,
        adopt=Adopt.TOUCH_NOTHING,
        lifecycle={"ignore_changes": ["space_id"]},
    )

    out = synth(stack)
    written = only(out)
    assert list(out.variables) == []
    assert not {"secrets", "secrets_wo", "secrets_wo_version"} & set(written)
    assert written["lifecycle"]["prevent_destroy"] is True
    assert "postcondition" not in written["lifecycle"]
    ignored = written["lifecycle"]["ignore_changes"]
    assert {"space_id", "name", "config", "secrets", "secrets_wo", "secrets_wo_version"} <= set(ignored)
    assert not {"connector_id", "connector_type_id"} & set(ignored)


def test_what_the_state_holds_keeps_its_id_and_is_not_imported(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(stack, "pager", name="On-call", adopt=Adopt.IN_STATE)
    pager.move_from_id(f'module.team["a"].{CONNECTOR}.pager[0]')

    out = synth(stack)
    written = only(out)
    assert pager.known_ids() == ()
    assert "connector_id" not in written
    assert written["lifecycle"]["prevent_destroy"] is True
    assert "import" not in out.json
    assert out.json["moved"] == [
        {"from": f'module.team["a"].{CONNECTOR}.pager[0]', "to": f"{CONNECTOR}.pager"}
    ]


def test_a_user_may_allow_what_is_refused_by_default(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(
        stack,
        "log",
        name="Log",
        connector_id="my-log",
        adopt=Adopt.TAKE_OVER,
        lifecycle={"prevent_destroy": False},
    )

    assert not only(synth(stack))["lifecycle"].get("prevent_destroy")


def test_secrets_that_nobody_told_are_not_wiped(stack: TerraformStack) -> None:
    """A webhook without authentication may have secret headers, which Kibana tells nobody."""
    config = {"url": "https://x.example", "hasAuth": False}
    with pytest.raises(InvalidConnector, match="an update without secrets wipes those in Kibana"):
        Webhook(stack, "a", name="Hook", config=config, connector_id=ID, adopt=Adopt.TAKE_OVER)
    with pytest.raises(InvalidConnector, match="wipes"):
        Connector(stack, "b", type_id=".new", name="New", config={}, connector_id=ID, adopt=Adopt.TAKE_OVER)
    imported = Webhook(stack, "c", name="Hook", config=config)
    with pytest.raises(InvalidConnector, match="wipes"):
        imported.import_from(f"default/{ID}")
    assert imported.declaration.imports == []

    Webhook(stack, "d", name="Hook", config=config, secrets={}, connector_id=ID, adopt=Adopt.TAKE_OVER)
    Webhook(stack, "e", name="Hook", config=config, connector_id="e", adopt=Adopt.TOUCH_NOTHING)
    ServerLog(stack, "f", name="Log", connector_id="f", adopt=Adopt.TAKE_OVER)
    VirusTotal(stack, "g", name="VT", connector_id="g", adopt=Adopt.TAKE_OVER)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"connector_id": "my-pager"}, ["connector_id: expected a UUID in lower case"]),
        ({"adopt": Adopt.TAKE_OVER}, ["connector_id: required with adopt"]),
        ({"adopt": "take-over", "connector_id": ID}, ["adopt: expected Adopt.TAKE_OVER"]),
        ({"adopt": Adopt.TAKE_OVER, "connector_id": "a/b"}, ["connector_id: expected an id without a slash"]),
        ({"adopt": Adopt.TAKE_OVER, "connector_id": ".."}, ["connector_id: expected an id without a slash"]),
        ({"adopt": Adopt.TAKE_OVER, "connector_id": ""}, ["connector_id: expected"]),
        ({"adopt": Adopt.TAKE_OVER, "connector_id": 7}, ["connector_id: expected"]),
        (
            {"adopt": Adopt.TAKE_OVER, "connector_id": {"ops": "slug"}, "spaces": ["ops"]},
            ["connector_id.ops: expected a UUID"],
        ),
        (
            {"adopt": Adopt.TOUCH_NOTHING, "connector_id": {"ops": ID}, "spaces": ["ops", "sec"]},
            ["connector_id: required for each space, so that none is created; missing: sec"],
        ),
        ({"adopt": Adopt.IN_STATE, "spaces": ["ops"]}, ["adopt: Adopt.IN_STATE serves one space only"]),
    ],
)
def test_what_cannot_be_adopted_is_refused(
    stack: TerraformStack, arguments: dict[str, Any], expected: list[str]
) -> None:
    found = problems_of(stack, **arguments)
    assert len(found) == len(expected)
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


def test_only_what_is_known_at_synth_is_adopted(stack: TerraformStack) -> None:
    space = TerraformVariable(stack, "space", type="string").string_value
    found = problems_of(stack, adopt=Adopt.TAKE_OVER, connector_id="my-pager", space=space)
    assert found == ["adopt: expected a connector whose space and id are known at synth"]


def test_instances_cannot_share_an_adopted_id(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call", connector_id="my-pager", adopt=Adopt.TAKE_OVER)
    with pytest.raises(InvalidConnector, match="cannot serve several instances"):
        pager.count = 2


def test_an_untouched_connector_need_not_say_how_it_authenticates(
    stack: TerraformStack, synth: Synth
) -> None:
    GitHub(stack, "git", name="Git", connector_id="git", adopt=Adopt.TOUCH_NOTHING)

    assert "secrets_wo" not in only(synth(stack))
