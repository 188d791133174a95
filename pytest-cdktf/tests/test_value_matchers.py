"""Matchers of single values, and how they compose."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import pytest

from pytest_cdktf import Expression, absent, anything, has_items, json_with, partial, ref, regex, resource
from pytest_cdktf.blocks import Resource


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (anything(), None),
        (anything(), 0),
        (regex("^on.call$"), "on-call"),
        (regex(re.compile("ON", re.IGNORECASE)), "on-call"),
        (regex(r"var\.a"), Expression("${var.a}")),
        (ref("var.a"), "${var.a}"),
        (ref("var.a"), "${ var.a }"),
        (ref("${ var.a }"), "${var.a}"),
        (ref('lookup(var.m, "k")'), '${lookup(var.m,"k")}'),
        (ref("null_resource.a-b[0].id"), "${null_resource.a-b[0].id}"),
        (has_items("b", "a"), ["a", "b", "c"]),
        (has_items(regex("^b")), ["a", "bc"]),
        (has_items(), []),
        (partial(a=1), {"a": 1, "b": 2}),
        (partial({"a": {"b": 1}}), {"a": {"b": 1, "c": 2}}),
        (partial(a=[{"b": 1}]), {"a": [{"b": 1, "c": 2}]}),
        (partial(a=absent()), {"b": 1}),
        (partial(a=1.1), {"a": pytest.approx(1.1)}),
        (regex("a") & regex("b"), "ab"),
        (regex("a") | regex("b"), "b"),
        (regex("a") | "z", "z"),
        ("z" | regex("a"), "z"),
        (~regex("a"), "b"),
        (~(regex("a") | regex("b")), "c"),
    ],
)
def test_matches(expected: Any, found: Any) -> None:
    assert expected == found
    assert found == expected


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (absent(), None),
        (regex("^call"), "on-call"),
        (regex("1"), 1),
        (ref("var.a"), "var.a"),
        (ref("var.a"), "${var.b}"),
        (ref("var.a"), "$${var.a}"),
        (ref("var.a"), "${var.a}${var.a}"),
        (ref("var.a"), 1),
        (has_items("z"), ["a"]),
        (has_items("a"), "abc"),
        (partial(a=1), {"a": 2}),
        (partial(a=1), {}),
        (partial(a=mock.ANY), {}),
        (partial(a=1), {"a": True}),
        (partial(a=True), {"a": 1}),
        (partial(a=[1]), {"a": [1, 2]}),
        (partial(a=1), [1]),
        (regex("a") & regex("b"), "a"),
        ("a" & regex("b"), "a"),
        (~regex("a"), "a"),
    ],
)
def test_does_not_match(expected: Any, found: Any) -> None:
    assert expected != found
    assert found != expected


def test_absent_in_a_block() -> None:
    block = Resource("null_resource", "a", {"name": "x"})
    assert resource("null_resource", description=absent()) == block
    assert resource("null_resource", name=absent() | "x") == block
    assert resource("null_resource", name=~absent()) == block
    assert resource("null_resource", description=~absent()) != block


def test_matchers_of_other_libraries() -> None:
    block = Resource("null_resource", "a", {"size": 0.1 + 0.2, "name": "x"})
    assert resource("null_resource", size=pytest.approx(0.3), name=mock.ANY) == block
    assert resource("null_resource", owner=mock.ANY) != block


def test_a_type_may_be_matched() -> None:
    assert resource(regex("^null_")) == Resource("null_resource", "a", {})
    assert resource(regex("^null_")) != Resource("aws_s3_bucket", "a", {})


@pytest.mark.cdk_allow_unused
def test_a_matcher_reads_as_the_code_that_makes_it() -> None:
    matcher = resource("t", {"a-b": 1, "if": 2}, name=regex("x") | absent(), config=~json_with(a=anything()))
    assert repr(matcher) == (
        "resource('t', {'a-b': 1, 'if': 2}, name=regex('x') | absent(), config=~json_with(a=anything()))"
    )
    assert repr((regex("a") | regex("b")) & ~(regex("c") & has_items(ref("var.d")))) == (
        "(regex('a') | regex('b')) & ~(regex('c') & has_items(ref('var.d')))"
    )
    assert repr(partial({"a b": 1}, c=2)) == "partial({'a b': 1}, c=2)"


@pytest.mark.parametrize("wrong", ["", "var.a}", "a b", "1 +"])
def test_ref_takes_an_expression_only(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"ref: expected an expression of Terraform such as 'var\.region'"):
        ref(wrong)
