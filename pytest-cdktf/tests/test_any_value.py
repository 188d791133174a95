"""What holds of any value: hypothesis looks for one that it does not hold of."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pytest_cdktf import anything, unordered
from pytest_cdktf.json_texts import read_json

pytest.importorskip("hypothesis", reason="needs hypothesis: pip install --group dev")
from hypothesis import given, settings
from hypothesis import strategies as st

HCL_ESCAPES = {"b": r"\u0008", "f": r"\u000c"}
TEXTS = st.text(
    alphabet=st.characters(exclude_categories=("Cs",)) | st.sampled_from("${}%\"\\'\n"), max_size=12
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_any_value_is_read(value: Any) -> None:
    """From a text, and from the expression that stands for it."""
    tree = {"value": value}
    assert read_json(_escaped(json.dumps(tree))) == tree
    quoted = "${jsonencode(" + _hcl(tree) + ")}"
    assert read_json(quoted) == tree


def _hcl(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_hcl(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_hcl, value)) + "]"
    if isinstance(value, str):
        return _quoted(value)
    return "null" if value is None else str(value).lower()


def _quoted(text: str) -> str:
    """Write a text as HCL does, which has no \\b and no \\f."""
    inside = json.dumps(text, ensure_ascii=False)[1:-1]
    inside = re.sub(r"\\(.)", lambda found: HCL_ESCAPES.get(found[1], found[0]), inside)
    return f'"{_escaped(inside)}"'


def _escaped(text: str) -> str:
    """Write a text so that Terraform takes no part of it for an expression."""
    return text.replace("${", "$${").replace("%{", "%%{")


@given(st.lists(st.integers(0, 3), max_size=6), st.randoms())
def test_any_order_of_the_same_items_matches(items: list[int], random: Any) -> None:
    found = [*items]
    random.shuffle(found)
    assert unordered(*items) == found
    assert unordered(*[anything() | item for item in items]) == found
    assert unordered(*items, 9) != found
    assert unordered(*items) != [*found, 9]
