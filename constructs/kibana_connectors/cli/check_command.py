"""`kibana-connectors check`: would a Kibana take the connectors of stacks?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, write_json
from .output_file import check_output, write_output
from .progress import progress
from .stack_arguments import Stacks, read_connectors
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..preflight.judging import Verdict
    from ..preflight.live import LiveKibana
    from ..stack_files.reading import StackFile


@examples(
    "kibana-connectors check cdktf.out",
    "kibana-connectors check cdktf.out --junit check.xml --sarif check.sarif",
    "kibana-connectors check cdktf.out/stacks/prod --kibana-yml kibana.yml",
)
@live(has_space=False)
def check_stacks(
    connection: Connection,
    paths: Stacks,
    kibana_yml: Annotated[
        str | None,
        typer.Option(
            "--kibana-yml",
            metavar="FILE",
            help="The kibana.yml of that Kibana: its API does not show what is in it.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings, too.")] = False,
    junit: Annotated[
        str | None,
        typer.Option("--junit", metavar="FILE", help="Write a JUnit report, too.", show_default=False),
    ] = None,
    sarif: Annotated[
        str | None,
        typer.Option("--sarif", metavar="FILE", help="Write a SARIF report, too.", show_default=False),
    ] = None,
    in_json: AsJson = False,
) -> int:
    """Check synthesized stacks against a Kibana, before they are deployed.

    Types, licenses, versions, spaces, ids, names, configs and the privileges of the credential. Nothing is
    changed: whether the credential may write is asked by a request to change a connector that does not
    exist. Terraform's state is not looked at, and what only Terraform knows is noted. Reports replace files.
    """
    for report in (junit, sarif):
        if report is not None:
            check_output(report, force=True)
    from ..kibana_yml.file import read_kibana_yml
    from ..preflight.judging import judge
    from ..preflight.live import read_live
    from ..stack_files.connectors import spaces_made_by

    stacks, connectors = read_connectors(paths)
    settings = read_kibana_yml(kibana_yml) if kibana_yml is not None else None
    wanted = {each.space for each in connectors if isinstance(each.space, str)}
    types = sorted({each.type_id for each in connectors if isinstance(each.type_id, str)})
    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> LiveKibana:
            return await read_live(kibana, wanted, on_progress, types=types)

        found = connection.run(work)
    verdict = judge(connectors, found, new_spaces=spaces_made_by(stacks), kibana_yml=settings)
    _write_reports(verdict, stacks, junit, sarif)
    if in_json:
        write_json(_as_json(verdict, found, stacks))
    else:
        write_lines(_lines(verdict, found, len(stacks)))
    failed = verdict.count("error") or (strict and verdict.count("warning"))
    return FINDINGS if failed else OK


def _write_reports(
    verdict: Verdict, stacks: tuple[StackFile, ...], junit: str | None, sarif: str | None
) -> None:
    from .. import __version__

    if junit is not None:
        from ..preflight.junit import junit_text

        write_output(junit, junit_text(verdict), force=True)
    if sarif is not None:
        from ..preflight.sarif import sarif_text

        text = sarif_text(verdict, version=__version__, first_file=stacks[0].path if stacks else None)
        write_output(sarif, text, force=True)


def _lines(verdict: Verdict, found: LiveKibana, stacks: int) -> Iterator[str]:
    if verdict.findings:
        rows = (
            (
                each.level,
                each.rule,
                each.connector.stack.name if each.connector is not None else "",
                each.connector.label if each.connector is not None else "",
                each.space or "",
                each.text,
            )
            for each in verdict.findings
        )
        titles = ("Level", "Rule", "Stack", "Connector", "Space")
        yield from table_lines(titles, rows, terminal_width(), below="Finding")
        yield ""
    there = verdict.count_state("same", "renamed")
    counts = [f"{verdict.count_state('new')} new", f"{there} there already"]
    for state in ("unknown", "taken"):
        if number := verdict.count_state(state):
            counts.append(f"{number} {state}")
    yield f"{_plural(stacks, 'stack')}, {_plural(len(verdict.states), 'connector')}: {', '.join(counts)}"
    levels = [_plural(verdict.count(level), level) for level in ("error", "warning", "note")]
    yield f"{_kibana(found)}: {', '.join(levels)}"


def _kibana(found: LiveKibana) -> str:
    license = found.license
    parts = ["serverless" if found.status.is_serverless else found.status.version or "of unknown version"]
    if license is not None and license.type:
        parts.append(f"{license.type} license")
    return f"Kibana {', '.join(parts)}"


def _plural(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _as_json(verdict: Verdict, found: LiveKibana, stacks: tuple[StackFile, ...]) -> dict[str, Any]:
    return {
        "kibana": {
            "version": found.status.version,
            "serverless": found.status.is_serverless,
            "license": found.license.type if found.license is not None else None,
        },
        "stacks": [{"name": stack.name, "file": str(stack.path)} for stack in stacks],
        "connectors": [
            {
                "stack": connector.stack.name,
                "connector": connector.address,
                "path": connector.construct,
                "space": connector.space if isinstance(connector.space, str) else None,
                "id": connector.id if isinstance(connector.id, str) else None,
                "type": connector.type_id if isinstance(connector.type_id, str) else None,
                "name": connector.name if isinstance(connector.name, str) else None,
                "state": state,
            }
            for connector, state in verdict.states
        ],
        "errors": verdict.count("error"),
        "warnings": verdict.count("warning"),
        "findings": [finding.as_json() for finding in verdict.findings],
    }
