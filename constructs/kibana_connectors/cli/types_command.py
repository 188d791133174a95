"""`kibana-connectors types`: the connector types there are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Annotated, Any, get_args

import typer

from ..schema.licenses import License, allows
from .choices import check_choice
from .type_table import table_lines

_LICENSES = get_args(License)


def _known_feature(given: str | None) -> str | None:
    if given is not None:
        from ..types.catalog import type_catalog

        features = {feature for info in type_catalog() for feature in info.features}
        check_choice("feature", given, sorted(features, key=str.casefold))
    return given


def _known_license(given: str | None) -> str | None:
    if given is not None:
        check_choice("license", given, _LICENSES)
    return given


def list_types(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    feature: Annotated[
        str | None,
        typer.Option(
            callback=_known_feature,
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
        str | None, typer.Option(help="Only types with this text in their id, class or name.")
    ] = None,
) -> None:
    """List the connector types that this library knows."""
    rows = [
        row
        for row in _rows()
        if (feature is None or feature in row["features"])
        and (license_level is None or allows(license_level, row["license"]))
        and (search is None or _holds(row, search))
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif rows:
        # The width of the terminal; 80 where the output goes elsewhere.
        typer.echo("\n".join(table_lines(rows, shutil.get_terminal_size().columns)))
    else:
        typer.echo("No connector type matches.", err=True)


def _rows() -> Iterator[dict[str, Any]]:
    from ..types._index import INDEX
    from ..types.catalog import type_catalog

    for info in type_catalog():
        yield {
            "type_id": info.type_id,
            "class_name": INDEX[info.type_id][1],
            "name": info.name,
            "license": info.license,
            "features": list(info.features),
            "since": info.since,
        }


def _holds(row: dict[str, Any], text: str) -> bool:
    return any(text.casefold() in row[key].casefold() for key in ("type_id", "class_name", "name"))
