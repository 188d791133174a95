"""The stand-in knows every type of which Kibana itself provides the connector."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from kibana_connectors.schema.system_types import SYSTEM_TYPES

API = "/api/actions/connector"


@pytest.mark.parametrize("type_id", SYSTEM_TYPES)
def test_a_system_type_cannot_be_created_changed_or_deleted(
    http: httpx.Client, refusal: Callable[[httpx.Response], tuple[int, str]], type_id: str
) -> None:
    name = f"system-connector-{type_id}"
    one = f"{API}/{name}"
    new = {"name": "It", "connector_type_id": type_id}

    forbidden = f"System action creation is forbidden. Action type: {type_id}."
    assert refusal(http.post(API, json=new)) == (400, forbidden)
    assert refusal(http.post(one, json=new)) == (400, forbidden)
    assert refusal(http.put(one, json={"name": "It"})) == (400, f"System action {name} can not be updated.")
    assert refusal(http.delete(one)) == (400, f"System action {name} is not allowed to delete.")
    assert refusal(http.get(one)) == (404, f"Connector {name} not found")
