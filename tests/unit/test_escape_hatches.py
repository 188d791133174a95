"""CDKTF's escape hatches keep working, although attributes are kept in Python until synthesis."""

from __future__ import annotations

import operator
import os
import re
import subprocess
import sys
from functools import reduce
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
)
from kibana_connectors import synth as synth_app
from kibana_connectors.terraform.logical_id import logical_id
from pytest_cdktf import Synth, Synthesized, absent, json_with, output, partial, ref, resource

CONNECTOR = "elasticstack_kibana_action_connector"
POSTCONDITION = "${!self.is_missing_secrets}"
OURS = partial(condition=POSTCONDITION)
"""The postcondition that every connector has."""


@pytest.fixture
def stack(stack: TerraformStack) -> TerraformStack:
    """An empty stack that passes CDKTF's validations."""
    allow_unencrypted_state(stack, reason="a test")
    return stack


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
def test_an_override_wins(stack: TerraformStack, synth: Synth, scope_in: Any, path: str, value: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override(path, value)

    written = synth(stack).at(pager.node.path)
    assert reduce(operator.getitem, path.split("."), written) == value


@anywhere
@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("secrets_wo_version", {"secrets_wo_version": absent()}),
        ("config", {"config": absent()}),
        ("lifecycle", {"lifecycle": absent()}),
        ("lifecycle.postcondition", {"lifecycle": {"prevent_destroy": True}}),
    ],
    ids=["version", "config", "lifecycle", "postcondition"],
)
def test_none_removes(
    stack: TerraformStack, synth: Synth, scope_in: Any, path: str, rest: dict[str, Any]
) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override(path, None)

    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, rest, name="On-call")


@anywhere
def test_an_object_merges(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override("lifecycle", {"create_before_destroy": True, "prevent_destroy": None})

    lifecycle = {"create_before_destroy": True, "postcondition": [OURS]}
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, lifecycle=lifecycle)


def _peer(scope: Construct, id: str, lifecycle: dict[str, Any]) -> TerraformResource:
    """Make a plain resource of CDKTF's, whose attributes stand where the engine wants them."""

    class Peer(TerraformResource):
        def _synthesize_attributes(self) -> Any:
            return {"items": ["a"]}

    return Peer(scope, id, terraform_resource_type="peer", **lifecycle)


