"""CDKTF's escape hatches keep working, although attributes are kept in Python until synthesis."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsii
import pytest
from cdktf import (
    App,
    Aspects,
    IAspect,
    Postcondition,
    TerraformOutput,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
)
from constructs import Construct, IConstruct
from harness.synthesized import RESOURCE, resource, resources, synthesized, variables

from kibana_connectors import (
    Connector,
    Index,
    InvalidConnector,
    KibanaProvider,
    PagerDuty,
    Secret,
    ServerLog,
    SynthesisError,
    Webhook,
    allow_unencrypted_state,
    synth,
)
from kibana_connectors.logical_id import logical_id

POSTCONDITION = "${!self.is_missing_secrets}"


def _on_top(stack: TerraformStack) -> Construct:
    return stack


def _in_an_older_construct(stack: TerraformStack) -> Construct:
    """A construct that stands before the stack's first connector, and so before what writes them all."""
    older = Construct(stack, "older")
    ServerLog(stack, "first", name="First")
    return older


def _in_a_younger_construct(stack: TerraformStack) -> Construct:
    ServerLog(stack, "first", name="First")
    return Construct(stack, "younger")


anywhere = pytest.mark.parametrize(
    "scope_in", [_on_top, _in_an_older_construct, _in_a_younger_construct], ids=["top", "older", "younger"]
)


def _written(stack: TerraformStack, connector: Connector[Any, Any]) -> dict[str, Any]:
    return resources(stack)[connector.friendly_unique_id]


# -- add_override --------------------------------------------------------------------------------------------


@anywhere
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "Other"),
        ("connector_type_id", ".other"),
        ("connector_id", "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"),
        ("config", '{"a": 1}'),
        ("secrets_wo", "${var.all}"),
        ("secrets_wo_version", "1"),
        ("space_id", "ops"),
        ("count", 0),
        ("provider", "elasticstack.other"),
        ("new_attribute", {"nested": [1, {"deep": True}]}),
        ("lifecycle.prevent_destroy", False),
        ("a.b.c", 1),
    ],
    ids=lambda value: value if isinstance(value, str) and value.replace("_", "").isalpha() else "",
)
def test_an_override_wins(stack: TerraformStack, scope_in: Any, path: str, value: Any) -> None:
    scope = scope_in(stack)
    pager = PagerDuty(scope, "pager", name="On-call", protect=True)

    pager.add_override(path, value)

    written: Any = _written(stack, pager)
    for key in path.split("."):
        written = written[key]
    assert written == value


@anywhere
@pytest.mark.parametrize("path", ["secrets_wo_version", "config", "lifecycle", "lifecycle.postcondition"])
def test_none_removes(stack: TerraformStack, scope_in: Any, path: str) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override(path, None)

    *branches, last = path.split(".")
    written: Any = _written(stack, pager)
    for key in branches:
        written = written[key]
    assert last not in written
    assert "name" in _written(stack, pager)


