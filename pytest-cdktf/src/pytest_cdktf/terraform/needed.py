"""Which stacks of an app another one needs, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ..remote_states import owner_of, remote_states
from ..view import Origin, View


class Stack(NamedTuple):
    """A stack of an app.

    Attributes:
        view: Its JSON.
        origin: Where that comes from.
        reads: Whose state each of its remote states is: construct paths by the remote states' names.
    """

    view: View
    origin: Origin
    reads: dict[str, str]

    @property
    def path(self) -> str:
        """Its construct path."""
        return self.origin.path

    @property
    def name(self) -> str:
        """Its id, which is how messages call it."""
        return self.path.rpartition("/")[2] or "stack"


def in_order(view: View, origin: Origin) -> list[Stack]:
    """Return all stacks that a stack needs, each one after those that it needs itself, and the stack.

    It needs those that CDKTF knows as its dependencies, and those of the app whose state it reads.

    Args:
        view: The stack.
        origin: Where its JSON comes from.

    Raises:
        AssertionError: Stacks need each other.
    """
    __tracebackhide__ = True
    app = {**origin.siblings(), origin.path: (view, origin)}
    documents = {path: each.json for path, (each, _) in app.items()}
    stacks: dict[str, Stack] = {}
    graph: dict[str, set[str]] = {}
    waiting = [origin.path]
    while waiting:
        path = waiting.pop()
        if path in stacks:
            continue
        owners = (
            (name, owner_of(name, state, path, documents)) for name, state in remote_states(documents[path])
        )
        stacks[path] = Stack(*app[path], {name: owner for name, owner in owners if owner is not None})
        graph[path] = {*stacks[path].reads.values(), *_dependencies(app[path][1])} & app.keys()
        waiting.extend(graph[path])
    try:
        return [stacks[path] for path in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        circle: list[str] = error.args[1]
    # The sorter lists a stack after one that needs it.
    raise AssertionError(f"stacks need each other, so none can be applied first: {' <- '.join(circle)}")


def _dependencies(origin: Origin) -> Iterator[str]:
    """Yield the construct paths of the stacks that CDKTF knows a stack to need."""
    for entry in origin.manifest().get("stacks", {}).values():
        if entry.get("constructPath") == origin.path:
            yield from entry.get("dependencies", [])
