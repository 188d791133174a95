"""`kibana-connectors guard`: refuse a plan that takes away a connector which something still uses."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UnreadableFile
from ..kibana.errors import Forbidden
from ..kibana.shown_text import escaped
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK, REFUSED
from .output import AsJson, note, write_json
from .progress import progress
from .table import terminal_width, wrapped, write_lines

if TYPE_CHECKING:
    from ..guard.judgement import Finding, Judgement, Loss
    from ..guard.plan import Key, Plan
    from ..guard.uses import Uses
    from ..kibana.async_client import AsyncKibana
    from ..kibana.connectors import LiveConnector

_STANDARD_INPUT = "-"
_INDENT = " " * 4


@examples(
    "terraform show -json plan.bin | kibana-connectors guard -",
    "kibana-connectors guard plan.json --allow ops/my-pager",
    "kibana-connectors guard plan.json --offline --json",
)
@live(has_space=False)
def guard_plan(
    connection: Connection,
    plan_file: Annotated[
        str,
        typer.Argument(metavar="PLAN.json", help="What `terraform show -json` printed; - is standard input."),
    ],
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            metavar="ID",
            help="Let this connector go, by its id or SPACE/ID; may be repeated.",
            show_default=False,
        ),
    ] = None,
    allow_unseen: Annotated[
        bool,
        typer.Option("--allow-unseen", help="Go on although something could not be looked at; tell it."),
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no Kibana: only what the plan itself shows.")
    ] = False,
    in_json: AsJson = False,
) -> int:
    """Refuse a plan that takes away a connector which is still used.

    It looks at the rules, the workflows and the cases of every space. What the plan itself deletes, or makes
    use another connector, counts no more. It also refuses a plan that deletes and creates one id at two
    addresses (a rename without `moved`), and one that imports and destroys. No value of the plan is shown or
    kept but names, ids and types.
    """
    from ..guard.judgement import judge, losses_of

    plan = _read(plan_file)
    allowed = allow or []
    losses = losses_of(plan)
    asked = [loss for loss in losses if loss.key.id not in allowed and str(loss.key) not in allowed]
    uses, there = None, None
    if asked and not offline:
        with progress("Reading spaces") as on_progress:

            async def work(kibana: AsyncKibana) -> tuple[Uses, set[Key]]:
                return await _read_uses(kibana, asked, on_progress)

            uses, there = connection.run(work)
            there |= {loss.key for loss in losses if loss not in asked}
    judgement = judge(plan, uses, there=there, allowed=allowed)
    notes = list(_notes(plan, judgement, there, allowed, offline=offline))
    if in_json:
        write_json(_as_json(judgement, notes, allow_unseen=allow_unseen))
    else:
        write_lines(_lines(judgement, allow_unseen=allow_unseen, offline=offline))
        for line in notes:
            note(line)
        for unseen in judgement.unseen:
            note(f"could not be looked at: {unseen}")
    if judgement.findings:
        return FINDINGS
    return REFUSED if judgement.unseen and not allow_unseen else OK


def _read(path: str) -> Plan:
    from ..guard.plan_reading import read_plan

    if path == _STANDARD_INPUT:
        if sys.stdin is None or sys.stdin.isatty():
            raise UnreadableFile("standard input: there is none; pipe `terraform show -json` into it")
        return read_plan(sys.stdin.buffer, "standard input")
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below, once it could be opened
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from None
    with file:
        return read_plan(file, path)


async def _read_uses(
    kibana: AsyncKibana, losses: Collection[Loss], on_progress: Any
) -> tuple[Uses, set[Key]]:
    """Read who uses connectors, and which of them there are."""
    from ..guard.uses import Unseen, Uses, Wanted, read_uses

    known = [space.id for space in await kibana.list_spaces()]
    features = {each.id: each.supported_feature_ids for each in await kibana.list_connector_types()}
    spaces = list(dict.fromkeys(loss.key.space for loss in losses))
    unseen = [
        Unseen(space, "connectors", "this credential sees no such space")
        for space in spaces
        if space not in known
    ]
    live: dict[tuple[str, str], LiveConnector] = {}
    listed = kibana.list_connectors_in_each_space(spaces=[each for each in spaces if each in known])
    async for each in listed:
        if isinstance(each.error, Forbidden):
            unseen.append(Unseen(each.space, "connectors", str(each.error)))
        else:
            live.update(((each.space, connector.id), connector) for connector in each.value)
    hidden = {each.space for each in unseen}
    there = {loss.key for loss in losses if loss.key in live or loss.key.space in hidden}
    wanted = []
    for loss in losses:
        if loss.key in there:
            found = live.get(loss.key)
            is_preconfigured = found is not None and found.is_preconfigured
            wanted.append(
                Wanted(
                    key=loss.key,
                    name=loss.name if found is None else found.name,
                    is_preconfigured=is_preconfigured,
                    features=features.get(loss.type_id if found is None else found.connector_type_id),
                    count=None if found is None or is_preconfigured else found.referenced_by_count,
                )
            )
    uses = await read_uses(kibana, wanted, known, on_progress)
    return Uses(uses.users, (*unseen, *uses.unseen)), there


# -- what it writes ------------------------------------------------------------------------------------------


def _lines(judgement: Judgement, *, allow_unseen: bool, offline: bool) -> Iterator[str]:
    for number, finding in enumerate(judgement.findings):
        if number:
            yield ""
        yield from _finding_lines(finding)
    if not judgement.findings and (allow_unseen or not judgement.unseen):
        yield from wrapped(_summary(judgement, offline=offline), terminal_width())


def _finding_lines(finding: Finding) -> Iterator[str]:
    width = terminal_width()

    def indented(text: str) -> Iterator[str]:
        yield from (_INDENT + line for line in wrapped(escaped(text), width - len(_INDENT)))

    about = "the plan"
    if finding.key is not None:
        about = f"{finding.name or 'a connector'} ({finding.type_id}, {finding.key})"
    yield from wrapped(escaped(f"{finding.kind}: {about}"), width)
    for address in finding.addresses:
        yield from indented(address)
    yield from indented(finding.what + (":" if finding.users else "."))
    for user in finding.users:
        yield from indented(f"- {user}")
    yield from indented(f"{finding.advice[0].upper()}{finding.advice[1:]}.")


def _summary(judgement: Judgement, *, offline: bool) -> str:
    from .inventory import plural

    if not judgement.losses:
        return "No connector would be deleted."
    number = plural(len(judgement.losses), "connector")
    told = "nothing in the plan itself" if offline else "nothing"
    if judgement.unseen:
        told = "nothing that could be looked at"
    return f"{number} would be deleted, and {told} speaks against it."


def _notes(
    plan: Plan,
    judgement: Judgement,
    there: Collection[Key] | None,
    allowed: Collection[str],
    *,
    offline: bool,
) -> Iterator[str]:
    from .inventory import plural

    for loss in judgement.losses:
        if there is not None and loss.key not in there:
            yield f"{loss.address}: Kibana has no connector {loss.key} any more"
    for key in judgement.allowed:
        yield f"let go by --allow: {key}"
    lost = {text for loss in judgement.losses for text in (loss.key.id, str(loss.key))}
    for each in allowed:
        if each not in lost:
            yield f"--allow {each}: the plan deletes no such connector"
    for space in sorted(plan.deleted_spaces):
        yield f"the plan deletes the space {space}, and with it everything in it"
    if not plan.is_whole:
        yield "the plan is not complete: what is put off is in the next one, which has to be judged too"
    if offline and judgement.losses:
        told = plural(len(judgement.losses), "connector")
        yield f"no Kibana was asked what uses what would be deleted: {told}"


def _as_json(judgement: Judgement, notes: list[str], *, allow_unseen: bool) -> dict[str, Any]:
    return {
        "ok": not judgement.findings and (allow_unseen or not judgement.unseen),
        "findings": [
            {
                "kind": each.kind,
                "space": None if each.key is None else each.key.space,
                "id": None if each.key is None else each.key.id,
                "name": each.name,
                "type": each.type_id,
                "addresses": list(each.addresses),
                "what": each.what,
                "advice": each.advice,
                "users": [vars(user) for user in each.users],
            }
            for each in judgement.findings
        ],
        "unseen": [{"space": each.space, "what": each.what, "why": each.why} for each in judgement.unseen],
        "lost": [
            {
                "space": each.key.space,
                "id": each.key.id,
                "name": each.name,
                "type": each.type_id,
                "address": each.address,
                "how": each.how,
                "allowed": each.key in judgement.allowed,
            }
            for each in judgement.losses
        ],
        "notes": notes,
    }
