"""Searches for blocks, which note what a test compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import coverage
from .annotations import is_annotation_matcher
from .block_matchers import every_block, is_block_matcher
from .blocks import Block
from .comparisons import remember
from .explain import missing, no_block_at, not_all, several
from .ledger import compared, decided
from .matching import Matcher, matching
from .results import Count, Found
from .searched import Searched


class Searches(Searched):
    """Searches for blocks, and assertions on those that match."""

    def at(self, path: str) -> Block:
        """Return the block of a construct.

        Args:
            path: The construct's path, with or without the stack's id before it.

        Raises:
            AssertionError: No block, or more than one, comes from the construct.
        """
        __tracebackhide__ = True
        found = self._from(path)
        if len(found) == 1:
            coverage.touch(found)
            return found[0]
        raise AssertionError(no_block_at(path, found, self))

    def find(self, matcher: Matcher) -> list[Block]:
        """Return the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        return Found.of(self._matching(matcher), matcher)

    def one(self, matcher: Matcher) -> Block:
        """Return the only block that matches.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.

        Raises:
            AssertionError: No block matches, or more than one.
        """
        __tracebackhide__ = True
        found = self._matching(matcher)
        decided(matcher, found)
        if len(found) == 1:
            return found[0]
        resolved = self.resolve(matcher)
        raise AssertionError("\n".join(several(resolved, found) if found else missing(resolved, self)))

    def count(self, matcher: Matcher) -> Count:
        """Count the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        count = Count.of(self._matching(matcher), matcher, self)
        remember("count", count, None)
        return count

    def __contains__(self, matcher: Matcher) -> bool:
        found = self._matching(matcher)
        compared(matcher, found)
        remember("in", matcher, self, held=bool(found))
        return bool(found)

    def assert_all(
        self, matcher: Matcher, attributes: Mapping[str, Any] | None = None, /, **more: Any
    ) -> None:
        """Check that each block that matches also has these attributes, and that there is one.

        Args:
            matcher: A matcher of blocks, such as `resource("aws_s3_bucket")`.
            attributes: Expected attributes, values or matchers; others may have any value.
            more: Expected attributes as keyword arguments.

        Raises:
            AssertionError: A block has not the attributes, or no block matches. The message names each block.
            TypeError: No attributes are expected, or the matcher is none of blocks.
        """
        __tracebackhide__ = True
        expected = every_block(attributes, more)
        found = self._matching(matcher)
        decided(matcher, found)
        resolved = self.resolve(matcher)
        if not found:
            raise AssertionError("\n".join(["assert_all: no block matches", *missing(resolved, self)]))
        every = expected.resolved(self._resolver)
        right = {id(block) for block in matching(every, found)}
        wrong = [block for block in found if id(block) not in right]
        if wrong:
            raise AssertionError("\n".join(not_all(every, wrong, resolved, found)))

    def _from(self, path: str) -> list[Block]:
        """Return the blocks of a construct, whose path may leave out what is above it."""
        # A stack in a stack is below the other one's path.
        above = self._path.split("/")
        wanted = {
            path,
            f"{self._name}/{path}",
            *("/".join([*above[:end], path]) for end in range(len(above) + 1)),
        }
        return [block for block in self.blocks if block.path in wanted]

    def _matching(self, matcher: Matcher) -> list[Block]:
        if not isinstance(matcher, Matcher) or not is_block_matcher(matcher):
            is_annotation = isinstance(matcher, Matcher) and is_annotation_matcher(matcher)
            advice = ": compare it with .warnings, .errors or .infos" if is_annotation else ""
            raise TypeError(
                f"expected a matcher of blocks, such as resource(…) or variable(…), got {matcher!r}{advice}"
            )
        try:
            return matching(self.resolve(matcher), self.blocks)
        except Exception:
            decided(matcher)  # a test may expect the error
            raise
