"""The arguments that name synthesized stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .output import note

if TYPE_CHECKING:
    from ..stack_files.connectors import StackConnector
    from ..stack_files.reading import StackFile

Stacks = Annotated[
    list[str],
    typer.Argument(
        metavar="STACK",
        help="A stack's folder, a cdk.tf.json, or a cdktf.out with all its stacks.",
        show_default=False,
    ),
]


def read_connectors(paths: list[str]) -> tuple[tuple[StackFile, ...], tuple[StackConnector, ...]]:
    """Read stacks, and tell where they have no connector.

    Args:
        paths: What the user gave.

    Raises:
        UnreadableFile: One cannot be read.
    """
    from ..stack_files.connectors import connectors_in
    from ..stack_files.reading import read_stacks

    stacks = read_stacks(paths)
    connectors = connectors_in(stacks)
    if not connectors:
        note("there is no connector in " + ", ".join(stack.name for stack in stacks))
    return stacks, connectors
