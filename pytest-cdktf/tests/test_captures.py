"""`capture(…)` hands a test what an expectation met, in what matched as a whole."""

from __future__ import annotations

import json
import re

import pytest
from either_engine import Fn, TerraformStack, TerraformVariable
from sample_stacks import Team, null

from pytest_cdktf import (
    Capture,
    Expression,
    Synth,
    capture,
    exactly,
    has_items,
    json_with,
    partial,
    regex,
    resource,
    unordered,
)

RULES = [{"port": 22, "to": "a"}, {"port": 80, "to": "b"}, {"port": 22, "to": "c"}]


def _fill(stack: TerraformStack) -> None:
    region = TerraformVariable(stack, "region", type="string")
    null(stack, "one", name="first", size=1, rules=RULES, where=region.string_value)
    null(stack, "two", name="second", size=2, rules=RULES[:1])
    null(stack, "three", name="third", policy=json.dumps({"Id": "x", "Statement": [{"Action": ["s3:*"]}]}))
    null(stack, "four", policy=Fn.jsonencode({"Id": region.string_value, "Statement": []}))


def test_the_value_of_one_block(synth: Synth) -> None:
    out = synth(_fill)
    size = capture()
    assert resource("null_resource", name="second", size=size) in out
    assert size.value == 2
    assert size.values == [2]


@pytest.mark.parametrize("use", ["in", "one", "find", "count", "=="])
def test_every_kind_of_comparison_captures(synth: Synth, use: str) -> None:
    out = synth(_fill)
    size = capture(1)
    expected = resource("null_resource", size=size)
    if use == "in":
        assert expected in out
    elif use == "one":
        out.one(expected)
    elif use == "find":
        assert out.find(expected)
    elif use == "count":
        assert out.count(expected) == 1
    else:
        assert expected == out.at("one")
    assert size.value == 1


def test_only_what_matches_as_a_whole_is_captured(synth: Synth) -> None:
    out = synth(_fill)
    size, name = capture(), capture()
    assert resource("null_resource", size=size, name=regex("d$") & name) in out
    assert (size.value, name.value) == (2, "second")
    assert resource("null_resource", size=size, name=name & regex("z")) not in out
    assert (size.values, name.values) == ([], [])


def test_each_comparison_starts_anew(synth: Synth) -> None:
    out = synth(_fill)
    size = capture()
    expected = resource("null_resource", size=size)
    assert expected in out
    assert sorted(size.values) == [1, 2]
    assert expected in out
    assert sorted(size.values) == [1, 2]
    assert expected not in synth(Team)
    assert size.values == []


def test_no_value_and_several_are_errors(synth: Synth) -> None:
    out = synth(_fill)
    size = capture(regex("x"))
    with pytest.raises(AssertionError, match=re.escape("capture(regex('x')) holds no value: nothing")):
        _ = size.value
    assert resource("null_resource", size=size) not in out
    with pytest.raises(AssertionError, match="holds no value"):
        _ = size.value
    any_size = capture()
    assert resource("null_resource", size=any_size) in out
    with pytest.raises(AssertionError, match=re.escape("capture(anything()) holds 2 values: take .values")):
        _ = any_size.value


def test_inside_lists_objects_and_json(synth: Synth) -> None:
    out = synth(_fill)
    to, port, rest, action, id = (capture() for _ in range(5))
    assert resource("null_resource", name="first", rules=has_items({"port": 22, "to": to})) in out
    assert to.values == ["a", "c"]
    assert resource("null_resource", name="first", rules=[{"port": port}, {"to": rest}, {}]) in out
    assert (port.value, rest.value) == (22, "b")
    assert resource("null_resource", policy=json_with(Statement=[{"Action": has_items(action)}])) in out
    assert action.value == "s3:*"
    assert resource("null_resource", policy={"Id": id, "Statement": []}) in out
    assert id.value == Expression("${var.region}")
    whole = capture(partial(port=22))
    assert resource("null_resource", name="second", rules=exactly([whole])) in out
    assert whole.value == RULES[0]


def test_the_pairs_of_an_unordered_list(synth: Synth) -> None:
    out = synth(_fill)
    first, second = capture({"port": 22}), capture({"port": 22})
    expected = unordered(first, {"to": "b"}, second & partial(to="a"))
    assert resource("null_resource", name="first", rules=expected) in out
    assert (first.value, second.value) == (RULES[2], RULES[0])


def test_nothing_is_captured_in_what_must_not_match(synth: Synth) -> None:
    out = synth(_fill)
    size, name = capture(), capture()
    assert resource("null_resource", size=~(size & regex("x")), name=name) in out
    assert size.values == []
    assert sorted(name.values) == ["first", "second", "third"]  # there, the size is missing


def test_a_capture_of_a_token_and_of_a_type(synth: Synth, stack: TerraformStack) -> None:
    region = TerraformVariable(stack, "region", type="string")
    null(stack, "a", where=region.string_value)
    where, type = capture(region.string_value), capture(regex("^null"))
    assert resource(type, where=where) in synth(stack)
    assert where.value == "${var.region}"
    assert type.value == "null_resource"


def test_a_failing_comparison_keeps_nothing_for_its_message(synth: Synth) -> None:
    out = synth(_fill)
    size = capture()
    with pytest.raises(AssertionError, match="name: expected"):
        out.one(resource("null_resource", size=size, name="nobody"))
    assert size.values == []
    with pytest.raises(AssertionError, match="and 2 do"):
        out.one(resource("null_resource", size=size))
    assert sorted(size.values) == [1, 2]


def test_a_capture_reads_as_it_is_written() -> None:
    assert repr(capture()) == "capture(anything())"
    assert repr(capture(regex("x"))) == "capture(regex('x'))"
    assert isinstance(capture(), Capture)
    with pytest.raises(AttributeError):
        capture().value = 1  # type: ignore[misc]
