"""Reading the JSON of a plan: what is kept, what is refused, and that no value leaves."""

from __future__ import annotations

import io
import json
import traceback
import tracemalloc
from typing import Any

import pytest
from harness.plans import (
    CONNECTOR,
    SECRET,
    WORKFLOW,
    change,
    connector,
    created,
    deleted,
    kinds,
    plan_of,
    real_changes,
    replaced,
    rule,
    unchanged,
    whole,
)

from kibana_connectors.errors import UnreadableFile
from kibana_connectors.guard.plan import HIDDEN, Key
from kibana_connectors.guard.plan_reading import read_plan

ID = "2b4e28ba-2fa1-51d2-883f-0016d3cca427"
OTHER = "4b4e28ba-2fa1-51d2-883f-0016d3cca427"
OPS = "e588292b-d2c8-51d1-8ff1-e01bc8c2f10a"

BEFORE_AND_AFTER = {
    "delete": [("default/2b4", None), (None, "default/4b4")],
    "replace by type": [("default/2b4", "default/2b4")],
    "replace by type cbd": [("default/2b4", "default/2b4")],
    "replace by connector_id": [("default/2b4", "default/4b4")],
    "replace by space": [("default/2b4", "ops/2b4")],
    "for_each key removed": [("ops/e58", None)],
    "for_each whole block removed": [("default/0e7", None), ("ops/e58", None), (None, "default/4b4")],
    "no for_each -> for_each without moved": [("default/0e7", None), (None, "default/0e7")],
    "no for_each -> for_each with moved": [("default/0e7", "default/0e7")],
    "moved rename + name change": [("default/2b4", "default/2b4")],
    "moved + replaced": [("default/2b4", "default/4b4")],
    "removed destroy=false": [("default/2b4", "default/2b4")],
    "import": [("default/2b4", "default/2b4")],
    "import with wrong space (replace)": [("default/2b4", "ops/2b4")],
    "-destroy": [("default/2b4", None)],
    "-replace": [("default/2b4", "default/2b4")],
    "deleted outside": [(None, "default/2b4")],
}


def short(key: Key | None) -> str | None:
    return None if key is None else str(key)[: len(key.space) + 4]


@pytest.mark.parametrize("tool", ["terraform", "tofu"])
@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_what_terraform_planned(kind: str, tool: str) -> None:
    plan = plan_of(*real_changes(kind), tool=tool)

    found = [(short(each.before), short(each.after)) for each in plan.connectors]
    assert found == BEFORE_AND_AFTER[kind]
    assert (plan.is_whole, plan.has_failed) == (True, False)


def test_every_kind_is_here() -> None:
    assert set(kinds()) == set(BEFORE_AND_AFTER)


def test_actions_moves_and_imports() -> None:
    (moved,) = plan_of(*real_changes("moved + replaced")).connectors
    (imported,) = plan_of(*real_changes("import with wrong space (replace)")).connectors
    (kept,) = plan_of(*real_changes("import")).connectors

    assert (moved.actions, moved.previous_address) == (("delete", "create"), f"{CONNECTOR}.c")
    assert (imported.is_imported, imported.is_lost) == (True, True)
    assert (kept.is_imported, kept.is_lost) == (True, False)


def test_other_resources_and_data_sources_are_passed_over() -> None:
    plan = plan_of()

    assert (plan.connectors, plan.users) == ([], [])


def test_an_address_in_a_module_and_a_key_of_any_text() -> None:
    address = f'module.a["x.y"].{CONNECTOR}.c["\\u001b[31m"]'
    (found,) = plan_of(deleted(ID, address=address)).connectors

    assert (found.address, found.before) == (address, Key("default", ID))


def test_an_id_that_only_the_state_id_tells() -> None:
    (found,) = plan_of(
        change("a", ["delete"], {"id": f"ops/{ID}", "connector_id": None, "space_id": None}, None)
    ).connectors

    assert found.before == Key("ops", ID)


