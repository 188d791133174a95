"""Objects may have more keys than expected, at any depth: `not in` sees what must not be there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from either_engine import Fn, TerraformStack, TerraformVariable
from sample_stacks import null

from pytest_cdktf import (
    Synth,
    absent,
    exactly,
    has_items,
    json_equal,
    json_with,
    partial,
    ref,
    regex,
    resource,
    unordered,
)
from pytest_cdktf.blocks import Resource

RULE = {"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}
INNER_RULE = {**RULE, "cidr_blocks": ["10.0.0.0/8"]}
OPEN = {"cidr_blocks": has_items("0.0.0.0/0")}
STATEMENT = {"Sid": "all", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
POLICY = {"Version": "2012-10-17", "Statement": [STATEMENT]}


@pytest.mark.parametrize(
    ("expected", "ingress"),
    [
        ([OPEN], [RULE]),
        ((OPEN,), [RULE]),
        (has_items(OPEN), [RULE]),
        (has_items(OPEN), [INNER_RULE, RULE]),
        (has_items(partial(OPEN)), [RULE]),
        (has_items({"protocol": "tcp"} & partial(OPEN)), [RULE]),
        (has_items({"protocol": "udp"} | partial(OPEN)), [RULE]),
        (unordered(OPEN), [RULE]),
        (unordered(OPEN, {"cidr_blocks": ["10.0.0.0/8"]}), [INNER_RULE, RULE]),
        ([{"protocol": "tcp"}, OPEN], [INNER_RULE, RULE]),
        (OPEN, RULE),
        (partial(OPEN), RULE),
        # a block in Terraform's JSON is an object, or a list of that one object
        (OPEN, [RULE]),
        (partial(OPEN), [RULE]),
        ([OPEN], RULE),
        (has_items(OPEN), RULE),
        (unordered(OPEN), RULE),
        ({"cidr_blocks": regex("^::/0$") | has_items("0.0.0.0/0")}, RULE),
    ],
)
def test_an_open_security_group_is_seen(synth: Synth, expected: Any, ingress: Any) -> None:
    out = synth(lambda stack: null(stack, "group", ingress=ingress))
    assert resource("null_resource", ingress=expected) in out


@pytest.mark.parametrize(
    "expected",
    [
        json_with(Statement=has_items({"Action": "s3:*"})),
        json_with(Statement=[{"Action": "s3:*"}]),
        json_with(Statement=has_items(partial(Action="s3:*", Effect="Allow"))),
        json_with(Statement=unordered({"Action": "s3:*"})),
        {"Statement": has_items({"Action": "s3:*"})},
        {"Statement": [{"Action": "s3:*"}]},
        partial(Statement=[{"Action": regex(r"\*$")}]),
    ],
)
@pytest.mark.parametrize("written", [json.dumps, lambda value: json.dumps(value, indent=2), Fn.jsonencode])
def test_an_open_policy_is_seen(synth: Synth, expected: Any, written: Any) -> None:
    out = synth(lambda stack: null(stack, "role", policy=written(POLICY)))
    assert resource("null_resource", policy=expected) in out
    assert resource("null_resource", policy=~json_with(Statement=has_items({"Action": "s3:*"}))) not in out


def test_a_list_of_objects_in_json_is_seen(synth: Synth) -> None:
    containers = [{"name": "log", "image": "x"}, {"name": "web", "privileged": True, "image": "y"}]
    out = synth(lambda stack: null(stack, "task", containers=json.dumps(containers)))
    assert resource("null_resource", containers=has_items({"privileged": True})) in out
    assert resource("null_resource", containers=[{"name": "log"}, {"name": "web"}]) in out
    assert resource("null_resource", containers=unordered({"name": "web"}, {"name": "log"})) in out


def test_a_policy_with_references_is_seen(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        bucket = TerraformVariable(stack, "bucket", type="string").string_value
        statement = {**STATEMENT, "Resource": [bucket, f"{bucket}/*"]}
        null(stack, "role", policy=Fn.jsonencode({"Version": "2012-10-17", "Statement": [statement]}))

    out = synth(fill)
    open_to = {"Action": "s3:*", "Resource": has_items(ref("var.bucket"))}
    assert resource("null_resource", policy={"Statement": has_items(open_to)}) in out
    assert resource("null_resource", policy=json_with(Statement=[open_to])) in out


BLOCK = {
    "lifecycle": {"prevent_destroy": False, "ignore_changes": ["tags"]},
    "root": [{"device": {"encrypted": False, "size": 8}, "name": "a"}],
    "text": '{"a": {"b": 1, "c": 2}, "list": [{"d": 1, "e": 2}], "inner": "{\\"f\\": 1, \\"g\\": 2}"}',
}


@pytest.mark.parametrize(
    "expected",
    [
        {"lifecycle": {"prevent_destroy": False}},
        {"lifecycle": {}},
        {"root": [{"device": {"encrypted": False}}]},
        {"root": {"device": [{"encrypted": False}]}},
        {"root": has_items({"device": {"encrypted": False}})},
        {"root": has_items({"device": has_items({"encrypted": False})})},
        {"text": {"a": {"b": 1}}},
        {"text": json_with(a={"b": 1}, list=[{"d": 1}])},
        {"text": json_with(list=has_items({"d": 1}))},
        {"text": json_with(inner=json_with(f=1))},
        {"text": {"inner": json_with(f=1)}},
        {"text": partial(list=[partial(d=1)])},
        {"root": [{"device": {"encrypted": False}, "tags": absent()}]},
    ],
)
def test_nested_objects_may_have_more_keys(expected: dict[str, Any]) -> None:
    assert resource("t", expected) == Resource("t", "a", BLOCK)


@pytest.mark.parametrize(
    "expected",
    [
        {"lifecycle": {"prevent_destroy": True}},
        {"lifecycle": {"other": absent() & regex("x")}},
        {"root": [{"device": {"encrypted": 0}}]},  # False is not 0
        {"root": []},
        {"root": [{"name": "a"}, {"name": "b"}]},
        {"root": {"device": {"encrypted": True}}},
        {"text": {"a": {"b": 2}}},
        {"text": {"list": {"d": 1}}},  # in JSON, a list of one object is no object
        {"text": {"a": [{"b": 1}]}},
        {"text": {"inner": {"f": 1}}},  # nor is a text
        {"text": [{"a": {"b": 1}}]},
        {"text": json_equal({"a": {"b": 1}, "list": [{"d": 1, "e": 2}]})},
        {"text": json_with(list=[])},
        {"lifecycle": "{}"},
    ],
)
def test_what_differs_does_not_match(expected: dict[str, Any]) -> None:
    assert resource("t", expected) != Resource("t", "a", BLOCK)


@pytest.mark.parametrize(
    "expected",
    [
        {"lifecycle": exactly(BLOCK["lifecycle"])},
        {"root": exactly(BLOCK["root"])},
        {"root": exactly([{"device": partial(size=8), "name": "a"}])},
        {"root": exactly(has_items({"device": {"encrypted": False, "size": 8}, "name": "a"}))},
        {"root": has_items({"device": exactly({"encrypted": False, "size": 8})})},
        {"text": json_with(a=exactly({"b": 1, "c": 2}))},
        {"text": json_equal({"a": partial(b=1), "list": [{"d": 1, "e": 2}], "inner": json_with(f=1)})},
    ],
)
def test_exactly_matches_what_has_no_other_keys(expected: dict[str, Any]) -> None:
    assert resource("t", expected) == Resource("t", "a", BLOCK)


@pytest.mark.parametrize(
    "expected",
    [
        {"lifecycle": exactly({"prevent_destroy": False})},
        {"lifecycle": exactly({})},
        {"root": exactly([{"name": "a"}])},
        {"root": exactly([{"device": {"encrypted": False}, "name": "a"}])},
        {"root": exactly(BLOCK["root"][0])},
        {"root": exactly(has_items({"name": "a"}))},
        {"root": exactly(unordered({"name": "a"}))},
        {"root": exactly(~has_items(BLOCK["root"][0]))},
        {"root": exactly(regex("x") | has_items({"name": "a"}))},
        {"root": exactly(has_items({"name": "a"}) & has_items({"name": "a"}))},
        {"lifecycle": exactly([BLOCK["lifecycle"]])},
        {"text": exactly({"a": {"b": 1, "c": 2}})},
        {"text": json_with(a=exactly({"b": 1}))},
        {"text": json_equal({"a": partial(b=1), "list": has_items({"d": 1}), "inner": json_with(f=1)})},
    ],
)
def test_exactly_opts_out(expected: dict[str, Any]) -> None:
    assert resource("t", expected) != Resource("t", "a", BLOCK)


def test_exactly_takes_no_block(synth: Synth) -> None:
    out = synth(lambda stack: null(stack, "a", size=1))
    with pytest.raises(TypeError, match=r"exactly: expected a value, got a block: compare out\.one"):
        assert exactly(resource("null_resource", size=1)) not in out


def test_what_is_not_open_is_not_seen(synth: Synth) -> None:
    out = synth(lambda stack: null(stack, "group", ingress=[INNER_RULE], policy=json.dumps(POLICY)))
    assert resource("null_resource", ingress=has_items(OPEN)) not in out
    assert resource("null_resource", policy={"Statement": has_items({"Action": "iam:*"})}) not in out
    assert resource("null_resource", policy={"Statement": has_items({"Action": ["s3:*"]})}) not in out
    assert (
        resource("null_resource", policy=json_with(Statement=[{"Action": "s3:*" | has_items("s3:*")}])) in out
    )
