"""Reads the connectors of a live Kibana, as its client returned them."""

from __future__ import annotations

from collections.abc import Iterable

from ..kibana.connectors import LiveConnector
from .inventory import Inventory, Origin, Report
from .making import add_preconfigured, add_stored, add_system
from .settling import is_system


def read_live(connectors: Iterable[tuple[str, LiveConnector]], endpoint: str | None = None) -> Inventory:
    """Return what the connectors of a Kibana are.

    Args:
        connectors: Each with its space; `*` for preconfigured ones.
        endpoint: Kibana's URL.
    """
    inventory = Inventory()
    origin = Origin("kibana", endpoint=endpoint)
    everywhere: set[str] = set()
    for space, each in connectors:
        if each.is_preconfigured or each.is_system_action:
            if each.id in everywhere:
                continue
            everywhere.add(each.id)
        if each.is_system_action or is_system(each.id):
            add_system(inventory, origin, each.id, each.name, each.connector_type_id)
        elif each.is_preconfigured:
            add_preconfigured(inventory, origin, id=each.id, name=each.name, type_id=each.connector_type_id)
        elif each.auth_mode == "personal":
            text = (
                f"{each.connector_type_id} {each.name}: not taken over: each person has credentials of their "
                "own for it, which Terraform cannot set; keep it in Kibana, and refer to it by id"
            )
            inventory.reports.append(Report(origin, text, ("personal-auth",), each.id, is_loss=True))
        else:
            add_stored(
                inventory,
                origin,
                id=each.id,
                name=each.name,
                type_id=each.connector_type_id,
                config=each.config,
                space=space,
                codes=("deprecated",) if each.is_deprecated else (),
                notes={"referenced_by_count": each.referenced_by_count, "auth_mode": each.auth_mode},
                is_missing_secrets=each.is_missing_secrets is True,
            )
    return inventory
