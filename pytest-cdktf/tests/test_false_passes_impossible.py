"""What is expected and can never be there is refused: `… not in out` would pass whatever the stack holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from either_engine import TerraformStack, TerraformVariable
from sample_stacks import null

from pytest_cdktf import (
    Synth,
    exactly,
    has_items,
    json_with,
    partial,
    ref,
    resource,
    unordered,
)


@pytest.mark.parametrize(
    ("expected", "advice"),
    [
        ({"a", "b"}, "write a list, or unordered"),
        (frozenset("a"), "write a list, or unordered"),
        (re.compile("x"), "write regex"),
        (lambda size: size > 3, "write satisfies"),
        (str, "write satisfies"),
        (Path("/etc"), "write str"),
        (b"x", "write it as it is in the JSON"),
        (date(2025, 1, 1), "write it as it is in the JSON"),
        (object(), "write an attribute of it"),
        (iter([1]), "write an attribute of it"),
    ],
)
@pytest.mark.parametrize(
    "wrapped", [lambda value: value, lambda value: [value], lambda value: has_items({"b": exactly(value)})]
)
def test_a_value_that_nothing_can_equal(synth: Synth, wrapped: Any, expected: Any, advice: str) -> None:
    out = synth(lambda stack: null(stack, "x", a=[{"b": 1}]))
    with pytest.raises(TypeError, match="no value in Terraform's JSON can equal .*: " + re.escape(advice)):
        assert resource("null_resource", a=wrapped(expected)) not in out


def test_a_construct_in_the_place_of_its_attribute(synth: Synth, stack: TerraformStack) -> None:
    other = null(stack, "other")
    null(stack, "x", a=other.fqn)
    with pytest.raises(TypeError, match="write an attribute of it, such as a token"):
        assert resource("null_resource", a=other) not in synth(stack)


def test_a_token_that_nothing_resolves(synth: Synth, stack: TerraformStack) -> None:
    region = TerraformVariable(stack, "region", type="string")
    null(stack, "x", a=region.string_value)
    out = synth(stack)
    assert resource("null_resource", a=region.string_value) in out
    with pytest.raises(TypeError, match=re.escape("compare a token with the whole stack (… in out)")):
        assert out.at("x") != resource("null_resource", a=region.string_value)
    assert out.at("x") == resource("null_resource", a=ref("var.region"))


@pytest.mark.parametrize("matcher", [has_items, unordered])
@pytest.mark.parametrize("items", [["a"], ("a", "b"), {"a"}, []])
def test_a_list_in_the_place_of_its_items(matcher: Any, items: Any) -> None:
    with pytest.raises(TypeError, match=rf"{matcher.__name__}: expected the items one by one"):
        matcher(items)
    assert matcher(exactly(["a"])) == [["a"]]


@pytest.mark.parametrize("matcher", [json_with, partial])
def test_a_list_in_the_place_of_an_object(matcher: Any) -> None:
    with pytest.raises(TypeError, match=rf"{matcher.__name__}: expected the keys of an object, got \['a'\]"):
        matcher(["a"])


def test_values_of_other_libraries_may_equal_anything() -> None:
    class Even:
        def __eq__(self, other: object) -> bool:
            return isinstance(other, int) and other % 2 == 0

        __hash__ = None  # type: ignore[assignment]

    assert partial(a=Even(), b=pytest.approx(0.3), c=mock.ANY) == {"a": 2, "b": 0.1 + 0.2, "c": []}
    assert partial(a=Even()) != {"a": 3}
