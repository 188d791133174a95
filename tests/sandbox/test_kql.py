"""Kibana's query language, as far as filters need it."""

from __future__ import annotations

import pytest

from kibana_connectors.sandbox.kql import KqlError, parse

FIELDS = {
    "name": "a b",
    "n": 5,
    "on": True,
    "tags": ["x", "y"],
    "path": 'say "hi"',
    "actions": [{"id": "1", "type": ".index"}, {"id": "2", "type": ".slack"}],
}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        'name: "a b"',
        "tags: x",
        "tags: (z or y)",
        "tags: (x and y)",
        "NOT tags: z",
        "tags: z or n: 5",
        "tags: x and n: 5 and on: true",
        "(tags: z or tags: x) and not n: 6",
        "name: a*b",
        "name: *",
        "n >= 5 and n < 6",
        "n > 4 and n <= 5",
        'path: "say \\"hi\\""',
        "actions: { id: 1 and type: .index }",
        "actions:{ type: .s* }",
        "x",
    ],
)
def test_it_matches(query):
    assert parse(query)(FIELDS) is True


@pytest.mark.parametrize(
    "query",
    [
        "name: a",
        "tags: z",
        "other: *",
        "actions: { id: 1 and type: .slack }",
        "n < 5",
        'name: "a*"',
        "not tags: x",
        "nothing",
    ],
)
def test_it_does_not_match(query):
    assert parse(query)(FIELDS) is False


@pytest.mark.parametrize("query", ["a: (", "a:", "(a: b", "a: b)", "and", ": x", 'a: "b', "a: { b: c", "a >"])
def test_it_is_no_query(query):
    with pytest.raises(KqlError):
        parse(query)
