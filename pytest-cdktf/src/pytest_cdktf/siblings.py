"""The other stacks of an app of which a test synthesized one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import coverage, writing
from ._cdk import Engine
from .tokens import resolver_of
from .view import Origin, View


def write_siblings(
    stack: Any, stacks: Sequence[Any], engine: Engine, folder: Path, cache: Path
) -> dict[str, tuple[View, Origin]]:
    """Write all stacks of an app but one, with the backends that CDKTF adds, and return them by path.

    Errors that constructs report do not count here: a test is about the one stack.

    Args:
        stack: The stack that is there already.
        stacks: All stacks of its app.
        engine: Their engine.
        folder: A new folder.
        cache: A folder that outlives the test run.

    Raises:
        SynthesisError: CDKTF refuses one.
    """
    __tracebackhide__ = True
    found: dict[str, tuple[View, Origin]] = {}
    if len(stacks) < 2:
        return found
    folder.mkdir(exist_ok=True)
    with writing.sharing(stacks), coverage.not_measured():
        for number, each in enumerate(stacks, 1):
            if each is stack:
                continue
            # A folder for each one: stacks in stacks may have the same id.
            session = engine.App(outdir=str(folder / str(number)), skip_validation=True)
            text = writing.write(each, session, tolerant=True).read_text()
            found[each.node.path] = _read(each, text, session, engine, cache)
    return found


def _read(stack: Any, text: str, session: Any, engine: Engine, cache: Path) -> tuple[View, Origin]:
    manifest: Mapping[str, Any] = writing.manifest_of(session)
    out = Path(session.outdir)
    directory = out / "stacks" / stack.node.id
    origin = Origin(out, directory, cache, resolver_of(stack, engine), lambda: manifest, stack.node.path)
    return View(text, origin), origin
