"""What an import would do with each connector of a file, before anything is sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from .export_file import ExportedConnector, SpaceExport


class Mode(Enum):
    """What becomes of a connector whose id the space already has."""

    REFUSE = "refuse"
    OVERWRITE = "overwrite"
    COPY = "copy"


class Effect(Enum):
    """What an import does with one connector."""

    CREATE = "create"
    OVERWRITE = "overwrite"
    COPY = "copy, with a new id"
    NEW_ID = "create, with a new id"
    CONFLICT = "conflict"
    REFUSED = "refused"

    @property
    def is_done(self) -> bool:
        """Whether the connector is imported."""
        return self not in (Effect.CONFLICT, Effect.REFUSED)


@dataclass(frozen=True)
class Planned:
    """One connector of a file.

    Attributes:
        space: The space that it goes to.
        connector: The connector.
        effect: What an import does with it.
        notes: What to know about it, in words.
    """

    space: str
    connector: ExportedConnector
    effect: Effect
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Present:
    """What the Kibana has already.

    Attributes:
        spaces: The space of each connector, by its id.
        preconfigured: The ids of preconfigured connectors.
        types: Whether each type may be used: enabled and licensed.
    """

    spaces: Mapping[str, str]
    preconfigured: Collection[str]
    types: Mapping[str, bool]


def spaces_of(
    exports: Collection[SpaceExport], to_space: str | None, otherwise: str
) -> dict[str, list[ExportedConnector]]:
    """Return which connectors go into which space, in the order of the file.

    Args:
        exports: What the file holds.
        to_space: The space for all; None sends each where it came from.
        otherwise: The space of connectors of which the file does not say where they came from.
    """
    found: dict[str, list[ExportedConnector]] = {}
    for export in exports:
        if export.connectors:
            found.setdefault(to_space or export.space or otherwise, []).extend(export.connectors)
    return found


def plan_import(
    connectors: Mapping[str, Collection[ExportedConnector]], present: Present, mode: Mode
) -> list[Planned]:
    """Return what an import would do.

    Args:
        connectors: What goes into which space.
        present: What is there.
        mode: What becomes of ids that are taken.
    """
    return [_planned(space, each, present, mode) for space in connectors for each in connectors[space]]


def _planned(space: str, connector: ExportedConnector, present: Present, mode: Mode) -> Planned:
    notes: list[str] = []
    owner = present.spaces.get(connector.id)
    if connector.id in present.preconfigured:
        return Planned(
            space, connector, Effect.REFUSED, ("kibana.yml has a preconfigured connector of this id",)
        )
    usable = present.types.get(connector.type_id)
    if usable is None:
        # Kibana would import it, and then fail to export or to list its type.
        return Planned(space, connector, Effect.REFUSED, (f"this Kibana has no type {connector.type_id}",))
    if not usable:
        notes.append("its type is not enabled, or above the license")
    if connector.is_missing_secrets:
        notes.append("needs its secrets again")
    if mode is Mode.COPY:
        effect = Effect.COPY
    elif owner is None:
        effect = Effect.CREATE
    elif owner != space:
        effect = Effect.NEW_ID
        notes.append(f"the space {owner} has this id")
    elif mode is Mode.OVERWRITE:
        effect = Effect.OVERWRITE
        notes.append("the secrets that it has are lost")
    else:
        effect = Effect.CONFLICT
        notes.append("the space has this id")
    return Planned(space, connector, effect, tuple(notes))
