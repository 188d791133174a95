"""Matchers of lists whose order does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from . import capturing
from .likeness import likeness
from .matching import (
    MISSING,
    TERRAFORM,
    Matcher,
    Resolver,
    Rule,
    as_list,
    matchers_in,
    project,
    resolve_in,
    same,
)
from .rendering import inline, shortened


class _Items(Matcher):
    name: ClassVar[str]

    def __init__(self, items: Sequence[Any], rule: Rule = TERRAFORM) -> None:
        self._items = items
        self._rule = rule

    def resolved(self, resolve: Resolver) -> Matcher:
        return type(self)([resolve_in(item, resolve) for item in self._items], self._rule)

    def under(self, rule: Rule) -> Matcher:
        return type(self)(self._items, rule)

    def nested(self) -> Iterator[Matcher]:
        return matchers_in(self._items)

    def why_not(self, found: Any) -> str:
        """Return which items are not there, or too many."""
        seen, rule = as_list(found, self._rule)
        if not isinstance(seen, (list, tuple)):
            return "" if found is MISSING else "no list"
        missing, left = self._left(seen, rule)
        return "; ".join(
            f"{what}: {shortened(', '.join(map(inline, items)), 60)}"
            for what, items in (("not in it", missing), ("too many", left))
            if items
        )

    def _left(self, found: Sequence[Any], rule: Rule) -> tuple[list[Any], list[Any]]:
        """Return the items that are not there, and the values that are too many."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(map(repr, self._items))})"


class _HasItems(_Items):
    name = "has_items"

    def matches(self, found: Any) -> bool:
        seen, rule = as_list(found, self._rule)
        return isinstance(seen, (list, tuple)) and all(
            any([same(item, each, rule) for each in seen])  # noqa: C419 - each of them may be captured
            for item in self._items
        )

    def project(self, found: Any) -> tuple[Any, Any]:
        seen, rule = as_list(found, self._rule)
        if not isinstance(seen, (list, tuple)):
            return self, found
        missing, _ = self._left(seen, rule)
        return _beside_nearest(self, missing, seen, rule)

    def _left(self, found: Sequence[Any], rule: Rule) -> tuple[list[Any], list[Any]]:
        return [item for item in self._items if not any(same(item, each, rule) for each in found)], []


class _Unordered(_Items):
    name = "unordered"

    def matches(self, found: Any) -> bool:
        seen, rule = as_list(found, self._rule)
        if not isinstance(seen, (list, tuple)) or len(seen) != len(self._items):
            return False
        pairs = _pairs(self._items, seen, rule)
        # Once more, because what is captured is that of the pairs.
        return len(pairs) == len(seen) and all(
            same(self._items[index], seen[pairs[index]], rule) for index in range(len(seen))
        )

    def project(self, found: Any) -> tuple[Any, Any]:
        seen, rule = as_list(found, self._rule)
        if not isinstance(seen, (list, tuple)):
            return self, found
        pairs = _pairs(self._items, seen, rule)
        missing = [item for index, item in enumerate(self._items) if index not in pairs]
        free = [index for index in range(len(seen)) if index not in pairs.values()]
        return _beside_nearest(self, missing, seen, rule, free=free, complete=True)

    def _left(self, found: Sequence[Any], rule: Rule) -> tuple[list[Any], list[Any]]:
        pairs = _pairs(self._items, found, rule)
        return (
            [item for index, item in enumerate(self._items) if index not in pairs],
            [each for index, each in enumerate(found) if index not in pairs.values()],
        )


def _pairs(items: Sequence[Any], found: Sequence[Any], rule: Rule) -> dict[int, int]:
    """Return for as many items as possible the index of a value that no other item takes."""
    mark = capturing.mark()
    fitting = [[index for index, each in enumerate(found) if same(item, each, rule)] for item in items]
    capturing.forget_since(mark)
    taken: dict[int, int] = {}

    def place(item: int, tried: set[int]) -> bool:
        for index in fitting[item]:
            if index not in tried:
                tried.add(index)
                if index not in taken or place(taken[index], tried):
                    taken[index] = item
                    return True
        return False

    for item in range(len(items)):
        place(item, set())
    return {item: index for index, item in taken.items()}


def _beside_nearest(
    matcher: Matcher,
    missing: Sequence[Any],
    found: Sequence[Any],
    rule: Rule,
    *,
    free: list[int] | None = None,
    complete: bool = False,
) -> tuple[Any, Any]:
    """Return what was found, and the same with each missing item in the place of the value most like it.

    Args:
        matcher: The matcher, returned where no value is like an item.
        missing: The expected items that are not there.
        found: What was found.
        rule: The rule of the comparison.
        free: The places that an item may take; all of them if left out.
        complete: Whether the free places that no item takes are too many.
    """
    free = [*range(len(found))] if free is None else free
    if not missing and not (complete and free):
        return found, found
    wanted: list[Any] = [*found]
    present: list[Any] = [*found]
    left: list[Any] = []
    for item in missing:
        index = max(free, key=lambda at: likeness(item, found[at], rule), default=None)
        if index is None or not likeness(item, found[index], rule):
            left.append(item)
            continue
        wanted[index], present[index] = project(item, found[index], rule)
        free.remove(index)
    if left or (complete and free):
        return matcher, found
    return wanted, present


def has_items(*items: Any) -> Matcher:
    """Match a list that contains each of these, in any order, and maybe others.

    Args:
        items: Values or matchers.

    Raises:
        TypeError: The only item is a list.
    """
    return _HasItems(_spread("has_items", items))


def unordered(*items: Any) -> Matcher:
    """Match a list of these and no others, in any order.

    Args:
        items: Values or matchers, each for an item of its own.

    Raises:
        TypeError: The only item is a list.
    """
    return _Unordered(_spread("unordered", items))


def _spread(name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list in the place of its items: few lists hold lists, so `not in` would always pass."""
    if len(items) == 1 and isinstance(items[0], (list, tuple, set, frozenset)):
        raise TypeError(
            f"{name}: expected the items one by one, {name}(*items), got {items[0]!r}; "
            f"for a list in a list write {name}(exactly([…]))"
        )
    return items
