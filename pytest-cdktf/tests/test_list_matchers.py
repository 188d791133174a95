"""Matchers of lists in any order, and of what a test's own function says."""

from __future__ import annotations

from typing import Any

import pytest

from pytest_cdktf import absent, anything, exactly, has_items, partial, regex, resource, satisfies, unordered
from pytest_cdktf.blocks import Resource


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (unordered(), []),
        (unordered(2, 1), [1, 2]),
        (unordered("b", "a", "a"), ["a", "b", "a"]),
        (unordered(anything(), 1), [1, 2]),  # the first may take either
        (unordered(regex("a"), regex("^a$"), regex("b")), ["a", "xb", "ab"]),
        (unordered({"a": 1}, {"a": 2}), [{"a": 2, "b": 1}, {"a": 1, "b": 1}]),
        (unordered(partial(a=1), "x"), ["x", {"a": 1, "b": 2}]),
        (unordered(["a"], []), [[], ["a"]]),
        (has_items("a", "a"), ["a"]),
        (satisfies(lambda ports: sorted(ports) == [22, 80]), [80, 22]),
        (satisfies(len, "not empty"), "x"),
        (satisfies(str.isdigit) & regex("1"), "12"),
        (absent() | satisfies(bool), "x"),
        (unordered(satisfies(int), {"a": satisfies(str.isupper)}), ["1", {"a": "X", "b": "y"}]),
    ],
)
def test_matches(expected: Any, found: Any) -> None:
    assert expected == found
    assert found == expected


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (unordered(), [1]),
        (unordered(1), []),
        (unordered(1, 1), [1, 2]),
        (unordered(1, 2), [1, 2, 2]),
        (unordered(anything(), anything()), [1]),
        (unordered(1, anything(), 1), [1, 2, 3]),
        (unordered(True), [1]),
        (unordered("a"), "a"),
        (unordered({"a": 1}, {"a": 1}), [{"a": 1}, {"a": 2}]),
        (exactly(unordered({"a": 1})), [{"a": 1, "b": 2}]),
        (satisfies(bool), 0),
        (satisfies(str.isdigit), 5),  # raises
        (satisfies(lambda value: value["x"]), {}),
        (~satisfies(bool), "x"),
    ],
)
def test_does_not_match(expected: Any, found: Any) -> None:
    assert expected != found
    assert found != expected


def test_a_predicate_is_not_asked_about_what_is_not_there() -> None:
    asked: list[object] = []
    assert resource("t", a=satisfies(lambda value: asked.append(value) or True)) != Resource("t", "a", {})
    assert asked == []


def test_a_predicate_has_to_be_a_function() -> None:
    with pytest.raises(TypeError, match="satisfies: expected a function of the value that is found, got 'x'"):
        satisfies("x")  # type: ignore[arg-type]


def test_they_read_as_they_are_written() -> None:
    assert repr(unordered(1, regex("x"))) == "unordered(1, regex('x'))"
    assert repr(satisfies(str.isdigit)) == "satisfies(isdigit)"
    assert repr(satisfies(str.isdigit, "digits only")) == "satisfies(digits only)"
    assert repr(exactly({"a": [1]})) == "exactly({'a': [1]})"
