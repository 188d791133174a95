"""What a stack is about to lose, compared with the file that was written for it before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .changes import address_of, instance
from .declaration import Declaration
from .elasticstack import CONNECTOR
from .identity import DEFAULT_SPACE

_SPACES = re.compile(r'"([a-z0-9_-]+)"')


def losses(
    previous: Mapping[str, Any],
    declarations: Sequence[Declaration],
    forgotten: Sequence[str],
    stack_path: str,
) -> Iterator[str]:
    """Yield a warning for each connector that the next apply would destroy, with the line that keeps it.

    Args:
        previous: The stack's JSON as it was written before.
        declarations: The connectors that are written now.
        forgotten: The paths of connectors that leave the state and stay in Kibana.
        stack_path: The stack's path.
    """
    before = _mapping(_mapping(previous.get("resource")).get(CONNECTOR))
    now = {declaration.logical_id: declaration for declaration in declarations}
    kept = {block["from"] for declaration in declarations for block in declaration.moved_blocks()}
    kept |= {address_of(CONNECTOR, path) for path in forgotten}
    for name, block in before.items():
        path = _path_below(block, stack_path)
        if path is None:
            continue
        if name in now:
            yield from _lost_spaces(block, now[name])
            yield from _taken_id(block, now[name])
        elif f"{CONNECTOR}.{name}" not in kept:
            likely = [
                declaration.path
                for declaration in declarations
                if declaration.logical_id not in before and _looks_like(declaration, block)
            ]
            where = f" ({likely[0]} looks like it)" if len(likely) == 1 else ""
            yield (
                f"{stack_path}/{path} was in this stack when it was last synthesized, and is not any more: "
                f"Terraform will destroy the connector. If the construct was renamed or moved, write "
                f'identity="{path}" on the new one{where}; to leave the connector in Kibana, write '
                f'forget(stack, "{path}")'
            )


def _path_below(block: Any, stack_path: str) -> str | None:
    path = _mapping(_mapping(_mapping(block).get("//")).get("metadata")).get("path")
    if not isinstance(path, str):
        return None
    return (
        path.removeprefix(f"{stack_path}/") if path.startswith(f"{stack_path}/") else path.partition("/")[2]
    )


def _mapping(value: object) -> Mapping[str, Any]:
    """Return an object of the file; it may have been written by anybody."""
    return value if isinstance(value, Mapping) else {}


def _looks_like(declaration: Declaration, block: Mapping[str, Any]) -> bool:
    return (declaration.type_info.type_id, declaration.name) == (
        block.get("connector_type_id"),
        block.get("name"),
    )


def _taken_id(block: Mapping[str, Any], declaration: Declaration) -> Iterator[str]:
    """Find a connector of another type that Terraform would make while the old one still has its id."""
    before, now = block.get("connector_type_id"), declaration.type_info.type_id
    if not isinstance(before, str) or before == now:
        return
    if not declaration.is_made_before_the_old_one:
        return
    reason = "Rules use it" if declaration.own_order is None else "It has create_before_destroy"
    yield (
        f"{declaration.path} was {before} when it was last synthesized, and is {now} now. {reason}, so that "
        "the new one is made first, and Kibana refuses it (409) while the old one has its id: "
        "give the new one another construct id"
    )


def _lost_spaces(block: Mapping[str, Any], declaration: Declaration) -> Iterator[str]:
    """Find a space that loses its connector because it is named in the wrong place."""
    identity = declaration.identity
    spaces = identity.known_spaces
    for_each = block.get("for_each")
    if not spaces or declaration.repetition is not None:
        return
    if for_each is None and identity.serves_many:
        alone = block.get("space_id", DEFAULT_SPACE)
        if alone in spaces and spaces[0] != alone:
            yield (
                f"{declaration.path} served the space {alone} alone when it was last synthesized. Name it "
                f'first, as in spaces=["{alone}", …]: otherwise Terraform destroys its connector there'
            )
    elif isinstance(for_each, str) and not identity.serves_many and identity.space is None:
        served = _SPACES.findall(for_each)
        if served:
            kept = DEFAULT_SPACE if DEFAULT_SPACE in served else served[0]
            yield (
                f"{declaration.path} served the spaces {', '.join(served)} when it was last synthesized. "
                f'Write space="{kept}" to keep {instance(declaration.address, kept)}: otherwise Terraform '
                "destroys the connectors in all of them"
            )
