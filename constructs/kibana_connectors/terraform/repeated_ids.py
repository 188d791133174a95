"""Ids that two resources of one Kibana have: Kibana's ids are unique across all spaces."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

Owner = TypeVar("Owner", bound=Hashable)


def repeated_ids(ids: Iterable[tuple[Hashable, Owner]]) -> Iterator[tuple[Owner, Owner]]:
    """Yield who has an id that somebody else has already, and who that is.

    Args:
        ids: Each id together with the Kibana that it is in, and whose it is.
    """
    seen: dict[Hashable, Owner] = {}
    for key, owner in ids:
        first = seen.setdefault(key, owner)
        if first != owner:
            yield owner, first
