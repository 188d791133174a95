"""Connectors: list, get, create, update and delete (docs/kibana_api.md, "Read and delete")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .answers import as_, nothing
from .call import Answer, Call, InEachSpace
from .model import Model, mapping, segment, text
from .shown_text import texts_in

READ = "the Kibana privilege Actions and Connectors: Read"
ALL = "the Kibana privilege Actions and Connectors: All"
AT_ONCE = 8
"""How many spaces are asked at once unless told otherwise."""


class LiveConnector(Model):
    """A connector as Kibana shows it. No call returns secrets.

    Attributes:
        id: Unique across all spaces.
        name: The name that Kibana shows; need not be unique.
        connector_type_id: Its type, with the dot: `.pagerduty`.
        config: What Kibana stored, defaults and nulls included; None where Kibana hides it, as for
            preconfigured connectors.
        is_preconfigured: Whether it comes from kibana.yml: in every space, and read-only.
        is_deprecated: Whether Kibana marks this connector as outdated.
        is_missing_secrets: Whether its secrets were not imported with it; None where Kibana does not say.
        is_system_action: Whether it belongs to Kibana itself.
        is_connector_type_deprecated: Whether its type is outdated; None in older versions.
        auth_mode: `shared` or `personal`; None in older versions.
        referenced_by_count: How many saved objects, such as rules, use it, in all spaces; workflows are not
            among them, and for preconfigured connectors it is always 0. None but in lists.
    """

    id: str
    name: str
    connector_type_id: str
    config: dict[str, Any] | None = None
    is_preconfigured: bool = False
    is_deprecated: bool = False
    is_missing_secrets: bool | None = None
    is_system_action: bool = False
    is_connector_type_deprecated: bool | None = None
    auth_mode: str | None = None
    referenced_by_count: int | None = None


_one = as_(LiveConnector)
_many = as_(tuple[LiveConnector, ...])


class _Availability(Model):
    available: bool

    @classmethod
    def of(cls, answer: Answer) -> bool:
        return bool(as_(dict[str, Any])(answer).get("connectorIdAvailable"))


def list_connectors(
    *, space: str | None = None, include_system: bool = False
) -> Call[tuple[LiveConnector, ...]]:
    """List the connectors of one space, and the preconfigured ones, sorted by name as Kibana does.

    Args:
        space: The space; None takes the client's.
        include_system: Those of Kibana itself too, by an internal route.
    """
    if include_system:
        return Call("GET", "/internal/actions/connectors", _many, space=space, is_internal=True, needs=READ)
    return Call("GET", "/api/actions/connectors", _many, space=space, needs=READ)


def list_connectors_in_each_space(
    *, spaces: Iterable[str] | None = None, at_most: int = AT_ONCE
) -> InEachSpace[tuple[LiveConnector, ...]]:
    """List the connectors of many spaces; yields each space's as they come.

    A space that cannot be read does not end it: its `value` raises. Preconfigured connectors are in every
    space.

    Args:
        spaces: Ids of spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once; only `AsyncKibana` asks more than one.
    """
    return InEachSpace(lambda space: list_connectors(space=space), _ids(spaces), at_most)


def get_connector(connector_id: str, *, space: str | None = None) -> Call[LiveConnector]:
    """Get one connector.

    Args:
        connector_id: Its id.
        space: The space; None takes the client's.
    """
    path = f"/api/actions/connector/{segment('connector_id', connector_id)}"
    return Call("GET", path, _one, space=space, needs=READ)


def create_connector(
    *,
    name: str,
    connector_type_id: str,
    config: Mapping[str, Any] | None = None,
    secrets: Mapping[str, Any] | None = None,
    connector_id: str | None = None,
    space: str | None = None,
) -> Call[LiveConnector]:
    """Create a connector.

    With an id it is sent again after a lost answer, and a connector that is there then counts as created if
    it has this name, type and config. Without an id it is sent once.

    Args:
        name: Its name.
        connector_type_id: Its type, such as `.pagerduty`.
        config: Its config, in Kibana's spelling.
        secrets: Its secrets, in Kibana's spelling; Kibana stores them encrypted.
        connector_id: Its id: Kibana takes one from 8.8 on; None lets Kibana make one.
        space: The space; None takes the client's.
    """
    body = {
        "name": text("name", name),
        "connector_type_id": text("connector_type_id", connector_type_id),
        "config": mapping("config", config),
        "secrets": mapping("secrets", secrets),
    }
    path = "/api/actions/connector"
    if connector_id is not None:
        path = f"{path}/{segment('connector_id', connector_id)}"
    return Call(
        "POST",
        path,
        _one,
        body=body,
        space=space,
        is_idempotent=connector_id is not None,
        needs=ALL,
        secrets=tuple(texts_in(body["secrets"])),
        recheck=None if connector_id is None else _if_same(get_connector(connector_id, space=space), body),
    )


def _if_same(getting: Call[LiveConnector], body: Mapping[str, Any]) -> Call[LiveConnector | None]:
    """Return a call that gives the connector if it is what was to be created, and None if it is another."""

    def read(answer: Answer) -> LiveConnector | None:
        found: LiveConnector = getting.read(answer)
        stored = found.config or {}
        same = (found.name, found.connector_type_id) == (body["name"], body["connector_type_id"]) and all(
            stored.get(key) == value for key, value in body["config"].items()
        )
        return found if same else None

    return replace(getting, read=read)  # type: ignore[arg-type, return-value]


def update_connector(
    connector_id: str,
    *,
    name: str,
    config: Mapping[str, Any] | None = None,
    secrets: Mapping[str, Any] | None = None,
    space: str | None = None,
) -> Call[LiveConnector]:
    """Replace a connector's name, config and secrets, all three; its type cannot change.

    Secrets that are left out are wiped where they are optional, and refused by Kibana where they are not.

    Args:
        connector_id: Its id.
        name: Its name.
        config: Its whole config, in Kibana's spelling.
        secrets: Its secrets, in Kibana's spelling.
        space: The space; None takes the client's.
    """
    body = {
        "name": text("name", name),
        "config": mapping("config", config),
        "secrets": mapping("secrets", secrets),
    }
    return Call(
        "PUT",
        f"/api/actions/connector/{segment('connector_id', connector_id)}",
        _one,
        body=body,
        space=space,
        needs=ALL,
        secrets=tuple(texts_in(body["secrets"])),
    )


def delete_connector(connector_id: str, *, space: str | None = None) -> Call[None]:
    """Delete a connector. Kibana does not look whether rules or workflows use it.

    Args:
        connector_id: Its id.
        space: The space; None takes the client's.
    """
    path = f"/api/actions/connector/{segment('connector_id', connector_id)}"
    return Call("DELETE", path, nothing, space=space, needs=ALL, gone_is_done=True)


def _ids(spaces: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if spaces is None else tuple(spaces)
