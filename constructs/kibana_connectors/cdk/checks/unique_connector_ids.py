"""No two connectors of one Kibana have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from .check import Check, CheckedStack


def _find(checked: CheckedStack) -> Iterator[str]:
    record = checked.record
    # Derived ids differ as paths do: only with one that was given can there be two of the same.
    if all(declaration.identity.connector_id is None for declaration in record.declarations):
        return
    seen: dict[tuple[str | None, str], str] = {}
    for declaration in record.declarations:
        settings = record.settings_of(declaration)
        path = declaration.path.full
        for known in declaration.known_ids(settings, record.path):
            other = seen.setdefault((settings.alias, known), path)
            if other != path:
                yield (
                    f"{path} and {other} have the same connector_id, and Kibana's ids are unique across all "
                    "spaces: give one of them another, or leave connector_id out"
                )


UNIQUE_CONNECTOR_IDS = Check("unique-connector-ids", _find, can_be_suppressed=False)
