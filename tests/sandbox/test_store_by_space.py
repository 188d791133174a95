"""A list costs what its own space holds, whatever is in others."""

from __future__ import annotations

import pytest

from kibana_connectors.errors import SandboxError
from kibana_connectors.sandbox import connector_routes
from kibana_connectors.sandbox.store import Store, StoredConnector


class Untouched(dict):
    """A space's connectors that nobody may look through."""

    def __iter__(self):
        raise AssertionError("looked through another space")

    keys = values = items = __iter__


def one(space, number):
    return StoredConnector(space, f"{space}-{number}", ".index", "n", {"index": "i"})


def test_the_store_looks_at_one_space_only():
    store = Store()
    for number in range(2000):
        store.add(one("full", number))
    store.add(one("small", 1))
    store._by_space["full"] = Untouched(store._by_space["full"])
    assert store.in_space("empty") == ()
    assert [connector.id for connector in store.in_space("small")] == ["small-1"]
    assert store.find("small", "small-1") is store.in_space("small")[0]
    assert store.get("full", "full-7").id == "full-7"
    assert store.space_of("full-7") == "full"


def test_a_list_shows_its_own_space_only(kibana, http, monkeypatch):
    for number in range(200):
        kibana.add_connector(space="full", id=f"c{number}", type_id=".index", name="n")
    visited = []
    view = connector_routes.connector_view
    monkeypatch.setattr(
        connector_routes,
        "connector_view",
        lambda one, *rest, **more: visited.append(one) or view(one, *rest, **more),
    )
    assert http.get("/s/empty/api/actions/connectors").json() == []
    assert visited == []
    assert len(http.get("/s/full/api/actions/connectors").json()) == 200
    assert len(visited) == 200


def test_what_a_test_sees_is_a_copy(kibana, http):
    kibana.add_connector(id="c", type_id=".index", name="n", config={"index": "a"})
    kibana.connectors[0].config["index"] = "changed"
    assert http.get("/api/actions/connector/c").json()["config"] == {"index": "a"}


def test_ids_are_free_again_when_a_space_is_gone(kibana):
    kibana.add_connector(space="a", id="c", type_id=".index", name="n")
    with pytest.raises(SandboxError):
        kibana.add_connector(space="b", id="c", type_id=".index", name="n")
    kibana._held.store.remove_space("a")
    kibana.add_connector(space="b", id="c", type_id=".index", name="n")
    assert [connector.space for connector in kibana.connectors] == ["b"]
