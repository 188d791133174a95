"""What speaks against a plan, by the plan itself and by who uses its connectors."""

from __future__ import annotations

from typing import Any

import pytest
from harness.plans import (
    CONNECTOR,
    change,
    connector,
    created,
    deleted,
    plan_of,
    real_changes,
    replaced,
    rule,
    unchanged,
)

from kibana_connectors.guard.judgement import Finding, judge, losses_of
from kibana_connectors.guard.plan import Key, Plan
from kibana_connectors.guard.uses import Unseen, User, Uses

A, B = "aaaaaaaa-0000-4000-8000-000000000000", "bbbbbbbb-0000-4000-8000-000000000000"
KEY = Key("default", A)


def used_by(*users: User, key: Key = KEY) -> Uses:
    return Uses({key: users})


RULE = User("rule", "r1", "CPU high", "default", True)


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    return [each.kind for each in findings]


# -- what Terraform really plans -----------------------------------------------------------------------------

WITHOUT_A_KIBANA = {
    "delete": [],
    "replace by type": [],
    "replace by type cbd": ["taken"],
    "replace by connector_id": [],
    "replace by space": [],
    "for_each key removed": [],
    "for_each whole block removed": [],
    "no for_each -> for_each without moved": ["renamed"],
    "no for_each -> for_each with moved": [],
    "moved rename + name change": [],
    "moved + replaced": [],
    "removed destroy=false": [],
    "import": [],
    "import with wrong space (replace)": ["imported"],
    "-destroy": [],
    "-replace": [],
    "deleted outside": [],
}
NO_LOSS = {
    *("no for_each -> for_each with moved", "moved rename + name change", "removed destroy=false"),
    *("import", "deleted outside"),
}


@pytest.mark.parametrize("kind", WITHOUT_A_KIBANA)
def test_what_the_plan_itself_shows(kind: str) -> None:
    plan = plan_of(*real_changes(kind))

    assert kinds(judge(plan).findings) == WITHOUT_A_KIBANA[kind]
    assert bool(losses_of(plan)) is (kind not in NO_LOSS)


@pytest.mark.parametrize("kind", WITHOUT_A_KIBANA)
def test_whatever_is_lost_is_refused_while_something_uses_it(kind: str) -> None:
    plan = plan_of(*real_changes(kind))
    losses = losses_of(plan)
    uses = Uses({loss.key: (RULE,) for loss in losses})

    used = [each for each in judge(plan, uses).findings if each.kind == "used"]

    assert [each.key for each in used] == [loss.key for loss in losses]
    assert all(each.users == (RULE,) for each in used)


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("delete", "deleted"),
        ("replace by type", "deleted and made anew with the type .server-log"),
        ("replace by connector_id", "deleted and made anew with the id 4b4e28ba-2fa1-51d2-883f-0016d3cca427"),
        ("replace by space", "deleted and made anew in the space ops"),
        ("-replace", "deleted and made anew"),
    ],
)
def test_how_it_is_lost(kind: str, how: str) -> None:
    assert losses_of(plan_of(*real_changes(kind)))[0].how == how


# -- one id at several addresses -----------------------------------------------------------------------------

D = f"{CONNECTOR}.d"

