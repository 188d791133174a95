"""`kibana-connectors generate`: classes of types that the library does not know, or knows otherwise."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
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
    from ..generate.choice import Choice
    from ..generate.project import WrittenType
    from ..kibana.async_client import AsyncKibana
    from ..kibana.connector_types import LiveType

_AT_ONCE = 10
"""How many types are asked for at once."""
_SINCE = "9.5"
"""The first version with the spec route."""


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
    from ..generate.choice import choose
    from ..generate.project import read_entries, write_types
    from ..generate.project_types import FOLDER, name_in_pyproject, project_folder

    here = Path.cwd()
    folder = output if output is not None else project_folder(here) / FOLDER
    wanted = types or []
    read = _read_files(files, wanted) if files else _read_live(connection, wanted)
    for text in sorted(read.notes):
        note(text)
    choice = choose(read.entries, wanted=wanted, there=read_entries(folder), with_known=with_known)
    written = write_types(choice.entries, folder) if choice.entries else []
    mine = [each for each in written if each.type_id in choice.compared]
    problems = [*sorted(read.problems), *choice.problems]
    if in_json:
        write_json(_as_json(mine, choice, problems, folder))
    else:
        _tell(mine, choice, folder)
    if choice.entries and (advice := name_in_pyproject(folder, here)):
        note(advice)
    for problem in problems:
        note(problem)
    return FINDINGS if problems else OK


@dataclass
class _Read:
    """What a Kibana told.

    Attributes:
        entries: The descriptions, in the form of the catalog.
        problems: What was asked for and could not be had.
        notes: What is worth knowing.
    """

    entries: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _read_files(files: list[Path], types: list[str]) -> _Read:
    """Read the descriptions in files."""
    from ..errors import UnusableSpec
    from ..generate.sources import read_file

    read = _Read()
    for file in files:
        try:
            read.entries += read_file(file)
        except UnusableSpec as error:
            read.problems.append(str(error))
    described = {entry["id"] for entry in read.entries}
    read.problems += [f"{type_id}: no file describes it" for type_id in types if type_id not in described]
    return read


def _read_live(connection: Connection, types: list[str]) -> _Read:
    """Ask a Kibana for the descriptions of its types."""
    from ..kibana.errors import InvalidRequest

    read = _Read()

    async def work(kibana: AsyncKibana) -> None:
        status = await kibana.status()
        if status.has(_SINCE) is False:
            raise InvalidRequest(
                f"Kibana {status.version} describes no types: {_SINCE} and later do. Give files, such as "
                "answers of another Kibana"
            )
        place = "a serverless Kibana" if status.is_serverless else f"Kibana {status.version or ''}".strip()
        there = {each.id: each for each in await kibana.list_connector_types()}
        read.problems += [f"{id}: this Kibana has no such type" for id in types if id not in there]
        asked = [id for id, each in there.items() if (not types or id in types) and _may_be_described(each)]
        read.problems += [
            f"{id}: Kibana defines this type in code, and the library has a class of its own for it"
            for id in types
            if id in there and id not in asked
        ]
        turn = asyncio.Semaphore(_AT_ONCE)
        done = 0
        with progress("Reading types") as on_progress:

            async def ask(type_id: str) -> None:
                nonlocal done
                async with turn:
                    await _ask(
                        kibana, type_id, f"the spec route of {place}", read, is_wanted=type_id in types
                    )
                    done += 1
                    on_progress(done, len(asked))

            await asyncio.gather(*map(ask, asked))

    connection.run(work)
    read.entries.sort(key=lambda entry: str(entry["id"]))
    return read


def _may_be_described(each: LiveType) -> bool:
    """Whether it is worth asking: not for the types that the library has written by hand."""
    from ..generate.catalog import frozen_entries
    from ..types.registry import known_type

    if each.is_system_action_type:
        return False
    known = known_type(each.id)
    return known is None or known.is_of_project or each.id in frozen_entries()


async def _ask(kibana: AsyncKibana, type_id: str, source: str, read: _Read, *, is_wanted: bool) -> None:
    from ..errors import UnusableSpec
    from ..generate.catalog import frozen_entries
    from ..generate.descriptions import from_answer
    from ..kibana.errors import NotFound, ServerError
    from ..schema.system_types import why_uncreatable

    try:
        spec = await kibana.get_connector_spec(type_id)
        read.entries.append(from_answer(spec.as_answer(), source, where=type_id))
    except NotFound:
        message = f"{type_id}: Kibana does not describe it: Connector(type_id=…) serves it without checks"
        if is_wanted:
            read.problems.append(message)
        elif why_uncreatable(type_id) is None:
            read.notes.append(message)
    except ServerError as error:
        if type_id in frozen_entries():
            read.notes.append(f"{type_id}: Kibana cannot describe it, and the library's own class is kept")
        else:
            read.problems.append(f"{type_id}: {error}")
    except UnusableSpec as error:
        read.problems.append(str(error))


def _tell(written: list[WrittenType], choice: Choice, folder: Path) -> None:
    same = choice.same
    if written:
        rows = (
            (
                each.type_id,
                each.class_name,
                "written" if each.is_changed else "unchanged",
                choice.compared[each.type_id],
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


def _as_json(written: list[WrittenType], choice: Choice, problems: list[str], folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "types": [
            {
                "type_id": each.type_id,
                "class_name": each.class_name,
                "changed": each.is_changed,
                "compared": choice.compared[each.type_id],
                "unchecked": list(each.unchecked),
            }
            for each in written
        ],
        "same_as_library": choice.same,
        "problems": problems,
    }
