"""Tables fit the terminal and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kibana_connectors.cli.table import cell_width, table_lines, wrapped
from kibana_connectors.kibana.shown_text import escaped

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


def test_columns_are_as_wide_as_they_need() -> None:
    assert list(table_lines(("A", "B"), [("one", "2"), ("", "three")], 80)) == [
        "A    B",
        "one  2",
        "     three",
    ]


def test_what_has_no_room_beside_stands_below() -> None:
    rows = [("one", "a b c d e f")]

    assert list(table_lines(("A",), rows, 20, below="B")) == ["A    B", "one  a b c d e f"]
    assert list(table_lines(("A",), rows, 12, below="B")) == [
        "A",
        "    B",
        "one",
        "    a b c d",
        "    e f",
    ]


def test_a_wide_column_is_wrapped() -> None:
    lines = list(table_lines(("Name", "Type"), [("a long name of a connector", ".type")], 20))

    assert lines == ["Name           Type", "a long name    .type", "of a", "connector"]


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("漢字", 4), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_widths(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(WORDS, st.integers(1, 30))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert all(cell_width(line) <= max(width, 2) for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.integers(14, 100))
def test_any_table_fits_and_keeps_every_character(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = list(table_lines(("A", "B"), rows, width, below="C"))

    assert all(cell_width(line) <= width for line in lines)
    assert all(line.isprintable() for line in lines)
    shown = sorted("".join(lines).replace(" ", ""))
    assert shown == sorted("ABC" + "".join(escaped(cell) for row in rows for cell in row).replace(" ", ""))
