"""`kibana-connectors generate`: classes of types that the library does not know, or knows otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..generate.project import WrittenType
    from ..kibana.async_client import AsyncKibana

_SOME = 10
"""How many types are asked for at once."""


@examples(
    "kibana-connectors generate",
    "kibana-connectors generate --type .mysql --type .mongodb",
    "kibana-connectors generate abuseipdb.yaml --output infra/kibana_types",
)
@live(has_space=False)
def generate_types(
    connection: Connection,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Saved answers of the spec route (JSON), or connectors' definitions (YAML). Without any, a "
            "live Kibana of 9.5 or later is asked.",
            show_default=False,
        ),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only this type; may be repeated.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The package to write; kibana_types in the project's folder unless told.",
            show_default=False,
        ),
    ] = None,
    with_known: Annotated[
        bool, typer.Option("--all", help="Also types that are in the library just as they are there.")
    ] = False,
    in_json: AsJson = False,
) -> int:
    """Write classes for connector types that the library does not know, or knows otherwise.

    The classes are like the library's own: fields, defaults, checks, secrets as variables. They go into a
    package of the project: `from kibana_types import …`. Every command that runs in the project knows them;
    a program does once it imports the package. A new run updates what is there.
    """
    from ..errors import UnusableSpec
    from ..generate.catalog import frozen, read_spec
    from ..generate.differences import differences
    from ..generate.project import known_spec, read_entries, write_types
    from ..generate.project_types import FOLDER, name_in_pyproject, project_folder
    from ..generate.sources import read_file

    here = Path.cwd()
    folder = output if output is not None else project_folder(here) / FOLDER
    problems: list[str] = []
    entries: list[dict[str, Any]] = []
    if files:
        for file in files:
            try:
                entries += read_file(file)
            except UnusableSpec as error:
                problems.append(str(error))
    else:
        entries, problems = _live_entries(connection, types)
    wanted = set(types or ())
    seen = {entry["id"] for entry in entries}
    if files:
        problems += [f"{type_id}: no file describes it" for type_id in sorted(wanted - seen)]
    there = read_entries(folder)
    chosen, same, why = [], [], {}
    first: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if wanted and entry["id"] not in wanted:
            continue
        try:
            spec = read_spec(entry, frozen().auth_types)
        except UnusableSpec as error:
            problems.append(str(error))
            continue
        twice = read_spec(first[entry["id"]], frozen().auth_types) if entry["id"] in first else spec
        first.setdefault(entry["id"], entry)
        if told := differences(twice, spec):
            problems.append(f"{entry['id']}: described twice, and not the same: {'; '.join(told)}")
            continue
        library = next((own for own in frozen().specs if own.id == entry["id"]), None)
        found = None if library is None else differences(library, spec)
        if library is None and known_spec(entry["id"]) is None and _is_classic(entry["id"]):
            problems.append(
                f"{entry['id']}: the library has a class of its own for this type, written by hand"
            )
        elif found or library is None or with_known or entry["id"] in there:
            chosen.append(entry)
            why[entry["id"]] = ("new" if found is None else "the same") if not found else "; ".join(found)
        else:
            same += [entry["id"]] if entry["id"] not in same else []
    written = write_types(chosen, folder) if chosen else []
    advice = name_in_pyproject(folder, here) if chosen else ""
    mine = [each for each in written if each.type_id in why]
    if in_json:
        write_json(_as_json(mine, why, same, problems, folder))
    else:
        _tell(mine, why, same, folder, advice)
    for problem in problems:
        note(problem)
    return FINDINGS if problems else OK


def _is_classic(type_id: str) -> bool:
    from ..types.registry import known_type

    known = known_type(type_id)
    return known is not None and not known.is_of_project


def _live_entries(connection: Connection, types: list[str] | None) -> tuple[list[dict[str, Any]], list[str]]:
    """Ask a Kibana for the descriptions of its types; return them, and what could not be had."""
    import asyncio

    from ..errors import UnusableSpec
    from ..generate.catalog import frozen_entries
    from ..generate.descriptions import from_answer
    from ..kibana.errors import InvalidRequest, NotFound, ServerError
    from ..types.registry import known_type

    entries: list[dict[str, Any]] = []
    problems: list[str] = []

    async def work(kibana: AsyncKibana) -> None:
        status = await kibana.status()
        if status.has("9.5") is False:
            raise InvalidRequest(
                f"Kibana {status.version} describes no types: 9.5 and later do. Give files, such as answers "
                "of another Kibana"
            )
        place = "a serverless Kibana" if status.is_serverless else f"Kibana {status.version or ''}".strip()
        source = f"the spec route of {place}"
        live_types = {each.id: each for each in await kibana.list_connector_types()}
        problems.extend(f"{id}: this Kibana has no such type" for id in types or () if id not in live_types)
        asked = [
            each.id
            for each in live_types.values()
            if (not types or each.id in types)
            and not each.is_system_action_type
            and (
                each.source in ("spec", "yml", "catalog")
                or known_type(each.id) is None
                or each.id in frozen_entries()
            )
        ]
        problems.extend(
            f"{id}: Kibana defines this type in code, and the library has a class of its own for it"
            for id in types or ()
            if id in live_types and id not in asked
        )
        turn = asyncio.Semaphore(_SOME)
        done = 0
        with progress("Reading types") as on_progress:

            async def ask(type_id: str) -> None:
                nonlocal done
                async with turn:
                    try:
                        spec = await kibana.get_connector_spec(type_id)
                        entries.append(from_answer(spec.as_answer(), source, where=type_id))
                    except NotFound:
                        if type_id in (types or ()) or known_type(type_id) is None:
                            problems.append(
                                f"{type_id}: Kibana does not describe it: Connector(type_id=…) serves it "
                                "without checks"
                            )
                    except ServerError as error:
                        kept = (
                            "the library's own class is kept"
                            if type_id in frozen_entries()
                            else "it has no class"
                        )
                        unreadable.append(f"{type_id}: Kibana cannot describe it, and {kept}")
                        if type_id not in frozen_entries():
                            problems.append(f"{type_id}: {error}")
                    except UnusableSpec as error:
                        problems.append(str(error))
                    done += 1
                    on_progress(done, len(asked))

            await asyncio.gather(*map(ask, asked))

    unreadable: list[str] = []
    connection.run(work)
    for text in sorted(unreadable):
        note(text)
    return sorted(entries, key=lambda entry: str(entry["id"])), sorted(problems)


def _tell(
    written: list[WrittenType], why: dict[str, str], same: list[str], folder: Path, advice: str
) -> None:
    if written:
        rows = (
            (
                each.type_id,
                each.class_name,
                "written" if each.is_changed else "unchanged",
                why[each.type_id],
            )
            for each in written
        )
        write_lines(
            table_lines(("Type", "Class", "File"), rows, terminal_width(), below="Compared with the library")
        )
        for each in written:
            for text in each.unchecked:
                note(f"{each.type_id}: not checked here: {text}")
        write_lines(
            ["", f"{folder}: from {folder.name} import {', '.join(each.class_name for each in written)}"]
        )
    if same:
        many = f"{len(same)} types are" if len(same) > 1 else f"{same[0]} is"
        write_lines([f"{many} just as in the library, and so not written (--all writes)."])
    if not written and not same:
        write_lines(["Nothing to write."])
    if advice:
        note(advice)


def _as_json(
    written: list[WrittenType], why: dict[str, str], same: list[str], problems: list[str], folder: Path
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "types": [
            {
                "type_id": each.type_id,
                "class_name": each.class_name,
                "changed": each.is_changed,
                "compared": why[each.type_id],
                "unchecked": list(each.unchecked),
            }
            for each in written
        ],
        "same_as_library": same,
        "problems": problems,
    }
