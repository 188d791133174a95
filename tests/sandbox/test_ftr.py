"""Requests of Kibana's own functional tests, with the answers that those tests expect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from harness.ftr import KEY, Stand, ask, differences, rows, stand

ROWS = rows()
OLD = [
    number for number, row in enumerate(ROWS) if "version" in row and not row["source"].endswith("/http.ts")
]
"""Rows that were read before a change in Kibana 9.4: a stand-in of 9.3 answers so."""
OLD_HTTP = [number for number, row in enumerate(ROWS) if "version" in row and number not in OLD]
"""The same for a type that came with 9.4 itself: an answer of a version that was never released."""
AFTER_A_DELETE = "gone"
"""The title of a test that follows one which deleted its connector."""


@pytest.fixture(scope="module")
def kibanas() -> Iterator[Stand]:
    with stand() as started:
        yield started


def _name(number: int) -> str:
    row = ROWS[number]
    return f"{number + 1}-{row['area']}-{row['setup']['profile']}-{row['title']}"


@pytest.mark.parametrize("number", [one for one in range(len(ROWS)) if "version" not in ROWS[one]], ids=_name)
def test_kibana_answers_so(kibanas: Stand, number: int) -> None:
    row = ROWS[number]
    sandbox = kibanas.ready(row)
    if row["title"] == AFTER_A_DELETE:
        headers = {"Authorization": f"ApiKey {KEY}", "kbn-xsrf": "foo"}
        assert httpx.delete(sandbox.url + row["path"], headers=headers, trust_env=False).status_code == 204
    assert differences(ask(sandbox, row)) == []


@pytest.mark.parametrize("number", OLD, ids=_name)
def test_kibana_answered_so_before(kibanas: Stand, number: int) -> None:
    """With the version that the row was read from, but for fields of answers that came between."""
    row = ROWS[number]
    sandbox = kibanas.ready(row)
    newest = sandbox.settings.version
    sandbox.settings.version = "9.3.0"
    try:
        answered = ask(sandbox, row)
    finally:
        sandbox.settings.version = newest
    expected: dict[str, Any] = {
        key: one for key, one in answered.row["body_eql"].items() if key != "auth_mode"
    }
    assert answered.status == row["status"]
    assert answered.body == expected | {"id": answered.body["id"]}


def test_every_area_is_there() -> None:
    assert (len(ROWS), len(OLD), len(OLD_HTTP)) == (184, 11, 2)
    assert {row["area"] for row in ROWS} >= {"execute", "privileges", "rules", "system", "types"}
