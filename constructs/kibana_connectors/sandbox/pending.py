"""What a test has asked for and has not happened yet: faults, and how connectors run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Protocol, TypeVar, runtime_checkable


@runtime_checkable
class Counted(Protocol):
    """Something that happens a number of times: `times` is how many are left, None for always."""

    @property
    def times(self) -> int | None:
        """How many times are left; None for always."""
        ...


ItemT = TypeVar("ItemT", bound=Counted)


class Pending(Generic[ItemT]):
    """Items that wait for their time; the oldest that fits is taken first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[ItemT] = []

    def append(self, item: ItemT) -> ItemT:
        """Add an existing item.

        Args:
            item: The item.
        """
        with self._lock:
            self._items.append(item)
        return item

    def clear(self) -> None:
        """Remove all items."""
        with self._lock:
            self._items.clear()

    @property
    def pending(self) -> tuple[ItemT, ...]:
        """The items; `times` is how many times are left."""
        with self._lock:
            return tuple(self._items)

    def take_first(self, fits: Callable[[ItemT], bool]) -> ItemT | None:
        """Return the oldest item that fits, if any, and count it down.

        Args:
            fits: Whether an item fits.
        """
        with self._lock:
            for index, item in enumerate(self._items):
                if not fits(item):
                    continue
                if getattr(item, "skip", 0) > 0:
                    self._items[index] = replace(item, skip=item.skip - 1)  # type: ignore[type-var,attr-defined]
                    continue
                if item.times == 1:
                    del self._items[index]
                elif item.times is not None:
                    self._items[index] = replace(item, times=item.times - 1)  # type: ignore[type-var]
                return item
        return None
