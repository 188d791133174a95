"""Names, ids and spaces that Kibana or Terraform would not take are refused when a connector is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformDataSource, TerraformStack
from harness.refusals import MARK, NUMBER, Case, refusal
from harness.written import CONNECTOR_ID

from kibana_connectors import ServerLog

REFUSED: dict[str, Case] = {
    # names
    "name-none": (ServerLog, {"name": None}, ["name"], "a string, got null"),
    "name-number": (ServerLog, {"name": NUMBER}, ["name"], "a string"),
    "name-empty": (ServerLog, {"name": ""}, ["name"], "not blank"),
    "name-blank": (ServerLog, {"name": "\n\t \u00a0"}, ["name"], "not blank"),
    # connector ids
    "id-text": (ServerLog, {"connector_id": MARK}, ["connector_id"], "a UUID in lower case"),
    "id-upper": (ServerLog, {"connector_id": CONNECTOR_ID.upper()}, ["connector_id"], "a UUID in lower case"),
    "id-braces": (
        ServerLog,
        {"connector_id": f"{{{CONNECTOR_ID}}}"},
        ["connector_id"],
        "a UUID in lower case",
    ),
    "id-newline": (
        ServerLog,
        {"connector_id": f"{CONNECTOR_ID}\n"},
        ["connector_id"],
        "a UUID in lower case",
    ),
    "id-empty": (ServerLog, {"connector_id": ""}, ["connector_id"], "a UUID in lower case"),
    "id-number": (ServerLog, {"connector_id": NUMBER}, ["connector_id"], "a UUID in lower case"),
    # spaces
    "space-upper": (ServerLog, {"space": MARK}, ["space"], "lower-case letters"),
    "space-empty": (ServerLog, {"space": ""}, ["space"], "lower-case letters"),
    "space-newline": (ServerLog, {"space": "ops\n"}, ["space"], "lower-case letters"),
    "space-slash": (ServerLog, {"space": "a/b"}, ["space"], "lower-case letters"),
    "space-number": (ServerLog, {"space": NUMBER}, ["space"], "lower-case letters"),
    "space-list": (ServerLog, {"space": ["ops"]}, ["space"], "lower-case letters"),
    "spaces-empty": (ServerLog, {"spaces": []}, ["spaces"], "at least one space"),
    "spaces-text": (ServerLog, {"spaces": MARK}, ["spaces"], r"a list.*space=…"),
    "spaces-set": (ServerLog, {"spaces": {MARK}}, ["spaces"], "a list"),
    "spaces-number": (ServerLog, {"spaces": NUMBER}, ["spaces"], "a list"),
    "spaces-repeated": (ServerLog, {"spaces": ["ops", "sec", "ops"]}, ["spaces"], "repeated: ops"),
    "spaces-bad": (ServerLog, {"spaces": ["ops", MARK]}, ["spaces.1"], "lower-case letters"),
    "spaces-bad-and-repeated": (
        ServerLog,
        {"spaces": [MARK, MARK]},
        ["spaces.0", "spaces.1"],
        "lower-case letters",
    ),
    "spaces-null": (ServerLog, {"spaces": ["ops", None]}, ["spaces.1"], "lower-case letters"),
    "spaces-and-space": (
        ServerLog,
        {"space": "ops", "spaces": ["sec"]},
        ["spaces"],
        "exclude each other",
    ),
    "spaces-and-id": (
        ServerLog,
        {"spaces": ["sec"], "connector_id": CONNECTOR_ID},
        ["connector_id"],
        "one id cannot serve several spaces.*Leave it out",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_wrong_name_id_or_space_is_refused(assert_refused: Callable[[Case], None], case: Case) -> None:
    assert_refused(case)


@pytest.mark.parametrize("id", ["", "  ", None, NUMBER], ids=["empty", "blank", "none", "number"])
def test_a_construct_id_must_be_a_text_that_is_not_blank(stack: TerraformStack, id: Any) -> None:
    error = refusal(lambda: ServerLog(stack, id, name="It"))

    assert "id: expected a text that is known at synth and not blank" in str(error)


def test_a_construct_id_must_not_be_a_token(stack: TerraformStack) -> None:
    token = TerraformDataSource(stack, "it", terraform_resource_type="facts").get_string_attribute("x")

    assert "known at synth" in str(refusal(lambda: ServerLog(stack, token, name="It")))


@pytest.mark.parametrize(
    "scope",
    [lambda app: app, lambda app: Construct(app, "x"), lambda app: None, lambda app: MARK],
    ids=["app", "construct-without-stack", "none", "text"],
)
def test_the_scope_must_be_in_a_stack(cdk_app: App, scope: Any) -> None:
    error = refusal(lambda: ServerLog(scope(cdk_app), "log", name="It"))

    assert "expected a construct inside a TerraformStack. Pass the stack, usually self" in str(error)


def test_an_id_is_asked_for_by_a_space_of_the_connector(stack: TerraformStack) -> None:
    token = TerraformDataSource(stack, "it", terraform_resource_type="facts").get_list_attribute("spaces")
    many = ServerLog(stack, "many", name="It", spaces=["ops", "sec"])
    alone = ServerLog(stack, "alone", name="It", space="ops")
    unknown = ServerLog(stack, "unknown", name="It", spaces=token)

    assert "connector_id_in" in str(refusal(lambda: many.connector_id))
    assert "its spaces: ops, sec" in str(refusal(lambda: many.connector_id_in("default")))
    assert "its spaces: ops" in str(refusal(lambda: alone.connector_id_in("sec")))
    assert "only Terraform knows them" in str(refusal(lambda: unknown.connector_ids))
