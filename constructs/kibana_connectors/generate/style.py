"""Where generated modules are written to, which decides how they import the library and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LIBRARY = "kibana_connectors"


@dataclass(frozen=True)
class Style:
    """How the modules of some types are written.

    Attributes:
        root: What a module of a type writes before the library's own module names.
        shared_auth: Where the auth types are that several types share.
        shared: The classes that are there; None for all.
        notices: The line that each module begins with, by type id; `notice` for others.
        notice: That line for modules without one of their own.
    """

    root: str = "..."
    shared_auth: str = "."
    shared: frozenset[str] | None = None
    notice: str = "Written by `make types` from `generate/frozen/`; change it there or in `generate/`."
    notices: Mapping[str, str] = field(default_factory=dict)

    def notice_of(self, type_id: str) -> str:
        """Return the line that a type's module begins with."""
        return self.notices.get(type_id, self.notice)


def outside(notices: Mapping[str, str], shared: frozenset[str]) -> Style:
    """Return the style of modules outside of the library.

    Args:
        notices: The line that each module begins with, by type id.
        shared: The auth types that the library has for several types.
    """
    return Style(
        root=f"{LIBRARY}.",
        shared_auth=f"{LIBRARY}.types.spec",
        shared=shared,
        notice="Written by `kibana-connectors generate`; a new run writes it again.",
        notices=notices,
    )