@anywhere
def test_an_object_merges(stack: TerraformStack, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override("lifecycle", {"create_before_destroy": True, "prevent_destroy": None})

    lifecycle = _written(stack, pager)["lifecycle"]
    assert lifecycle.pop("postcondition")[0]["condition"] == POSTCONDITION
    assert lifecycle == {"create_before_destroy": True}


def _peer(scope: Construct, id: str, lifecycle: dict[str, Any]) -> TerraformResource:
    """Make a plain resource of CDKTF's, whose attributes stand where the engine wants them."""

    class Peer(TerraformResource):
        def _synthesize_attributes(self) -> Any:
            return {"items": ["a"]}

    return Peer(scope, id, terraform_resource_type="peer", **lifecycle)


@anywhere
def test_a_list_joins_as_cdktf_does_it(stack: TerraformStack, scope_in: Any) -> None:
    scope = scope_in(stack)
    peer = _peer(scope, "peer", {})
    peer.add_override("items", ["b"])
    mine = {"condition": "${true}", "error_message": "mine"}
    pager = PagerDuty(scope, "pager", name="On-call")
    pager.add_override("lifecycle.postcondition", [mine])

    joined = synthesized(stack)["resource"]["peer"][peer.friendly_unique_id]["items"]
    conditions = [each["condition"] for each in _written(stack, pager)["lifecycle"]["postcondition"]]
    assert sorted(joined) == ["a", "b"]
    assert sorted(conditions) == sorted([POSTCONDITION, "${true}"])


@anywhere
def test_the_last_override_wins(stack: TerraformStack, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")

    pager.add_override("lifecycle", {"ignore_changes": "all"})
    pager.add_override("name", "First")
    pager.add_override("name", "Second")
    pager.add_override("lifecycle.ignore_changes", None)

    written = _written(stack, pager)
    assert written["name"] == "Second"
    assert "ignore_changes" not in written["lifecycle"]


def test_an_override_between_two_syntheses_counts(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    assert resource(stack)["name"] == "On-call"

    pager.add_override("name", "Other")

    assert resource(stack)["name"] == "Other"


def test_an_override_does_not_touch_what_was_given(stack: TerraformStack) -> None:
    given = {"nested": {"a": 1}}
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.add_override("extra", given)
    pager.add_override("extra.nested.b", 2)

    assert resource(stack)["extra"] == {"nested": {"a": 1, "b": 2}}
    assert given == {"nested": {"a": 1}}


@pytest.mark.parametrize(
    ("path", "key"),
    [("extra.with\\.dot", "with.dot")],
)
def test_a_dot_can_be_escaped_as_in_cdktf(stack: TerraformStack, path: str, key: str) -> None:
    peer = _peer(stack, "peer", {})
    log = ServerLog(stack, "log", name="Log")
    for each in (peer, log):
        each.add_override(path, 1)

    assert resource(stack)["extra"] == synthesized(stack)["resource"]["peer"]["peer"]["extra"]


def test_an_override_may_hold_a_token(stack: TerraformStack) -> None:
    log = ServerLog(stack, "log", name="Log")
    other = ServerLog(stack, "other", name="Other")
    other.add_override("name", log.connector_id)

    assert resources(stack)["other"]["name"] == f"${{{RESOURCE}.log.connector_id}}"


# -- Aspects -------------------------------------------------------------------------------------------------


@jsii.implements(IAspect)
class _Renaming:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, Connector):
            node.add_override("name", f"[prod] {node.node.id}")
            node.add_override("lifecycle.prevent_destroy", True)


def test_an_aspect_visits_every_connector(stack: TerraformStack) -> None:
    Aspects.of(stack).add(_Renaming())
    older = Construct(stack, "older")
    ServerLog(stack, "log", name="Log")
    PagerDuty(Construct(stack, "team"), "pager", name="On-call", spaces=["a", "b"])
    Index(older, "index", name="Index", config={"index": "a"})

    written = resources(stack)
    assert sorted(each["name"] for each in written.values()) == ["[prod] index", "[prod] log", "[prod] pager"]
    assert all(each["lifecycle"]["prevent_destroy"] is True for each in written.values())
    assert all(each["lifecycle"]["postcondition"] for each in written.values())


def test_an_aspect_may_find_connectors_by_what_they_are(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call", protect=True)
    found = [each for each in stack.node.find_all() if isinstance(each, Connector)]

    assert [(each.TYPE.type_id, each.node.path) for each in found] == [(".pagerduty", "stack/pager")]
    assert TerraformResource.is_terraform_resource(found[0])
    assert found[0].terraform_resource_type == RESOURCE


# -- logical ids ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        ("pager",),
        ("team", "pager"),
        ("org", "team", "pager"),
        ("Default", "pager"),
        ("team", "Default"),
        ("team", "Resource"),
        ("Resource",),
        ("Resource", "Resource"),
        ("pager", "pager"),
        ("on-pager", "pager"),
        ("pager", "on-pager"),
        ("team", "pager", "pager", "team"),
        ("a.b", "c d".replace(" ", "~")),
        ("a/b", "c//d"),
        ("ä", "ö"),
        ("über.pager",),
        ("x" * 255,),
        ("x" * 256,),
        ("x" * 100, "y" * 100, "z" * 100),
        ("Default", "Default", "a"),
        ("-_-",),
        ("1st",),
        ("a", "-"),
        ("team", "Resource", "pager"),
        ("KibanaConnectors", "a"),
    ],
    ids=lambda path: "+".join(part[:12] for part in path),
)
def test_logical_ids_are_cdktfs(stack: TerraformStack, path: tuple[str, ...]) -> None:
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    log = ServerLog(scope, path[-1], name="Log")

    assert list(resources(stack)) == [log.friendly_unique_id]
    assert logical_id([part.replace("/", "--") for part in path]) == log.friendly_unique_id


@anywhere
def test_a_logical_id_can_be_overridden(stack: TerraformStack, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.override_logical_id("mine")
    TerraformOutput(stack, "pager-id", value=pager.connector_id, static_id=True)

    assert resources(stack)["mine"]["name"] == "On-call"
    assert set(resources(stack)) <= {"mine", "first"}
    assert synthesized(stack)["output"]["pager-id"]["value"] == f"${{{RESOURCE}.mine.connector_id}}"


def test_an_overridden_logical_id_can_be_reset(stack: TerraformStack) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.override_logical_id("mine")
    log.reset_override_logical_id()

    assert list(resources(stack)) == ["log"]


@pytest.mark.parametrize("reset", [False, True], ids=["override", "override-and-reset"])
def test_an_override_that_comes_too_late_for_cdktf_comes_too_late_for_us(
    stack: TerraformStack, reset: bool
) -> None:
    """CDKTF keeps the id that it once gave away; attributes under another id would be a second resource."""
    log = ServerLog(stack, "log", name="Log")
    if reset:
        log.override_logical_id("mine")
    TerraformOutput(stack, "log-id", value=log.connector_id, static_id=True)
    if reset:
        log.reset_override_logical_id()
    else:
        log.override_logical_id("mine")

    (written,) = resources(stack).items()
    assert written[0] == log.friendly_unique_id
    assert written[1]["name"] == "Log"
    assert synthesized(stack)["output"]["log-id"]["value"] == f"${{{RESOURCE}.{written[0]}.connector_id}}"


def test_a_stack_may_name_its_elements_in_its_own_way(app: App) -> None:
    class Shouting(TerraformStack):
        def _allocate_logical_id(self, element: Any) -> str:
            return f"X_{element.node.id}".upper()

    stack = Shouting(app, "shouting")
    log = ServerLog(Construct(stack, "team"), "log", name="Log")

    assert list(resources(stack)) == ["X_LOG"]
    assert log.friendly_unique_id == "X_LOG"


# -- move and import -----------------------------------------------------------------------------------------


def test_move_to(stack: TerraformStack) -> None:
    old = PagerDuty(stack, "old", name="On-call")
    new = PagerDuty(Construct(stack, "team"), "new", name="On-call")
    new.add_move_target("pager")
    old.move_to("pager")

    written = synthesized(stack)
    assert list(written["resource"][RESOURCE]) == [new.friendly_unique_id]
    assert written["moved"] == [
        {"from": f"{RESOURCE}.old", "to": f"{RESOURCE}.{new.friendly_unique_id}"},
    ]
    assert list(written["variable"]) == ["team_new_routing_key"]


def test_move_to_an_instance(stack: TerraformStack) -> None:
    old = PagerDuty(stack, "old", name="On-call", space="ops")
    new = PagerDuty(stack, "new", name="On-call", spaces=["ops", "sec"])
    new.add_move_target("pager")
    old.move_to("pager", "ops")

    written = synthesized(stack)
    assert list(written["resource"][RESOURCE]) == ["new"]
    assert written["moved"] == [{"from": f"{RESOURCE}.old", "to": f'{RESOURCE}.new["ops"]'}]


def test_move_to_id(stack: TerraformStack) -> None:
    old = PagerDuty(stack, "old", name="On-call")
    ServerLog(stack, "log", name="Log")
    old.move_to_id(f"{RESOURCE}.elsewhere")

    written = synthesized(stack)
    assert list(written["resource"][RESOURCE]) == ["log"]
    assert written["moved"] == [{"from": f"{RESOURCE}.old", "to": f"{RESOURCE}.elsewhere"}]
    assert "variable" not in written


def test_a_shared_variable_outlives_a_moved_connector(stack: TerraformStack) -> None:
    shared = {"routing_key": Secret.variable("pager_key")}
    old = PagerDuty(stack, "old", name="On-call", secrets=shared)
    PagerDuty(stack, "new", name="On-call", secrets=shared)
    old.move_to_id(f"{RESOURCE}.new")

    assert list(variables(stack)) == ["pager_key"]


def test_move_from_id(stack: TerraformStack) -> None:
    new = PagerDuty(stack, "new", name="On-call")
    new.move_from_id(f"{RESOURCE}.elsewhere")

    written = synthesized(stack)
    assert list(written["resource"][RESOURCE]) == ["new"]
    assert written["moved"] == [{"from": f"{RESOURCE}.elsewhere", "to": f"{RESOURCE}.new"}]
    assert list(written["variable"]) == ["new_routing_key"]


def test_all_moved_away_leaves_no_empty_block(stack: TerraformStack) -> None:
    ServerLog(stack, "old", name="Log").move_to_id(f"{RESOURCE}.elsewhere")

    assert set(synthesized(stack)) == {"moved"}


def test_import_from(stack: TerraformStack) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.import_from("default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")

    written = synthesized(stack)
    assert written["import"] == [
        {"id": "default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d", "to": f"{RESOURCE}.log"}
    ]
    assert written["resource"][RESOURCE]["log"]["name"] == "Log"


# -- what TerraformResource takes ----------------------------------------------------------------------------


def test_depends_on(stack: TerraformStack) -> None:
    first = TerraformResource(stack, "first", terraform_resource_type="peer")
    log = ServerLog(stack, "log", name="Log", depends_on=[first])
    Index(stack, "index", name="Index", config={"index": "a"}, depends_on=[log, first])

    written = resources(stack)
    assert written["log"]["depends_on"] == ["peer.first"]
    assert written["index"]["depends_on"] == [f"{RESOURCE}.log", "peer.first"]


def test_others_may_depend_on_a_connector(stack: TerraformStack) -> None:
    log = ServerLog(stack, "log", name="Log")
    TerraformResource(stack, "rule", terraform_resource_type="peer", depends_on=[log])

    assert synthesized(stack)["resource"]["peer"]["rule"]["depends_on"] == [f"{RESOURCE}.log"]


@anywhere
def test_lifecycle_joins_ours(stack: TerraformStack, scope_in: Any) -> None:
    pager = PagerDuty(
        scope_in(stack),
        "pager",
        name="On-call",
        protect=True,
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True, ignore_changes=["name"]),
    )

    lifecycle = _written(stack, pager)["lifecycle"]
    assert [each["condition"] for each in lifecycle.pop("postcondition")] == [POSTCONDITION]
    assert lifecycle == {
        "prevent_destroy": True,
        "create_before_destroy": True,
        "ignore_changes": ["name"],
    }


@anywhere
def test_lifecycle_cannot_take_protection_away(stack: TerraformStack, scope_in: Any) -> None:
    with pytest.raises(InvalidConnector, match="protect: contradicts lifecycle"):
        PagerDuty(
            scope_in(stack),
            "pager",
            name="On-call",
            protect=True,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=False),
        )


