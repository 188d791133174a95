from __future__ import annotations

import math
from typing import Any

import pytest

from kibana_connectors.formats.javascript import is_blank, to_number, type_name


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n\v\f\r", "\u00a0", "\ufeff", "\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["a", " a ", "\x1c", "\x1d\x1e\x1f", "\x85", "\u200b", "\u180e", "\x00", "\\n"]
)
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (None, 0),
        (True, 1),
        (False, 0),
        (7, 7),
        (-0.0, 0),
        (587.0, 587),
        (1.5, 1.5),
        (2**53 + 1, 2**53),
        ("", 0),
        ("   ", 0),
        ("587", 587),
        (" 587\n", 587),
        ("\ufeff5", 5),
        ("5.", 5),
        (".5", 0.5),
        ("+5", 5),
        ("-5e-1", -0.5),
        ("1E3", 1000),
        ("0x1F", 31),
        ("0O17", 15),
        ("0b101", 5),
        ("000587", 587),
        ("1e-400", 0),
        ([], 0),
        ([[]], 0),
        ([None], 0),
        (["5"], 5),
        ([[["0x10"]]], 16),
    ],
)
def test_number(value: Any, number: float) -> None:
    assert to_number(value) == number
    assert isinstance(to_number(value), int) == float(number).is_integer()


@pytest.mark.parametrize(
    "value", ["1e400", "Infinity", " +Infinity ", "9" * 400, 10**400, math.inf, ["Infinity"]]
)
def test_infinite(value: Any) -> None:
    assert to_number(value) == math.inf


def test_negative_infinity() -> None:
    assert to_number("-Infinity") == to_number(-(10**400)) == -math.inf


@pytest.mark.parametrize(
    "value",
    [
        "abc", "NaN", "infinity", "inf", "1_000", "1,5", "1 2", "-0x1", "0x", "0b2", "0o8", "1e", ".", "+",
        "1n", "\x1c5", "\u0661", "\uff11", math.nan, {}, {"a": 1}, [1, 2], [True], [[False]], [{}], ["x"],
    ],
)  # fmt: skip
def test_not_a_number(value: Any) -> None:
    assert to_number(value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("", "string"),
        (0, "number"),
        (1.5, "number"),
        (True, "boolean"),
        (None, "null"),
        ([], "array"),
        ({}, "object"),
    ],
)
def test_type_name(value: Any, name: str) -> None:
    assert type_name(value) == name
