from __future__ import annotations

import pytest

from kibana_connectors.formats.kibana_ids import is_space_id, is_uuid


@pytest.mark.parametrize("text", ["default", "a", "0", "_", "-", "my_space-2", "x" * 300])
def test_space_id(text: str) -> None:
    assert is_space_id(text)


@pytest.mark.parametrize("text", ["", "Default", "my space", "a.b", "a/b", "é", "default\n", "\u0661"])
def test_no_space_id(text: str) -> None:
    assert not is_space_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a31",
        "c5a1f8c3-9b7d-11ee-8f10-6c4d2b9e7a31",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ],
)
def test_uuid(text: str) -> None:
    assert is_uuid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "my-connector",
        "5A1F8C3E-9B7D-4E2A-8F10-6C4D2B9E7A31",
        "5a1f8c3e9b7d4e2a8f106c4d2b9e7a31",
        "{5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a31}",
        "urn:uuid:5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a31",
        "5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a3",
        "5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a31\n",
        "5a1f8c3e-9b7d-4e2a-8f10-6c4d2b9e7a3g",
        "5a1f8c3e-9b7d-4e2a-8f1-06c4d2b9e7a31",
    ],
)
def test_no_uuid(text: str) -> None:
    assert not is_uuid(text)
