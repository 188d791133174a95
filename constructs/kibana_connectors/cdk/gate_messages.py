"""What the gate found, with the path of the construct that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..gate.document import Document
from ..gate.problems import GateProblem
from ..terraform.declaration import Declaration
from ..terraform.rule_declaration import RuleDeclaration


def paths_of(
    document: Mapping[str, Any], declarations: Iterable[Declaration | RuleDeclaration]
) -> dict[str, str]:
    """Return the construct's path of each resource, by address.

    Args:
        document: The stack's JSON; the engine writes the path of each resource into it.
        declarations: The stack's connectors and rules.
    """
    found = {declaration.address: declaration.path.full for declaration in declarations}
    for block in Document(document).blocks("resource"):
        for body in block.bodies:
            path = _path(body)
            if path is not None:
                found.setdefault(block.address, path)
    return found


def told(problem: GateProblem, paths: Mapping[str, str]) -> str:
    """Return the message: path, field, what was found, and the remedy."""
    path = paths.get(problem.address)
    return str(problem if path is None else problem._replace(address=path))


def _path(body: Mapping[str, Any]) -> str | None:
    comment = body.get("//")
    metadata = comment.get("metadata") if isinstance(comment, Mapping) else None
    path = metadata.get("path") if isinstance(metadata, Mapping) else None
    return path if isinstance(path, str) else None
