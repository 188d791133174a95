"""The names of resources, computed as CDKTF computes them; test_resource_names.py compares the two."""

from __future__ import annotations

import re

import pytest

from kibana_connectors.terraform.logical_id import logical_id


@pytest.mark.parametrize(
    ("below", "name"),
    [
        (["pager"], "pager"),
        (["Default", "pager"], "pager"),
        (["on-call.pager"], "on-callpager"),
        (["ä"], ""),
        (["x" * 255], "x" * 255),
    ],
)
def test_one_id_alone_is_the_name(below: list[str], name: str) -> None:
    assert logical_id(below) == name


@pytest.mark.parametrize(
    ("below", "shown"),
    [
        (["team", "pager"], "team_pager"),
        (["pager", "pager"], "pager"),
        (["on-pager", "pager"], "on-pager"),
        (["team", "Resource"], "team"),
        (["x" * 256], "x" * 240),
    ],
)
def test_several_ids_are_joined_and_end_in_a_digest(below: list[str], shown: str) -> None:
    assert re.fullmatch(f"{shown}_[0-9A-F]{{8}}", logical_id(below))


def test_a_long_name_is_cut_and_stays_unique() -> None:
    one, other = logical_id(["x" * 200, "y" * 200]), logical_id(["x" * 200, "y" * 199 + "z"])

    assert len(one) == len(other) == 240 + len("_12345678")
    assert one != other


def test_names_with_the_same_letters_differ_by_their_digest() -> None:
    assert logical_id(["a.b", "c"]) != logical_id(["ab", "c"])