@pytest.mark.parametrize("unknown", [True, {"connector_id": True}, {"space_id": True}])
def test_an_id_that_only_the_apply_will_tell(unknown: Any) -> None:
    entry = change("a", ["create"], None, connector(ID), change={"after_unknown": unknown})

    assert plan_of(entry).connectors[0].after is None


@pytest.mark.parametrize("mark", [True, {"name": True}])
def test_a_sensitive_name_is_not_shown(mark: Any) -> None:
    entry = change("a", ["delete"], connector(ID, name=SECRET), None, change={"before_sensitive": mark})

    assert plan_of(entry).connectors[0].name == HIDDEN


def test_what_a_rule_names_when_the_plan_is_done() -> None:
    plan = plan_of(
        rule(["update"], "r1", uses=["a"], will_use=["b", "c"]),
        rule(["delete"], "r2", uses=["a"]),
        rule(["create"], "r3", uses=None, will_use=["a"]),
        rule(
            ["update"],
            "r4",
            uses=["a"],
            will_use=["b"],
            change={"after_unknown": {"actions": [{"id": True}]}},
        ),
        rule(["forget"], "r5", uses=["a"]),
        rule(["no-op"], "r6", uses=["a"], will_use=["a"], space="ops"),
    )

    told = {each.name: (set(each.uses), each.are_all, each.remains) for each in plan.users}
    assert told == {
        "Rule r1": ({"b", "c"}, True, True),
        "Rule r2": (set(), True, False),
        "Rule r3": ({"a"}, True, True),
        "Rule r4": ({"b"}, False, True),
        "Rule r5": (set(), False, True),
        "Rule r6": ({"a"}, True, True),
    }
    assert plan.users[5].before == plan.users[5].after == Key("ops", "r6")


def test_what_a_workflow_names_when_the_plan_is_done() -> None:
    text = "steps: [{type: if, else: [{connector-id: c1}]}]"
    own = {"workflow_id": "w", "space_id": "ops", "id": "ops/w", "name": "W"}
    plan = plan_of(
        {**change("a", ["update"], own, {**own, "configuration_yaml": text}), "type": WORKFLOW},
        {**change("b", ["update"], own, {**own, "configuration_yaml": "a: ["}), "type": WORKFLOW},
        {**change("c", ["delete"], own, None), "type": WORKFLOW},
    )

    assert [(set(each.uses), each.are_all, each.remains) for each in plan.users] == [
        ({"c1"}, True, True),
        (set(), False, True),
        (set(), True, False),
    ]
    assert {each.kind for each in plan.users} == {"workflow"}


def test_detection_rules_are_told_by_the_id_of_the_alerting_api() -> None:
    own = {"rule_id": "signature", "space_id": "ops", "id": "ops/0000", "name": "D", "actions": [{"id": "c"}]}
    entry = {**change("a", ["no-op"], own, own), "type": "elasticstack_kibana_security_detection_rule"}

    (found,) = plan_of(entry).users

    assert (found.before, found.uses) == (Key("ops", "0000"), {"c"})


def test_spaces_that_are_deleted() -> None:
    entry = change("s", ["delete"], {"space_id": "ops", "id": "cluster/ops"}, None)

    assert plan_of({**entry, "type": "elasticstack_kibana_space"}).deleted_spaces == {"ops"}


@pytest.mark.parametrize(
    "keys", [["change", "address", "type", "mode"], ["mode", "type", "change", "address"]]
)
def test_keys_come_in_any_order(keys: list[str]) -> None:
    entry = {**deleted(ID), "mode": "managed", "type": CONNECTOR}
    text = json.dumps({"resource_changes": [{key: entry[key] for key in keys}], "format_version": "1.0"})

    assert read_plan(io.BytesIO(text.encode()), "p").connectors[0].before == Key("default", ID)


