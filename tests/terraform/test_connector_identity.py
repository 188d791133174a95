"""`Identity`: the spaces and the id of a connector, as Terraform's attributes."""

from __future__ import annotations

from typing import Any

import pytest
from harness.written import CONNECTOR_ID, connector_uuid

from kibana_connectors.terraform.construct_path import ConstructPath
from kibana_connectors.terraform.identity import Identity


def _identity(*, space: Any = None, spaces: Any = None, connector_id: Any = None) -> Identity:
    return Identity(space, spaces, connector_id)


@pytest.mark.parametrize(
    ("given", "attributes"),
    [
        ({}, {"connector_id": connector_uuid("ns", "default", "team/log")}),
        (
            {"space": "ops"},
            {"space_id": "ops", "connector_id": connector_uuid("ns", "ops", "team/log")},
        ),
        ({"connector_id": CONNECTOR_ID}, {"connector_id": CONNECTOR_ID}),
        (
            {"connector_id": CONNECTOR_ID, "space": "ops"},
            {"space_id": "ops", "connector_id": CONNECTOR_ID},
        ),
        (
            {"spaces": ["ops", "sec"]},
            {
                "for_each": '${toset(["ops", "sec"])}',
                "space_id": "${each.key}",
                "connector_id": '${uuidv5("url", "kibana-connector://ns/${each.key}/team/log")}',
            },
        ),
    ],
    ids=["default", "space", "id", "id-and-space", "spaces"],
)
def test_attributes(given: dict[str, Any], attributes: dict[str, Any]) -> None:
    identity = _identity(**given)

    assert list(identity.problems()) == []
    assert identity.attributes("ns", "team/log") == attributes


@pytest.mark.parametrize(
    ("given", "spaces", "ids"),
    [
        ({}, ("default",), (connector_uuid("ns", "default", "log"),)),
        ({"space": "ops"}, ("ops",), (connector_uuid("ns", "ops", "log"),)),
        ({"connector_id": CONNECTOR_ID}, ("default",), (CONNECTOR_ID,)),
        (
            {"spaces": ("ops", "sec")},
            ("ops", "sec"),
            (connector_uuid("ns", "ops", "log"), connector_uuid("ns", "sec", "log")),
        ),
        ({"space": "${TfToken[TOKEN.1]}"}, (), ()),
        ({"spaces": ["ops", "${TfToken[TOKEN.1]}"]}, (), ()),
        ({"spaces": ["#{TfToken[TOKEN.1]}"]}, (), ()),
        ({"connector_id": "${TfToken[TOKEN.1]}"}, ("default",), ()),
    ],
    ids=["default", "space", "id", "spaces", "token", "one-token", "list-token", "id-token"],
)
def test_what_is_known_at_synth(given: dict[str, Any], spaces: tuple[str, ...], ids: tuple[str, ...]) -> None:
    identity = _identity(**given)

    assert identity.known_spaces == spaces
    assert identity.known_ids("ns", "log") == ids
    assert identity.serves_many == ("spaces" in given)


def test_every_problem_is_told() -> None:
    identity = _identity(space="Ops", spaces=["a", "a", "B"], connector_id="x")

    assert {problem.where for problem in identity.problems()} == {
        "space",
        "spaces",
        "spaces.2",
        "connector_id",
    }


def test_a_path_replaces_a_slash_in_an_id_as_constructs_does() -> None:
    path = ConstructPath("app/stack", ()).child("team").child("a/b")

    assert str(path) == path.full == "app/stack/team/a--b"
    assert path.below_stack == ("team", "a--b")
    assert ConstructPath("", ()).child("stack").full == "stack"
