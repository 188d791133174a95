"""Where a construct stands in the construct tree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ConstructPath:
    """Where a construct stands.

    Attributes:
        full: Its full path, as CDKTF's own messages name it: `OnCall/team/pager`.
        below_stack: The ids below the stack: `("team", "pager")`.
    """

    full: str
    below_stack: tuple[str, ...]

    def child(self, id: str) -> ConstructPath:
        """Return the path of a child; a slash in an id is replaced as `constructs` does it."""
        safe = id.replace("/", "--")
        return ConstructPath(f"{self.full}/{safe}" if self.full else safe, (*self.below_stack, safe))

    def __str__(self) -> str:
        return self.full