SHAPES: dict[str, tuple[list[Any], list[str]]] = {
    "a rename": ([deleted(A), created(A)], ["renamed"]),
    "a rename, the other way round": ([created(A), deleted(A)], ["renamed"]),
    "another id": ([deleted(A), created(B)], []),
    "the same id in another space": ([deleted(A, "ops"), created(A, "sec")], ["renamed"]),
    "one address replaced, another created": ([replaced(A, connector_id=B), created(A)], ["renamed"]),
    "two that swap their ids": (
        [replaced(A, connector_id=B), replaced(B, address=D, connector_id=A)],
        ["renamed", "renamed"],
    ),
    "destroyed and kept": ([deleted(A), unchanged(A)], ["two addresses"]),
    "destroyed and imported": (
        [deleted(A), unchanged(A, change={"importing": {"id": f"default/{A}"}})],
        ["two addresses"],
    ),
    "destroyed at two addresses": ([deleted(A), deleted(A, address=D)], []),
    "a deposed object that is the living one": (
        [{**deleted(A), "deposed": "ab12"}, unchanged(A, address=f"{CONNECTOR}.c")],
        ["two addresses"],
    ),
    "imported and destroyed at one address": (
        [change("c", ["delete"], connector(A), None, change={"importing": {"id": f"default/{A}"}})],
        ["imported"],
    ),
    "forgotten": ([change("c", ["forget"], connector(A), None)], []),
    "forgotten and created": ([change("c", ["forget"], connector(A), None), created(A)], ["taken"]),
    "forgotten and created at one address, as OpenTofu does": (
        [change("c", ["forget", "create"], connector(A), connector(A))],
        ["taken"],
    ),
    "forgotten and created anew under another id": (
        [change("c", ["forget", "create"], connector(A), connector(B))],
        [],
    ),
    "forgotten and imported elsewhere": (
        [
            change("c", ["forget"], connector(A), None),
            unchanged(A, change={"importing": {"id": f"default/{A}"}}),
        ],
        [],
    ),
    "made anew before it is deleted": (
        [change("c", ["create", "delete"], connector(A), connector(A))],
        ["taken"],
    ),
    "another one before it is deleted": ([change("c", ["create", "delete"], connector(A), connector(B))], []),
    "preconfigured": ([deleted(A, is_preconfigured=True)], ["preconfigured"]),
    "nothing": ([], []),
    "read": ([change("c", ["read"], connector(A), connector(A))], []),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_id_at_several_addresses(shape: str) -> None:
    changes, expected = SHAPES[shape]

    assert kinds(judge(plan_of(*changes)).findings) == expected


def test_addresses_and_advice() -> None:
    (finding,) = judge(plan_of(deleted(A, address='m.c["x"]'), created(A, address="m.d"))).findings

    assert finding.key == KEY
    assert finding.addresses == ('m.c["x"]', "m.d")
    assert finding.advice == 'write a moved block from m.c["x"] to m.d, as `moved_from=` does'


def test_a_plan_that_has_failed_is_refused() -> None:
    assert kinds(judge(plan_of(errored=True)).findings) == ["part"]


# -- who lets go ---------------------------------------------------------------------------------------------


def test_space_and_id_both_count() -> None:
    plan = plan_of(deleted(A, "ops"))

    assert judge(plan, used_by(RULE)).findings == ()
    assert kinds(judge(plan, used_by(RULE, key=Key("ops", A))).findings) == ["used"]


LETTING_GO: dict[str, tuple[Any, bool]] = {
    "deleted": (rule(["delete"], "r1", uses=[A]), True),
    "uses another": (rule(["update"], "r1", uses=[A], will_use=[B]), True),
    "uses none": (rule(["update"], "r1", uses=[A], will_use=[]), True),
    "still uses it": (rule(["update"], "r1", uses=[A], will_use=[A, B]), False),
    "unchanged": (rule(["no-op"], "r1", uses=[A], will_use=[A]), False),
    "replaced, and uses another": (rule(["delete", "create"], "r1", uses=[A], will_use=[B]), True),
    "replaced, and uses it again": (rule(["delete", "create"], "r1", uses=[A], will_use=[A]), False),
    "forgotten": (rule(["forget"], "r1", uses=[A]), False),
    "not yet known": (
        rule(["update"], "r1", uses=[A], will_use=[B], change={"after_unknown": {"actions": [{"id": True}]}}),
        False,
    ),
    "all not yet known": (
        rule(["update"], "r1", uses=[A], will_use=[], change={"after_unknown": {"actions": True}}),
        False,
    ),
    "another rule": (rule(["delete"], "r2", uses=[A]), False),
    "a rule of another space": (rule(["delete"], "r1", uses=[A], space="ops"), False),
}


@pytest.mark.parametrize("case", LETTING_GO)
def test_a_rule_of_the_plan_lets_it_go(case: str) -> None:
    entry, lets_go = LETTING_GO[case]

    findings = judge(plan_of(deleted(A), entry), used_by(RULE)).findings

    assert kinds(findings) == ([] if lets_go else ["used"])


def test_a_rule_of_the_plan_that_begins_to_use_it_is_told_without_a_kibana() -> None:
    new = rule(["create"], "r9", uses=None, will_use=[A])

    (finding,) = judge(plan_of(deleted(A), new)).findings

    assert [str(user) for user in finding.users] == ["rule Rule r9 (space default)"]


def test_a_rule_that_both_show_is_told_once() -> None:
    kept = rule(["no-op"], "r1", uses=[A], will_use=[A])

    (finding,) = judge(plan_of(deleted(A), kept), used_by(RULE)).findings

    assert finding.users == (RULE,)


def test_a_workflow_that_names_it_by_name_lets_go_only_when_it_names_neither() -> None:
    workflow = User("workflow", "w", "W", "default", True)
    own = {"workflow_id": "w", "space_id": "default", "id": "default/w", "name": "W"}

    def planned(text: str) -> Plan:
        entry = change("w", ["update"], own, {**own, "configuration_yaml": text})
        kind = {"type": "elasticstack_kibana_agentbuilder_workflow"}
        return plan_of(deleted(A, name="Chat"), {**entry, **kind})

    assert judge(planned("steps: []"), used_by(workflow)).findings == ()
    for text in ("a: {connector-id: Chat}", f"a: {{connector-id: {A}}}", "a: ["):
        assert kinds(judge(planned(text), used_by(workflow)).findings) == ["used"]


def test_a_workflow_of_the_plan_that_names_it_by_name() -> None:
    def planned(space: str) -> Plan:
        own = {"workflow_id": "w", "space_id": space, "id": f"{space}/w", "name": "W"}
        new = {**own, "configuration_yaml": "a: {connector-id: Chat}"}
        kind = {"type": "elasticstack_kibana_agentbuilder_workflow"}
        return plan_of(deleted(A, name="Chat"), {**change("w", ["create"], None, new), **kind})

    assert kinds(judge(planned("default")).findings) == ["used"]
    assert judge(planned("ops")).findings == ()


def test_a_space_that_is_deleted_takes_what_uses_it_along() -> None:
    space = {
        **change("s", ["delete"], {"space_id": "default", "id": "x/default"}, None),
        "type": "elasticstack_kibana_space",
    }
    elsewhere = User("workflow", "w", "W", "ops")

    assert judge(plan_of(deleted(A), space), used_by(RULE)).findings == ()
    assert judge(plan_of(deleted(A), space), used_by(RULE, elsewhere)).findings[0].users == (elsewhere,)


# -- what is let go on request, and what nobody could see ----------------------------------------------------


@pytest.mark.parametrize("allowed", [A, f"default/{A}"])
def test_allowed(allowed: str) -> None:
    judgement = judge(plan_of(deleted(A), created(A)), used_by(RULE), allowed=[allowed])

    assert (judgement.findings, judgement.allowed) == ((), (KEY,))


@pytest.mark.parametrize("allowed", [B, f"ops/{A}", A[:8], ""])
def test_allowed_is_another(allowed: str) -> None:
    assert kinds(judge(plan_of(deleted(A)), used_by(RULE), allowed=[allowed]).findings) == ["used"]


def test_what_is_gone_already_cannot_be_lost() -> None:
    assert judge(plan_of(deleted(A)), used_by(RULE), there=set()).findings == ()
    assert kinds(judge(plan_of(deleted(A)), used_by(RULE), there={KEY}).findings) == ["used"]


UNSEEN = {
    "its space": (Unseen("default", "rules", "403"), True),
    "another space": (Unseen("ops", "rules", "403"), False),
    "all spaces": (Unseen("*", "rules", "403"), True),
    "about it": (Unseen("*", "others", "2 of 3", frozenset({KEY})), True),
    "about another": (Unseen("*", "others", "2 of 3", frozenset({Key("default", B)})), False),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_could_see(case: str) -> None:
    unseen, counts = UNSEEN[case]
    uses = Uses({KEY: ()}, (unseen,))

    assert judge(plan_of(deleted(A)), uses).unseen == ((unseen,) if counts else ())
    assert judge(plan_of(deleted(A)), uses, allowed=[A]).unseen == ()
    assert judge(plan_of(unchanged(A)), uses).unseen == ()