def test_a_plan_that_is_not_whole_or_has_failed() -> None:
    assert plan_of(complete=False).is_whole is False
    assert plan_of(errored=True).has_failed is True


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_what_may_stand_before_the_json(mark: bytes) -> None:
    assert len(read_plan(io.BytesIO(mark + whole([deleted(ID)])), "p").connectors) == 1


SECRET_JSON = f'{{"format_version":"1.2","resource_changes":[{{"secrets":"{SECRET}"'

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n", "it is empty"),
    "the plan itself": (b"PK\x03\x04\x14", "this is the plan itself, and not its JSON"),
    "UTF-16": ("{}".encode("utf-16"), "expected UTF-8, and it is UTF-16, as PowerShell's > writes it"),
    "UTF-16 without a mark": ("{}".encode("utf-16-le"), "it is UTF-16"),
    "text": (f"Terraform will perform {SECRET}".encode(), "this is not JSON, or only a part of it"),
    "cut": (SECRET_JSON.encode(), "this is not JSON, or only a part of it"),
    "broken": ((SECRET_JSON + "!").encode(), "this is not JSON, or only a part of it"),
    "not UTF-8": (SECRET_JSON.encode() + b'","x":"\xff"', "this is not JSON, or only a part of it"),
    "a list": (b"[]", "expected the JSON of a plan, an object"),
    "a text": (b'"x"', "expected the JSON of a plan, an object"),
    "another version": (b'{"format_version":"2.0","resource_changes":[]}', "expected format_version 1"),
    "a state": (b'{"format_version":"1.0","values":{}}', "and this is a state"),
    "a state file": (b'{"version":4,"serial":1,"resources":[]}', "and this is a state"),
    "an encrypted plan": (b'{"meta":{},"encrypted_data":"x"}', "this is an encrypted plan, and not its JSON"),
    "the log of a plan": (b'{"@level":"info"}\n{"@level":"info"}', "not JSON"),
    "one line of a log": (b'{"@level":"info"}', "a log of `plan -json`"),
    "something else": (b'{"a":1}', "JSON of another kind"),
    "no version": (b'{"resource_changes":[]}', "JSON of another kind"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_plan_is_told_and_not_quoted(kind: str) -> None:
    content, text = REFUSED[kind]

    with pytest.raises(UnreadableFile) as caught:
        read_plan(io.BytesIO(content), "plan.json")

    message = str(caught.value)
    assert message.startswith("plan.json: ")
    assert text in message
    trace = caught.value.__traceback__
    while trace is not None and "kibana_connectors" not in trace.tb_frame.f_code.co_filename:
        trace = trace.tb_next
    told = traceback.TracebackException(type(caught.value), caught.value, trace, capture_locals=True)
    shown = "".join(told.format())
    assert SECRET not in shown
    assert caught.value.__cause__ is None


def test_an_unreadable_file() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableFile, match=r"plan\.json: cannot be read: Input/output error"):
        read_plan(Broken(), "plan.json")


def test_no_value_is_kept() -> None:
    plan = plan_of(deleted(ID), created(OTHER), unchanged(OPS), replaced(ID, type_id=".email"))

    assert len(plan.connectors) == 4
    assert SECRET not in repr(plan)


class Large(io.RawIOBase):
    """A plan that is never in memory as a whole."""

    def __init__(self, resources: int) -> None:
        start, _, end = whole([deleted(ID), deleted(OPS)]).partition(b', {"mode": "managed"')
        filler = json.dumps({"type": "x", "mode": "managed", **deleted("x", config=SECRET * 200)}).encode()
        self.size = resources * len(filler)
        self._parts = iter([start, *[b", " + filler] * resources, b', {"mode": "managed"', end])
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def test_memory_is_bounded() -> None:
    large = Large(5_000)
    assert large.size > 20_000_000

    tracemalloc.start()
    plan = read_plan(large, "p")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(plan.connectors) == 2
    assert peak < 5_000_000
