"""`kibana-connectors settings`: what stacks need of a kibana.yml, and whether one has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .stack_arguments import Stacks, read_connectors
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana_yml.checking import SettingFinding
    from ..kibana_yml.needed import Needed, Place

_MOST_PLACES = 3


@examples(
    "kibana-connectors settings cdktf.out",
    "kibana-connectors settings cdktf.out --against /etc/kibana/kibana.yml",
)
def show_settings(
    paths: Stacks,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="A kibana.yml, or a manifest of ECK, to check.", show_default=False
        ),
    ] = None,
    in_json: AsJson = False,
) -> None:
    """Show what stacks need of a kibana.yml, or check one.

    With --against it exits with 1 if a connector could not work with the file; where the file allows more
    than is needed is a warning. It needs no Kibana.
    """
    from ..kibana_yml.needed import needed_by
    from ..kibana_yml.settings_text import settings_lines

    _, connectors = read_connectors(paths)
    needed = needed_by(connectors)
    if against is None:
        if in_json:
            write_json(_as_json(needed))
        elif connectors:
            write_lines(settings_lines(needed))
        raise typer.Exit(OK)
    from ..kibana_yml.checking import as_json, check_kibana_yml, errors_in
    from ..kibana_yml.file import read_kibana_yml

    findings = list(check_kibana_yml(read_kibana_yml(against), needed))
    if in_json:
        write_json({"file": against, "errors": errors_in(findings), "findings": [*map(as_json, findings)]})
    elif findings:
        write_lines(_table(findings))
    else:
        note(f"{against}: has all that these stacks need, and no more")
    raise typer.Exit(FINDINGS if errors_in(findings) else OK)


def _table(findings: list[SettingFinding]) -> Iterator[str]:
    rows = (
        (
            each.level,
            each.rule,
            each.setting,
            each.message + (f". {each.hint}" if each.hint else "") + _places(each.places),
        )
        for each in findings
    )
    return table_lines(("Level", "Rule", "Setting"), rows, terminal_width(), below="Finding")


def _places(places: tuple[Place, ...]) -> str:
    if not places:
        return ""
    named = [str(place) for place in places[:_MOST_PLACES]]
    more = len(places) - len(named)
    return f" ({', '.join(named)}{f', and {more} more' if more else ''})"


def _as_json(needed: Needed) -> dict[str, Any]:
    from ..kibana_yml import known_settings

    return {
        known_settings.ALLOWED_HOSTS: _listed(needed.hosts),
        known_settings.ENABLED_TYPES: _listed(needed.types),
        known_settings.DOMAIN_ALLOWLIST: _listed(needed.mail_domains),
        known_settings.MAIL_SERVICES: _listed(needed.mail_services),
        "targets": _listed(needed.custom_hosts),
        "unknown_hosts": [_place(place) for place in needed.unknown_hosts],
        "unknown": [_place(place) for place in needed.unknown],
    }


def _listed(wanted: dict[str, list[Place]]) -> dict[str, list[dict[str, str]]]:
    return {item: [_place(place) for place in places] for item, places in sorted(wanted.items())}


def _place(place: Place) -> dict[str, str]:
    connector = place.connector
    return {"stack": connector.stack.name, "connector": connector.address, "field": place.field}
