"""What `find` and `count` return: a list and a number that note when a test looks at them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from .blocks import Block
from .ledger import Use, asked, compared_in_list
from .matching import Matcher
from .searched import Searched


class Found(list[Block]):
    """The matching blocks."""

    _use: Use | None = None

    @classmethod
    def of(cls, matching: Sequence[Block], matcher: Matcher) -> Found:
        """Return the blocks that match.

        Args:
            matching: The blocks.
            matcher: What they match, as the test wrote it.
        """
        found = cls(matching)
        found._use = asked(matcher, matching)
        return found


class Count(int):
    """The number of matching blocks; it also has the blocks, for messages."""

    matching: Sequence[Block]
    matcher: Matcher
    of_stack: Searched
    _use: Use | None = None

    @classmethod
    def of(cls, matching: Sequence[Block], matcher: Matcher, stack: Searched) -> Count:
        """Count blocks.

        Args:
            matching: The blocks.
            matcher: What they match, as the test wrote it.
            stack: The stack that has them.
        """
        count = cls(len(matching))
        count.matching, count.matcher, count.of_stack = matching, stack.resolve(matcher), stack
        count._use = asked(matcher, matching, as_number=True)
        return count


def _looking(plain: Callable[..., Any]) -> Callable[..., Any]:
    is_equality = plain.__name__ in ("__eq__", "__ne__")

    @functools.wraps(plain)
    def method(self: Any, *arguments: Any, **options: Any) -> Any:
        if is_equality:
            compared_in_list(arguments[0])
        for each in (self, *arguments):
            if isinstance(each, (Found, Count)) and each._use is not None:
                each._use.look()
        return plain(self, *arguments, **options)

    return method


def _concatenated(found: Found, before: list[Any]) -> list[Any]:
    return [*before, *found]


_COMPARISONS = "__eq__ __ne__ __lt__ __le__ __gt__ __ge__"
_LIST = (
    f"{_COMPARISONS} __len__ __iter__ __reversed__ __contains__ __getitem__ __add__ __mul__ __rmul__ "
    "__repr__ __reduce_ex__ copy count index pop sort reverse"
)
_NUMBERS = "add sub mul truediv floordiv mod divmod pow lshift rshift and or xor"
_INT = " ".join(
    [
        f"{_COMPARISONS} __bool__ __int__ __index__ __float__ __hash__ __repr__ __format__ __neg__ __pos__",
        "__abs__ __invert__ __round__ __trunc__ __floor__ __ceil__ __reduce_ex__ bit_length",
        *(f"__{name}__ __r{name}__" for name in _NUMBERS.split()),
    ]
)
for _class, _base, _names in ((Found, list, _LIST), (Count, int, _INT)):
    for _name in _names.split():
        setattr(_class, _name, _looking(getattr(_base, _name)))
# `list` has no such method: without it, a list would read this one without asking.
setattr(Found, "__radd__", _looking(_concatenated))  # noqa: B010 - mypy knows no such method
