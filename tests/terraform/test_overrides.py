"""`Overrides`: values by path, merged into a resource's attributes as CDKTF merges them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from kibana_connectors.terraform.overrides import Overrides

ATTRIBUTES = {"name": "On-call", "lifecycle": {"prevent_destroy": True, "postcondition": [{"a": 1}]}}


def _applied(*overrides: tuple[str, Any]) -> dict[str, Any]:
    given = Overrides()
    for path, value in overrides:
        given.add(path, value)
    return given.applied_to(ATTRIBUTES)


@pytest.mark.parametrize(
    ("overrides", "changed"),
    [
        ([], {}),
        ([("name", "Other")], {"name": "Other"}),
        ([("count", 0)], {"count": 0}),
        ([("a.b.c", 1), ("a.b.d", 2)], {"a": {"b": {"c": 1, "d": 2}}}),
        ([("a.b", 1), ("a.b.c", 2)], {"a": {"b": {"c": 2}}}),
        ([("a.b.c", 2), ("a.b", 1)], {"a": {"b": 1}}),
        ([("a", {"b": {"c": 1}}), ("a.b.d", 2)], {"a": {"b": {"c": 1, "d": 2}}}),
        ([("name", "First"), ("name", "Second")], {"name": "Second"}),
        ([("name.first", "On")], {"name": {"first": "On"}}),
    ],
)
def test_a_value_is_set(overrides: list[tuple[str, Any]], changed: dict[str, Any]) -> None:
    assert _applied(*overrides) == {**ATTRIBUTES, **changed}


@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("name", {"lifecycle": ATTRIBUTES["lifecycle"]}),
        ("lifecycle", {"name": "On-call"}),
        ("lifecycle.postcondition", {"name": "On-call", "lifecycle": {"prevent_destroy": True}}),
        ("zzz", ATTRIBUTES),
        ("lifecycle.zzz", ATTRIBUTES),
    ],
)
def test_none_removes(path: str, rest: dict[str, Any]) -> None:
    assert _applied((path, None)) == rest


def test_an_object_is_merged() -> None:
    lifecycle = {"create_before_destroy": True, "prevent_destroy": None}

    assert _applied(("lifecycle", lifecycle))["lifecycle"] == {
        "create_before_destroy": True,
        "postcondition": [{"a": 1}],
    }


def test_lists_are_left_to_the_engine() -> None:
    assert _applied(("lifecycle.postcondition", [{"b": 2}]), ("items", ["a"])) == ATTRIBUTES


def test_nothing_that_was_given_is_changed() -> None:
    before = copy.deepcopy(ATTRIBUTES)
    value = {"b": {"c": 1}}
    given = Overrides()
    given.add("a", value)
    given.add("a.b.d", 2)
    given.add("lifecycle.prevent_destroy", False)

    first = given.applied_to(ATTRIBUTES)
    first["lifecycle"]["postcondition"].append("x")
    first["a"]["b"]["e"] = 3

    assert before == ATTRIBUTES
    assert value == {"b": {"c": 1}}
    assert given.applied_to(ATTRIBUTES)["a"] == {"b": {"c": 1, "d": 2}}
