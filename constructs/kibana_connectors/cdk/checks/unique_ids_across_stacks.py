"""No two stacks of an app give the same id to connectors or rules of the same Kibana."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.unique_ids_across_stacks import UniqueIdsAcrossStacks
from ..stack_record import StackRecord
from .check import Check, CheckedStack, Wrong

_RECORDS = "_kibana_connectors_records"


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    root = checked.stack.node.root
    records: dict[int, StackRecord] = root.__dict__.setdefault(_RECORDS, {})
    records[id(record)] = record
    others = [
        other for other in records.values() if other is not record and _sources(other) & _sources(record)
    ]
    if not others:
        return
    ours = _paths_by_id(record)
    for other in others:
        for key, path in _paths_by_id(other).items():
            if key in ours:
                yield Wrong(
                    ours[key],
                    f"{ours[key]} and {path} have the same id in the same Kibana, because their stacks have "
                    "the same id_namespace and they have the same path: give the stacks different "
                    "namespaces, or name different Kibanas by endpoints",
                )


def _sources(record: StackRecord) -> set[tuple[object, str]]:
    """Return where the ids of a stack come from: the Kibana, as far as it is known, and the namespace."""
    return {
        (settings.endpoints, settings.id_namespace or record.path)
        for settings in map(record.settings_of, record.everything)
    }


def _paths_by_id(record: StackRecord) -> dict[tuple[object, str], str]:
    return {
        (settings.endpoints, known): declaration.path.full
        for declaration in record.everything
        if declaration.repetition is None
        for settings in [record.settings_of(declaration)]
        for known in declaration.known_ids(settings, record.path)
    }


UNIQUE_IDS_ACROSS_STACKS = Check(UniqueIdsAcrossStacks, _find)