def test_lifecycle_can_be_set_later(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(prevent_destroy=True)

    lifecycle = resource(stack)["lifecycle"]
    assert lifecycle["prevent_destroy"] is True
    assert lifecycle["postcondition"][0]["condition"] == POSTCONDITION


@anywhere
def test_a_postcondition_of_the_users_joins_ours(stack: TerraformStack, scope_in: Any) -> None:
    mine = {"condition": "${true}", "errorMessage": "mine"}
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(
        postcondition=[Postcondition(condition=mine["condition"], error_message="mine")]
    )

    conditions = [each["condition"] for each in _written(stack, pager)["lifecycle"]["postcondition"]]
    assert sorted(conditions) == sorted([POSTCONDITION, "${true}"])


def test_a_provider_can_be_named(stack: TerraformStack) -> None:
    east = KibanaProvider(stack, "east", endpoints=["https://e.example"], alias="east")
    ServerLog(stack, "early", name="Log", provider=east)
    late = ServerLog(stack, "late", name="Log")
    late.provider = east  # a property that CDKTF lets anybody set

    written = resources(stack)
    assert written["late"]["provider"] == written["early"]["provider"] == "elasticstack.east"


# -- several stacks ------------------------------------------------------------------------------------------


def test_two_stacks_know_nothing_of_each_other(app: App) -> None:
    one, two = (TerraformStack(app, id) for id in ("one", "two"))
    PagerDuty(one, "pager", name="One")
    PagerDuty(two, "pager", name="Two")
    ServerLog(two, "log", name="Two")

    assert set(resources(one)) == {"pager"}
    assert set(resources(two)) == {"pager", "log"}
    assert resources(one)["pager"]["name"] == "One"
    assert list(variables(one)) == list(variables(two)) == ["pager_routing_key"]
    assert resources(one)["pager"]["connector_id"] != resources(two)["pager"]["connector_id"]


def _synthesized(app: App, id: str) -> dict[str, Any]:
    return json.loads((Path(app.outdir) / "stacks" / id / "cdk.tf.json").read_text())


def _followed(text: str, reader: dict[str, Any], writer: dict[str, Any]) -> str:
    """Follow a reference into another stack's state, to what its output there stands for."""
    (state,) = reader["data"]["terraform_remote_state"]
    found = re.fullmatch(rf"\$\{{data\.terraform_remote_state\.{state}\.outputs\.([\w-]+)(.*)\}}", text)
    assert found, text
    output = writer["output"][found[1]]["value"]
    return "${" + output.removeprefix("${").removesuffix("}") + found[2] + "}"


@pytest.mark.parametrize(
    ("placed", "read", "value"),
    [
        pytest.param(
            {}, lambda log: log.connector_id, f"${{{RESOURCE}.log.connector_id}}", id="connector-id"
        ),
        pytest.param(
            {"space": "ops"},
            lambda log: log.connector_id_in("ops"),
            f"${{{RESOURCE}.log.connector_id}}",
            id="its-only-space",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_id_in("ops"),
            f'${{{RESOURCE}.log["ops"].connector_id}}',
            id="one-of-its-spaces",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_ids["sec"],
            f'${{{RESOURCE}.log["sec"].connector_id}}',
            id="all-ids",
        ),
    ],
)
def test_a_reference_from_another_stack(app: App, placed: dict[str, Any], read: Any, value: str) -> None:
    one, two = (TerraformStack(app, id) for id in ("one", "two"))
    for stack in (one, two):
        allow_unencrypted_state(stack, reason="a test")
    log = ServerLog(one, "log", name="Log", **placed)
    TerraformOutput(two, "action", value=read(log), static_id=True)

    synth(app)

    reader, writer = _synthesized(app, "two"), _synthesized(app, "one")
    assert _followed(reader["output"]["action"]["value"], reader, writer) == value
    manifest = json.loads((Path(app.outdir) / "manifest.json").read_text())
    assert manifest["stacks"]["two"]["dependencies"] == ["one"]


def test_references_inside_a_stack(stack: TerraformStack) -> None:
    alone = ServerLog(stack, "alone", name="Log")
    many = ServerLog(stack, "many", name="Log", spaces=["ops", "s-2"])
    ids = many.connector_ids
    assert set(ids) == {"ops", "s-2"}
    TerraformOutput(stack, "alone-id", value=alone.connector_id, static_id=True)
    TerraformOutput(stack, "ops-id", value=ids["ops"], static_id=True)
    TerraformOutput(stack, "odd-id", value=f"x-{many.connector_id_in('s-2')}", static_id=True)

    assert {id: each["value"] for id, each in synthesized(stack)["output"].items()} == {
        "alone-id": f"${{{RESOURCE}.alone.connector_id}}",
        "ops-id": f'${{{RESOURCE}.many["ops"].connector_id}}',
        "odd-id": f'x-${{{RESOURCE}.many["s-2"].connector_id}}',
    }


def test_a_connectors_id_is_a_string_in_another_ones_config(stack: TerraformStack) -> None:
    many = ServerLog(stack, "many", name="Log", spaces=["ops"])
    Webhook(
        stack,
        "hook",
        name="Hook",
        config={
            "url": "https://x.example",
            "has_auth": False,
            "headers": {"X-Id": many.connector_id_in("ops")},
        },
    )

    assert f'"X-Id" = {RESOURCE}.many["ops"].connector_id' in resources(stack)["hook"]["config"]


# -- what is not possible ------------------------------------------------------------------------------------


def test_hcl_output_is_refused(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"), hcl_output=True)
    stack = TerraformStack(app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    ServerLog(stack, "log", name="Log")

    with pytest.raises(SynthesisError) as refusal:
        synth(app)

    assert str(refusal.value) == (
        "Validation failed with the following errors:\n  [stack] Kibana connectors are written as JSON only: "
        "leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
    )


def test_hcl_output_by_environment_is_refused(tmp_path: Path) -> None:
    """Node reads the variable when it starts, so this needs a process of its own."""
    code = """
from cdktf import App, TerraformStack
from kibana_connectors import ServerLog, SynthesisError, allow_unencrypted_state, synth
app = App(outdir="out")
stack = TerraformStack(app, "stack")
allow_unencrypted_state(stack, reason="a test")
ServerLog(stack, "log", name="Log")
try:
    synth(app)
except SynthesisError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "SYNTH_HCL_OUTPUT": "true"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[stack] Kibana connectors are written as JSON only" in done.stdout
