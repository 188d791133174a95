"""In which spaces a connector lives, and which id it has there."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import TerraformStack
from harness.stacks import scope_at
from harness.written import CONNECTOR, CONNECTOR_ID, connector_uuid

from kibana_connectors import KibanaProvider, PagerDuty, ServerLog
from pytest_cdktf import Synth, absent, resource


def _evaluated(expression: str, space: str) -> str:
    """Do what Terraform does with an id's expression, for one space."""
    found = re.fullmatch(r'\$\{uuidv5\("url", "([^"]+)"\)\}', expression)
    assert found, expression
    return str(uuid.uuid5(uuid.NAMESPACE_URL, found[1].replace("${each.key}", space)))


def test_the_default_space_is_left_to_the_provider(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        ServerLog(stack, "a", name="A")
        ServerLog(stack, "b", name="B", space="default")
        ServerLog(stack, "c", name="C", space="ops")

    out = synth(logs)

    for id, space_id, space in (("a", absent(), "default"), ("b", "default", "default"), ("c", "ops", "ops")):
        connector_id = connector_uuid("stack", space, id)
        assert out.at(id) == resource(CONNECTOR, space_id=space_id, connector_id=connector_id)
    assert out.count(resource(CONNECTOR)) == 3


@pytest.mark.parametrize("spaces", [["ops", "sec"], ("ops", "sec"), ["only"]], ids=str)
def test_many_spaces_are_one_block(synth: Synth, spaces: Any) -> None:
    expected = tuple(connector_uuid("stack", space, "team/pager") for space in spaces)

    def team(stack: TerraformStack) -> None:
        pager = PagerDuty(Construct(stack, "team"), "pager", name="On-call", spaces=spaces)
        assert pager.known_ids() == expected

    out = synth(team)

    for_each = "${toset(" + json.dumps(list(spaces)) + ")}"
    written = out.one(resource(CONNECTOR))
    assert written == resource(CONNECTOR, for_each=for_each, space_id="${each.key}")
    assert tuple(_evaluated(written["connector_id"], space) for space in spaces) == expected
    assert [each.name for each in out.variables] == ["team_pager_routing_key"]


def test_a_space_has_the_same_id_alone_and_among_many(synth: Synth) -> None:
    def log(stack: TerraformStack, **where: Any) -> None:
        KibanaProvider(stack, id_namespace="shared")
        ServerLog(stack, "log", name="Log", **where)

    alone = synth(log, stack_id="alone", space="ops").at("log")
    among = synth(log, stack_id="among", spaces=["ops", "sec"]).at("log")

    assert _evaluated(among["connector_id"], "ops") == alone["connector_id"]


def test_an_id_can_be_given(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        given = ServerLog(stack, "log", name="Log", connector_id=CONNECTOR_ID, space="ops")
        assert given.known_ids() == (CONNECTOR_ID,)

    assert synth(log).one(resource(CONNECTOR))["connector_id"] == CONNECTOR_ID


def test_a_derived_id_never_changes(synth: Synth) -> None:
    """Changing how ids are made would replace every connector of every user."""
    out = synth(lambda stack: ServerLog(stack, "log", name="Log"))

    assert out.at("log") == resource(CONNECTOR, connector_id="f260331c-6ecf-51bd-9c5f-26f377911f3e")


@pytest.mark.parametrize(
    ("stack_id", "space", "path", "url"),
    [
        pytest.param("prod", None, ("a",), "prod/default/a", id="plain"),
        pytest.param("prod", "ops", ("a",), "prod/ops/a", id="another-space"),
        pytest.param("dev", None, ("a",), "dev/default/a", id="another-stack"),
        pytest.param("prod", None, ("a", "b"), "prod/default/a/b", id="nested"),
        pytest.param("prod", None, ("a/b",), "prod/default/a--b", id="slash"),
        pytest.param("prod", None, ("a.b",), "prod/default/a.b", id="dot"),
        pytest.param("prod", None, ('ä"%',), "prod/default/%C3%A4%22%25", id="odd-characters"),
    ],
)
def test_an_id_depends_on_stack_space_and_path(
    synth: Synth, stack_id: str, space: str | None, path: tuple[str, ...], url: str
) -> None:
    out = synth(
        lambda stack: ServerLog(scope_at(stack, path), path[-1], name="Log", space=space), stack_id=stack_id
    )

    connector_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{url}"))
    assert resource(CONNECTOR, connector_id=connector_id) in out


@pytest.mark.parametrize(
    ("stack_id", "namespace", "used"),
    [
        ("dev", "oncall", "oncall"),
        ("prod", "oncall", "oncall"),
        ("other", "else", "else"),
        ("plain", None, "plain"),
    ],
)
def test_stacks_with_the_same_id_namespace_derive_the_same_ids(
    synth: Synth, stack_id: str, namespace: str | None, used: str
) -> None:
    def team(stack: TerraformStack) -> None:
        ServerLog(Construct(stack, "team"), "log", name="Log")
        KibanaProvider(stack, id_namespace=namespace)  # after the connector: the order must not matter

    out = synth(team, stack_id=stack_id)

    assert out.at("team/log") == resource(CONNECTOR, connector_id=connector_uuid(used, "default", "team/log"))


def test_a_slash_in_an_id_namespace_does_not_make_two_ids_equal(synth: Synth) -> None:
    """`a/b` with path `c` must not give the id of `a` with path `b/c`."""

    def log(stack: TerraformStack, namespace: str, path: tuple[str, ...]) -> None:
        KibanaProvider(stack, id_namespace=namespace)
        ServerLog(scope_at(stack, path), path[-1], name="Log", space="ops")

    one = synth(log, namespace="a/ops", path=("log",)).at("log")
    other = synth(log, namespace="a", path=("ops", "log")).at("ops/log")

    assert one["connector_id"] != other["connector_id"]
