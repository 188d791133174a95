"""`kibana-connectors types`: the connector types there are, here or in a live Kibana."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args

import typer

from ..schema.licenses import License, allows
from .choices import check_choice
from .connection import Connection, live
from .examples import examples
from .output import AsJson, write_json
from .table import table_lines, terminal_width, write_lines

_LICENSES = get_args(License)


def _known_license(given: str | None) -> str | None:
    if given is not None:
        check_choice("license", given, _LICENSES)
    return given


@examples(
    "kibana-connectors types",
    "kibana-connectors types --license gold --feature cases",
    "kibana-connectors types --live --json",
)
@live()
def list_types(
    connection: Connection,
    in_json: AsJson = False,
    feature: Annotated[
        str | None,
        typer.Option(
            metavar="FEATURE",
            help="Only types that this Kibana feature can use, such as alerting, cases or siem.",
        ),
    ] = None,
    license_level: Annotated[
        str | None,
        typer.Option(
            "--license",
            callback=_known_license,
            metavar="|".join(_LICENSES),
            help="Only types that a Kibana with this license has.",
        ),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only types with this text in their id, class or name."),
    ] = None,
    is_live: Annotated[
        bool, typer.Option("--live", help="Those of a live Kibana, and whether it allows each.")
    ] = False,
) -> None:
    """List the connector types that this library knows.

    With --live those that a Kibana has, also such as the library does not know: whether its kibana.yml
    enables each, and whether its license does. The options below --live are for that alone.
    """
    rows = list(_live_rows(connection) if is_live else _rows())
    if feature is not None:
        known = {each for row in rows for each in row["features"]}
        check_choice("feature", feature, sorted(known, key=str.casefold), option="--feature")
    rows = [
        row
        for row in rows
        if (feature is None or feature in row["features"])
        and (license_level is None or _is_allowed(license_level, row["license"]))
        and (search is None or _holds(row, search))
    ]
    if in_json:
        write_json(rows)
    elif rows:
        lines = _live_lines if is_live else _lines
        write_lines(lines(rows, terminal_width()))
    else:
        typer.echo("No connector type matches.", err=True)


def _rows() -> Iterator[dict[str, Any]]:
    from ..types.catalog import TYPES
    from ..types.registry import known_types

    for known in known_types():
        info = TYPES[known.type_id].TYPE
        yield {
            "type_id": info.type_id,
            "class_name": known.class_name,
            "name": info.name,
            "license": info.license,
            "features": list(info.features),
            "since": info.since,
        }


def _live_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    from ..types.registry import known_type

    with connection.client() as kibana:
        types = kibana.list_connector_types()
    for each in sorted(types, key=lambda each: each.id):
        known = known_type(each.id)
        yield {
            "type_id": each.id,
            "class_name": known.class_name if known is not None else None,
            "name": each.name,
            "license": each.minimum_license_required,
            "features": list(each.supported_feature_ids),
            "enabled_in_config": each.enabled_in_config,
            "enabled_in_license": each.enabled_in_license,
            "deprecated": each.is_deprecated,
            "source": each.source,
            "sub_feature": each.sub_feature,
        }


def _lines(rows: list[dict[str, Any]], width: int) -> Iterator[str]:
    from .type_table import table_lines as type_lines

    return type_lines(rows, width)


def _live_lines(rows: list[dict[str, Any]], width: int) -> Iterator[str]:
    titles = ("Type", "License", "In config", "In license", "Class", "Notes")
    cells = (
        (
            row["type_id"],
            row["license"],
            "yes" if row["enabled_in_config"] else "no",
            "yes" if row["enabled_in_license"] else "no",
            row["class_name"] or "none",
            "deprecated" if row["deprecated"] else "",
            f"{row['name']}: {', '.join(row['features'])}",
        )
        for row in rows
    )
    return table_lines(titles, cells, width, below="Name: Features")


def _is_allowed(license: str, required: str) -> bool:
    # A license that a newer Kibana has is higher than what is known here.
    return allows(license, required) if required in _LICENSES else license == "trial"


def _holds(row: dict[str, Any], text: str) -> bool:
    return any(text.casefold() in (row[key] or "").casefold() for key in ("type_id", "class_name", "name"))
