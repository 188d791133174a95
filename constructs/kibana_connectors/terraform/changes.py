"""What keeps a connector through a change: `moved`, `import` and `removed` blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..errors import Problem
from ..formats.known_text import is_known_text
from ..hcl import template
from .elasticstack import CONNECTOR
from .identity import Identity
from .logical_id import logical_id


@dataclass(frozen=True)
class Import:
    """A connector or a rule that exists in Kibana and is taken into the state.

    Attributes:
        id: `<space>/<its id>`.
        provider: The provider to import with, as Terraform names it, or None for the resource's own.
    """

    id: str
    provider: str | None


def path_problems(argument: str, path: object) -> Iterator[Problem]:
    """Check a construct path below the stack that a user gave.

    Args:
        argument: The argument's name.
        path: What was given.
    """
    if not is_known_text(path) or not all(path.split("/")):
        hint = "Write the ids of the constructs below the stack, joined by /, as the old code had them"
        yield Problem(argument, 'expected a path below the stack, such as "team/pager"', hint)


def earlier_paths(moved_from: object) -> tuple[Any, ...]:
    """Return what `moved_from` names: nothing, a path, or several."""
    if moved_from is None:
        return ()
    if isinstance(moved_from, (list, tuple)):
        return tuple(moved_from)
    return (moved_from,)


def change_problems(identity: object, moved_from: object) -> Iterator[Problem]:
    """Check what a construct says of where it was.

    Args:
        identity: The path that it keeps, or None.
        moved_from: The path or the paths that it had, or None.
    """
    if identity is not None:
        yield from path_problems("identity", identity)
    if isinstance(moved_from, (list, tuple)) and not moved_from:
        yield Problem("moved_from", "expected at least one path, got an empty list")
    earlier = earlier_paths(moved_from)
    for index, path in enumerate(earlier):
        where = "moved_from" if len(earlier) == 1 else f"moved_from.{index}"
        yield from path_problems(where, path)
    if identity is not None and moved_from is not None:
        yield Problem("moved_from", "identity and moved_from exclude each other", "Leave one of them out")


def address_of(resource_type: str, path: str) -> str:
    """Return the address of the resource at a construct path below its stack."""
    return f"{resource_type}.{logical_id(path.split('/'))}"


def moved_blocks(address: str, identity: Identity, earlier: Sequence[str]) -> list[dict[str, str]]:
    """Return the `moved` blocks of one connector or rule.

    Its address changes when its construct is renamed or moved, and when its block starts or stops
    serving several spaces. Then the space that was alone keeps its connector: it stands first in `spaces`, or
    is named by `space`. Each block costs Terraform time that grows with the square of their number, so that a
    connector whose space is left out has none.

    Args:
        address: The resource's address.
        identity: Its spaces.
        earlier: The addresses that it had before, newest first.
    """
    blocks = [{"from": old, "to": new} for new, old in pairwise([address, *earlier])]
    if identity.serves_many and identity.known_spaces:
        blocks.append({"from": address, "to": instance(address, identity.known_spaces[0])})
    elif identity.space is not None and identity.known_spaces and not identity.serves_many:
        blocks.append({"from": instance(address, identity.known_spaces[0]), "to": address})
    return blocks


def import_blocks(address: str, identity: Identity, imports: Sequence[Import]) -> list[dict[str, str]]:
    """Return the `import` blocks of one connector or rule."""
    blocks = []
    for each in imports:
        space = each.id.partition("/")[0]
        to = instance(address, space) if identity.serves_many else address
        block = {"to": to, "id": template(each.id)}
        if each.provider is not None:
            block["provider"] = each.provider
        blocks.append(block)
    return blocks


def removed_block(path: str) -> Mapping[str, Any]:
    """Return the `removed` block that takes a connector out of the state and leaves it in Kibana.

    `destroy` is always written: without it Terraform destroys, and OpenTofu forgets.
    """
    return {"from": address_of(CONNECTOR, path), "lifecycle": {"destroy": False}}


def instance(address: str, space: str) -> str:
    """Return the address of one instance of a resource that serves many spaces."""
    return f'{address}["{space}"]'
