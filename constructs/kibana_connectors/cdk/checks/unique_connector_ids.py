"""No two connectors of one Kibana have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.unique_connector_ids import UniqueConnectorIds
from ...terraform.repeated_ids import repeated_ids
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    # Derived ids differ as paths do: only with one that was given can there be two of the same.
    if all(declaration.identity.connector_id is None for declaration in record.declarations):
        return
    known = (
        ((settings.alias, id), declaration.path.full)
        for declaration in record.declarations
        for settings in [record.settings_of(declaration)]
        for id in declaration.known_ids(settings, record.path)
    )
    for path, other in repeated_ids(known):
        yield Wrong(
            path,
            f"{path} and {other} have the same connector_id, and Kibana's ids are unique across all "
            "spaces: give one of them another, or leave connector_id out",
        )


UNIQUE_CONNECTOR_IDS = Check(UniqueConnectorIds, _find)