@anywhere
def test_a_list_joins_as_cdktf_does_it(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    scope = scope_in(stack)
    peer = _peer(scope, "peer", {})
    peer.add_override("items", ["b"])
    mine = {"condition": "${true}", "error_message": "mine"}
    pager = PagerDuty(scope, "pager", name="On-call")
    pager.add_override("lifecycle.postcondition", [mine])

    out = synth(stack)
    conditions = [each["condition"] for each in out.at(pager.node.path)["lifecycle"]["postcondition"]]
    assert sorted(out.at(peer.node.path)["items"]) == ["a", "b"]
    assert sorted(conditions) == sorted([POSTCONDITION, "${true}"])


@anywhere
def test_the_last_override_wins(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")

    pager.add_override("lifecycle", {"ignore_changes": "all"})
    pager.add_override("name", "First")
    pager.add_override("name", "Second")
    pager.add_override("lifecycle.ignore_changes", None)

    lifecycle = partial(ignore_changes=absent())
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, name="Second", lifecycle=lifecycle)


def test_an_override_between_two_syntheses_counts(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    assert synth(stack).one(resource(CONNECTOR))["name"] == "On-call"

    pager.add_override("name", "Other")

    assert synth(stack).one(resource(CONNECTOR))["name"] == "Other"


def test_an_override_does_not_touch_what_was_given(stack: TerraformStack, synth: Synth) -> None:
    given = {"nested": {"a": 1}}
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.add_override("extra", given)
    pager.add_override("extra.nested.b", 2)

    assert resource(CONNECTOR, extra={"nested": {"a": 1, "b": 2}}) in synth(stack)
    assert given == {"nested": {"a": 1}}


def test_a_dot_can_be_escaped_as_in_cdktf(stack: TerraformStack, synth: Synth) -> None:
    peer = _peer(stack, "peer", {})
    log = ServerLog(stack, "log", name="Log")
    for each in (peer, log):
        each.add_override("extra.with\\.dot", 1)

    out = synth(stack)
    assert out.at("log")["extra"] == out.at("peer")["extra"]


def test_an_override_may_hold_a_token(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    other = ServerLog(stack, "other", name="Other")
    other.add_override("name", log.connector_id)

    assert synth(stack).at("other")["name"] == ref(f"{CONNECTOR}.log.connector_id")


# -- Aspects -------------------------------------------------------------------------------------------------


@jsii.implements(IAspect)
class _Renaming:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, Connector):
            node.add_override("name", f"[prod] {node.node.id}")
            node.add_override("lifecycle.prevent_destroy", True)


def test_an_aspect_visits_every_connector(stack: TerraformStack, synth: Synth) -> None:
    Aspects.of(stack).add(_Renaming())
    older = Construct(stack, "older")
    ServerLog(stack, "log", name="Log")
    PagerDuty(Construct(stack, "team"), "pager", name="On-call", spaces=["a", "b"])
    Index(older, "index", name="Index", config={"index": "a"})

    out = synth(stack)
    kept = {"prevent_destroy": True, "postcondition": [OURS]}
    for path in ("older/index", "log", "team/pager"):
        name = f"[prod] {path.rpartition('/')[2]}"
        assert out.at(path) == resource(CONNECTOR, name=name, lifecycle=kept)
    assert out.count(resource(CONNECTOR)) == 3


def test_an_aspect_may_find_connectors_by_what_they_are(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call", protect=True)
    found = [each for each in stack.node.find_all() if isinstance(each, Connector)]

    assert [(each.TYPE.type_id, each.node.path) for each in found] == [(".pagerduty", "stack/pager")]
    assert TerraformResource.is_terraform_resource(found[0])
    assert found[0].terraform_resource_type == CONNECTOR


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
def test_logical_ids_are_cdktfs(stack: TerraformStack, synth: Synth, path: tuple[str, ...]) -> None:
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    log = ServerLog(scope, path[-1], name="Log")

    # Some of them start with a digit, which our own validation refuses.
    assert synth(stack, validations=False).one(resource(CONNECTOR)).name == log.friendly_unique_id
    assert logical_id([part.replace("/", "--") for part in path]) == log.friendly_unique_id


@anywhere
def test_a_logical_id_can_be_overridden(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.override_logical_id("mine")
    TerraformOutput(stack, "pager-id", value=pager.connector_id, static_id=True)

    out = synth(stack)
    assert out.one(resource(CONNECTOR, name="On-call")).name == "mine"
    assert {each.name for each in out.resources} <= {"mine", "first"}
    assert output("pager-id", value=ref(f"{CONNECTOR}.mine.connector_id")) in out


def test_an_overridden_logical_id_can_be_reset(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.override_logical_id("mine")
    log.reset_override_logical_id()

    assert synth(stack).one(resource(CONNECTOR)).name == "log"


@pytest.mark.parametrize("reset", [False, True], ids=["override", "override-and-reset"])
def test_an_override_that_comes_too_late_for_cdktf_comes_too_late_for_us(
    stack: TerraformStack, synth: Synth, reset: bool
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

    out = synth(stack)
    written = out.one(resource(CONNECTOR))
    assert (written.name, written["name"]) == (log.friendly_unique_id, "Log")
    assert output("log-id", value=ref(f"{written.address}.connector_id")) in out


def test_a_stack_may_name_its_elements_in_its_own_way(cdk_app: App, synth: Synth) -> None:
    class Shouting(TerraformStack):
        def _allocate_logical_id(self, element: Any) -> str:
            return f"X_{element.node.id}".upper()

    stack = Shouting(cdk_app, "shouting")
    allow_unencrypted_state(stack, reason="a test")
    log = ServerLog(Construct(stack, "team"), "log", name="Log")

    assert synth(stack).one(resource(CONNECTOR)).name == "X_LOG"
    assert log.friendly_unique_id == "X_LOG"


# -- move and import -----------------------------------------------------------------------------------------


def test_move_to(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call")
    new = PagerDuty(Construct(stack, "team"), "new", name="On-call")
    new.add_move_target("pager")
    old.move_to("pager")

    out = synth(stack)
    written = out.one(resource(CONNECTOR))
    assert written.name == new.friendly_unique_id
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": written.address}]
    assert [each.name for each in out.variables] == ["team_new_routing_key"]


def test_move_to_an_instance(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call", space="ops")
    new = PagerDuty(stack, "new", name="On-call", spaces=["ops", "sec"])
    new.add_move_target("pager")
    old.move_to("pager", "ops")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "new"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": f'{CONNECTOR}.new["ops"]'}]


def test_move_to_id(stack: TerraformStack, synth: Synth) -> None:
    old = PagerDuty(stack, "old", name="On-call")
    ServerLog(stack, "log", name="Log")
    old.move_to_id(f"{CONNECTOR}.elsewhere")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "log"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.old", "to": f"{CONNECTOR}.elsewhere"}]
    assert "variable" not in out.json


def test_a_shared_variable_outlives_a_moved_connector(stack: TerraformStack, synth: Synth) -> None:
    shared = {"routing_key": Secret.variable("pager_key")}
    old = PagerDuty(stack, "old", name="On-call", secrets=shared)
    PagerDuty(stack, "new", name="On-call", secrets=shared)
    old.move_to_id(f"{CONNECTOR}.new")

    assert [each.name for each in synth(stack).variables] == ["pager_key"]


def test_move_from_id(stack: TerraformStack, synth: Synth) -> None:
    new = PagerDuty(stack, "new", name="On-call")
    new.move_from_id(f"{CONNECTOR}.elsewhere")

    out = synth(stack)
    assert out.one(resource(CONNECTOR)).name == "new"
    assert out.json["moved"] == [{"from": f"{CONNECTOR}.elsewhere", "to": f"{CONNECTOR}.new"}]
    assert [each.name for each in out.variables] == ["new_routing_key"]


def test_all_moved_away_leaves_no_empty_block(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "old", name="Log").move_to_id(f"{CONNECTOR}.elsewhere")

    assert set(synth(stack).stable) == {"moved"}


def test_import_from(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.import_from("default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")

    out = synth(stack)
    written = out.one(resource(CONNECTOR, name="Log"))
    assert written.name == "log"
    assert out.json["import"] == [
        {"id": "default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d", "to": written.address}
    ]


# -- what TerraformResource takes ----------------------------------------------------------------------------


def test_depends_on(stack: TerraformStack, synth: Synth) -> None:
    first = TerraformResource(stack, "first", terraform_resource_type="peer")
    log = ServerLog(stack, "log", name="Log", depends_on=[first])
    Index(stack, "index", name="Index", config={"index": "a"}, depends_on=[log, first])

    out = synth(stack)
    assert out.at("log")["depends_on"] == ["peer.first"]
    assert out.at("index")["depends_on"] == [f"{CONNECTOR}.log", "peer.first"]


def test_others_may_depend_on_a_connector(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    TerraformResource(stack, "rule", terraform_resource_type="peer", depends_on=[log])

    assert resource("peer", depends_on=[f"{CONNECTOR}.log"]) in synth(stack)


@anywhere
def test_lifecycle_joins_ours(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(
        scope_in(stack),
        "pager",
        name="On-call",
        protect=True,
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True, ignore_changes=["name"]),
    )

    lifecycle = {
        "postcondition": [OURS],
        "prevent_destroy": True,
        "create_before_destroy": True,
        "ignore_changes": ["name"],
    }
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, lifecycle=lifecycle)


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


def test_lifecycle_can_be_set_later(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(prevent_destroy=True)

    lifecycle = {"prevent_destroy": True, "postcondition": [OURS]}
    assert synth(stack).one(resource(CONNECTOR)) == resource(CONNECTOR, lifecycle=lifecycle)


@anywhere
def test_a_postcondition_of_the_users_joins_ours(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    mine = {"condition": "${true}", "errorMessage": "mine"}
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(
        postcondition=[Postcondition(condition=mine["condition"], error_message="mine")]
    )

    conditions = [
        each["condition"] for each in synth(stack).at(pager.node.path)["lifecycle"]["postcondition"]
    ]
    assert sorted(conditions) == sorted([POSTCONDITION, "${true}"])


def test_a_provider_can_be_named(stack: TerraformStack, synth: Synth) -> None:
    east = KibanaProvider(stack, "east", endpoints=["https://e.example"], alias="east")
    ServerLog(stack, "early", name="Log", provider=east)
    late = ServerLog(stack, "late", name="Log")
    late.provider = east  # a property that CDKTF lets anybody set

    out = synth(stack)
    assert out.at("late")["provider"] == out.at("early")["provider"] == "elasticstack.east"


# -- several stacks ------------------------------------------------------------------------------------------


@pytest.fixture
def two_stacks(cdk_app: App) -> tuple[TerraformStack, TerraformStack]:
    """Two empty stacks of one app."""
    one, two = (TerraformStack(cdk_app, id) for id in ("one", "two"))
    for stack in (one, two):
        allow_unencrypted_state(stack, reason="a test")
    return one, two


def test_two_stacks_know_nothing_of_each_other(
    two_stacks: tuple[TerraformStack, TerraformStack], synth: Synth
) -> None:
    one, two = two_stacks
    PagerDuty(one, "pager", name="One")
    PagerDuty(two, "pager", name="Two")
    ServerLog(two, "log", name="Two")

    first, second = synth(one), synth(two)
    assert {each.name for each in first.resources} == {"pager"}
    assert {each.name for each in second.resources} == {"pager", "log"}
    assert first.at("pager")["name"] == "One"
    for out in (first, second):
        assert [each.name for each in out.variables] == ["pager_routing_key"]
    assert first.at("pager")["connector_id"] != second.at("pager")["connector_id"]


def _followed(text: str, reader: Synthesized, writer: Synthesized) -> str:
    """Follow a reference into another stack's state, to what its output there stands for."""
    (state,) = reader.data_sources
    found = re.fullmatch(rf"\$\{{{re.escape(state.address)}\.outputs\.([\w-]+)(.*)\}}", text)
    assert found, text
    value: str = writer.outputs.named(found[1])["value"]
    return "${" + value.removeprefix("${").removesuffix("}") + found[2] + "}"


@pytest.mark.parametrize(
    ("placed", "read", "value"),
    [
        pytest.param(
            {}, lambda log: log.connector_id, f"${{{CONNECTOR}.log.connector_id}}", id="connector-id"
        ),
        pytest.param(
            {"space": "ops"},
            lambda log: log.connector_id_in("ops"),
            f"${{{CONNECTOR}.log.connector_id}}",
            id="its-only-space",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_id_in("ops"),
            f'${{{CONNECTOR}.log["ops"].connector_id}}',
            id="one-of-its-spaces",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_ids["sec"],
            f'${{{CONNECTOR}.log["sec"].connector_id}}',
            id="all-ids",
        ),
    ],
)
def test_a_reference_from_another_stack(
    two_stacks: tuple[TerraformStack, TerraformStack],
    synth: Synth,
    placed: dict[str, Any],
    read: Any,
    value: str,
) -> None:
    one, two = two_stacks
    log = ServerLog(one, "log", name="Log", **placed)
    TerraformOutput(two, "action", value=read(log), static_id=True)

    reader, writer = synth(two), synth(one)
    assert _followed(reader.outputs.named("action")["value"], reader, writer) == value
    assert [each.node.id for each in two.dependencies] == ["one"]


def test_references_inside_a_stack(stack: TerraformStack, synth: Synth) -> None:
    alone = ServerLog(stack, "alone", name="Log")
    many = ServerLog(stack, "many", name="Log", spaces=["ops", "s-2"])
    ids = many.connector_ids
    assert set(ids) == {"ops", "s-2"}
    TerraformOutput(stack, "alone-id", value=alone.connector_id, static_id=True)
    TerraformOutput(stack, "ops-id", value=ids["ops"], static_id=True)
    TerraformOutput(stack, "odd-id", value=f"x-{many.connector_id_in('s-2')}", static_id=True)

    assert {each.name: each["value"] for each in synth(stack).outputs} == {
        "alone-id": f"${{{CONNECTOR}.alone.connector_id}}",
        "ops-id": f'${{{CONNECTOR}.many["ops"].connector_id}}',
        "odd-id": f'x-${{{CONNECTOR}.many["s-2"].connector_id}}',
    }


def test_a_connectors_id_is_a_string_in_another_ones_config(stack: TerraformStack, synth: Synth) -> None:
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

    id_in_ops = ref(f'{CONNECTOR}.many["ops"].connector_id')
    assert synth(stack).at("hook")["config"] == json_with(headers={"X-Id": id_in_ops})


# -- what is not possible ------------------------------------------------------------------------------------


def test_hcl_output_is_refused(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"), hcl_output=True)
    stack = TerraformStack(app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    ServerLog(stack, "log", name="Log")

    with pytest.raises(SynthesisError) as refusal:
        synth_app(app)

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
