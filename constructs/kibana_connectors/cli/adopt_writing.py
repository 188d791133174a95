"""What `adopt` does with an inventory when it writes code: `-o` and the options that go with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.kibana_ids import is_space_id
from ..kibana.errors import InvalidRequest
from ..kibana.shown_text import escaped
from .choices import check_choice
from .exit_codes import FINDINGS, OK
from .output import note, write_json
from .table import write_lines

if TYPE_CHECKING:
    from ..adopt.inventory import Inventory
    from ..adopt.project import Project
    from ..adopt.update import Update

LAYOUTS = ("space", "team")
MODES = ("take-over", "touch-nothing")


@dataclass(frozen=True)
class Writing:
    """How code is written.

    Attributes:
        folder: The folder.
        layout: `space` or `team`; None for that of the earlier run, else `space`.
        mode: `take-over` or `touch-nothing`; None for that of the earlier run, else `take-over`.
        space: The space of connectors whose source does not say.
        update: Whether to bring code that was written before up to date.
        force: Whether to write over whatever is there.
        in_json: Whether to print JSON.
    """

    folder: str
    layout: str | None = None
    mode: str | None = None
    space: str = "default"
    update: bool = False
    force: bool = False
    in_json: bool = False

    def check(self) -> None:
        """Check the options before anything is read.

        Raises:
            BadParameter: A word is not known.
            InvalidRequest: Two options contradict each other.
        """
        for noun, given, known in (("layout", self.layout, LAYOUTS), ("mode", self.mode, MODES)):
            if given is not None:
                check_choice(noun, given, known, option=f"--{noun}")
        if self.update and self.force:
            raise InvalidRequest("--update, --force: expected one of them, not both")
        if not self.folder.strip():
            raise InvalidRequest("-o: expected a folder")
        if not is_space_id(self.space):
            raise InvalidRequest("--default-space: expected the id of a space")


def write_code(inventory: Inventory, writing: Writing) -> int:
    """Write an inventory as code, and tell what was done and what is to do.

    Args:
        inventory: What was read.
        writing: How.

    Returns:
        The exit code: 1 where something was not taken over, or not written because it exists.

    Raises:
        InvalidRequest: The folder, or a file in it, cannot be used.
    """
    from ..adopt.connector_code import Mode
    from ..adopt.folder import present_files, write_files
    from ..adopt.project import Layout, project_of
    from ..adopt.update import MANIFEST, earlier_choice, known_names, update_of

    folder = Path(writing.folder)
    manifest = None if writing.force else present_files(folder, ()).get(MANIFEST)
    earlier = known_names(manifest)
    layout = writing.layout or earlier_choice(manifest, "layout") or LAYOUTS[0]
    mode = writing.mode or earlier_choice(manifest, "mode") or MODES[0]
    project = project_of(
        inventory,
        layout=Layout(layout),
        mode=Mode(mode),
        engine=_engine(),
        default_space=writing.space,
        known=earlier,
    )
    modules = {f"{module}.py" for module, _, _ in earlier.attributes.values()}
    present = present_files(folder, {*project.files(), *modules})
    update = update_of(project, present, force=writing.force)
    is_first = MANIFEST not in present
    is_written = writing.update or writing.force or (not update.changed and (is_first or not update.created))
    if is_written and (update.created or update.changed or update.manifest != present.get(MANIFEST)):
        write_files(folder, update)
    if writing.in_json:
        write_json(_as_json(project, update, is_written=is_written))
    else:
        _tell(project, update, writing, is_written=is_written)
    return OK if is_written and not project.left and not update.left else FINDINGS


def _engine() -> str:
    """Return the engine that is installed; cdktf where both or neither are."""
    from importlib.util import find_spec

    return "cdktn" if find_spec("cdktf") is None and find_spec("cdktn") is not None else "cdktf"


def _tell(project: Project, update: Update, writing: Writing, *, is_written: bool) -> None:
    from .inventory import plural

    for change in update.changed:
        if sys.stdout is not None:
            write_lines(escaped(line) for line in change.diff.splitlines())
    if not is_written:
        for change in update.created:
            note(f"{change.name}: would be new")
        note("nothing was written: --update writes these changes, --force writes everything anew")
    else:
        lines = [f"{writing.folder}/{change.name}: new" for change in update.created]
        lines += [f"{writing.folder}/{change.name}: changed" for change in update.changed]
        write_lines(map(escaped, lines or [f"{writing.folder}: nothing to change"]))
        write_lines([f"{plural(project.number, 'connector')} in {plural(len(project.modules), 'module')}"])
    if project.secrets:
        write_lines(["", "Set these before a plan:"])
        for each in project.secrets:
            was = f" (was {each.was})" if each.was else ""
            write_lines([escaped(f"export TF_VAR_{each.name}=...  # {'; '.join(each.uses)}{was}")])
    for heading, texts in (
        ("Not taken over:", project.left),
        ("Left as it is:", update.left),
        ("To know:", project.notes),
    ):
        if texts:
            write_lines(["", heading, *(escaped(f"- {text}") for text in texts)])


def _as_json(project: Project, update: Update, *, is_written: bool) -> dict[str, object]:
    return {
        "written": is_written,
        "connectors": project.number,
        "created": [change.name for change in update.created],
        "changed": [{"file": change.name, "diff": change.diff} for change in update.changed],
        "variables": [
            {"name": f"TF_VAR_{each.name}", "uses": list(each.uses), "was": each.was}
            for each in project.secrets
        ],
        "not_taken_over": list(project.left),
        "left_as_it_is": list(update.left),
        "notes": list(project.notes),
    }
