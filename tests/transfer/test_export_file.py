"""The file of an export: what is written is read back, and what is no whole export is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kibana_connectors.kibana import InvalidRequest
from kibana_connectors.transfer.export_file import (
    ExportedConnector,
    SpaceExport,
    connector_of,
    read_export,
    write_export,
)


def saved(id: str = "c1", **attributes: Any) -> dict[str, Any]:
    fields = {"actionTypeId": ".slack", "name": "n", "config": {}, "isMissingSecrets": True, "secrets": {}}
    return {"type": "action", "id": id, "attributes": {**fields, **attributes}, "references": []}


def export(space: str | None, *ids: str) -> SpaceExport:
    found = [connector_of(saved(id)) for id in ids]
    return SpaceExport(space, tuple(each for each in found if isinstance(each, ExportedConnector)))


def lines(*values: Any) -> bytes:
    return "\n".join(each if isinstance(each, str) else json.dumps(each) for each in values).encode()


def test_spaces_come_back() -> None:
    written = [export("ops", "a", "b"), export("sec", "c")]

    assert list(read_export("f", write_export(written).encode())) == written


def test_a_space_without_connectors_leaves_no_line() -> None:
    """Kibana would take a count of 0 for an object, and refuse it."""
    assert write_export([export("ops")]) == ""


def test_kibana_passes_over_the_lines_that_are_no_objects() -> None:
    text = write_export([export("ops", "a"), export("sec", "c")])

    counts = [json.loads(line).get("exportedCount") for line in text.splitlines()]
    assert counts == [None, 1, None, 1]


@pytest.mark.parametrize("count", [[], [{"exportedCount": 1, "missingRefCount": 0}]])
def test_a_file_of_kibanas_own_says_no_space(count: list[Any]) -> None:
    (found,) = read_export("f", lines(saved("a"), *count))

    assert (found.space, [each.id for each in found.connectors]) == (None, ["a"])


def test_other_objects_are_counted() -> None:
    other = {"type": "dashboard", "id": "d", "attributes": {}}

    (found,) = read_export("f", lines(saved("a"), other, {"exportedCount": 2}))

    assert found.others == 1


def test_windows_line_ends_and_a_mark_of_byte_order() -> None:
    content = b"\xef\xbb\xbf" + write_export([export("ops", "a")]).replace("\n", "\r\n").encode()

    assert read_export("f", content)[0].space == "ops"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is no connector in it"),
        (b"\xff\xfe", "expected lines of JSON in UTF-8"),
        (lines("<html>"), "line 1: expected a JSON object, and this is no whole one"),
        (lines("[1]"), "line 1: expected a JSON object"),
        (lines("[" * 100_000), "line 1: expected a JSON object"),
        (lines(saved("a"), '{"type": "act'), "line 2: expected a JSON object, and this is no whole one"),
        (lines(saved("a"), {"exportedCount": 3}), "should be 3, and are 1: the file is not whole"),
        (lines({"exportedCount": 1, "space": "ops"}), "should be 1, and are 0: the file is not whole"),
        (lines({"type": "action", "id": "a"}), "line 1: expected a saved object with attributes"),
        (lines(saved("")), "line 1: id: missing, or of another form"),
        (lines(saved("a", name=3, actionTypeId=None)), "line 1: name, type: missing"),
        (lines(saved("a", config=[])), "line 1: config: missing"),
        (lines(saved("a"), saved("a")), "the id a is in it more than once"),
        (lines(saved("a", secrets={"token": "hunter2"})), "line 1: holds secrets"),
        (lines(*["x"] * 9), "; and 4 more"),
    ],
)
def test_what_is_no_whole_export(content: bytes, said: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        read_export("the file", content)

    assert str(caught.value).startswith("the file: ")
    assert said in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
